"""A network of our own for the functions that call outside systems, so that they all come from one address.

WeCom answers trusted addresses only (60020). With the parameter `FixedAddress` a stack makes two private subnets, whose
way out is a NAT gateway with an Elastic IP; without it, and with `SubnetIds`, an institute's own network does it. A NAT
gateway is paid for by the hour.
"""

from typing import Final

from infra.cfn import OWN_VPC, Json, get, ref, sub

CIDR: Final = "10.64.0.0/22"
PUBLIC: Final = "10.64.0.0/24"
PRIVATE: Final = {"PrivateSubnetA": ("10.64.1.0/24", 0), "PrivateSubnetB": ("10.64.2.0/24", 1)}
"""Each in another zone: while one is out, the functions run in the other. The NAT gateway stands in the first."""
ADDRESS: Final = "OutgoingAddress"
EVERYWHERE: Final = "0.0.0.0/0"


def resources() -> Json:
    """All of it under one condition: switched off, nothing is made and nothing is paid."""
    made = {**_ground(), **_way_out(), **_private()}
    return {name: {"Condition": OWN_VPC, **resource} for name, resource in made.items()}


def config() -> Json:
    """Where a function stands when the network is our own."""
    return {
        "SubnetIds": [ref(name) for name in PRIVATE],
        "SecurityGroupIds": [get("OutgoingOnly", "GroupId")],
    }


def output() -> Json:
    """The address to enter as trusted (企业可信IP)."""
    return {"Condition": OWN_VPC, "Value": ref(ADDRESS)}


def _ground() -> Json:
    return {
        "Network": {
            "Type": "AWS::EC2::VPC",
            "Properties": {
                "CidrBlock": CIDR,
                "EnableDnsSupport": True,
                "EnableDnsHostnames": True,
                "Tags": [_name("network")],
            },
        },
        "OutgoingOnly": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
                "GroupDescription": "Calls to outside systems; nobody comes in",
                "VpcId": ref("Network"),
                "SecurityGroupEgress": [
                    {
                        "Description": "To anywhere by TCP",
                        "IpProtocol": "tcp",
                        "FromPort": 0,
                        "ToPort": 65535,
                        "CidrIp": EVERYWHERE,
                    }
                ],
            },
        },
    }


def _way_out() -> Json:
    return {
        "InternetGateway": {"Type": "AWS::EC2::InternetGateway", "Properties": {"Tags": [_name("internet")]}},
        "InternetAttachment": {
            "Type": "AWS::EC2::VPCGatewayAttachment",
            "Properties": {"VpcId": ref("Network"), "InternetGatewayId": ref("InternetGateway")},
        },
        "PublicSubnet": _subnet(PUBLIC, 0, "public"),
        "PublicRoutes": _routes("public"),
        "PublicRoute": {
            "Type": "AWS::EC2::Route",
            "DependsOn": ["InternetAttachment"],
            "Properties": {
                "RouteTableId": ref("PublicRoutes"),
                "DestinationCidrBlock": EVERYWHERE,
                "GatewayId": ref("InternetGateway"),
            },
        },
        "PublicSubnetRoutes": _joined("PublicSubnet", "PublicRoutes"),
        ADDRESS: {
            "Type": "AWS::EC2::EIP",
            "DependsOn": ["InternetAttachment"],
            # An address that was entered at WeCom and at other systems outlives a stack made by mistake.
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"Domain": "vpc", "Tags": [_name("outgoing")]},
        },
        "NatGateway": {
            "Type": "AWS::EC2::NatGateway",
            "DependsOn": ["PublicRoute"],
            "Properties": {
                "AllocationId": get(ADDRESS, "AllocationId"),
                "SubnetId": ref("PublicSubnet"),
                "Tags": [_name("nat")],
            },
        },
    }


def _private() -> Json:
    found: Json = {
        "PrivateRoutes": _routes("private"),
        "PrivateRoute": {
            "Type": "AWS::EC2::Route",
            "Properties": {
                "RouteTableId": ref("PrivateRoutes"),
                "DestinationCidrBlock": EVERYWHERE,
                "NatGatewayId": ref("NatGateway"),
            },
        },
    }
    for name, (cidr, zone) in PRIVATE.items():
        found[name] = _subnet(cidr, zone, "private")
        found[f"{name}Routes"] = _joined(name, "PrivateRoutes")
    return found


def _subnet(cidr: str, zone: int, name: str) -> Json:
    return {
        "Type": "AWS::EC2::Subnet",
        "Properties": {
            "VpcId": ref("Network"),
            "CidrBlock": cidr,
            "AvailabilityZone": {"Fn::Select": [zone, {"Fn::GetAZs": ""}]},
            "Tags": [_name(name)],
        },
    }


def _routes(name: str) -> Json:
    return {
        "Type": "AWS::EC2::RouteTable",
        "Properties": {"VpcId": ref("Network"), "Tags": [_name(name)]},
    }


def _joined(subnet: str, routes: str) -> Json:
    return {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"SubnetId": ref(subnet), "RouteTableId": ref(routes)},
    }


def _name(name: str) -> Json:
    return {"Key": "Name", "Value": sub(f"${{AWS::StackName}}-{name}")}
