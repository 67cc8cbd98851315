"""The whole way: package, stack, a request through API Gateway, in an emulator that checks every role."""

import json
import urllib.error
import urllib.request
from dataclasses import replace

import pytest

from infra.deploy import deploy
from infra.errors import DeployError
from infra.package import digest
from infra.stage import LOCAL, Stage
from infra.target import Outputs, Target, local
from sandbox.wecom import credentials

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def target(emulator: int) -> Target:
    return local(emulator)


@pytest.fixture(scope="module")
def deployed(target: Target, packaged) -> Outputs:
    return deploy(target, lambda _: None, packaged(Stage(LOCAL)))


def get(url: str) -> tuple[int, object]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_the_deployed_api_answers(deployed):
    status, body = get(f"{deployed.api_url}/health")
    assert (status, body["status"]) == (200, "ok")


def test_an_unknown_address_is_a_404_in_the_shape_of_our_errors(deployed):
    status, body = get(f"{deployed.api_url}/nowhere")
    assert status == 404
    assert body.keys() >= {"code", "message", "request_id"}


def test_the_outputs_name_what_was_made(deployed, target):
    assert set(target.client("dynamodb").list_tables()["TableNames"]) == set(deployed.tables.values())
    assert target.client("s3").head_bucket(Bucket=deployed.files_bucket)
    assert deployed.tables["approvals"] == "xietong-local-approvals"


def test_a_second_deploy_of_the_same_sources_does_nothing(deployed, target, packaged):
    again = deploy(target, lambda _: None, packaged(Stage(LOCAL)))
    assert not again.changed
    assert again.api_id == deployed.api_id


def test_the_secret_is_stored_encrypted_beside_the_stack(deployed, target):
    name = target.stage.secret_parameter
    parameter = target.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
    assert (parameter["Type"], parameter["Value"]) == ("SecureString", credentials.APP_SECRET)


def test_a_role_is_held_to_its_policy(deployed, target):
    """The emulator enforces what `infra.policies` writes, so every other test on it proves least privilege."""
    sts = target.client("sts")
    role = target.client("lambda").get_function_configuration(FunctionName="xietong-local-api_handler")[
        "Role"
    ]
    session = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    table = deployed.tables["approvals"]
    dynamodb = target.client("dynamodb")
    dynamodb._request_signer._credentials.access_key = session["AccessKeyId"]
    dynamodb._request_signer._credentials.secret_key = session["SecretAccessKey"]
    dynamodb._request_signer._credentials.token = session["SessionToken"]
    key = {"pk": {"S": "nobody"}, "sk": {"S": "nothing"}}
    assert "Item" not in dynamodb.get_item(TableName=table, Key=key)
    with pytest.raises(dynamodb.exceptions.ClientError, match="not authorized to perform: dynamodb:Scan"):
        dynamodb.scan(TableName=table)


def test_a_resource_the_cloud_refuses_is_named_with_the_reason(target, packaged, tmp_path):
    made = packaged(Stage(LOCAL))
    template = json.loads(made.template.read_text(encoding="utf-8"))
    mapping = template["Resources"]["SendMessageQueue"]["Properties"]
    mapping["FunctionName"] = {"Fn::GetAtt": ["FilesBucket", "Nonsense"]}
    broken = tmp_path / "template.json"
    broken.write_text(json.dumps(template))
    made = replace(made, template=broken, template_digest=digest(broken))
    elsewhere = replace(target, stage=Stage("broken"))
    with pytest.raises(DeployError, match=r"^xietong-broken is .*ROLLBACK.*: SendMessageQueue: .*Nonsense"):
        deploy(elsewhere, lambda _: None, made)


def test_a_cloud_that_is_not_there_is_said_in_one_sentence(packaged):
    with pytest.raises(DeployError, match="Could not connect"):
        deploy(local(1), lambda _: None, packaged(Stage(LOCAL)))


def test_an_unknown_parameter_is_refused_with_the_names_there_are(target, packaged):
    wrong = replace(target, stage=Stage("other"), values={"PublicURL": "http://x"})
    with pytest.raises(DeployError, match="no such parameter: PublicURL; there are PublicUrl"):
        deploy(wrong, lambda _: None, packaged(Stage(LOCAL)))
