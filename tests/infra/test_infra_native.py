"""From Chalice's SAM to plain CloudFormation."""

import pytest

from infra.cfn import Json
from infra.native import UnexpectedTemplateError, native


def function(**properties: Json):
    return {"Resources": {"Job": {"Type": "AWS::Serverless::Function", "Properties": properties}}}


def test_a_trigger_in_a_decorator_is_refused():
    with pytest.raises(
        UnexpectedTemplateError, match=r"Job: property Events; triggers belong into infra/functions"
    ):
        native(function(Events={"Tick": {}}))


def test_a_function_only_infra_knows_is_refused():
    with pytest.raises(UnexpectedTemplateError, match="Job: infra knows it, the app does not declare it"):
        native({"Resources": {"Job": {"Properties": {}}}})


def test_code_comes_from_the_artefact_bucket():
    made = native(function(CodeUri={"Bucket": "b", "Key": "k"}))
    assert made["Resources"]["Job"]["Properties"] == {"Code": {"S3Bucket": "b", "S3Key": "k"}}


def test_tracing_is_left_out():
    assert native(function(Tracing="PassThrough"))["Resources"]["Job"]["Properties"] == {}


def api(path: str):
    properties = {
        "Name": "x",
        "StageName": "api",
        "EndpointConfiguration": "REGIONAL",
        "DefinitionBody": {"paths": {path: {}}},
    }
    return native({"Resources": {"RestAPI": {"Type": "AWS::Serverless::Api", "Properties": properties}}})


def test_another_route_is_another_deployment():
    assert api("/a")["Resources"].keys() != api("/b")["Resources"].keys()


def test_the_same_routes_are_the_same_deployment():
    assert api("/a") == api("/a")
