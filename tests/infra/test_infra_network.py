"""One fixed address for what calls outside systems: a network of our own, an institute's, or none."""

from typing import Any

import pytest

from infra.functions import FUNCTIONS
from infra.network import PRIVATE

OUTSIDE = [function for function in FUNCTIONS if function.vpc]


def _evaluated(condition: Any, conditions: dict[str, Any], parameters: dict[str, str]) -> bool:
    """What CloudFormation makes of a condition, for the words these use."""
    ((word, parts),) = condition.items()
    if word == "Condition":
        return _evaluated(conditions[parts], conditions, parameters)
    if word == "Fn::Or":
        return any(_evaluated(part, conditions, parameters) for part in parts)
    if word == "Fn::Not":
        return not _evaluated(parts[0], conditions, parameters)
    assert word == "Fn::Equals"
    return len({_text(part, parameters) for part in parts}) == 1


def _text(part: Any, parameters: dict[str, str]) -> str:
    if isinstance(part, dict) and "Fn::Join" in part:
        return _text(part["Fn::Join"][1], parameters)
    return parameters[part["Ref"]] if isinstance(part, dict) else part


def _chosen(value: Any, template: dict[str, Any], parameters: dict[str, str]) -> Any:
    while isinstance(value, dict) and "Fn::If" in value:
        name, yes, no = value["Fn::If"]
        conditions = template["Conditions"]
        value = yes if _evaluated(conditions[name], conditions, parameters) else no
    return value


CASES = {
    "nothing": ({"FixedAddress": "", "SubnetIds": ""}, None),
    "an institute's": ({"FixedAddress": "", "SubnetIds": "subnet-1"}, {"Ref": "SubnetIds"}),
    "our own": ({"FixedAddress": "yes", "SubnetIds": ""}, [{"Ref": name} for name in PRIVATE]),
    "our own before an institute's": (
        {"FixedAddress": "yes", "SubnetIds": "subnet-1"},
        [{"Ref": name} for name in PRIVATE],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_parameter_says_where_the_functions_stand_that_speak_to_outside_systems(template, case: str):
    parameters, subnets = CASES[case]
    assert len(OUTSIDE) >= 7
    for function in OUTSIDE:
        properties = template["Resources"][function.logical_id]["Properties"]
        chosen = _chosen(properties["VpcConfig"], template, parameters)
        role = template["Resources"][function.role_id]["Properties"]
        managed = _chosen(role["ManagedPolicyArns"], template, parameters)
        if subnets is None:
            assert chosen == managed == {"Ref": "AWS::NoValue"}
        else:
            assert chosen["SubnetIds"] == subnets
            assert "AWSLambdaVPCAccessExecutionRole" in str(managed)


def test_switched_off_nothing_of_the_network_is_made_or_paid(template):
    ours = {n: r for n, r in template["Resources"].items() if r["Type"].startswith("AWS::EC2::")}
    assert {"Network", "NatGateway", "OutgoingAddress", *PRIVATE} <= set(ours)
    assert {resource.get("Condition") for resource in ours.values()} == {"OwnVpc"}
    others = {n: r for n, r in template["Resources"].items() if n not in ours}
    assert not [name for name, resource in others.items() if resource.get("Condition") == "OwnVpc"]
    assert template["Parameters"]["FixedAddress"]["Default"] == ""


def test_everybody_leaves_by_one_nat_gateway_with_one_address_that_is_told(template):
    resources = {name: resource.get("Properties", {}) for name, resource in template["Resources"].items()}
    gateways = [n for n, r in template["Resources"].items() if r["Type"] == "AWS::EC2::NatGateway"]
    assert gateways == ["NatGateway"]
    assert resources["NatGateway"]["AllocationId"] == {"Fn::GetAtt": ["OutgoingAddress", "AllocationId"]}
    assert resources["PrivateRoute"]["NatGatewayId"] == {"Ref": "NatGateway"}
    for name in PRIVATE:
        joined = resources[f"{name}Routes"]
        assert joined == {"SubnetId": {"Ref": name}, "RouteTableId": {"Ref": "PrivateRoutes"}}
    zones = [resources[name]["AvailabilityZone"]["Fn::Select"][0] for name in PRIVATE]
    assert zones == [0, 1]
    told = template["Outputs"]["FixedAddress"]
    assert told == {"Condition": "OwnVpc", "Value": {"Ref": "OutgoingAddress"}}


def test_the_address_outlives_the_stack_and_nobody_comes_in(template):
    address = template["Resources"]["OutgoingAddress"]
    assert address["DeletionPolicy"] == address["UpdateReplacePolicy"] == "Retain"
    group = template["Resources"]["OutgoingOnly"]["Properties"]
    assert "SecurityGroupIngress" not in group
