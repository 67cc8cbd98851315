"""Deciding on a card: a press is asked everything the page is asked, and every card shows what came of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.approvals import journal, operations, presses, service, submitting
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.types import Action
from chalicelib.platform.idempotency import Attempt
from sandbox.wecom import changes, inbox
from tests.support.faults.office import STARTER
from tests.support.faults.platform import publish
from tests.support.messaging import DIES_AFTER, DOWN, LOST, Messaging, messaging

FLOW = """
key: card-flow
name: 用品申领
section: attendance
serial: "YP-{yyyy}-{seq:4}"
starters: everyone
form:
  what: {label: 用品, type: text, required: true, summary: true}
  note: {label: 备注, type: text}
nodes:
  - approve: first
    name: 初审
    approvers: {any_of: [{person: wangfang}, {person: heyan}]}
    on_card: true
  - approve: every
    name: 会审
    approvers: {any_of: [{person: chenjing}, {person: zhoumin}]}
    sign: all
    on_card: true
  - approve: page
    name: 终审
    approvers: {person: sunwei}
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Messaging]:
    with messaging(tmp_path) as made:
        publish(FLOW)
        yield made


def submit(office: Messaging) -> str:
    typed = {"what": "标准砝码"}
    request = submitting.submit(
        STARTER, "card-flow", typed, Attempt(STARTER, f"card-{next(office.numbers)}", typed)
    )
    office.settle()
    return str(request)


def by_card(office: Messaging, userid: str, **more: Any) -> None:
    """Somebody presses, and everything that follows happens."""
    assert office.told(office.press(userid, **more))
    office.settle()


def on_page(office: Messaging, request: str, userid: str, node: str, action: Action = Action.APPROVE) -> None:
    said = Said(action, "不同意" if action is Action.REJECT else "")
    office.decide(request, userid, node, said)
    office.settle()


def event(office: Messaging, userid: str, card: str, key: str) -> str:
    """A press no card of ours would make."""
    fields = {
        "Event": "template_card_event",
        "EventKey": key,
        "TaskId": card,
        "CardType": "button_interaction",
        "ResponseCode": "made-up",
        "AgentID": "1000002",
    }
    return changes.event(office.app.credentials, office.phones.now(), fields, sender=userid)


def test_a_press_approves_and_everybody_who_got_the_card_sees_who_did(office: Messaging):
    request = submit(office)
    assert office.buttons("wangfang") == office.buttons("heyan") == ["approve", ""]
    by_card(office, "wangfang")
    assert office.open(request) == ["every chenjing", "every zhoumin"]
    assert office.shown("wangfang") == "您已同意"
    assert office.shown("heyan") == "已由王芳处理：同意"
    assert office.outcomes() == ["done"]
    (decided,) = [one for one in journal.events(request) if one["action"] == "approve"]
    assert (decided["actor"], decided["detail"]) == ("wangfang", {"via": "card"})


def test_where_all_sign_each_card_changes_when_its_own_person_has_signed(office: Messaging):
    request = submit(office)
    by_card(office, "wangfang")
    by_card(office, "chenjing")
    assert (office.shown("chenjing"), office.shown("zhoumin")) == ("您已同意", "")
    on_page(office, request, "zhoumin", "every")
    assert office.shown("zhoumin") == "您已同意"
    assert office.open(request) == ["page sunwei"]
    assert office.buttons("sunwei") == [], "the flow allows it per node"


def test_what_was_decided_on_the_page_is_shown_on_the_cards(office: Messaging):
    request = submit(office)
    on_page(office, request, "heyan", "first", Action.REJECT)
    assert (office.shown("heyan"), office.shown("wangfang")) == ("您已拒绝", "已由何燕处理：拒绝")
    assert office.status(request) == "rejected"


def test_two_press_in_the_same_second_and_one_decides(office: Messaging):
    request = submit(office)
    pressed = [office.press(userid) for userid in ("wangfang", "heyan")]
    assert [office.told(text) for text in pressed] == [True, True]
    office.settle()
    assert office.outcomes() == ["done", "already_decided"]
    assert office.actions(request).count("approve") == 1
    assert (office.shown("wangfang"), office.shown("heyan")) == ("您已同意", "已由王芳处理：同意")


def test_a_press_that_comes_twice_and_a_second_press_count_once(office: Messaging):
    request = submit(office)
    text, again = office.press("wangfang"), office.press("wangfang")
    assert [office.told(one) for one in (text, text, again, again)] == [True, False, True, False]
    office.settle()
    assert office.outcomes() == ["done", "done"]
    assert office.actions(request).count("approve") == 1


def test_a_press_by_somebody_who_is_not_asked_changes_nothing(office: Messaging):
    request = submit(office)
    card = office.phone("wangfang")[-1]["task_id"]
    before = journal.read(request)
    assert office.told(event(office, "liming", card, "approve"))
    office.settle()
    assert office.outcomes() == ["not_your_task"]
    assert journal.read(request) == before
    assert office.shown("wangfang") == ""


@pytest.mark.parametrize(
    ("card", "key", "outcome"),
    [
        ("own", "reject", "unknown_button"),
        ("own", "approve' OR 1=1", "unknown_button"),
        ("01ARZ3NDEKTSV4RRFFQ69G5FAV@first@1@0123456789abcdef", "approve", "unknown_card"),
        ("x", "approve", "unknown_card"),
        ("@@@", "approve", "unknown_card"),
    ],
)
def test_a_forged_key_or_card_changes_nothing(office: Messaging, card: str, key: str, outcome: str):
    request = submit(office)
    before = journal.read(request)
    own = office.phone("wangfang")[-1]["task_id"]
    assert office.told(event(office, "wangfang", own if card == "own" else card, key))
    office.settle()
    assert office.outcomes() == [outcome]
    assert journal.read(request) == before
    assert office.open(request) == ["first heyan", "first wangfang"]


def test_a_press_after_the_node_is_over_tells_who_was_first(office: Messaging):
    request = submit(office)
    late = office.press("heyan")
    on_page(office, request, "wangfang", "first")
    before = journal.read(request)
    assert office.told(late)
    office.settle()
    assert office.outcomes() == ["already_decided"]
    assert office.shown("heyan") == "已由王芳处理：同意"
    assert journal.read(request) == before


def test_a_press_after_the_request_was_withdrawn_tells_so(office: Messaging):
    request = submit(office)
    late = office.press("heyan")
    service.withdraw(STARTER, request, "", office.state(request).request.etag)
    office.settle()
    assert office.told(late)
    office.settle()
    assert office.outcomes() == ["already_decided"]
    assert office.shown("heyan") == "已由staff00处理：撤回"


def test_a_press_on_a_card_of_a_form_that_has_changed_asks_to_open_it(office: Messaging, monkeypatch: Any):
    request = submit(office)
    real = journal.read

    def changed(name: str) -> Any:
        from dataclasses import replace

        state = real(name)
        return replace(state, request=replace(state.request, form_revision=2))

    text = office.press("wangfang")
    with monkeypatch.context() as patch:
        patch.setattr(journal, "read", changed)
        assert office.told(text)
        office.aws.pump()
    office.settle()
    assert office.outcomes() == ["stale"]
    assert office.shown("wangfang") == "内容已更新，请打开办理"
    assert office.open(request) == ["first heyan", "first wangfang"]
    on_page(office, request, "wangfang", "first")


def test_a_task_that_was_handed_on_is_shown_so_and_its_new_holder_gets_a_card(office: Messaging):
    request = submit(office)
    (task,) = [t for t in office.state(request).tasks if t.userid == "wangfang"]
    operations.transfer("wangfang", task.id_in(request), "liming", "")
    office.settle()
    assert office.shown("wangfang") == "您已转办"
    by_card(office, "liming")
    assert office.shown("heyan") == "已由李明处理：同意"


def test_an_opinion_is_asked_for_without_a_button(office: Messaging):
    request = submit(office)
    (task,) = [t for t in office.state(request).tasks if t.userid == "wangfang"]
    operations.ask_opinion("wangfang", task.id_in(request), ("liming",), "您看呢")
    office.settle()
    assert office.buttons("liming") == []
    by_card(office, "wangfang")
    assert office.outcomes() == ["not_your_turn"]
    assert office.shown("wangfang") == "还没轮到您，请打开查看"


def test_a_dropped_click_loses_nothing(office: Messaging):
    request = submit(office)
    office.press("wangfang")
    office.pass_minutes(2)
    assert office.shown("wangfang") == ""
    on_page(office, request, "wangfang", "first")
    assert office.shown("wangfang") == "您已同意"


def test_a_press_the_stream_did_not_bring_is_looked_at_by_the_sweep(office: Messaging):
    request = submit(office)
    office.aws.streams.mappings = [
        one for one in office.aws.streams.mappings if one.function != "take_presses"
    ]
    office.told(office.press("wangfang"))
    office.settle()
    assert office.outcomes() == [""]
    office.aws.clock.advance(11)
    assert presses.sweep() == 0
    office.settle()
    assert office.open(request) == ["every chenjing", "every zhoumin"]
    assert office.outcomes() == ["done"]


@pytest.mark.parametrize("fault", ["queue", "decide", "settle"])
def test_a_press_whose_function_dies_is_looked_at_again_and_counts_once(
    office: Messaging, monkeypatch: pytest.MonkeyPatch, fault: str
):
    request = submit(office)
    target = {
        "queue": (presses.wecom, "settle_press"),
        "decide": (presses.service, "decide"),
        "settle": (presses.operations, "require_no_choice"),
    }[fault]
    real, failures = getattr(*target), iter([True])

    def failing(*args: Any) -> Any:
        if next(failures, False):
            raise RuntimeError
        return real(*args)

    monkeypatch.setattr(*target, failing)
    office.told(office.press("wangfang"))
    office.settle()
    office.aws.clock.advance(11)
    presses.sweep()
    office.settle()
    assert office.outcomes() == ["done"]
    assert office.actions(request).count("approve") == 1
    assert office.shown("wangfang") == "您已同意"


def test_a_lost_answer_to_the_sending_leaves_a_card_that_the_press_itself_mends(office: Messaging):
    office.app.faults = [LOST, LOST]
    request = submit(office)
    office.pass_minutes(2)
    assert len(office.phone("wangfang")) == 1
    by_card(office, "wangfang")
    assert office.open(request) == ["every chenjing", "every zhoumin"]
    assert office.shown("wangfang") == "您已同意"
    assert office.shown("heyan") == "", "its code is lost"
    assert office.titles("heyan")[1:] == ["已由王芳处理：同意"]


def test_after_seventy_two_hours_a_new_card_tells_and_the_old_one_answers(office: Messaging):
    request = submit(office)
    office.aws.clock.advance(73 * 3600)
    on_page(office, request, "wangfang", "first")
    assert office.shown("heyan", 0) == ""
    assert office.titles("heyan")[1:] == ["已由王芳处理：同意"]
    assert len(office.phone("wangfang")) == 1, "who did it knows"
    by_card(office, "heyan", number=0)
    assert office.outcomes() == ["already_decided"]
    assert office.shown("heyan", 0) == "已由王芳处理：同意"


def test_a_code_is_spent_once_however_often_cards_are_told_to_change(office: Messaging):
    submit(office)
    by_card(office, "wangfang")
    before = office.app.calls.count("update")
    body = next(row for row in office.platform.rows("outgoing") if row["outgoing_kind"] == "cards")
    assert body
    for _ in range(3):
        presses.card_results.show(office.state(body["request"]), office.state(body["request"]).visits[0])
        office.settle()
    assert office.app.calls.count("update") == before


@pytest.mark.parametrize("fault", [DOWN, LOST, DIES_AFTER, 60020])
def test_a_card_whose_change_fails_is_changed_later(office: Messaging, fault: str | int):
    request = submit(office)
    office.app.faults = [fault]
    on_page(office, request, "wangfang", "first")
    office.pass_minutes(3)
    assert (office.shown("wangfang"), office.shown("heyan")) == ("您已同意", "已由王芳处理：同意")
    assert len(office.phone("heyan")) == 1
    assert inbox.dropped(office.phones, "heyan") == 0


def test_a_card_that_was_not_sent_yet_is_not_sent_when_it_is_over(office: Messaging):
    office.app.faults = [DOWN]
    from chalicelib.wecom import preferring

    preferring.prefer("heyan", {"todo": "daily"}, None, 0)
    request = submit(office)
    on_page(office, request, "wangfang", "first")
    office.aws.clock.advance(24 * 3600)
    office.pass_minutes(2)
    assert office.phone("heyan") == []


def test_a_card_that_arrives_after_it_was_decided_shows_it_at_once(office: Messaging):
    office.app.faults = [DOWN, DOWN]
    request = submit(office)
    on_page(office, request, "wangfang", "first")
    assert office.phone("wangfang") == office.phone("heyan") == []
    office.pass_minutes(1)
    assert (office.shown("wangfang"), office.shown("heyan")) == ("您已同意", "已由王芳处理：同意")


def test_a_get_decides_nothing(office: Messaging):
    request = submit(office)
    before = journal.read(request)
    card = office.phone("wangfang")[-1]["content"]
    assert card["card_action"]["url"] == f"https://xietong.test/#/requests/{request}"
    assert [one.get("url") for one in card["button_list"]] == [None, card["card_action"]["url"]]
    assert journal.read(request) == before
