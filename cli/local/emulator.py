"""What we know about the inside of ministack, in one place: its state, and how it is saved and restored.

Written against the pinned version; `tests/cli/test_autosave.py` fails when one of these facts changes.
"""

import functools
import json
import logging
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import ministack.app as ministack
from ministack.core import iam_actions, persistence
from ministack.services import dynamodb, lambda_svc, stepfunctions

from cli.local import changelog

T = TypeVar("T")
log = logging.getLogger("xietong.cloud")

#: The service whose items are logged as they change; its state file follows when a log has grown or a table changed.
LOGGED = "dynamodb"
#: Every acknowledged write to these is on disk within the second.
FAST = (LOGGED, "sqs", "s3")
#: Written after they changed, at a calmer pace: running executions cannot be resumed anyway.
STEADY = ("stepfunctions",)
#: Services whose get_state only reads, so that it needs no copies when nothing else runs meanwhile.
WITHOUT_COPIES = {*FAST, *STEADY}
ATTEMPTS = 20
_CONDITIONS = 4096


class SaveError(Exception):
    """A state file could not be written; the next save tries again."""


def state_keys() -> tuple[str, ...]:
    """Return the keys of all services that hold state now: one JSON file each."""
    return tuple(ministack._build_persistence_save_dict())  # noqa: SLF001 - its own shutdown does the same


def key_of(service: str) -> str | None:
    """Return the state key for an AWS signing name or target prefix in lower case, None if unknown."""
    name = ministack.SERVICE_NAME_ALIASES.get(service, service)
    entry = ministack.SERVICE_REGISTRY.get(name)
    return (entry.get("state_key") or entry["module"]) if entry else None


def snapshot(key: str) -> str | None:
    """Return the service's state file as text, None if it has none. Call on the event loop.

    Handlers run on the event loop, so no transaction is half done here; json's C encoder keeps the
    interpreter lock, so no thread gets in between either, and get_state's deep copies are left out
    (measured with 20,000 items: 1.7 s the usual way, 0.2 s this way).
    """
    get_state = ministack._build_persistence_save_dict().get(key)  # noqa: SLF001
    if get_state is None:
        return None
    state = _repeat(_uncopied(get_state) if key in WITHOUT_COPIES else get_state)
    if state is None:
        return None
    wrapped = {"__ministack_format__": persistence._state_format_version(key), "payload": state}  # noqa: SLF001
    return _repeat(lambda: json.dumps(wrapped, default=persistence._json_default))  # noqa: SLF001


def write(key: str, text: str) -> None:
    """Replace the service's state file in one step: old or new, never half. Raise SaveError."""
    folder = Path(persistence.STATE_DIR)
    partial = folder / f"{key}.json.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.write_text(text)
        partial.replace(folder / f"{key}.json")
    except OSError as problem:
        raise SaveError(f"{key}: {problem}") from problem


def begin_changelog() -> changelog.Changelog:
    """Bring in what was logged after the state file was written, and log every change of an item from now on."""
    folder = Path(persistence.STATE_DIR)
    tables = {table["TableArn"]: table for table in dynamodb._tables.all_values()}  # noqa: SLF001
    for path in changelog.logs(folder, LOGGED):
        for arn, partition, sort, item in changelog.read(path):
            if arn in tables and item is None:
                dynamodb._remove_item(tables[arn], partition, sort)  # noqa: SLF001
            elif arn in tables:
                dynamodb._set_item(tables[arn], partition, sort, item)  # noqa: SLF001
    changes = changelog.Changelog(folder, LOGGED)
    set_item, remove_item = dynamodb._set_item, dynamodb._remove_item  # noqa: SLF001

    def noted_set(table: Any, partition: str, sort: str, item: Any) -> Any:
        changes.note(table["TableArn"], partition, sort, item)
        return set_item(table, partition, sort, item)

    def noted_remove(table: Any, partition: str, sort: str) -> Any:
        changes.note(table["TableArn"], partition, sort, None)
        return remove_item(table, partition, sort)

    dynamodb._set_item, dynamodb._remove_item = noted_set, noted_remove  # noqa: SLF001
    return changes


def after_restore() -> None:
    """Put right what ministack's own restore leaves wrong.

    It restores how far each DynamoDB stream had been read, but not the records: the stream begins at 0
    again, and a mapping at position 200 would stay silent for the next 200 changes. What had not been
    delivered is in the outbox table and is swept from there.
    """
    positions = lambda_svc._dynamodb_stream_positions  # noqa: SLF001
    with lambda_svc._dynamodb_stream_positions_lock:  # noqa: SLF001
        for scoped in list(positions._data):  # noqa: SLF001
            positions._data[scoped] = 0  # noqa: SLF001


def knows_aliases() -> None:
    """Let IAM see which machine a call about an alias is about, as AWS does: ministack takes it for any resource,
    which no policy of ours allows.
    """
    extract = iam_actions.extract_resource_arn

    def with_aliases(service: str, method: str, path: str, headers: Any, body: bytes, *rest: Any) -> str:
        found = _alias_in(body) if service == "states" else ""
        return found or str(extract(service, method, path, headers, body, *rest))

    iam_actions.extract_resource_arn = with_aliases


def _alias_in(body: bytes) -> str:
    """The alias a call of Step Functions changes or makes; empty for every other call."""
    try:
        asked = json.loads(body or b"{}")
    except ValueError:
        return ""
    route = asked.get("routingConfiguration") or [{}]
    machine = str(route[0].get("stateMachineVersionArn", "")).rpartition(":")[0]
    made = f"{machine}:{asked['name']}" if machine and asked.get("name") else ""
    return str(asked.get("stateMachineAliasArn") or made)


def reads_conditions_once() -> None:
    """Keep what ministack found out about the text of a condition: a query works it out again for each of its items."""
    dynamodb._condition_syntax_error = functools.lru_cache(_CONDITIONS)(dynamodb._condition_syntax_error)  # noqa: SLF001


def keeps_branches_apart() -> None:
    """Let each branch of a fork have its own name of a state and its own token. ministack gives all the same context:
    of two branches that come to a task at the same moment both would wait under the token of the later one.
    """
    run = stepfunctions._run_sub_machine  # noqa: SLF001

    def apart(states: Any, start_at: str, given: Any, execution: Any, context: dict[str, Any]) -> Any:
        return run(states, start_at, given, execution, {**context})

    stepfunctions._run_sub_machine = apart  # noqa: SLF001


def saves_at_shutdown(*, enabled: bool) -> None:
    """Let ministack write its state when its lifespan ends, or not: we have just done it, and faster."""
    ministack.PERSIST_STATE = enabled


def stop_workers() -> None:
    """End the Lambda processes."""
    from ministack.core import lambda_runtime

    lambda_runtime.reset()


def _uncopied(get_state: Callable[[], Any]) -> Callable[[], Any]:
    """Return the same function reading the live objects: `copy.deepcopy` inside it gives back its argument."""
    scope = {**get_state.__globals__, "copy": types.SimpleNamespace(deepcopy=lambda value: value)}
    return types.FunctionType(get_state.__code__, scope)


def _repeat(make: Callable[[], T]) -> T:
    """Call again when another thread changed a dictionary meanwhile ("changed size during iteration")."""
    for _ in range(ATTEMPTS - 1):
        try:
            return make()
        except RuntimeError as problem:
            log.debug("repeating a save: %s", problem)
    return make()
