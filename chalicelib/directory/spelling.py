"""How a name is written in Latin letters, and by what somebody is found."""

from __future__ import annotations

import itertools
import re

from chalicelib.directory.model import Person

MOST_READINGS = 3
"""Of the family name: 曾 is read zeng as a name and ceng elsewhere, and people type either."""


def pinyin(name: str) -> str:
    """A name in pinyin, in one word: 李明 is liming."""
    return "".join(_readings(name)[0])


def keys(person: Person) -> tuple[str, ...]:
    """What one may begin to type to find a person: name, given name, both in pinyin, initials, userid."""
    name = _plain(person.name)
    found = [name, name[1:], person.userid, _plain(person.pinyin), _plain(person.spelled)]
    for syllables in _readings(name):
        initials = "".join(one[0] for one in syllables)
        found += ["".join(syllables), "".join(syllables[1:]), initials]
    return tuple(sorted({key for key in found if key}))


def wanted(words: str) -> str:
    """What somebody typed, as keys are written."""
    return _plain(words)


def _plain(text: str) -> str:
    return re.sub(r"[\s#'·]", "", text).lower()


def _readings(name: str) -> list[list[str]]:
    """The syllables of a name, the usual reading of its first character first."""
    # Its dictionary takes a moment to load, and only who writes a person needs it.
    from pypinyin import Style, lazy_pinyin
    from pypinyin import pinyin as readings

    usual = [one.lower() for one in lazy_pinyin(name) if one.strip()]
    if not usual:
        return [[]]
    others = readings(name[0], style=Style.NORMAL, heteronym=True)[0]
    first = itertools.islice(dict.fromkeys([usual[0], *others]), MOST_READINGS)
    return [[one, *usual[1:]] for one in first]
