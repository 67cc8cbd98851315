"""The audit chain: whoever changes the past is found, and the place is named."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform import chain

Events = list[dict[str, Any]]


def _chain(request: str = "r1", length: int = 6) -> Events:
    """A whole chain of one request."""
    found, head = [], chain.GENESIS
    for seq in range(1, length + 1):
        event = {
            "request": request,
            "seq": seq,
            "at": f"2026-11-23T01:00:0{seq}.000Z",
            "actor": "李明",
            "action": "approve",
            "detail": {"form": {"days": 0.5, "note": "é\u0000"}, "people": ["a", "b"]},
        }
        digest = chain.digest(event, head)
        found.append(event | {"prev_hash": head, "hash": digest})
        head = digest
    return found


def _places(events: Events) -> list[tuple[str, int]]:
    return [(broken.request, broken.seq) for broken in chain.verify(events)]


def test_a_whole_chain_has_no_break():
    assert chain.verify(_chain()) == []
    assert chain.verify([]) == []


def test_requests_may_stand_in_any_order_beside_each_other():
    one, two = _chain("r1"), _chain("r2")
    assert chain.verify([event for pair in zip(one, two, strict=True) for event in pair]) == []


def test_a_hash_is_64_hex_characters_and_the_same_everywhere():
    event = {"b": 1, "a": "甲", "n": 1.0}
    assert chain.digest(event, chain.GENESIS) == chain.digest({"n": 1, "a": "甲", "b": 1}, chain.GENESIS)
    assert len(chain.digest(event, chain.GENESIS)) == 64


def test_the_hash_of_an_event_is_known():
    import hashlib

    canonical = '{"a":"甲","prev_hash":"' + chain.GENESIS + '"}'
    assert chain.digest({"a": "甲"}, chain.GENESIS) == hashlib.sha256(canonical.encode()).hexdigest()


def test_another_digest_can_be_plugged_in():
    assert chain.digest({"a": 1}, chain.GENESIS, "sm3") != chain.digest({"a": 1}, chain.GENESIS)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "李明 "),
        ("action", "reject"),
        ("at", "2026-11-23T01:00:00.001Z"),
        ("request", "r2"),
        ("seq", 99),
    ],
)
def test_a_changed_field_is_found(place: int, field: str, value: Any):
    events = _chain()
    events[place][field] = value
    found = chain.verify(events)
    assert found
    assert found[0].seq in {place + 1, place + 2, value}


@pytest.mark.parametrize("place", range(6))
def test_a_change_deep_inside_is_found_and_named(place: int):
    events = _chain()
    events[place]["detail"]["form"]["days"] = 0.25
    broken = chain.verify(events)
    assert [(b.seq, b.reason) for b in broken] == [(place + 1, "was changed after it was written")]


@given(st.integers(0, 5), st.integers(0, 255), st.sampled_from(["hash", "prev_hash"]))
def test_one_changed_bit_of_a_hash_is_found(place: int, bit: int, field: str):
    events = _chain()
    events[place][field] = f"{int(events[place][field], 16) ^ (1 << bit):064x}"
    assert ("r1", place + 1) in _places(events)


@given(st.integers(0, 5), st.data())
def test_one_changed_bit_of_a_text_is_found(place: int, data: st.DataObject):
    events = _chain()
    field = data.draw(st.sampled_from(["actor", "action", "at"]))
    text = events[place][field]
    sign = data.draw(st.integers(0, len(text) - 1))
    bit = data.draw(st.integers(0, 6))
    events[place][field] = text[:sign] + chr(ord(text[sign]) ^ (1 << bit)) + text[sign + 1 :]
    assert _places(events) == [("r1", place + 1)]


@pytest.mark.parametrize("place", range(5))
def test_a_removed_event_is_found_where_it_is_missing(place: int):
    events = _chain()
    del events[place]
    assert _places(events)[0] == ("r1", place + 2)
    assert "one is missing" in chain.verify(events)[0].reason


def test_a_removed_tail_is_whole_in_itself_so_the_head_must_be_compared_too():
    assert chain.verify(_chain()[:-1]) == []


@pytest.mark.parametrize("place", range(5))
def test_two_events_in_each_others_place_are_found(place: int):
    events = _chain()
    events[place], events[place + 1] = events[place + 1], events[place]
    assert ("r1", place + 2) in _places(events)


@pytest.mark.parametrize("place", range(6))
def test_an_event_that_stands_twice_is_found(place: int):
    events = _chain()
    events.insert(place, copy.deepcopy(events[place]))
    assert ("r1", place + 1) in _places(events)


def test_a_chain_written_anew_from_the_middle_does_not_follow_what_stood_before():
    events = _chain()
    other = _chain(length=6)
    other[2]["actor"] = "王芳"
    head = other[1]["hash"]
    for event in other[2:5]:
        event["prev_hash"] = head
        event["hash"] = head = chain.digest(event, head)
    assert _places([*other[:5], events[5]]) == [("r1", 6)]


def test_an_event_moved_to_another_request_is_found_in_both():
    one, two = _chain("r1"), _chain("r2")
    moved = one.pop(3)
    found = {request for request, _ in _places([*one, *two, moved | {"request": "r2", "seq": 7}])}
    assert found == {"r1", "r2"}


def test_an_event_without_a_number_is_a_break():
    assert _places([{"request": "r1"}]) == [("r1", 0)]
