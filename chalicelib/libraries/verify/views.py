"""Views: what they show is there, and an index serves them."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.filters import alternatives
from chalicelib.libraries.model import Library
from chalicelib.libraries.serving import refused
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.problem import Problem
from chalicelib.libraries.words import View
from chalicelib.platform.field_types import FieldType


def problems(library: Library) -> Iterator[Problem]:
    """Every mistake in views; and keys of views and the like that stand twice."""
    for number, view in enumerate(library.views):
        yield from _view(library, f"views.{number}", view)
    for word in ("views", "reminders", "deadlines", "statistics", "actions"):
        keys = [one.key for one in getattr(library, word)]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                yield Problem("L044", f"{word}.{number}.key", f"{key!r} stands here twice", "another key")


def _view(library: Library, place: str, view: View) -> Iterator[Problem]:
    table = library.fields.get(view.child or "")
    if view.child and (table is None or table.type is not FieldType.TABLE):
        tables = ", ".join(key for key, field in library.fields.items() if field.columns)
        yield Problem("L045", f"{place}.child", f"{view.child!r} is no child table", tables)
        return
    fields = table.columns if table else library.fields
    found = [*conditions.unknown(fields, _named(place, view))]
    found += conditions.problems(fields, view.filter, f"{place}.filter")
    found += _sorting(fields, place, view)
    yield from found or _served(place, view)


def _named(place: str, view: View) -> dict[str, str]:
    named = {f"{place}.columns.{number}": name for number, name in enumerate(view.columns)}
    if view.card:
        named[f"{place}.card.title"] = view.card.title
        named |= {f"{place}.card.lines.{number}": name for number, name in enumerate(view.card.lines)}
    return named


def _sorting(fields: conditions.Fields, place: str, view: View) -> Iterator[Problem]:
    said = {f"{place}.group": view.group} if view.group else {}
    said |= {f"{place}.sort": name.removeprefix("-") for name in view.sorting}
    yield from conditions.unknown(fields, said)
    for where, name in said.items():
        field = fields.get(name)
        if field and (field.type not in conditions.SORTED or field.multiple):
            yield Problem("L042", where, f"nothing is sorted by a {field.type}", "a short field of one value")


def _served(place: str, view: View) -> Iterator[Problem]:
    ways = alternatives(view.filter, f"{place}.filter")
    if len(ways) > 1:
        remedy = "compute a boolean that is true for any of them, or make a view of each"
        yield Problem("L043", f"{place}.filter", "an index does not serve `any`", remedy)
    elif wrong := refused(ways[0], [*([view.group] if view.group else []), *view.sorting]):
        yield Problem("L043", place, wrong.why, wrong.remedy)
