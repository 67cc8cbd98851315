"""State machines of Step Functions: definitions, versions that never change, aliases that point to them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_aws.errors import AwsError

MAX_DEFINITION_BYTES = 1024 * 1024
TASK_TOKEN = "Task.Token"
Definition = Mapping[str, Any]


@dataclass
class StateMachine:
    arn: str
    name: str
    text: str
    versions: dict[int, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    last_version: int = 0

    def publish(self) -> str:
        """The ARN of a version with the text as it stands; the same one while the text stays the same."""
        if self.versions.get(self.last_version) != self.text:
            self.last_version += 1
            self.versions[self.last_version] = self.text
        return f"{self.arn}:{self.last_version}"


class Machines:
    """All of an account and region. `prefix` is `arn:…:stateMachine:`."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._by_name: dict[str, StateMachine] = {}

    def create(self, name: str, text: str) -> StateMachine:
        """Raises StateMachineAlreadyExists for another definition under the name, InvalidDefinition."""
        check(text)
        found = self._by_name.get(name)
        if found and found.text != text:
            raise AwsError("StateMachineAlreadyExists", f"State Machine Already Exists: '{found.arn}'")
        return self._by_name.setdefault(name, StateMachine(self.prefix + name, name, text))

    def change(self, machine: StateMachine, text: str) -> None:
        """Raises InvalidDefinition."""
        check(text)
        machine.text = text

    def find(self, arn: str) -> StateMachine:
        """The machine of its own ARN, or of one of its versions or aliases."""
        name = arn.removeprefix(self.prefix).partition(":")[0]
        if not arn.startswith(self.prefix) or name not in self._by_name:
            raise AwsError("StateMachineDoesNotExist", f"State Machine Does Not Exist: '{arn}'")
        return self._by_name[name]

    def text_of(self, arn: str) -> tuple[StateMachine, str]:
        """The definition that a start on this ARN runs."""
        machine = self.find(arn)
        qualifier = arn.removeprefix(machine.arn).removeprefix(":")
        qualifier = machine.aliases.get(qualifier, qualifier).rpartition(":")[2]
        if not qualifier:
            return machine, machine.text
        if not qualifier.isdecimal() or int(qualifier) not in machine.versions:
            raise AwsError("StateMachineDoesNotExist", f"State Machine Does Not Exist: '{arn}'")
        return machine, machine.versions[int(qualifier)]


def check(text: str) -> None:
    """Raises InvalidDefinition for what AWS refuses and the product relies on: the rest is up to the linters."""
    try:
        definition = json.loads(text)
    except ValueError as error:
        raise _invalid(f"no JSON: {error}") from error
    if len(text.encode()) > MAX_DEFINITION_BYTES:
        raise _invalid("the definition is larger than 1 MB")
    _check_scope(definition, frozenset())


def _check_scope(definition: Definition, outer: frozenset[str]) -> None:
    """States lead to states of their own scope; a name assigned outside may not be assigned inside."""
    states = definition.get("States") or {}
    if definition.get("StartAt") not in states:
        raise _invalid("StartAt names no state")
    assigned: set[str] = set()
    for name, state in states.items():
        missing = [target for target in _targets(state) if target not in states]
        if missing:
            raise _invalid(f"{name} leads to {missing[0]}, which is no state of its scope")
        assigned |= _assigned(state)
        _check_task(name, state)
    if clash := assigned & outer:
        raise _invalid(f"variables of an outer scope are assigned: {sorted(clash)}")
    for state in states.values():
        for branch in state.get("Branches", ()):
            _check_scope(branch, outer | assigned)


def _check_task(name: str, state: Definition) -> None:
    if str(state.get("Resource", "")).endswith(".waitForTaskToken") and TASK_TOKEN not in json.dumps(state):
        raise _invalid(f"{name} waits for a token that it tells nobody")


def _targets(state: Definition) -> Iterator[str]:
    for part in (state, *state.get("Choices", ()), *state.get("Catch", ())):
        if "Next" in part:
            yield part["Next"]
    if "Default" in state:
        yield state["Default"]


def _assigned(state: Definition) -> set[str]:
    parts = (state, *state.get("Choices", ()), *state.get("Catch", ()))
    return {re.sub(r"[.\[].*", "", name) for part in parts for name in part.get("Assign", ())}


def _invalid(message: str) -> AwsError:
    return AwsError("InvalidDefinition", f"Invalid State Machine Definition: '{message}'")
