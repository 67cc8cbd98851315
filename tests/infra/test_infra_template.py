"""The finished template: safe, watched, and the same for every region."""

import json
import subprocess
import sys

import pytest
from infra_support import PROD

from infra.functions import FUNCTIONS, Schedule
from infra.stage import Stage

REGIONS = ("us-east-1", "cn-north-1", "cn-northwest-1")


@pytest.mark.parametrize("stage", ["local", "prod"])
def test_cfn_lint_finds_nothing_in_any_region(packaged, stage):
    path = packaged(Stage(stage, "cn-north-1")).template
    command = [sys.executable, "-c", "from cfnlint import runner; runner.main()"]
    done = subprocess.run(
        [*command, "--regions", *REGIONS, "--template", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_template_is_the_same_for_every_region(packaged):
    texts = {packaged(Stage("prod", region)).template.read_text(encoding="utf-8") for region in REGIONS}
    assert len(texts) == 1


def test_no_arn_names_its_partition(template):
    assert "arn:aws:" not in json.dumps(template)


def test_nothing_of_sam_is_left(template):
    assert "Transform" not in template
    assert "AWS::Serverless" not in json.dumps(template)


def test_every_table_is_encrypted_recoverable_and_paid_by_request(of_type):
    for name, table in of_type("AWS::DynamoDB::Table").items():
        assert table["SSESpecification"] == {"SSEEnabled": True}, name
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}, name
        assert table["BillingMode"] == "PAY_PER_REQUEST", name


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Logs::LogGroup"])
def test_what_holds_data_in_production_outlives_the_stack(template, kind):
    found = [r for r in template["Resources"].values() if r["Type"] == kind]
    assert found
    for resource in found:
        assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"


def test_production_tables_refuse_deletion(of_type):
    assert all(table["DeletionProtectionEnabled"] for table in of_type("AWS::DynamoDB::Table").values())


def test_the_files_bucket_is_private_versioned_and_encrypted(of_type):
    (bucket,) = of_type("AWS::S3::Bucket").values()
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["BucketEncryption"]


def test_only_our_own_page_uploads_files_from_a_browser(of_type):
    (bucket,) = of_type("AWS::S3::Bucket").values()
    (rule,) = bucket["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == [{"Ref": "PublicUrl"}]


def test_spreadsheets_are_forgotten_after_a_week_and_files_of_requests_are_not(of_type):
    (bucket,) = of_type("AWS::S3::Bucket").values()
    rules = bucket["LifecycleConfiguration"]["Rules"]
    gone = {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "ExpirationInDays" in rule}
    assert gone == {"uploads/import-": 7, "exports/": 7, "handouts/": 1}


def test_every_queue_is_encrypted(of_type):
    assert all(queue["SqsManagedSseEnabled"] for queue in of_type("AWS::SQS::Queue").values())


def test_a_message_that_fails_five_times_is_parked(of_type):
    redrive = of_type("AWS::SQS::Queue")["MessagesQueue"]["RedrivePolicy"]
    assert redrive == {
        "deadLetterTargetArn": {"Fn::GetAtt": ["MessagesDeadLetters", "Arn"]},
        "maxReceiveCount": 5,
    }


def test_a_message_stays_hidden_as_long_as_its_batch_can_take(of_type):
    batch = next(f for f in FUNCTIONS if f.name == "send_message")
    assert of_type("AWS::SQS::Queue")["MessagesQueue"]["VisibilityTimeout"] >= 6 * batch.timeout_seconds


def test_what_nobody_waits_for_fails_into_a_queue(of_type):
    functions = of_type("AWS::Lambda::Function")
    for function in FUNCTIONS:
        parked = "DeadLetterConfig" in functions[function.logical_id]
        assert parked == function.is_async, function.name


def test_the_outbox_hears_of_new_rows_only_and_a_bad_one_blocks_no_other(of_type):
    mapping = of_type("AWS::Lambda::EventSourceMapping")["SendOutboxStream"]
    assert json.loads(mapping["FilterCriteria"]["Filters"][0]["Pattern"])["eventName"] == ["INSERT"]
    assert mapping["BisectBatchOnFunctionError"]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["DestinationConfig"]["OnFailure"]


def test_schedules_go_by_institute_time(of_type):
    schedules = of_type("AWS::Scheduler::Schedule")
    wanted = [t for f in FUNCTIONS for t in f.triggers if isinstance(t, Schedule)]
    assert len(schedules) == len(wanted) > 0
    assert {s["ScheduleExpressionTimezone"] for s in schedules.values()} == {"Asia/Shanghai"}


def test_logs_are_kept_half_a_year(of_type):
    assert all(group["RetentionInDays"] >= 180 for group in of_type("AWS::Logs::LogGroup").values())


def test_every_function_and_every_parking_queue_has_an_alarm_that_somebody_hears(of_type):
    alarms = of_type("AWS::CloudWatch::Alarm")
    assert all(alarm["AlarmActions"] == [{"Ref": "AlarmsTopic"}] for alarm in alarms.values())
    watched = {json.dumps(alarm["Dimensions"]) for alarm in alarms.values()}
    for function in FUNCTIONS:
        assert any(f"${{AWS::StackName}}-{function.name}" in text for text in watched), function.name
    for queue in (name for name in of_type("AWS::SQS::Queue") if name.endswith("DeadLetters")):
        assert any(f'"{queue}"' in text for text in watched), queue


def test_the_api_is_regional_without_xray_and_throttled(of_type):
    (rest,) = of_type("AWS::ApiGateway::RestApi").values()
    assert rest["EndpointConfiguration"] == {"Types": ["REGIONAL"]}
    (stage,) = of_type("AWS::ApiGateway::Stage").values()
    assert stage["StageName"] == "api"
    assert stage["MethodSettings"][0]["ThrottlingRateLimit"]
    assert not stage.get("TracingEnabled")
    assert all("TracingConfig" not in f for f in of_type("AWS::Lambda::Function").values())


def test_the_gateway_answers_in_the_shape_of_our_errors(of_type):
    for response in of_type("AWS::ApiGateway::GatewayResponse").values():
        body = json.loads(response["ResponseTemplates"]["application/json"])
        assert body.keys() == {"code", "message", "request_id"}


def test_overwriting_the_api_keeps_the_answers_of_the_gateway(of_type):
    (rest,) = of_type("AWS::ApiGateway::RestApi").values()
    kinds = {r["ResponseType"] for r in of_type("AWS::ApiGateway::GatewayResponse").values()}
    assert rest["Body"]["x-amazon-apigateway-gateway-responses"].keys() == kinds


def test_there_are_no_function_urls(template):
    assert "AWS::Lambda::Url" not in {r["Type"] for r in template["Resources"].values()}


def test_only_functions_that_speak_to_outside_systems_can_move_into_a_vpc(of_type):
    functions = of_type("AWS::Lambda::Function")
    inside = {f.name for f in FUNCTIONS if "VpcConfig" in functions[f.logical_id]}
    assert inside == {
        "send_message",
        "send_waiting",
        "wecom_identify",
        "wecom_tickets",
        "wecom_meeting",
        "wecom_ask",
        "sweep_meetings",
        "sync_changes",
        "sync_directory",
        "call_system",
    }


def test_the_secret_itself_is_nowhere_in_the_template(of_type):
    for function in of_type("AWS::Lambda::Function").values():
        variables = function["Environment"]["Variables"]
        assert variables["XT_WECOM_SECRET_PARAMETER"] == "/xietong/prod/wecom-secret"
        assert not [name for name in variables if name.endswith("_SECRET")]


def test_a_stage_that_cannot_be_a_name_is_refused():
    with pytest.raises(ValueError, match="lower-case letters"):
        Stage("Prod_1")


def test_the_package_under_test_is_production():
    assert PROD.is_protected
