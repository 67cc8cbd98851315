"""Whether index items, figures and words are exactly what the records say: every difference, by place. Pure.

Held against all rows of the libraries table, as somebody read them who may read all of it (`./xt libraries check`).
What lags is no difference: it is held against what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chalicelib.libraries import figures, index_store, searching
from chalicelib.libraries.figures import Figure, Place
from chalicelib.libraries.index_store import FigureRow, ItemRow, WordsRow
from chalicelib.libraries.indexing import WORDS, Item, items
from chalicelib.libraries.record_store import ChangeRow, RecordRow, UniqueRow, as_record
from chalicelib.libraries.recording import unique_values
from chalicelib.libraries.records import Record
from chalicelib.libraries.serving_writes import Definitions, lag_mark, stood_for
from chalicelib.libraries.store import LibraryRow


@dataclass(frozen=True, order=True)
class Difference:
    """`place` is the key of a row; `wanted` by the records, `found` in the table: a record, a count, words; "" where
    there is nothing.
    """

    place: tuple[str, str]
    wanted: str
    found: str


@dataclass
class _Rows:
    """What the table holds of one library."""

    records: list[Record] = field(default_factory=list)
    items: dict[tuple[str, str], str] = field(default_factory=dict)
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)


def audit(definitions: Definitions, rows: Iterable[LibraryRow]) -> list[Difference]:
    """Every difference in one library, none where all is well."""
    found = _sorted_out(definitions.current.key, rows)
    compared = [
        *_compare(_items(definitions, found), found.items),
        *_compare(_figures(definitions, found), found.figures),
        *_compare(_owners(definitions, found), found.owners),
        *_words(definitions, found),
    ]
    return sorted(compared)


def _sorted_out(key: str, rows: Iterable[LibraryRow]) -> _Rows:
    found = _Rows()
    for row in rows:
        if row.pk.split("#")[1:2] == [key]:
            _put(found, row)
    return found


def _put(found: _Rows, row: LibraryRow) -> None:
    place = (str(row.pk), str(row.sk))
    match row:
        case RecordRow():
            found.records.append(as_record(row))
        case ItemRow():
            found.items[place] = row.record
        case FigureRow():
            figure = Figure(int(row.number), round(float(row.total)))
            if figure != Figure():
                found.figures[place] = str(figure)
        case WordsRow():
            found.words[place[0].split("#", 2)[2]] = frozenset(row.parts)
        case UniqueRow():
            found.owners[place] = row.record
        case ChangeRow() if row.gsi1pk:
            found.pending.add(row.record)


def _items(definitions: Definitions, rows: _Rows) -> dict[tuple[str, str], str]:
    key = definitions.current.key
    return {
        index_store.place_of(key, item): record.key
        for record in rows.records
        for item in _items_of(definitions, rows, record)
    }


def _items_of(definitions: Definitions, rows: _Rows, record: Record) -> Iterator[Item]:
    stood = stood_for(definitions, record)
    if stood:
        yield from items(*stood)
    if record.served and not record.is_ahead:
        yield lag_mark(record.key)
    yield from index_store.word_items(record.key, rows.words.get(record.key, ()))


def _figures(definitions: Definitions, rows: _Rows) -> dict[tuple[str, str], str]:
    key, counted = definitions.current.key, dict[Place, Figure]()
    for record in rows.records:
        for place, figure in figures.changes(None, stood_for(definitions, record)).items():
            counted[place] = counted.get(place, Figure()).plus(figure)
    return {index_store.place_of_figure(key, place): str(figure) for place, figure in counted.items()}


def _owners(definitions: Definitions, rows: _Rows) -> dict[tuple[str, str], str]:
    key = definitions.current.key
    return {
        (f"U#{key}#{name}#{value}", "UNIQUE"): record.key
        for record in rows.records
        for name, value in unique_values(definitions.of(record.definition), record)
    }


def _words(definitions: Definitions, rows: _Rows) -> Iterator[Difference]:
    """Words of records whose changes were all followed."""
    library = definitions.current
    for record in rows.records:
        if record.key in rows.pending:
            continue
        wanted = frozenset() if record.deleted_at else searching.parts(library, record.values)
        there = rows.words.get(record.key, frozenset())
        if wanted != there:
            place = (f"W#{library.key}#{record.key}", WORDS.equal)
            yield Difference(place, " ".join(sorted(wanted - there)), " ".join(sorted(there - wanted)))


def _compare(wanted: dict[tuple[str, str], str], found: dict[tuple[str, str], str]) -> list[Difference]:
    return [
        Difference(place, wanted.get(place, ""), found.get(place, ""))
        for place in wanted.keys() | found.keys()
        if wanted.get(place) != found.get(place)
    ]
