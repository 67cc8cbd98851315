"""Every Lambda function of the stack, once: what starts it, what it may touch, how long and how big.

Roles, schedules, queues, mappings, log groups, alarms and `.chalice/config.json` are all made from
`FUNCTIONS`; the test client and the cloud therefore cannot disagree about what exists.
"""

from dataclasses import dataclass
from typing import Final, Literal

GroupName = Literal[
    "api",
    "steps",
    "outbox",
    "reconcile",
    "timers",
    "egress",
    "sync",
    "calls",
    "directory",
    "handover",
    "presses",
    "records",
    "reminders",
    "transfers",
]


@dataclass(frozen=True)
class Schedule:
    """Called by EventBridge Scheduler, institute wall clock (Asia/Shanghai)."""

    expression: str


@dataclass(frozen=True)
class Stream:
    """Called with new rows of one capability's table; other writes are filtered out before the call."""

    capability: str
    batch: int = 10
    retries: int = 5


@dataclass(frozen=True)
class Messages:
    """Called with a batch of the `messages` queue; answers which of them failed."""

    batch: int = 10
    concurrency: int = 5


@dataclass(frozen=True)
class MachineStatus:
    """Called when a flow execution ends in one of these states."""

    statuses: tuple[str, ...]


Trigger = Schedule | Stream | Messages | MachineStatus


@dataclass(frozen=True)
class Function:
    name: str
    group: GroupName
    memory_mb: int = 512
    timeout_seconds: int = 30
    triggers: tuple[Trigger, ...] = ()
    reserved_concurrency: int | None = None
    vpc: bool = False
    """Speaks to outside systems: can be put behind the institute's fixed address (SubnetIds)."""

    @property
    def logical_id(self) -> str:
        """The name of the function in the template; renaming it is a deployment change."""
        return "APIHandler" if self.name == API_HANDLER else camel(self.name)

    @property
    def role_id(self) -> str:
        return f"{camel(self.name)}Role"

    @property
    def is_async(self) -> bool:
        """Nobody waits for its answer, so what it fails to do must land in a dead-letter queue."""
        return any(isinstance(t, Schedule | MachineStatus) for t in self.triggers)


def camel(name: str) -> str:
    """`open_node` -> `OpenNode`, the way Chalice names resources."""
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


API_HANDLER: Final = "api_handler"

FUNCTIONS: Final[tuple[Function, ...]] = (
    # API Gateway gives up after 29 s; the handler must have answered before that.
    Function(API_HANDLER, "api", memory_mb=1024, timeout_seconds=28),
    Function("open_node", "steps"),
    Function("run_effect", "steps"),
    Function("close_request", "steps"),
    Function("send_outbox", "outbox", triggers=(Stream("approvals"),), timeout_seconds=60),
    Function("sweep_outbox", "outbox", triggers=(Schedule("rate(1 minute)"),), timeout_seconds=55),
    Function(
        "reconcile",
        "reconcile",
        triggers=(Schedule("rate(5 minutes)"), MachineStatus(("FAILED", "TIMED_OUT", "ABORTED"))),
        timeout_seconds=240,
    ),
    Function("run_timers", "timers", triggers=(Schedule("rate(1 minute)"),), timeout_seconds=55),
    Function("apply_changes", "directory", triggers=(Schedule("rate(1 hour)"),), timeout_seconds=120),
    Function(
        "hand_over",
        "handover",
        triggers=(Stream("directory"), Schedule("rate(5 minutes)")),
        timeout_seconds=60,
    ),
    Function("check_rules", "handover", triggers=(Schedule("rate(1 hour)"),), timeout_seconds=240),
    Function("follow_records", "records", triggers=(Stream("libraries"),), timeout_seconds=60),
    Function("sweep_records", "records", triggers=(Schedule("rate(5 minutes)"),), timeout_seconds=240),
    Function("remake_records", "records", triggers=(Schedule("rate(1 minute)"),), timeout_seconds=55),
    # What one run leaves undone the next does: nobody is told twice.
    Function(
        "remind_people",
        "reminders",
        triggers=(Schedule("cron(30,45 8 * * ? *)"),),
        timeout_seconds=600,
    ),
    # What is late by some minutes, and what a new day did to records.
    Function("meet_deadlines", "reminders", triggers=(Schedule("rate(10 minutes)"),), timeout_seconds=300),
    Function("send_message", "egress", triggers=(Messages(),), timeout_seconds=60, vpc=True),
    Function("send_waiting", "egress", triggers=(Schedule("rate(1 minute)"),), timeout_seconds=55, vpc=True),
    Function(
        "take_presses",
        "presses",
        triggers=(Stream("wecom"), Schedule("rate(1 minute)")),
        timeout_seconds=55,
    ),
    Function("library_jobs", "transfers", memory_mb=2048, timeout_seconds=300),
    Function("sweep_library_jobs", "transfers", triggers=(Schedule("rate(1 minute)"),), timeout_seconds=55),
    Function("call_system", "calls", timeout_seconds=20, vpc=True),
    Function("wecom_identify", "egress", timeout_seconds=10, vpc=True),
    Function("wecom_tickets", "egress", timeout_seconds=20, vpc=True),
    Function("sync_changes", "sync", triggers=(Schedule("rate(1 minute)"),), timeout_seconds=55, vpc=True),
    # What it does not finish the next one goes on with. A hundred thousand people are some 300 MB.
    Function(
        "sync_directory",
        "sync",
        memory_mb=2048,
        triggers=(Schedule("rate(10 minutes)"),),
        timeout_seconds=840,
        vpc=True,
    ),
    # An API call waits for them, and gives up after 26 s: they must have answered before that.
    Function("wecom_meeting", "egress", timeout_seconds=25, vpc=True),
    Function("wecom_ask", "egress", timeout_seconds=25, vpc=True),
    Function(
        "sweep_meetings", "egress", triggers=(Schedule("rate(5 minutes)"),), timeout_seconds=240, vpc=True
    ),
)


def function(name: str) -> Function:
    return next(f for f in FUNCTIONS if f.name == name)


def in_group(group: str) -> tuple[Function, ...]:
    return tuple(f for f in FUNCTIONS if f.group == group)
