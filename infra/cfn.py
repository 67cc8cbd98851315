"""Small words of CloudFormation. Every ARN goes through pseudo parameters, so the stack is valid in aws-cn."""

from typing import Any

Json = dict[str, Any]

FILES_BUCKET = "FilesBucket"
MESSAGES_QUEUE = "MessagesQueue"
MESSAGES_DEAD_LETTERS = "MessagesDeadLetters"
OUTBOX_DEAD_LETTERS = "OutboxDeadLetters"
JOBS_DEAD_LETTERS = "JobsDeadLetters"
FLOW_ROLE = "FlowRole"
ALARMS_TOPIC = "AlarmsTopic"
IN_VPC = "InVpc"
OWN_VPC = "OwnVpc"
ANY_VPC = "AnyVpc"


def ref(logical_id: str) -> Json:
    return {"Ref": logical_id}


def get(logical_id: str, attribute: str = "Arn") -> Json:
    return {"Fn::GetAtt": [logical_id, attribute]}


def sub(text: str) -> Json:
    return {"Fn::Sub": text}


def arn(service: str, resource: str) -> Json:
    """An ARN of this account and region, by name: no dependency on the resource, hence no cycles."""
    return sub(f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}")


def function_arn(name: str) -> Json:
    return arn("lambda", f"function:${{AWS::StackName}}-{name}")


def allow(actions: list[str], resources: list[Any], sid: str) -> Json:
    return {"Sid": sid, "Effect": "Allow", "Action": sorted(actions), "Resource": resources}


def policy(*statements: Json) -> Json:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def role(service: str, name: str, *statements: Json, conditions: Json | None = None) -> Json:
    """A role that one AWS service takes on; `name` names its only policy."""
    trust: Json = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    if conditions:
        trust["Condition"] = conditions
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": policy(trust),
            "Policies": [{"PolicyName": name, "PolicyDocument": policy(*statements)}],
        },
    }


def from_this_account() -> Json:
    """Trust condition against the confused deputy: only on behalf of this account."""
    return {"StringEquals": {"aws:SourceAccount": ref("AWS::AccountId")}}
