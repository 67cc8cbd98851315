"""Saved searches, on both databases."""

from typing import Any

import pytest

from chalicelib.libraries import browsing, searches
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import (
    LibraryKindError,
    ListingFilterError,
    ListingHiddenError,
    ListingSortError,
    ListingViewError,
    RecordForbiddenError,
    SearchesTooManyError,
    SearchNotFoundError,
    WordTooShortError,
)
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.search_store import SLOTS
from chalicelib.platform.errors import IdempotencyKeyReusedError
from chalicelib.platform.idempotency import Attempt
from tests.store.library_support import GAUGE, MAKER, fill, load
from tests.store.store_support import LEAVE_LEDGER, at_once, forget_content

PRESIDENT, KEEPER, NOBODY = "sunwei", "liming", "chenjing"
DEAR = Ask(view="dear", filter=Filter.model_validate({"any": [{"state": "在用"}, {"price": {"gt": 200}}]}))


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load(MAKER, GAUGE)


def save(ask: Ask, name: str = "常用", userid: str = PRESIDENT, key: str = "attempt-1") -> str:
    return searches.save("gauge", userid, name, ask, Attempt(userid, key, {"name": name}))


def names(userid: str = PRESIDENT) -> list[str]:
    return [one.name for one in searches.listed("gauge", userid)]


def republish(old: str, new: str) -> None:
    assert old in GAUGE
    libraries.publish(GAUGE.replace(old, new), "tester")
    forget_content()


def test_a_search_comes_back_as_it_was_asked():
    asked = [
        DEAR,
        Ask(words="压力表"),
        Ask(sort="-price"),
        Ask(sort=""),
        Ask(filter=Filter.model_validate({"keeper": "$me"})),
    ]
    for number, ask in enumerate(asked):
        save(ask, f"第{number}个", key=f"attempt-{number}")
    found = searches.listed("gauge", PRESIDENT)
    assert [one.ask for one in found] == asked
    assert [one.name for one in found] == [f"第{number}个" for number in range(len(asked))]
    assert [one.problem for one in found] == [None] * len(asked)


def test_a_saved_search_finds_what_it_found():
    fill(5)
    save(DEAR)
    (saved,) = searches.listed("gauge", PRESIDENT)
    lines = [browsing.page("gauge", PRESIDENT, ask).lines for ask in (DEAR, saved.ask)]
    assert lines[0] == lines[1]
    assert len(lines[0]) == 5


def test_everybody_has_their_own():
    save(DEAR)
    save(Ask(view="mine"), "我的", KEEPER)
    assert (names(), names(KEEPER)) == (["常用"], ["我的"])
    (mine,) = searches.listed("gauge", KEEPER)
    with pytest.raises(SearchNotFoundError):
        searches.forget("gauge", PRESIDENT, mine.id)
    assert names(KEEPER) == ["我的"]


def test_a_repeat_keeps_one_and_another_body_is_refused():
    assert save(DEAR) == save(DEAR)
    assert names() == ["常用"]
    with pytest.raises(IdempotencyKeyReusedError):
        save(DEAR, "另一个")


def test_the_last_slot_is_taken_once_however_many_ask():
    for number in range(SLOTS - 1):
        save(DEAR, key=f"attempt-{number}")
    answers = at_once(4, lambda number: save(DEAR, key=f"at-once-{number}"))
    assert len(names()) == SLOTS
    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert [type(answer) for answer in answers if not isinstance(answer, str)] == [SearchesTooManyError] * 3


def test_room_is_made_by_taking_one_away():
    ids = [save(DEAR, f"第{number}个", key=f"attempt-{number}") for number in range(SLOTS)]
    searches.forget("gauge", PRESIDENT, ids[3])
    with pytest.raises(SearchNotFoundError):
        searches.forget("gauge", PRESIDENT, ids[3])
    save(DEAR, "新的", key="attempt-new")
    assert "第3个" not in names()
    assert names()[-1] == "新的"


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (Ask(view="nothing"), ListingViewError),
        (Ask(sort="account"), ListingSortError),
        (Ask(filter=Filter.model_validate({"moon": 1})), ListingFilterError),
        (Ask(words="表"), WordTooShortError),
    ],
    ids=["view", "sort", "filter", "words"],
)
def test_what_cannot_be_asked_is_not_kept(ask: Ask, error: type[Exception]):
    with pytest.raises(error):
        save(ask)
    assert names() == []


def test_what_is_hidden_cannot_be_saved_either():
    with pytest.raises(ListingHiddenError):
        save(Ask(filter=Filter.model_validate({"price": {"gt": 1}})), userid=KEEPER)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "who: president, rows: all, ops: [read, create, update, delete, export], masked: [serial_no]",
            "who: president, rows: all, hidden: [price]",
            "listing_view",
        ),
        ("{key: dear, name: 贵重,", "{key: costly, name: 贵重,", "listing_view"),
    ],
    ids=["hidden since", "gone"],
)
def test_a_search_that_cannot_be_used_any_more_says_why(old: str, new: str, code: str):
    save(DEAR)
    save(Ask(), "全部", key="attempt-2")
    republish(old, new)
    dear, everything = searches.listed("gauge", PRESIDENT)
    assert dear.problem is not None
    assert dear.problem.code == code
    assert everything.problem is None


def test_who_has_no_right_in_a_library_keeps_nothing_there():
    republish("{who: everyone, rows: {keeper: $me}", "{who: president, rows: {keeper: $me}")
    for refused in (lambda: save(Ask(), userid=NOBODY), lambda: searches.listed("gauge", NOBODY)):
        with pytest.raises(RecordForbiddenError):
            refused()


def test_a_ledger_is_not_searched():
    libraries.publish(LEAVE_LEDGER.read_text("utf-8"), "tester")
    attempt: Any = Attempt(PRESIDENT, "attempt-1", {})
    with pytest.raises(LibraryKindError):
        searches.save("leave-ledger", PRESIDENT, "余额", Ask(), attempt)
