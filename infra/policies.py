"""One IAM policy per function group, written from the function list and the tables.

`*` stands as a resource only for `states:SendTask*`: a task token names no resource, so AWS takes no ARN there.
"""

from dataclasses import dataclass
from typing import Final

from infra.cfn import (
    FILES_BUCKET,
    FLOW_ROLE,
    JOBS_DEAD_LETTERS,
    MESSAGES_DEAD_LETTERS,
    MESSAGES_QUEUE,
    OUTBOX_DEAD_LETTERS,
    Json,
    allow,
    arn,
    function_arn,
    get,
    policy,
    sub,
)
from infra.functions import Function, GroupName, Messages, Stream, in_group
from infra.stage import APP
from infra.tables import Table, find

READ: Final = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]
# TransactWriteItems is authorised by the actions of its parts.
WRITE: Final = [
    *READ,
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
]


@dataclass(frozen=True)
class Group:
    """What a group of functions may touch. `writes=None` means every table."""

    writes: tuple[str, ...] | None = ()
    reads: tuple[str, ...] = ()
    keeps_attempts: bool = False
    """Submits requests for requests: once, by the row of the attempt, and with the files the form carries."""
    ends_sessions: bool = False
    """Disables people: whoever leaves is signed out in the same transaction."""
    statements: tuple[Json, ...] = ()


FLOW_MACHINES: Final = arn("states", "stateMachine:${AWS::StackName}-flow-*")
FLOW_EXECUTIONS: Final = arn("states", "execution:${AWS::StackName}-flow-*:*")
PUBLISH: Final = [
    "states:CreateStateMachine",
    "states:CreateStateMachineAlias",
    "states:PublishStateMachineVersion",
    "states:UpdateStateMachine",
    "states:UpdateStateMachineAlias",
]
DEAD_LETTERS: Final = (JOBS_DEAD_LETTERS, MESSAGES_DEAD_LETTERS, OUTBOX_DEAD_LETTERS)
UPLOADS: Final = sub(f"${{{FILES_BUCKET}.Arn}}/uploads/*")
HANDOUTS: Final = sub(f"${{{FILES_BUCKET}.Arn}}/handouts/*")
SECRET: Final = arn("ssm", f"parameter/{APP}/${{Stage}}/wecom-secret")
CONTACTS: Final = arn("ssm", f"parameter/{APP}/${{Stage}}/wecom-contacts-secret")
CALLBACK: Final = arn("ssm", f"parameter/{APP}/${{Stage}}/wecom-callback")
SYSTEMS: Final = arn("ssm", f"parameter/{APP}/${{Stage}}/systems")
EXPORTS: Final = sub(f"${{{FILES_BUCKET}.Arn}}/exports/*")

GROUPS: Final[dict[GroupName, Group]] = {
    "api": Group(
        writes=None,
        statements=(
            allow(["s3:GetObject", "s3:PutObject"], [UPLOADS, HANDOUTS], "Files"),
            allow(["s3:GetObject"], [EXPORTS], "Exports"),
            allow(
                ["lambda:InvokeFunction"],
                [
                    function_arn(name)
                    for name in ("wecom_identify", "wecom_tickets", "wecom_meeting", "wecom_ask")
                ],
                "AskWecom",
            ),
            allow(["lambda:InvokeFunction"], [function_arn("library_jobs")], "BeginTransfers"),
            allow(["lambda:InvokeFunction"], [function_arn("sync_directory")], "BeginSync"),
            allow(["ssm:GetParameter"], [SYSTEMS, CALLBACK], "Signatures"),
            allow(["sqs:GetQueueAttributes"], [get(queue) for queue in DEAD_LETTERS], "CountDeadLetters"),
            allow(PUBLISH, [FLOW_MACHINES], "PublishFlows"),
            allow(["iam:PassRole"], [get(FLOW_ROLE)], "RunFlowsAs"),
        ),
    ),
    "steps": Group(writes=("approvals", "libraries"), reads=("flows", "directory")),
    "outbox": Group(
        writes=("approvals", "libraries"),
        reads=("flows", "directory"),
        keeps_attempts=True,
        statements=(
            allow(["states:StartExecution"], [FLOW_MACHINES], "StartFlows"),
            allow(["states:DescribeExecution", "states:StopExecution"], [FLOW_EXECUTIONS], "EndFlows"),
            allow(["states:SendTaskFailure", "states:SendTaskSuccess"], ["*"], "AnswerTokens"),
            allow(["sqs:SendMessage"], [get(MESSAGES_QUEUE)], "QueueMessages"),
            allow(
                ["lambda:InvokeFunction"],
                [function_arn("call_system"), function_arn("wecom_meeting")],
                "CallSystems",
            ),
        ),
    ),
    "calls": Group(statements=(allow(["ssm:GetParameter"], [SYSTEMS], "Systems"),)),
    "reconcile": Group(
        writes=("approvals",),
        reads=("flows", "directory"),
        statements=(
            allow(["states:DescribeExecution"], [FLOW_EXECUTIONS], "LookAtFlows"),
            allow(["states:ListExecutions"], [FLOW_MACHINES], "CountFlows"),
        ),
    ),
    "timers": Group(writes=("approvals", "libraries"), reads=("flows", "directory")),
    "directory": Group(writes=("directory",), ends_sessions=True),
    "handover": Group(writes=("approvals", "directory", "libraries"), reads=("flows",)),
    "presses": Group(
        writes=("approvals", "libraries", "wecom"),
        reads=("flows", "directory"),
        keeps_attempts=True,
        statements=(allow(["sqs:SendMessage"], [get(MESSAGES_QUEUE)], "QueueMessages"),),
    ),
    "transfers": Group(
        writes=("libraries",),
        reads=("directory",),
        statements=(
            allow(["s3:GetObject"], [sub(f"${{{FILES_BUCKET}.Arn}}/uploads/import-*")], "Uploads"),
            allow(["s3:GetObject", "s3:PutObject"], [EXPORTS], "Exports"),
            allow(["lambda:InvokeFunction"], [function_arn("library_jobs")], "GoOn"),
        ),
    ),
    "records": Group(writes=("libraries",), reads=("directory",)),
    "reminders": Group(
        writes=("libraries",),
        reads=("directory",),
        statements=(allow(["sqs:SendMessage"], [get(MESSAGES_QUEUE)], "QueueMessages"),),
    ),
    "sync": Group(
        writes=("directory", "wecom"),
        ends_sessions=True,
        statements=(
            allow(["ssm:GetParameter"], [SECRET, CONTACTS], "Secrets"),
            allow(["sqs:SendMessage"], [get(MESSAGES_QUEUE)], "QueueMessages"),
        ),
    ),
    "egress": Group(
        writes=("wecom",),
        reads=("directory",),
        statements=(allow(["ssm:GetParameter"], [SECRET], "Secret"),),
    ),
}


def policies(tables: tuple[Table, ...]) -> dict[str, Json]:
    """Group name -> policy document, for every group."""
    return {name: document(name, tables) for name in GROUPS}


def document(name: GroupName, tables: tuple[Table, ...]) -> Json:
    group, members = GROUPS[name], in_group(name)
    writes = tuple(t.capability for t in tables) if group.writes is None else group.writes
    statements = [
        _tables("Write", WRITE, writes, tables),
        _tables("Read", READ, group.reads, tables),
        *([_counters(tables)] if "libraries" in (group.writes or ()) else []),
        *([_attempts(tables), _files(tables)] if group.keeps_attempts else []),
        *([_revocations(tables)] if group.ends_sessions else []),
        *group.statements,
        *_trigger_statements(members, tables),
        _logs(members),
    ]
    return policy(*[statement for statement in statements if statement])


def _tables(verb: str, actions: list[str], names: tuple[str, ...], tables: tuple[Table, ...]) -> Json | None:
    arns = [part for name in sorted(names) for part in find(tables, name).arns]
    return allow(actions, arns, f"{verb}Tables") if arns else None


def _counters(tables: tuple[Table, ...]) -> Json:
    """A record of a library takes a serial number; sessions stand in the same table and stay out of reach."""
    return _of_platform(["dynamodb:UpdateItem"], "COUNTER#*", "CountSerials", tables)


def _attempts(tables: tuple[Table, ...]) -> Json:
    return _of_platform(["dynamodb:GetItem", "dynamodb:PutItem"], "ATTEMPT#*", "KeepAttempts", tables)


def _revocations(tables: tuple[Table, ...]) -> Json:
    return _of_platform(["dynamodb:PutItem"], "PERSON#*", "EndSessions", tables)


def _files(tables: tuple[Table, ...]) -> Json:
    return _of_platform(["dynamodb:GetItem", "dynamodb:UpdateItem"], "FILE#*", "CarryFiles", tables)


def _of_platform(actions: list[str], keys: str, sid: str, tables: tuple[Table, ...]) -> Json:
    """Rows of the platform's table whose key begins so."""
    statement = allow(actions, [find(tables, "platform").arns[0]], sid)
    condition = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": [keys]}}
    return {**statement, "Condition": condition}


def _trigger_statements(members: tuple[Function, ...], tables: tuple[Table, ...]) -> list[Json]:
    """What Lambda itself needs, in the function's name, to read a stream or a queue and to park failures."""
    found: list[Json] = []
    triggers = [trigger for member in members for trigger in member.triggers]
    for stream in (t for t in triggers if isinstance(t, Stream)):
        table = find(tables, stream.capability, stream=True)
        actions = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"]
        found.append(
            allow([f"dynamodb:{a}" for a in actions], [get(table.logical_id, "StreamArn")], "ReadStream")
        )
        found.append(allow(["sqs:SendMessage"], [get(OUTBOX_DEAD_LETTERS)], "ParkRecords"))
    if any(isinstance(t, Messages) for t in triggers):
        actions = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"]
        found.append(allow([f"sqs:{a}" for a in actions], [get(MESSAGES_QUEUE)], "ReadMessages"))
    if any(member.is_async for member in members):
        found.append(allow(["sqs:SendMessage"], [get(JOBS_DEAD_LETTERS)], "ParkJobs"))
    return found


def _logs(members: tuple[Function, ...]) -> Json:
    groups = [arn("logs", f"log-group:/aws/lambda/${{AWS::StackName}}-{member.name}:*") for member in members]
    return allow(["logs:CreateLogStream", "logs:PutLogEvents"], groups, "OwnLogs")
