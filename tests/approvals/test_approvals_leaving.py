"""Open tasks of people who left: to whom they go, with which note, and until when they are looked for."""

import datetime as dt
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.approvals import filing, journal, leaving, operations
from chalicelib.approvals.model.errors import AlreadyDecidedError, NobodyToAskError
from chalicelib.directory import service
from chalicelib.directory.change_store import Handover
from chalicelib.directory.model import Person, Proxy
from chalicelib.platform import clock
from tests.support.institute import PEOPLE, directory

NOW = dt.datetime(2026, 12, 1, 4, 0, tzinfo=dt.UTC)
PROXY = Proxy("p", "liming", "chenjing", "2026-11-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z")
TASK = "r1:head:1:1"


@dataclass
class Office:
    """What the tables and the engine would say, and what was done."""

    handovers: list[Handover] = field(default_factory=lambda: [Handover("liming", "", clock.to_text(NOW))])
    tasks: list[str] = field(default_factory=lambda: [TASK])
    proxies: tuple[Proxy, ...] = ()
    refused: dict[str, type[Exception]] = field(default_factory=dict)
    active: bool = False
    lines: int = 0
    given: list[tuple[str, str, str]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    filed: list[tuple[str, str]] = field(default_factory=list)

    def take_over(self, admin: str, task: str, to: str, comment: str) -> None:
        if to in self.refused:
            raise self.refused[to]
        self.given.append((admin, to, comment))

    def file_anew(self, former: str, to: str) -> int:
        self.filed.append((former, to))
        return self.lines

    def find(self, userids: list[str]) -> dict[str, Person]:
        """Who was renamed is found under the former userid, as they are called since the latest rename."""
        called = "liming3" if self.handovers[0].to else "liming"
        return {one: replace(PEOPLE["liming"], userid=called, active=self.active) for one in userids}


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office()
    who = directory(without=("liming",))
    fakes: dict[tuple[Any, str], Any] = {
        (service, "handovers"): lambda: made.handovers,
        (service, "people"): made.find,
        (service, "snapshot"): lambda _, __: who,
        (service, "proxies_of"): lambda _, __: made.proxies,
        (service, "end_handover"): made.ended.append,
        (filing, "file_anew"): made.file_anew,
        (operations, "tasks_in_hand"): lambda _: iter(made.tasks),
        (operations, "take_over"): made.take_over,
        (journal, "read"): lambda _: SimpleNamespace(request=SimpleNamespace(flow="leave-request")),
        (leaving, "split_task"): lambda task: tuple(task.split(":")),
    }
    for (module, name), fake in fakes.items():
        monkeypatch.setattr(module, name, fake)
    return made


def later(minutes: int):
    return clock.frozen(NOW + dt.timedelta(minutes=minutes))


def test_the_head_of_the_department_gets_what_a_leaver_had_with_a_note(office):
    assert leaving.hand_over() == (1, 0)
    assert office.given == [("system", "wangfang", "李明 已离职，待办转由您处理")]


def test_a_standing_proxy_comes_before_the_head(office):
    office.proxies = (PROXY,)
    leaving.hand_over()
    assert [to for _, to, _ in office.given] == ["chenjing"]


def test_a_proxy_for_other_flows_does_not(office):
    office.proxies = (replace(PROXY, flows=("purchase",)),)
    leaving.hand_over()
    assert [to for _, to, _ in office.given] == ["wangfang"]


def test_who_may_not_have_it_is_passed_over_for_the_next_above_and_then_administrators(office):
    office.refused = dict.fromkeys(["wangfang", "sunwei"], NobodyToAskError)
    assert leaving.hand_over() == (1, 0)
    assert [to for _, to, _ in office.given] == ["linhao"]


def test_what_nobody_may_have_stays_to_be_handed_over(office):
    office.refused = dict.fromkeys(["wangfang", "sunwei", "linhao"], NobodyToAskError)
    with later(60):
        assert leaving.hand_over() == (0, 1)
    assert office.ended == []


def test_what_was_decided_at_this_moment_is_left_alone(office):
    office.refused = {"wangfang": AlreadyDecidedError}
    assert leaving.hand_over() == (0, 1)
    assert office.given == []


def test_who_has_another_userid_keeps_their_tasks_and_is_listed_under_it_until_nothing_comes_to_light(office):
    office.handovers = [Handover("liming", "liming2", clock.to_text(NOW))]
    office.active, office.lines = True, 3
    with later(16):
        assert leaving.hand_over() == (3, 0)
        assert (office.given, office.filed, office.ended) == ([], [("liming", "liming3")], [])
        office.lines = 0
        assert leaving.hand_over() == (0, 0)
    assert office.ended == ["liming"]


@pytest.mark.parametrize(("minutes", "ended"), [(1, []), (16, ["liming"])])
def test_a_leaver_is_looked_after_until_nothing_of_theirs_came_to_light_for_a_while(office, minutes, ended):
    office.tasks = []
    with later(minutes):
        assert leaving.hand_over() == (0, 0)
    assert office.ended == ended


def test_who_came_back_keeps_their_tasks(office):
    office.active = True
    assert leaving.hand_over() == (0, 0)
    assert office.given == []
