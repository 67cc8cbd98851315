"""Random flows that run: people in every sign mode, clocks, waits, calls and sub-requests, inside branches and forks."""

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from chalicelib.flows.model import Flow
from tests.support.flowing import approve, flow

PEOPLE = tuple(f"p{number}" for number in range(1, 7))
FORM = {
    "days": {"label": "天数", "type": "number", "required": True},
    "far": {"label": "离京", "type": "boolean", "required": True},
    "paper": {"label": "文件", "type": "file"},
}
FORMS = st.fixed_dictionaries({"days": st.integers(0, 5), "far": st.booleans()})
CONDITIONS = st.sampled_from(["days > 1", "days > 3", "far", "$not(far)"])
SIGNS = st.sampled_from(
    ["any", "all", "in_order", {"ratio": 0.5}, {"ratio": 0.6, "min_votes": 2}, {"ratio": 1}]
)
ENDS = st.sampled_from(
    [
        "remind",
        "auto_pass",
        "auto_reject",
        {"escalate": {"head_of": "assignee.department"}},
        {"hand_to": {"person": "backup"}},
    ]
)
DUES = st.fixed_dictionaries(
    {"hours": st.sampled_from([1, 4, 20]), "then": ENDS, "remind_before_hours": st.sampled_from([0, 1])},
    optional={"tell_superior": st.sampled_from([{"hours": 2}, {"workdays": 1}])},
)
RESULTS = st.sampled_from(
    [[{"when": "days > 4", "reject": True}], [{"when": "days > 4", "return_to": "revise"}]]
)
WHEN = {"when": CONDITIONS}
PERSON = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["approve", "approve", "approve", "handle"]),
        "people": st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True),
        "sign": SIGNS,
        "duplicate": st.sampled_from(["never", "consecutive", "once"]),
    },
    optional={"due": DUES, "fields": st.just({"days": "edit"}), "results": RESULTS, **WHEN},
)
OTHER = st.fixed_dictionaries(
    {"kind": st.sampled_from(["cc", "wait", "event", "call", "subflow", "sign", "seal"])}, optional=WHEN
)


def flows() -> st.SearchStrategy[Flow]:
    """Flows of anything; most have a person first, and many a fork whose ways are busy."""
    plain = PERSON | PERSON | OTHER
    anything = st.recursive(plain, _around, max_leaves=8)
    busy = st.fixed_dictionaries(
        {
            "kind": st.just("parallel"),
            "ways": st.lists(st.lists(PERSON | anything, min_size=2, max_size=3), min_size=2, max_size=2),
        }
    )
    first = st.fixed_dictionaries(
        {
            "kind": st.just("approve"),
            "people": st.just(["p1"]),
            "sign": st.just("any"),
            "duplicate": st.just("never"),
        }
    )
    nodes = st.lists(anything | busy, min_size=1, max_size=4)
    return st.tuples(first | first | plain | anything, nodes).map(lambda drawn: _flow([drawn[0], *drawn[1]]))


def _around(inside: Any) -> Any:
    sequence = st.lists(inside, max_size=2)
    arms = st.lists(st.tuples(CONDITIONS, sequence), min_size=1, max_size=2)
    parallel = st.fixed_dictionaries(
        {
            "kind": st.just("parallel"),
            "ways": st.lists(st.lists(inside, min_size=1, max_size=2), min_size=2, max_size=3),
        },
        optional=WHEN,
    )
    chosen = st.fixed_dictionaries(
        {"kind": st.sampled_from(["branch", "inclusive"]), "arms": arms, "otherwise": sequence}, optional=WHEN
    )
    return parallel | parallel | chosen


def _flow(drawn: list[dict[str, Any]]) -> Flow:
    return flow(FORM, nodes=_nodes(drawn, itertools.count(1)), withdraw="any_time")


def _nodes(drawn: list[dict[str, Any]], numbers: Iterator[int]) -> list[dict[str, Any]]:
    return [{**_node(one, f"n{next(numbers)}", numbers), **_when(one)} for one in drawn]


def _when(one: dict[str, Any]) -> dict[str, Any]:
    return {"when": one["when"]} if "when" in one else {}


def _node(one: dict[str, Any], key: str, numbers: Iterator[int]) -> dict[str, Any]:
    kind = one["kind"]
    if kind in {"approve", "handle"}:
        return _person(one, key)
    if kind in _PLAIN:
        return {**_PLAIN[kind], "key": key}
    if kind == "parallel":
        return {"parallel": [_nodes(way, numbers) for way in one["ways"]], "key": key}
    arms = [{"when": text, "nodes": _nodes(way, numbers)} for text, way in one["arms"]]
    return {kind: [*arms, {"otherwise": _nodes(one["otherwise"], numbers)}], "key": key}


def _person(one: dict[str, Any], key: str) -> dict[str, Any]:
    rules = [{"person": userid} for userid in one["people"]]
    more = {"approvers": {"any_of": rules}, "sign": one["sign"], "duplicate": one["duplicate"]}
    more |= {name: one[name] for name in ("due", "fields", "results") if name in one}
    if one["kind"] == "approve":
        return approve(key, **more)
    return {"handle": key, "name": key, **more}


_PLAIN: dict[str, dict[str, Any]] = {
    "cc": {"cc": {"person": "p6"}},
    "wait": {"wait": {"for": {"hours": 3}}},
    "event": {"wait": {"event": "arrived", "at_most": {"hours": 30}, "then": "return"}},
    "call": {"call": {"system": "erp", "operation": "book"}},
    "subflow": {"subflow": {"flow": "other"}},
    "sign": {"sign": {"file": "paper", "handler": {"person": "p5"}, "at_most": {"hours": 8}}},
    "seal": {
        "seal": {"seal": '"round"', "file": "paper", "handler": {"person": "p4"}, "at_most": {"hours": 8}}
    },
}
