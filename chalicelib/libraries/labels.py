"""Labels of records: what stands on them, for who may see the records."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, service
from chalicelib.libraries.errors import ListingViewError, RecordNotFoundError
from chalicelib.libraries.label_sheets import Grid, Label, draw
from chalicelib.libraries.model import Library
from chalicelib.libraries.naming import Names, names_in, title_of
from chalicelib.libraries.records import Record
from chalicelib.libraries.rights import Rights, Seen, veiled
from chalicelib.libraries.texts import text_of
from chalicelib.libraries.words import Card
from chalicelib.platform import files, links

MOST = 200
LINES = 2
PDF = "application/pdf"


@dataclass(frozen=True)
class Handout:
    """Where to download the sheets, for five minutes. `replaced`: characters that could not be written."""

    url: str
    pages: int
    replaced: tuple[str, ...]


def code(key: str, userid: str, record_key: str) -> str:
    """The QR code, as SVG, that opens a record on the phone. Raises what `browsing.record` does."""
    import segno

    browsing.record(key, userid, record_key)
    drawn = io.BytesIO()
    segno.make_qr(links.record(key, record_key), error="m").save(drawn, kind="svg", scale=8, border=4)
    return drawn.getvalue().decode()


def sheets(key: str, userid: str, record_keys: Sequence[str], view: str, grid: Grid) -> Handout:
    """Labels of several records in their order, with the lines of a view's card (of the first there is).

    Raises RecordNotFoundError naming the first that is not there, or not for the person; ListingViewError.
    """
    service.of_kind(key, "records")
    mine = browsing.rights(key, userid)
    card = _card(mine, view)
    shown = _seen(mine, record_keys)
    names = names_in(mine.library, [seen.values for _, seen in shown])
    foot = _institute()
    labels = [_label(mine.library, record, seen, card, names, foot) for record, seen in shown]
    drawn = draw(labels, grid, mine.library.name)
    url = files.hand_out(f"{mine.library.name}.pdf", drawn.content, PDF)
    return Handout(url, drawn.pages, drawn.replaced)


def _card(mine: Rights, view: str) -> Card | None:
    cards = {one.key: one.card for one in browsing.views(mine) if one.card and not one.child}
    if view and view not in cards:
        raise ListingViewError(field="view", name=view)
    return cards[view] if view else next(iter(cards.values()), None)


def _seen(mine: Rights, record_keys: Iterable[str]) -> list[tuple[Record, Seen]]:
    wanted = list(record_keys)
    found = service.full_records(mine.library.key, dict.fromkeys(wanted))
    shown = []
    for one in wanted:
        seen = browsing.seen_by(mine, found[one]) if one in found else None
        if seen is None:
            raise RecordNotFoundError(library=mine.library.name, record=one)
        shown.append((found[one], veiled(mine.library, seen)))
    return shown


def _label(library: Library, record: Record, seen: Seen, card: Card | None, names: Names, foot: str) -> Label:
    title = card.title if card else ""
    told = text_of(library.fields[title], seen.values.get(title), names) if title else ""
    others = [name for name in (card.lines if card else ()) if name not in {title, *library.keys}]
    lines = [
        f"{library.fields[name].label}：{text}"
        for name in others
        if (text := text_of(library.fields[name], seen.values.get(name), names))
    ]
    return Label(
        links.record(library.key, record.key),
        told or title_of(library, seen.values),
        record.key,
        tuple(lines[:LINES]),
        foot,
    )


def _institute() -> str:
    """The name of the department that is below no other."""
    return next((one.name for one in directory.departments().values() if one.parent is None), "")
