"""Logs that are kept as long as the law asks, and the alarms somebody is woken by."""

from infra.cfn import ALARMS_TOPIC, MESSAGES_QUEUE, Json, get, ref, sub
from infra.data import DEAD_LETTER_QUEUES
from infra.functions import FUNCTIONS, Stream
from infra.stage import Stage

LOG_RETENTION_DAYS = 180
"""Cybersecurity Law of the PRC, article 21 (3): network logs are kept at least six months."""

OUTBOX_LATE_MS = 60_000
MESSAGE_LATE_SECONDS = 600


def resources(stage: Stage) -> Json:
    return {
        ALARMS_TOPIC: {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": sub("${AWS::StackName}-alarms")},
        },
        "AlarmsSubscription": {
            "Type": "AWS::SNS::Subscription",
            "Condition": "HasAlarmEmail",
            "Properties": {"TopicArn": ref(ALARMS_TOPIC), "Protocol": "email", "Endpoint": ref("AlarmEmail")},
        },
        **_log_groups(stage),
        **_alarms(stage),
    }


def _log_groups(stage: Stage) -> Json:
    kept = "Retain" if stage.is_protected else "Delete"
    return {
        f"{function.logical_id}Logs": {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": kept,
            "UpdateReplacePolicy": kept,
            "Properties": {
                "LogGroupName": sub(f"/aws/lambda/${{AWS::StackName}}-{function.name}"),
                "RetentionInDays": LOG_RETENTION_DAYS,
            },
        }
        for function in FUNCTIONS
    }


def _alarms(stage: Stage) -> Json:
    found: Json = {
        "ApiFailingAlarm": _alarm(
            "The API answers 5xx",
            "AWS/ApiGateway",
            "5XXError",
            {"ApiName": stage.stack, "Stage": "api"},
        )
    }
    found["MessagesLateAlarm"] = _alarm(
        "A message to a person has waited longer than ten minutes",
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        {"QueueName": get(MESSAGES_QUEUE, "QueueName")},
        statistic="Maximum",
        threshold=MESSAGE_LATE_SECONDS,
    )
    for queue in DEAD_LETTER_QUEUES:
        found[f"{queue}Alarm"] = _alarm(
            f"Something waits in {queue}: docs/operations.md says how to look and send it again",
            "AWS/SQS",
            "ApproximateNumberOfMessagesVisible",
            {"QueueName": get(queue, "QueueName")},
            statistic="Maximum",
        )
    for function in FUNCTIONS:
        dimensions = {"FunctionName": sub(f"${{AWS::StackName}}-{function.name}")}
        found[f"{function.logical_id}FailingAlarm"] = _alarm(
            f"{function.name} raises", "AWS/Lambda", "Errors", dimensions
        )
        if any(isinstance(t, Stream) for t in function.triggers):
            found[f"{function.logical_id}LateAlarm"] = _alarm(
                f"{function.name} is more than a minute behind its stream",
                "AWS/Lambda",
                "IteratorAge",
                dimensions,
                statistic="Maximum",
                threshold=OUTBOX_LATE_MS,
            )
    return found


def _alarm(
    text: str, namespace: str, metric: str, dimensions: Json, *, statistic: str = "Sum", threshold: int = 0
) -> Json:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": text,
            "Namespace": namespace,
            "MetricName": metric,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "Statistic": statistic,
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": threshold,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [ref(ALARMS_TOPIC)],
            "OKActions": [ref(ALARMS_TOPIC)],
        },
    }
