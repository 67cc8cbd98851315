"""Random forms and random nodes: what is not open never changes."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.flows.form import access_at, fill, fill_at, readable
from chalicelib.flows.form.values import same
from tests.support.flowing import approve, around, flow, problems

VALUES = {
    "number": st.integers(0, 5),
    "text": st.sampled_from(["甲", "乙", ""]),
    "boolean": st.booleans(),
    "date": st.sampled_from(["2026-12-01", "2026-12-02", None]),
}
COLUMN = st.sampled_from(["number", "text", "boolean"])
WORDS = st.sampled_from(["hidden", "read", "edit", "required"])
CONDITIONS = st.sampled_from([True, True, "f0 = 1", "$count(f1) > 0", "starter.is_dept_head"])
Row = dict[str, Any]


@st.composite
def _forms(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields and a node's access to them; tables, computed, hidden, later and conditional ones among them."""
    fields: dict[str, Any] = {}
    access: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 5))):
        key = f"f{number}"
        kind = draw(st.sampled_from([*VALUES, "table", "computed"]))
        fields[key] = {"label": "甲", "type": kind, "visible": draw(CONDITIONS)}
        word = draw(WORDS | st.none())
        if kind == "computed":
            fields[key] |= {
                "type": "number",
                "computed": draw(st.sampled_from(["f0", "$count(f1)", "$sum(f0) + 1"])),
            }
        elif kind == "table":
            columns = {f"c{n}": {"label": "列", "type": draw(COLUMN)} for n in range(draw(st.integers(1, 3)))}
            columns["sum"] = {"label": "和", "type": "text", "computed": "$string(c0)"}
            fields[key]["columns"] = columns
            if draw(st.booleans()):
                word = {
                    "columns": {c: draw(WORDS) for c in columns},
                    "rows": draw(st.sampled_from(["fixed", "add", "free"])),
                }
        else:
            fields[key]["later"] = draw(st.booleans())
        if word is not None:
            access[key] = word
    return fields, access


def _typing(draw: st.DrawFn, fields: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for key, field in fields.items():
        if draw(st.booleans()) and not field.get("computed"):
            typed[key] = _value(draw, field)
    return typed


def _value(draw: st.DrawFn, field: dict[str, Any]) -> Any:
    if field["type"] != "table":
        return draw(VALUES[field["type"]])
    own = {key: column for key, column in field["columns"].items() if not column.get("computed")}
    return [
        {key: _value(draw, column) for key, column in own.items() if draw(st.booleans())}
        for _ in range(draw(st.integers(0, 3)))
    ]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_only_what_is_open_changes_nothing_hidden_is_lost_and_what_came_out_is_accepted(data: st.DataObject):
    fields, access = data.draw(_forms())
    flowing = flow(fields, nodes=[approve("head", fields=access)])
    node = next(flowing.person_nodes())
    everything = {key: field | {"later": False} for key, field in fields.items()}
    stored = fill(flow(everything), data.draw(st.composite(_typing)(everything)), around()).values
    granted = access_at(flowing, node)
    seen = readable(flowing, granted, stored)
    typed = data.draw(st.sampled_from([{}, seen])) | data.draw(st.composite(_typing)(fields))
    filled = fill_at(flowing, node, stored, typed, around())
    for key, field in flowing.form.items():
        if not granted[key].open and not field.computed:
            _kept(filled.values.get(key), stored.get(key), field)
        if granted[key].open and field.columns:
            _hidden_cells_kept(filled.values.get(key), stored.get(key), granted[key])
    for key in typed:
        refused = not granted[key].open and not same(typed[key], seen.get(key))
        assert not refused or problems(filled).get(key) == "not_yours" or flowing.form[key].computed
    again = fill_at(flowing, node, filled.values, readable(flowing, granted, filled.values), around())
    assert again.values == filled.values
    assert "not_yours" not in problems(again).values()


def _kept(now: Any, before: Any, field: Any) -> None:
    """The same value; of rows, the same but for computed cells."""
    if not field.columns:
        assert same(now, before)
        return
    own = {key for key, column in field.columns.items() if not column.computed}
    assert [_of(row, own) for row in now or []] == [_of(row, own) for row in before or []]


def _hidden_cells_kept(now: Any, before: Any, grant: Any) -> None:
    """Every row that is left keeps its closed cells; where rows may not go, every row is left."""
    closed = {key for key, word in grant.columns.items() if word in {"hidden", "read"}} - {"sum"}
    after, earlier = ([_of(row, closed) for row in rows or []] for rows in (now, before))
    if grant.rows != "free":
        assert after[: len(earlier)] == earlier
    assert all(row in earlier or not row for row in after)


def _of(row: Row, keys: set[str]) -> Row:
    return {key: cell for key, cell in row.items() if key in keys}
