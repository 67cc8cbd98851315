"""The merge template: all of the stack that `chalice package` does not write by itself."""

import json
from typing import Final

from infra import api, data, network, tables, triggers, watch
from infra.cfn import (
    ALARMS_TOPIC,
    ANY_VPC,
    FILES_BUCKET,
    FLOW_ROLE,
    IN_VPC,
    JOBS_DEAD_LETTERS,
    MESSAGES_DEAD_LETTERS,
    MESSAGES_QUEUE,
    OUTBOX_DEAD_LETTERS,
    OWN_VPC,
    Json,
    get,
    ref,
    sub,
)
from infra.functions import FUNCTIONS, Function
from infra.stage import Stage

PARAMETERS: Final[dict[str, str]] = {
    "PublicUrl": "Address people open, scheme and host, no slash at the end",
    "WeComCorpId": "WeCom corporation id",
    "WeComAgentId": "WeCom id of our application",
    "WeComApiUrl": "Where the WeCom API is",
    "WeComAuthorizeUrl": "Where WeCom signs people in",
    "AlarmEmail": "Who is told of alarms; empty: nobody",
    "FixedAddress": "yes: a network of its own, whose NAT gateway has one address; empty: none, or SubnetIds",
    "TwoPerson": "yes: a second administrator approves what one publishes; empty: one publishes alone",
}
DEFAULTS: Final[dict[str, str]] = {
    "WeComApiUrl": "https://qyapi.weixin.qq.com",
    "WeComAuthorizeUrl": "https://open.weixin.qq.com/connect/oauth2/authorize",
    "AlarmEmail": "",
    "FixedAddress": "",
    "TwoPerson": "",
}
LISTS: Final[dict[str, str]] = {
    "SubnetIds": "Subnets of an institute's own network for the functions that call outside systems",
    "SecurityGroupIds": "Security groups of the same functions",
}


def merge_template(stage: Stage, declared: tuple[tables.Table, ...]) -> Json:
    return {
        "Description": f"Xietong, stage {stage.name}",
        # W3660: the API's body holds the same gateway responses, so overwriting it loses none (infra/native.py).
        "Metadata": {"cfn-lint": {"config": {"ignore_checks": ["W3660"]}}},
        "Parameters": _parameters(stage),
        "Conditions": {
            OWN_VPC: {"Fn::Equals": [ref("FixedAddress"), "yes"]},
            IN_VPC: {"Fn::Not": [{"Fn::Equals": [{"Fn::Join": ["", ref("SubnetIds")]}, ""]}]},
            ANY_VPC: {"Fn::Or": [{"Condition": OWN_VPC}, {"Condition": IN_VPC}]},
            "HasAlarmEmail": {"Fn::Not": [{"Fn::Equals": [ref("AlarmEmail"), ""]}]},
        },
        "Resources": {
            **tables.resources(stage, declared),
            **data.resources(stage),
            **triggers.resources(declared),
            **watch.resources(stage),
            **network.resources(),
            **api.resources(),
            **_rest_api(stage),
            **_functions(stage),
        },
        "Outputs": _outputs(declared),
    }


def merge_text(stage: Stage, declared: tuple[tables.Table, ...]) -> str:
    return json.dumps(merge_template(stage, declared), ensure_ascii=False, indent=1, sort_keys=True)


def _parameters(stage: Stage) -> Json:
    texts: Json = {
        name: {"Type": "String", "Description": text, **_default(name)} for name, text in PARAMETERS.items()
    }
    lists: Json = {
        name: {"Type": "CommaDelimitedList", "Description": text, "Default": ""}
        for name, text in LISTS.items()
    }
    code: Json = {name: {"Type": "String"} for name in ("CodeBucket", "CodeKey")}
    own: Json = {"Stage": {"Type": "String", "Default": stage.name, "AllowedValues": [stage.name]}}
    return {**texts, **lists, **code, **own}


def _default(name: str) -> Json:
    return {"Default": DEFAULTS[name]} if name in DEFAULTS else {}


def _rest_api(stage: Stage) -> Json:
    properties: Json = {"Name": stage.stack, "DefinitionBody": {"info": {"title": stage.stack}}}
    return {api.REST_API: {"Properties": properties}}


def _functions(stage: Stage) -> Json:
    found: Json = {}
    for function in FUNCTIONS:
        found[function.logical_id] = _function(stage, function)
        found[function.role_id] = _role(function)
    return found


def _function(stage: Stage, function: Function) -> Json:
    properties: Json = {
        "FunctionName": sub(f"${{AWS::StackName}}-{function.name}"),
        "CodeUri": {"Bucket": ref("CodeBucket"), "Key": ref("CodeKey")},
        "Environment": {"Variables": _environment(stage)},
    }
    if function.is_async:
        properties["DeadLetterQueue"] = {"Type": "SQS", "TargetArn": get(JOBS_DEAD_LETTERS)}
    if function.vpc:
        vpc = {"SubnetIds": ref("SubnetIds"), "SecurityGroupIds": ref("SecurityGroupIds")}
        given = {"Fn::If": [IN_VPC, vpc, ref("AWS::NoValue")]}
        properties["VpcConfig"] = {"Fn::If": [OWN_VPC, network.config(), given]}
    # The role may write to its log group, not make it: the group comes first.
    return {"DependsOn": [f"{function.logical_id}Logs"], "Properties": properties}


def _role(function: Function) -> Json:
    """Chalice writes the role with the group's policy; a VPC asks for AWS's own policy beside it."""
    if not function.vpc:
        return {"Properties": {"Tags": [{"Key": "group", "Value": function.group}]}}
    managed = sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")
    return {
        "Properties": {
            "Tags": [{"Key": "group", "Value": function.group}],
            "ManagedPolicyArns": {"Fn::If": [ANY_VPC, [managed], ref("AWS::NoValue")]},
        }
    }


def _environment(stage: Stage) -> Json:
    return {
        "XT_STAGE": stage.name,
        "XT_TABLE_PREFIX": stage.stack,
        "XT_FILES_BUCKET": ref(FILES_BUCKET),
        "XT_MESSAGES_QUEUE_URL": ref(MESSAGES_QUEUE),
        "XT_MESSAGES_DEAD_LETTERS_URL": ref(MESSAGES_DEAD_LETTERS),
        "XT_OUTBOX_DEAD_LETTERS_URL": ref(OUTBOX_DEAD_LETTERS),
        "XT_JOBS_DEAD_LETTERS_URL": ref(JOBS_DEAD_LETTERS),
        "XT_IDENTIFY_FUNCTION": f"{stage.function_prefix}wecom_identify",
        "XT_TICKETS_FUNCTION": f"{stage.function_prefix}wecom_tickets",
        "XT_SYNC_FUNCTION": f"{stage.function_prefix}sync_directory",
        "XT_MEETING_FUNCTION": f"{stage.function_prefix}wecom_meeting",
        "XT_ASK_FUNCTION": f"{stage.function_prefix}wecom_ask",
        "XT_CALL_FUNCTION": f"{stage.function_prefix}call_system",
        "XT_SYSTEMS_PARAMETER": stage.systems_parameter,
        "XT_TWO_PERSON": ref("TwoPerson"),
        "XT_PUBLIC_URL": ref("PublicUrl"),
        "XT_WECOM_CORP_ID": ref("WeComCorpId"),
        "XT_WECOM_AGENT_ID": ref("WeComAgentId"),
        "XT_WECOM_SECRET_PARAMETER": stage.secret_parameter,
        "XT_WECOM_CALLBACK_PARAMETER": stage.callback_parameter,
        "XT_WECOM_CONTACTS_PARAMETER": stage.contacts_parameter,
        "XT_WECOM_API_URL": ref("WeComApiUrl"),
        "XT_WECOM_AUTHORIZE_URL": ref("WeComAuthorizeUrl"),
        "XT_FLOW_ROLE_ARN": get(FLOW_ROLE),
        "XT_MACHINE_PREFIX": stage.machine_prefix,
        "XT_STEP_FUNCTION_PREFIX": stage.function_prefix,
    }


def _outputs(declared: tuple[tables.Table, ...]) -> Json:
    values: Json = {
        "FilesBucket": ref(FILES_BUCKET),
        "MessagesQueueUrl": ref(MESSAGES_QUEUE),
        "FlowRoleArn": get(FLOW_ROLE),
        "AlarmsTopicArn": ref(ALARMS_TOPIC),
    }
    for table in declared:
        values[f"{table.logical_id}Name"] = ref(table.logical_id)
    found: Json = {name: {"Value": value} for name, value in values.items()}
    return {**found, "FixedAddress": network.output()}
