"""An export with events of every kind: whatever is done to the file is found and named."""

import hashlib
import io
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.approvals import audit
from chalicelib.platform import chain, messages

KINDS = sorted(key.removeprefix("events.") for key in messages._load("zh_CN") if key.startswith("events."))
DETAILS: tuple[dict[str, Any], ...] = (
    {},
    {"people": ["a", "b"], "reason": "部门负责人", "on_behalf_of": {"a": "c"}},
    {
        "form": {"days": 0.5, "note": "é\u0000", "lines": [{"what": "灯", "count": 2}]},
        "flow": "x",
        "version": 3,
    },
    {"to": "revise", "straight": True},
    {"run": 2, "why": "machine gone"},
    {"number": 1, "problem": {"code": "flow_disabled", "params": {"flow": "验收"}}},
    {"mentioned": ["a"], "files": [{"id": "f1", "name": "证明.pdf", "size_bytes": 9}]},
    {"status": "approved"},
)
REQUESTS = 3
Lines = list[dict[str, Any]]


def exported() -> Lines:
    """Every kind of event, over three requests, each with its head; and the manifest."""
    lines: Lines = []
    heads: list[list[Any]] = []
    for number in range(REQUESTS):
        request, head, seq = f"R{number}", chain.GENESIS, 0
        for place, action in enumerate(KINDS):
            if place % REQUESTS != number:
                continue
            seq += 1
            body = {
                "request": request,
                "seq": seq,
                "at": f"2026-11-23T01:{seq:02d}:00.000Z",
                "action": action,
                "actor": "wangfang",
                "node": "head",
                "visit": 1,
                "comment": "同意",
                "detail": DETAILS[place % len(DETAILS)],
            }
            event = {**body, "prev_hash": head, "hash": chain.digest(body, head)}
            head = event["hash"]
            lines.append(event)
        lines.append({"request": request, "head": head, "events": seq})
        heads.append([request, seq, head])
    root = hashlib.sha256(rfc8785.dumps(heads)).hexdigest()
    return [*lines, {"manifest": 1, "requests": REQUESTS, "events": len(KINDS), "root": root}]


def judged(lines: Lines) -> audit.Verdict:
    return audit.verify(io.StringIO("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)))


def reasons(verdict: audit.Verdict) -> str:
    return "; ".join(found.reason for found in verdict.breaks)


def place_of(action: str) -> int:
    return next(n for n, line in enumerate(exported()) if line.get("action") == action)


def test_an_export_of_every_kind_of_event_is_whole():
    verdict = judged(exported())
    assert verdict.breaks == ()
    assert (verdict.requests, verdict.events) == (REQUESTS, len(KINDS))
    assert {"submit", "transfer", "subflow_refused", "call_failed", "restarted", "closed"} <= set(KINDS)


@pytest.mark.parametrize("action", KINDS)
@pytest.mark.parametrize("field", ["at", "action", "actor", "node", "visit", "comment", "detail"])
def test_a_change_in_any_event_is_found_and_named(action: str, field: str):
    lines = exported()
    at = place_of(action)
    old = lines[at][field]
    lines[at][field] = (
        {**old, "x": 1} if isinstance(old, dict) else old + 1 if isinstance(old, int) else old + "x"
    )
    (found,) = judged(lines).breaks
    assert (found.request, found.seq) == (lines[at]["request"], lines[at]["seq"])
    assert found.reason == "was changed after it was written"


@pytest.mark.parametrize("action", KINDS)
def test_any_event_that_was_removed_is_found_and_its_request_named(action: str):
    lines = exported()
    gone = lines.pop(place_of(action))
    assert gone["request"] in {found.request for found in judged(lines).breaks}


@pytest.mark.parametrize("action", KINDS)
def test_any_event_that_stands_twice_is_found(action: str):
    lines = exported()
    at = place_of(action)
    lines.insert(at, dict(lines[at]))
    found = judged(lines).breaks[0]
    assert (found.request, found.seq) == (lines[at]["request"], lines[at]["seq"])


@pytest.mark.parametrize("action", KINDS)
def test_any_event_in_the_place_of_its_neighbour_is_found(action: str):
    lines = exported()
    at = place_of(action)
    other = at - 1 if lines[at]["seq"] > 1 else at + 1
    lines[at], lines[other] = lines[other], lines[at]
    assert lines[at]["request"] in {found.request for found in judged(lines).breaks}


@pytest.mark.parametrize("request_id", [f"R{number}" for number in range(REQUESTS)])
def test_a_whole_request_that_was_removed_is_found(request_id: str):
    lines = [line for line in exported() if line.get("request") != request_id]
    told = reasons(judged(lines))
    assert f"{REQUESTS - 1} requests are here, and {REQUESTS} were exported" in told
    assert "a request was removed" in told


def test_a_request_in_the_place_of_another_is_found():
    """As many requests and events as before: only the root tells."""
    lines = exported()
    first = [line for line in lines if line.get("request") == "R0"]
    rest = [line for line in lines if line.get("request") != "R0"]
    head, renamed = chain.GENESIS, []
    for line in first[:-1]:
        body = {key: value for key, value in line.items() if key not in {"hash", "prev_hash"}} | {
            "request": "R9"
        }
        renamed.append({**body, "prev_hash": head, "hash": chain.digest(body, head)})
        head = renamed[-1]["hash"]
    verdict = judged([*renamed, {"request": "R9", "head": head, "events": len(renamed)}, *rest])
    assert (
        reasons(verdict) == "the root over all requests is another: a request was removed, added or changed"
    )


def test_requests_may_stand_in_another_order():
    lines = exported()
    other = sorted(lines[:-1], key=lambda line: line["request"], reverse=True)
    assert judged([*other, lines[-1]]).breaks == ()


def test_an_emptied_export_is_found():
    assert reasons(judged([])) == "the closing line is missing: the export is cut off, or empty"
    told = reasons(judged(exported()[-1:]))
    assert f"0 requests are here, and {REQUESTS} were exported" in told


def test_an_export_of_no_request_at_all_is_whole():
    nothing = hashlib.sha256(b"[]").hexdigest()
    assert judged([{"manifest": 1, "requests": 0, "events": 0, "root": nothing}]).breaks == ()


@given(st.data())
def test_a_file_cut_off_anywhere_is_found(data: st.DataObject):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in exported())
    cut = data.draw(st.integers(2, len(text) - 2))
    try:
        verdict = audit.verify(io.StringIO(text[:cut]))
    except ValueError:
        assert "\n" not in text[:cut], "a part of the first line is no export"
        return
    assert "the closing line is missing" in reasons(verdict)
    if text[cut - 1] != "\n" and text[cut] != "\n":
        line = text[:cut].count("\n") + 1
        assert f"line {line} is cut off" in reasons(verdict)


@pytest.mark.parametrize("number", range(REQUESTS))
def test_a_head_that_is_missing_or_stands_twice_is_named(number: int):
    lines = exported()
    at = [n for n, line in enumerate(lines) if "head" in line][number]
    twice = judged([*lines[:at], lines[at], *lines[at:]])
    assert [(found.request, found.reason) for found in twice.breaks] == [
        (f"R{number}", "its head stands twice")
    ]
    without = judged([*lines[:at], *lines[at + 1 :]])
    assert (f"R{number}", "no head line: the export is cut") in [
        (b.request, b.reason) for b in without.breaks
    ]


def test_nothing_may_stand_after_the_closing_line():
    lines = exported()
    assert "something stands after" in reasons(judged([*lines, lines[0]]))
    assert "something stands after" in reasons(judged([*lines, lines[-1]]))
