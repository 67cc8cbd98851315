"""Words: what of a record is found by words, and which index items answer them.

Chinese has no spaces, so a text is cut into pairs of characters; letters and digits stay together as tokens, with their
beginnings from three characters. A search asks for its rarest part and looks at the records found. The parts follow a
record by the stream (`following`), a moment later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.libraries import index_store
from chalicelib.libraries.errors import WordsTooManyError, WordTooShortError
from chalicelib.libraries.indexing import WORDS
from chalicelib.libraries.listing import FIRST, LAST, Range
from chalicelib.libraries.model import Library
from chalicelib.libraries.rights import Seen
from chalicelib.platform.field_types import FieldType

SEARCHED = frozenset({FieldType.TEXT, FieldType.LONGTEXT, FieldType.ENUM})
LONGEST_TEXT, MOST_PARTS = 120, 90
"""Characters of one text, and parts of one record, that are found: as many as one transaction takes."""
MOST_WORDS, SHORTEST_TOKEN, LONGEST_TOKEN = 5, 3, 16
PROBE = 60
"""How many records of a part are looked at to tell which part is the rarest."""
TOKEN = re.compile(r"[0-9a-z]+|[\u3400-\u9fff\uf900-\ufaff]+")


def parts(library: Library, values: Mapping[str, Any]) -> frozenset[str]:
    """What a record is found by."""
    found: dict[str, None] = {}
    for name, field in library.fields.items():
        value = values.get(name)
        if field.type in SEARCHED and isinstance(value, str):
            found.update(dict.fromkeys(_parts(normal(value)[:LONGEST_TEXT])))
    return frozenset(list(found)[:MOST_PARTS])


def words_of(text: str) -> tuple[str, ...]:
    """The words somebody looks for. Raises ListingError for too many, or one too short to look for."""
    words = tuple(dict.fromkeys(normal(text).split()))
    if len(words) > MOST_WORDS:
        raise WordsTooManyError(field="words", most=MOST_WORDS)
    if short := next((word for word in words if not _sought(word)), None):
        raise WordTooShortError(field="words", name=short)
    return words


def ranges(library: str, words: tuple[str, ...]) -> tuple[Range, ...]:
    """Where records with the rarest part of these words are found."""
    sought = dict.fromkeys(part for word in words for part in _sought(word))
    return (min((_probed(library, part) for part in sought), key=lambda one: one[0])[1],)


def matches(library: Library, seen: Seen, words: tuple[str, ...]) -> bool:
    """Whether every word stands in what somebody sees of a record."""
    texts = [
        normal(str(seen.values[name]))
        for name, field in library.fields.items()
        if field.type in SEARCHED
        and seen.values.get(name)
        and name not in seen.masked
        and not field.sensitive
    ]
    return all(any(word in text for text in texts) for word in words)


def normal(text: str) -> str:
    """As words are compared: half width, small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def _probed(library: str, part: str) -> tuple[int, Range]:
    keys = index_store.keys_between(library, WORDS, part, FIRST, LAST, descending=False, most=PROBE)
    return sum(1 for _ in keys), Range(WORDS, part)


def _parts(text: str) -> Iterator[str]:
    for token in TOKEN.findall(text):
        if token[0].isascii():
            yield from (
                token[:length] for length in range(SHORTEST_TOKEN, min(len(token), LONGEST_TOKEN) + 1)
            )
            yield token[:LONGEST_TOKEN]
        else:
            yield from (token[at : at + 2] for at in range(max(1, len(token) - 1)))


def _sought(word: str) -> list[str]:
    """The parts that a record with this word has; nothing where the word is too short."""
    found = []
    for token in TOKEN.findall(word):
        if not token[0].isascii():
            found += [token[at : at + 2] for at in range(len(token) - 1)]
        elif len(token) >= SHORTEST_TOKEN:
            found.append(token[:LONGEST_TOKEN])
    return found
