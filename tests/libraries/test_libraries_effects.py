"""What the record effects of a flow write, as a plan: nothing is stored here."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.approvals import effects
from chalicelib.approvals.effects import Planned
from chalicelib.approvals.model.types import Request
from chalicelib.flows.model import Effects, RecordEffect
from chalicelib.libraries.errors import RecordInvalidError
from chalicelib.libraries.records import Action, Write

BASE = {"library": "research-project", "match": {"project_no": "project"}}


def effect(**said: Any) -> RecordEffect:
    return RecordEffect.model_validate({**BASE, **said})


def submitted(*wanted: RecordEffect, withdrawn: tuple[RecordEffect, ...] = ()) -> Effects:
    return Effects(submitted=wanted, withdrawn=withdrawn)


def request(revision: int = 1, **form: Any) -> Request:
    return Request(
        id="r1",
        serial="BX-1",
        title="报销",
        flow="expense",
        flow_version=1,
        starter="liming",
        submitted_at="2026-11-23T01:00:00.000Z",
        form={"project": "KY-1", "total": 30, "items": [{"fee": 10}, {"fee": 20}]} | form,
        routing={},
        form_revision=revision,
    )


def plan(*wanted: RecordEffect, at: str = "pay", number: int = 2, **form: Any) -> list[Write]:
    asked = request(**form)
    scope = {**asked.form, "starter": {"userid": "liming"}, "today": "2026-11-23"}
    found = effects.planned(asked, wanted, scope, at, number)
    assert all(isinstance(p, Planned) and p.library == "research-project" for p in found)
    return [p.what for p in found if isinstance(p.what, Write)]


def test_values_come_from_the_form_and_what_is_known_beside_it():
    (made,) = plan(
        effect(action="update", map={"pi": "starter.userid", "name": "nothing"}, add={"spent": "total * 2"})
    )
    assert (made.action, made.match) == (Action.UPDATE, {"project_no": "KY-1"})
    assert (made.values, made.add) == ({"pi": "liming"}, {"spent": 60})
    assert made.reference == "BX-1/pay/2/0.0"


def test_each_row_is_a_write_of_its_own():
    wanted = effect(
        action="append", child="lines", each="items", map={"amount": "row.fee"}, when="row.fee > 5"
    )
    made = plan(wanted, items=[{"fee": 10}, {"fee": 1}, {"fee": 20}])
    assert [(w.values["amount"], w.reference) for w in made] == [
        (10, "BX-1/pay/2/0.0"),
        (20, "BX-1/pay/2/0.2"),
    ]


def test_every_reference_is_another():
    two = effect(action="update", add={"spent": "1"})
    assert len({w.reference for w in [*plan(two, two), *plan(two, number=3), *plan(two, at="end")]}) == 4


def test_an_effect_whose_condition_does_not_hold_writes_nothing():
    assert plan(effect(action="update", map={"name": "'x'"}, when="total > 100")) == []


def test_a_guard_looks_at_the_record_and_the_form():
    (made,) = plan(effect(action="update", add={"spent": "total"}, guard="record.budget >= total"))
    assert made.guard is not None
    assert made.guard({"budget": 30})
    assert not made.guard({"budget": 29})
    assert not made.guard({})


def test_a_value_that_cannot_be_worked_out_is_named():
    with pytest.raises(RecordInvalidError) as refused:
        plan(effect(action="update", map={"name": "total & 1 + 'x'"}))
    assert refused.value.field == "name"


def test_who_writes_a_record_says_where():
    with pytest.raises(ValueError, match="where"):
        effects.planned(request(), [effect(action="update", add={"spent": "1"})])


def test_a_corrected_form_takes_away_what_its_former_version_added():
    wanted = [
        effect(action="update", add={"spent": "total"}),
        effect(action="append", child="lines", map={"amount": "total"}),
    ]
    found = effects.replanned(request(), request(2, total=50), submitted(*wanted), {"today": "2026-11-23"})
    made = [p.what for p in found if isinstance(p.what, Write)]
    assert [(w.action.value, w.add, w.reference) for w in made] == [
        ("update", {"spent": -30}, "BX-1/submitted/1/0.0/undone"),
        ("update", {"spent": 50}, "BX-1/submitted/2/0.0"),
        ("append", {}, "BX-1/submitted/1/1.0"),
    ]


LOCKED = submitted(
    effect(action="update", map={"status": "'busy'", "locked_by": "request.serial"}, add={"number": "1"}),
    withdrawn=(
        effect(action="update", map={"status": "'free'", "locked_by": "''"}, add={"number": "-1"}),
        effect(action="append", child="lines", map={"amount": "total"}),
    ),
)


def test_a_record_the_corrected_form_names_no_more_is_given_back():
    seen = {"request": {"serial": "BX-1"}}
    found = effects.replanned(request(), request(2, project="KY-2"), LOCKED, seen)
    made = [p.what for p in found if isinstance(p.what, Write)]
    assert [(w.match["project_no"], w.values, w.add, w.reference) for w in made] == [
        ("KY-1", {}, {"number": -1}, "BX-1/submitted/1/0.0/undone"),
        ("KY-1", {"status": "free", "locked_by": ""}, {}, "BX-1/left/1/0.0"),
        ("KY-2", {"status": "busy", "locked_by": "BX-1"}, {"number": 1}, "BX-1/submitted/2/0.0"),
    ]


def test_a_record_the_corrected_form_still_names_is_only_written_over():
    seen = {"request": {"serial": "BX-1"}}
    found = effects.replanned(request(), request(2, total=50), LOCKED, seen)
    made = [p.what for p in found if isinstance(p.what, Write)]
    assert [(w.match["project_no"], w.values.get("status")) for w in made] == [
        ("KY-1", None),
        ("KY-1", "busy"),
    ]


def test_a_hold_for_each_row_is_held_in_all():
    hold = RecordEffect.model_validate(
        {"library": "l", "action": "hold", "account": "'annual'", "amount": "row.fee", "each": "items"}
    )
    assert effects.held_by(request(), [hold]) == {"annual": 30}
    found = [plan.what for plan in effects.replanned(request(), request(2), submitted(hold))]
    assert [(e.kind.value, e.amount, e.reference) for e in found] == [
        ("release", 10, "1/0"),
        ("release", 20, "1/1"),
        ("hold", 10, "2/0"),
        ("hold", 20, "2/1"),
    ]


def test_a_value_that_names_the_record_is_worked_out_when_it_is_written():
    average = "(record.spent * record.budget + total) / (record.spent + 1)"
    (made,) = plan(effect(action="update", map={"budget": average, "name": "'x'"}))
    assert made.values == {"name": "x"}
    assert made.worked["budget"]({"spent": 2, "budget": 15}) == 20
    with pytest.raises(RecordInvalidError):
        made.worked["budget"]({"spent": "two"})


def test_as_many_records_are_made_as_the_form_says_each_counted_once():
    wanted = RecordEffect.model_validate(
        {"library": "research-project", "action": "create", "map": {"name": "'x'"}, "times": "count"}
    )
    made = plan(wanted, count=3)
    assert [w.reference for w in made] == [f"BX-1/pay/2/0.0.{n}" for n in range(3)]
    assert plan(wanted, count=0) == []
    for wrong in (-1, 1.5, "3", True, 201):
        with pytest.raises(RecordInvalidError):
            plan(wanted, count=wrong)


def test_an_update_of_a_child_names_its_rows():
    wanted = effect(
        action="update", child="lines", row={"subject": "row.kind"}, each="items", add={"amount": "row.fee"}
    )
    made = plan(wanted, items=[{"kind": "差旅", "fee": 10}, {"kind": "设备", "fee": 20}])
    assert [(w.child, w.row, w.add) for w in made] == [
        ("lines", {"subject": "差旅"}, {"amount": 10}),
        ("lines", {"subject": "设备"}, {"amount": 20}),
    ]


def test_effects_know_the_calendar():
    (made,) = plan(effect(action="update", map={"name": '$add_workdays("2026-11-27", 1)'}))
    assert made.values == {"name": "2026-11-30"}
    assert plan(effect(action="update", map={"name": "'x'"}, when="$work_days(today, today) = 0")) == []


def test_what_was_added_to_a_row_is_taken_away_again_when_the_form_comes_back():
    wanted = effect(action="update", child="lines", row={"subject": "'差旅'"}, add={"amount": "total"})
    undone, anew = effects.replanned(request(total=30), request(2, total=50), submitted(wanted))
    assert (undone.what.row, undone.what.add) == ({"subject": "差旅"}, {"amount": -30})
    assert anew.what.add == {"amount": 50}


@pytest.mark.parametrize(
    "said",
    [
        {"action": "append", "map": {"amount": "1"}},
        {"action": "create", "child": "lines", "map": {"amount": "1"}},
        {"action": "update", "child": "lines", "map": {"amount": "1"}},
        {"action": "update", "row": {"subject": "'a'"}, "map": {"amount": "1"}},
        {"action": "update", "times": "2", "map": {"amount": "1"}},
    ],
)
def test_words_that_do_not_belong_together_are_refused(said: dict[str, Any]):
    with pytest.raises(ValidationError):
        effect(**said)
