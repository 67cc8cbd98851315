"""What starts the functions: schedules, the outbox stream, the message queue, the end of a flow execution."""

import json
from collections.abc import Iterator

from infra.cfn import (
    FLOW_ROLE,
    JOBS_DEAD_LETTERS,
    MESSAGES_QUEUE,
    OUTBOX_DEAD_LETTERS,
    Json,
    allow,
    arn,
    from_this_account,
    function_arn,
    get,
    ref,
    role,
    sub,
)
from infra.functions import (
    FUNCTIONS,
    Function,
    MachineStatus,
    Messages,
    Schedule,
    Stream,
    camel,
    in_group,
)
from infra.tables import Table, find

TIME_ZONE = "Asia/Shanghai"
SCHEDULER_ROLE = "SchedulerRole"


def resources(declared: tuple[Table, ...]) -> Json:
    found: Json = {FLOW_ROLE: _flow_role(), SCHEDULER_ROLE: _scheduler_role()}
    for function in FUNCTIONS:
        if function.is_async:
            found[f"{function.logical_id}Retries"] = _retries(function)
        for trigger in function.triggers:
            found.update(_trigger(function, trigger, declared))
    return found


def _trigger(function: Function, trigger: object, declared: tuple[Table, ...]) -> Iterator[tuple[str, Json]]:
    match trigger:
        case Schedule():
            yield f"{function.logical_id}Schedule", _schedule(function, trigger)
        case Stream():
            yield (
                f"{function.logical_id}Stream",
                _stream(function, trigger, find(declared, trigger.capability, stream=True)),
            )
        case Messages():
            yield f"{function.logical_id}Queue", _messages(function, trigger)
        case MachineStatus():
            yield f"{function.logical_id}Rule", _rule(function, trigger)
            yield f"{function.logical_id}RulePermission", _rule_permission(function)
        case _:
            message = f"{function.name}: no template for {trigger!r}"
            raise TypeError(message)


def _flow_role() -> Json:
    """What a published flow runs as: it may call the three step functions and nothing else."""
    steps = [function_arn(f.name) for f in in_group("steps")]
    return role(
        "states.amazonaws.com",
        "CallSteps",
        allow(["lambda:InvokeFunction"], steps, "CallSteps"),
        conditions=from_this_account(),
    )


def _scheduler_role() -> Json:
    jobs = [function_arn(f.name) for f in FUNCTIONS if any(isinstance(t, Schedule) for t in f.triggers)]
    return role(
        "scheduler.amazonaws.com",
        "CallJobs",
        allow(["lambda:InvokeFunction"], jobs, "CallJobs"),
        allow(["sqs:SendMessage"], [get(JOBS_DEAD_LETTERS)], "ParkJobs"),
        conditions=from_this_account(),
    )


def _schedule(function: Function, trigger: Schedule) -> Json:
    return {
        "Type": "AWS::Scheduler::Schedule",
        "Properties": {
            "Name": sub(f"${{AWS::StackName}}-{function.name}"),
            "ScheduleExpression": trigger.expression,
            "ScheduleExpressionTimezone": TIME_ZONE,
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "Target": {
                "Arn": get(function.logical_id),
                "RoleArn": get(SCHEDULER_ROLE),
                # A missed minute is made good by the next one: jobs go by cursor, not by "now".
                "RetryPolicy": {"MaximumEventAgeInSeconds": 120, "MaximumRetryAttempts": 1},
                "DeadLetterConfig": {"Arn": get(JOBS_DEAD_LETTERS)},
            },
        },
    }


def _retries(function: Function) -> Json:
    """One more try soon, then the dead-letter queue: Lambda's own habit is to try for six hours."""
    return {
        "Type": "AWS::Lambda::EventInvokeConfig",
        "Properties": {
            "FunctionName": ref(function.logical_id),
            "Qualifier": "$LATEST",
            "MaximumEventAgeInSeconds": 300,
            "MaximumRetryAttempts": 1,
        },
    }


def _stream(function: Function, trigger: Stream, table: Table) -> Json:
    wanted: Json = {"eventName": ["INSERT"]}
    if table.stream_prefix:
        wanted["dynamodb"] = {"Keys": {"sk": {"S": [{"prefix": table.stream_prefix}]}}}
    return {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "FunctionName": get(function.logical_id),
            "EventSourceArn": get(table.logical_id, "StreamArn"),
            "StartingPosition": "TRIM_HORIZON",
            "BatchSize": trigger.batch,
            "BisectBatchOnFunctionError": True,
            "MaximumRetryAttempts": trigger.retries,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "FilterCriteria": {"Filters": [{"Pattern": json.dumps(wanted)}]},
            "DestinationConfig": {"OnFailure": {"Destination": get(OUTBOX_DEAD_LETTERS)}},
        },
    }


def _messages(function: Function, trigger: Messages) -> Json:
    return {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "FunctionName": get(function.logical_id),
            "EventSourceArn": get(MESSAGES_QUEUE),
            "BatchSize": trigger.batch,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "ScalingConfig": {"MaximumConcurrency": trigger.concurrency},
        },
    }


def _rule(function: Function, trigger: MachineStatus) -> Json:
    machines = arn("states", "stateMachine:${AWS::StackName}-flow-")
    return {
        "Type": "AWS::Events::Rule",
        "Properties": {
            "Description": "A flow execution ended without reaching its end state",
            "EventPattern": {
                "source": ["aws.states"],
                "detail-type": ["Step Functions Execution Status Change"],
                "detail": {"status": list(trigger.statuses), "stateMachineArn": [{"prefix": machines}]},
            },
            "Targets": [{"Id": camel(function.name), "Arn": get(function.logical_id)}],
        },
    }


def _rule_permission(function: Function) -> Json:
    return {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": get(function.logical_id),
            "Principal": "events.amazonaws.com",
            "SourceArn": get(f"{function.logical_id}Rule"),
        },
    }
