"""Records found by words: Chinese and others, by who may see them, as they are now."""

import pytest

from chalicelib.libraries import browsing, editing, following, index_store, record_store, searching
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import WordsTooManyError, WordTooShortError
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.records import Action, Write
from tests.store.library_support import gauge, load
from tests.store.store_support import at_once

PRESIDENT = "sunwei"


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load()


def add(*names: str, **more: object) -> list[str]:
    wanted = [
        Write(Action.CREATE, name, gauge(number, name=name, **more)) for number, name in enumerate(names)
    ]
    libraries.write_all("gauge", wanted, "tester")
    found = [key for key, record in _all().items() if record["name"] in names]
    for key in found:
        following.follow_words("gauge", key)
    return found


def _all() -> dict[str, dict[str, object]]:
    keys, _ = record_store.created("gauge", None, 100)
    return libraries.records("gauge", keys)


def names(words: str, userid: str = PRESIDENT, **asked: object) -> list[str]:
    return [
        line.seen.values["name"] for line in browsing.page("gauge", userid, Ask(words=words, **asked)).lines
    ]


def test_words_are_found_wherever_they_stand():
    add("数字示波器 Agilent 34401A", "精密压力表", "数字压力计ＡＢＣ")
    assert names("示波器") == ["数字示波器 Agilent 34401A"]
    assert names("34401a") == ["数字示波器 Agilent 34401A"]
    assert names("agil") == ["数字示波器 Agilent 34401A"]
    assert names("压力") == ["精密压力表", "数字压力计ＡＢＣ"]
    assert names("数字 压力") == ["数字压力计ＡＢＣ"]
    assert names("abc") == ["数字压力计ＡＢＣ"]
    assert names("压力表 数字") == []


def test_a_word_and_a_condition_hold_together():
    add("压力表甲", "压力表乙")
    condition = Filter.model_validate({"keeper": "chenjing"})
    assert names("压力表", filter=condition) == ["压力表乙"]


def test_only_what_somebody_may_see_is_found():
    add("压力表甲", "压力表乙", account="ACCOUNT-7788", serial_no="SERIAL-9")
    assert names("压力表", "liming") == ["压力表甲"]
    assert names("account", "liming") == []
    assert names("serial", PRESIDENT) == []
    assert names("serial", "liming") == ["压力表甲"]


def test_what_is_changed_or_deleted_is_found_as_it_is():
    (key,) = add("压力表甲")
    editing.patch("gauge", PRESIDENT, key, {"name": "温度计"}, 1)
    following.follow_words("gauge", key)
    assert (names("压力表"), names("温度计")) == ([], ["温度计"])
    editing.delete("gauge", PRESIDENT, key, 2)
    following.follow_words("gauge", key)
    assert names("温度计") == []
    assert not [row for row in index_store.ItemRow.scan() if row.pk.startswith("V#gauge#words")]


def test_several_followers_at_once_leave_what_the_record_says():
    (key,) = add("压力表甲")
    editing.patch("gauge", PRESIDENT, key, {"name": "温度计乙丙"}, 1)
    at_once(4, lambda _: following.follow_words("gauge", key))
    following.follow_words("gauge", key)
    parts = {
        row.pk.rpartition("#")[2] for row in index_store.ItemRow.scan() if row.pk.startswith("V#gauge#words")
    }
    assert parts == searching.parts(libraries.library("gauge"), libraries.record("gauge", key) or {})


def test_pages_of_words_go_on():
    add(*(f"压力表{number}号" for number in range(7)))
    first = browsing.page("gauge", PRESIDENT, Ask(words="压力表", limit=4))
    second = browsing.page("gauge", PRESIDENT, Ask(words="压力表", limit=4, cursor=first.next_cursor))
    assert len({line.record.key for page in (first, second) for line in page.lines}) == 7
    assert second.next_cursor is None


def test_words_that_find_too_much_are_refused():
    for words in ("表", "ab", "x"):
        with pytest.raises(WordTooShortError):
            names(words)
    with pytest.raises(WordsTooManyError):
        names("一二 三四 五六 七八 九十 甲乙")


def test_a_change_is_followed_by_its_reference():
    libraries.write_all("gauge", [Write(Action.CREATE, "flow/1", gauge(1, name="真空计"))], "tester")
    assert names("真空计") == []
    assert following.follow("C#gauge#flow/1")
    assert names("真空计") == ["真空计"]
    assert not following.follow("C#gauge#nothing")
