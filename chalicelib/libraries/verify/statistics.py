"""Statistics: what counts, by what; and figures that are made of others."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries import composing
from chalicelib.libraries.composing import Frame, Source
from chalicelib.libraries.counting import GRAINS, Statistic
from chalicelib.libraries.fields import NUMBERS
from chalicelib.libraries.filters import ME, MY_DEPARTMENT, terms
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.problem import Known, Problem
from chalicelib.platform.field_types import FieldType

FEW = conditions.SORTED - conditions.ORDERED
DIFFERENT = FEW | {FieldType.USERS, FieldType.MULTI_ENUM}


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in statistics."""
    fields = dict(library.walk())
    for number, statistic in enumerate(library.statistics):
        place = f"statistics.{number}"
        if statistic.is_made:
            yield from _made(library, known, place, statistic)
        else:
            yield from _counted(place, statistic, fields)


def _counted(place: str, statistic: Statistic, fields: conditions.Fields) -> Iterator[Problem]:
    for word in ("sum", "average"):
        name = getattr(statistic, word)
        if name is None:
            continue
        yield from conditions.unknown(fields, {f"{place}.{word}": name})
        field = fields.get(name)
        if field and field.type not in NUMBERS:
            yield Problem(
                "L062", f"{place}.{word}", f"{name} is a {field.type}: it has no {word}", "a number or money"
            )
    hint = "an enum, a department, a person, a reference, a boolean; dates by `year`, `month` or `day`"
    told_by = {f"{place}.by.{number}": name for number, name in enumerate(statistic.by)}
    several = {f"{place}.distinct": statistic.distinct} if statistic.distinct else {}
    yield from conditions.unknown(fields, {**told_by, **several})
    for where, name in {**told_by, **several}.items():
        field = fields.get(name)
        if field and field.type not in (DIFFERENT if where in several else FEW):
            yield Problem("L063", where, f"nothing is counted by a {field.type}", hint)
    yield from _time(place, statistic, fields)
    yield from conditions.problems(fields, statistic.filter, f"{place}.filter")
    yield from _counted_once(statistic, f"{place}.filter")
    yield from _one_table(place, statistic)
    yield from _each_once(place, statistic)


def _counted_once(statistic: Statistic, place: str) -> Iterator[Problem]:
    """A record counts when it is written, the same for everybody and every day."""
    for term in terms(statistic.filter, place):
        values = term.value if isinstance(term.value, tuple) else (term.value,)
        if term.operator == "within_days" or {ME, MY_DEPARTMENT} & set(values):
            hint = "group by the field, or by the month of the date, and read the groups that are meant"
            yield Problem("L065", term.place, "what is counted depends on who looks, or on the day", hint)


def _one_table(place: str, statistic: Statistic) -> Iterator[Problem]:
    asked = (term.field for term in terms(statistic.filter))
    tables = dict.fromkeys(name.partition(".")[0] for name in (*statistic.named, *asked) if "." in name)
    if len(tables) > 1:
        hint = "a statistic of each, or a rollup of one of them in the record"
        yield Problem("L066", place, f"rows of {' and '.join(tables)} belong to no common row", hint)


def _each_once(place: str, statistic: Statistic) -> Iterator[Problem]:
    names = statistic.counted_by
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Problem("L068", place, f"it is by {name} twice", "name a field once")


def _time(place: str, statistic: Statistic, fields: conditions.Fields) -> Iterator[Problem]:
    for grain in GRAINS:
        name = getattr(statistic, grain)
        if name is None:
            continue
        yield from conditions.unknown(fields, {f"{place}.{grain}": name})
        field = fields.get(name)
        if field and field.type not in conditions.DATES:
            said = f"{name} is a {field.type}: it is in no {grain}"
            yield Problem("L064", f"{place}.{grain}", said, "a date or datetime")


def _made(library: Library, known: Known, place: str, statistic: Statistic) -> Iterator[Problem]:
    """Of what is made of others: are they there, and do they fit together?"""
    word = statistic.says
    if known.libraries is None and any(part.library for part in statistic.parts):
        return
    frame = composing.frame_of(library, statistic, lambda key: known.library(key, library))
    if isinstance(frame, str):
        hint = "a statistic of this library by its key, of another as `<library>.<key>`; it counts, sums or is distinct"
        yield Problem("L069", f"{place}.{word}", f"no figure can be made of {frame!r}", hint)
        return
    for source in frame.sources:
        yield from _part(f"{place}.{word}", source)
    yield from _dimensions(place, statistic, frame)
    yield from _fitting(place, statistic, frame)


def _part(place: str, source: Source) -> Iterator[Problem]:
    names = {name: field for name in source.statistic.by if (field := source.field(name))}
    for term in terms(source.part.where, f"{place}.where"):
        if term.field not in names:
            said = f"{source.part.statistic} has no groups by {term.field}"
            yield Problem("L072", term.place, said, ", ".join(names) or "it has none")
    named = {term.field for term in terms(source.part.where)} <= names.keys()
    yield from conditions.problems(names, source.part.where, f"{place}.where") if named else ()
    yield from _counted_once(
        Statistic(key="x", name="x", count=True, filter=source.part.where), f"{place}.where"
    )
    if source.part.has_window and source.statistic.grain != "day":
        said = f"{source.part.statistic} is not counted by day"
        yield Problem("L073", place, said, "a window of days needs a statistic by `day`")


def _dimensions(place: str, statistic: Statistic, frame: Frame) -> Iterator[Problem]:
    """What it is by must be what its parts are by."""
    first, said = frame.sources[0], statistic.rate or statistic.balance
    each = statistic.rate.each if statistic.rate else ()
    for name in (said.by if said else None) or ():
        if name not in first.dimensions or not all(
            frame.across(0, n).get(name) for n in range(len(frame.sources))
        ):
            hint = ", ".join(name for name in first.dimensions if all(name in one for one in frame.maps))
            yield Problem("L072", f"{place}.{statistic.says}.by", f"its parts do not share {name}", hint)
    for name in each:
        if name not in first.dimensions or name in ((said.by if said else None) or ()):
            said_of = f"{first.part.statistic} is not told apart by {name} alone"
            yield Problem("L072", f"{place}.rate.each", said_of, ", ".join(first.dimensions))


def _fitting(place: str, statistic: Statistic, frame: Frame) -> Iterator[Problem]:
    """Shares are of one kind of figure, balances of two that go by month."""
    kinds = [composing.measure_of(source)[0] for source in frame.sources]
    if statistic.rate and kinds[-1] == composing.MONEY != kinds[0] and not statistic.rate.unit:
        yield Problem("L075", f"{place}.rate", "a number over money is no share", "say its unit")
    if statistic.balance and kinds[0] != kinds[1]:
        hint = "two of one kind"
        yield Problem("L075", f"{place}.balance", "money is not taken from what is none", hint)
    for source in frame.sources if statistic.balance else ():
        said, part = source.statistic, source.part
        if said.grain != "month" or said.distinct or part.top:
            hint = "a count or sum by `month`"
            yield Problem("L074", f"{place}.balance", f"{part.statistic} does not go by month", hint)
