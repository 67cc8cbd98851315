"""Rows by which people are found, in the directory table, and lists of people page by page.

| row | pk | sk |
|---|---|---|
| found by | `FIND#<first character>` | `<key>#<userid>` |

A person in service stands below everything one may begin to type (`spelling.keys`); who has left stands nowhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute

from chalicelib.directory import spelling
from chalicelib.directory.model import Person
from chalicelib.directory.store import LEFT, PEOPLE, AlsoRow, DirectoryRow, PersonRow, person_of, read_people
from chalicelib.platform.store import (
    decode_cursor,
    decode_position,
    encode_cursor,
    encode_position,
)

PAGE = 50
READ_AT_ONCE = 200
LONGEST_WORDS = 40
Found = tuple[list[Person], str | None]


class FindRow(DirectoryRow, discriminator="find"):
    """`before` is the key of the same person that comes before this one in the order of keys."""

    userid = UnicodeAttribute()
    before = UnicodeAttribute(default="")


def find_rows(person: Person) -> list[FindRow]:
    """What a person in service is found by."""
    keys = spelling.keys(person) if person.active else ()
    return [
        FindRow(f"FIND#{key[0]}", f"{key}#{person.userid}", userid=person.userid, before=before)
        for before, key in itertools.pairwise(("", *keys))
    ]


def everybody(cursor: str | None, *, left: bool = False) -> Found:
    """A page of the people in service, or of those who left, in the order of pinyin."""
    partition = LEFT if left else PEOPLE
    key = decode_cursor("people", cursor, DirectoryRow.by_name, partition)
    page = DirectoryRow.by_name.query(partition, limit=PAGE, last_evaluated_key=key)
    found = [person_of(row) for row in page if isinstance(row, PersonRow)]
    return found, encode_cursor("people", page.last_evaluated_key)


def of_department(department: int, words: str, cursor: str | None) -> Found:
    """A page of a department's people, the main one of theirs or a further one, of those `words` begin to name."""
    wanted, scope = spelling.wanted(words), f"people#{department}"
    key = decode_cursor(scope, cursor, DirectoryRow.by_department, f"D#{department}")
    size = READ_AT_ONCE if wanted else PAGE
    page = DirectoryRow.by_department.query(f"D#{department}", limit=size, last_evaluated_key=key)
    people = _in_order(_userids(page))
    found = [one for one in people if not wanted or _is_called(one, wanted)]
    return found, encode_cursor(scope, page.last_evaluated_key)


def called(words: str, cursor: str | None) -> Found:
    """A page of the people in service whom `words` begin to name: by name, given name, pinyin, initials or userid."""
    wanted = spelling.wanted(words)[:LONGEST_WORDS]
    scope = f"called#{wanted}"
    position = decode_position(scope, cursor)
    if not wanted:
        return [], None
    partition = f"FIND#{wanted[0]}"
    start = {"pk": {"S": partition}, "sk": {"S": position}} if position else None
    rows = FindRow.query(
        partition, FindRow.sk.startswith(wanted), last_evaluated_key=start, page_size=READ_AT_ONCE
    )
    userids: list[str] = []
    for row in rows:
        # Keys that begin alike stand together in their order: somebody is listed at the first of theirs.
        if not row.before.startswith(wanted):
            userids.append(row.userid)
        if len(userids) == PAGE:
            return _in_order(userids), encode_position(scope, row.sk)
    return _in_order(userids), None


def _userids(rows: Iterable[DirectoryRow]) -> list[str]:
    return [row.userid for row in rows if isinstance(row, PersonRow | AlsoRow)]


def _is_called(person: Person, wanted: str) -> bool:
    return any(key.startswith(wanted) for key in spelling.keys(person))


def _in_order(userids: Iterable[str]) -> list[Person]:
    """People as they stand in the table itself; the index that listed them may be a moment old."""
    listed = list(dict.fromkeys(userids))
    found = read_people(listed)
    return [found[userid] for userid in listed if userid in found]
