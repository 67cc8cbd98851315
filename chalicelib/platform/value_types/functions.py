"""The functions an expression may call: JSONata's own that Step Functions has, and ours. One line each.

A parameter is a word: `number`, `text`, `boolean`, `record`, `function`, `date` (or a date with time), `any`,
`list` (JSONata takes one value for a list of one), `numbers`, `texts`, `records`; `text|number` is either, `?` may
be left out, `-` is what the expression stands on (`name.$length()`) when left out.
Source: https://docs.jsonata.org 2.x, checked against jsonata-python's signatures by tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.platform.value_types.kinds import (
    ANY,
    BOOLEAN,
    DATE,
    NOTHING,
    NUMBER,
    SOME_RECORD,
    TEXT,
    Kind,
    Type,
    joined,
    list_of,
    many,
)

Gives = Callable[[list[Type]], Type]
"""The type of the answer, by the types of the arguments."""


@dataclass(frozen=True)
class Parameter:
    """`words`: what it may be, any of them. `optional`: may be left out; `context`: is what `.` stands on then."""

    words: tuple[str, ...]
    optional: bool = False
    context: bool = False


@dataclass(frozen=True)
class Signature:
    parameters: tuple[Parameter, ...]
    gives: Gives

    @property
    def least(self) -> int:
        return sum(not (one.optional or one.context) for one in self.parameters)


def signature(words: str, gives: Type | Gives) -> Signature:
    """A signature from its words: `signature("date, date", NUMBER)`."""
    parameters = tuple(_parameter(word.strip()) for word in words.split(",") if word.strip())
    return Signature(parameters, gives if callable(gives) else lambda _: gives)


def _parameter(word: str) -> Parameter:
    return Parameter(tuple(word.rstrip("?-").split("|")), word.endswith("?"), word.endswith("-"))


def accepts(word: str, given: Type) -> bool:
    """Whether a value may be of this word; what cannot be told may."""
    if given.unknown or word == "any":
        return True
    if word in _LISTS:
        return _LISTS[word] is None or accepts(_LISTS[word] or "", given.item)
    return not given.several and _accepts_one(word, given)


def _accepts_one(word: str, given: Type) -> bool:
    if word == "text":
        return given.texts
    if word == "date":
        return given.texts and (given.keys is None or any(key[:4].isdigit() for key in given.keys))
    return given.kind == word


_LISTS: Mapping[str, str | None] = {"list": None, "numbers": "number", "texts": "text", "records": "record"}


def _same(arguments: list[Type]) -> Type:
    return arguments[0] if arguments else ANY


def _list_of_same(arguments: list[Type]) -> Type:
    return list_of(arguments[0].item) if arguments else ANY


def _some_of_same(arguments: list[Type]) -> Type:
    return many(arguments[0].item, filtered=True) if arguments else ANY


def _one_of_same(arguments: list[Type]) -> Type:
    return arguments[0].item if arguments else ANY


def _appended(arguments: list[Type]) -> Type:
    """One value and nothing is that value, so it may be no list."""
    return many(joined(one.item for one in arguments), filtered=True)


def _merged(arguments: list[Type]) -> Type:
    return SOME_RECORD if arguments else NOTHING


_MANY, _MANY_TEXTS = many(ANY, filtered=True), many(TEXT, filtered=True)

BUILT_IN: Mapping[str, Signature] = {
    "sum": signature("numbers", NUMBER),
    "max": signature("numbers", NUMBER),
    "min": signature("numbers", NUMBER),
    "average": signature("numbers", NUMBER),
    "count": signature("list", NUMBER),
    "abs": signature("number-", NUMBER),
    "floor": signature("number-", NUMBER),
    "ceil": signature("number-", NUMBER),
    "round": signature("number-, number?", NUMBER),
    "sqrt": signature("number-", NUMBER),
    "power": signature("number-, number", NUMBER),
    "number": signature("number|text|boolean-", NUMBER),
    "parseInteger": signature("text-, text", NUMBER),
    "formatNumber": signature("number-, text, record?", TEXT),
    "formatBase": signature("number-, number?", TEXT),
    "formatInteger": signature("number-, text", TEXT),
    "string": signature("any-, boolean?", TEXT),
    "length": signature("text-", NUMBER),
    "substring": signature("text-, number, number?", TEXT),
    "substringBefore": signature("text-, text", TEXT),
    "substringAfter": signature("text-, text", TEXT),
    "lowercase": signature("text-", TEXT),
    "uppercase": signature("text-", TEXT),
    "trim": signature("text-", TEXT),
    "pad": signature("text-, number, text?", TEXT),
    "contains": signature("text-, text|function", BOOLEAN),
    "split": signature("text-, text|function, number?", list_of(TEXT)),
    "join": signature("texts, text?", TEXT),
    "match": signature("text-, function, number?", _MANY),
    "replace": signature("text-, text|function, text|function, number?", TEXT),
    "base64encode": signature("text-", TEXT),
    "base64decode": signature("text-", TEXT),
    "encodeUrl": signature("text-", TEXT),
    "encodeUrlComponent": signature("text-", TEXT),
    "decodeUrl": signature("text-", TEXT),
    "decodeUrlComponent": signature("text-", TEXT),
    "toMillis": signature("text-, text?", NUMBER),
    "fromMillis": signature("number-, text?, text?", TEXT),
    "boolean": signature("any-", BOOLEAN),
    "not": signature("any-", BOOLEAN),
    "exists": signature("any", BOOLEAN),
    "append": signature("any, any", _appended),
    "distinct": signature("any", _same),
    "reverse": signature("list", _list_of_same),
    "sort": signature("list, function?", _list_of_same),
    "zip": signature("list, list?, list?, list?, list?, list?", _MANY),
    "map": signature("list, function", _MANY),
    "filter": signature("list, function", _some_of_same),
    "single": signature("list, function?", _one_of_same),
    "reduce": signature("list, function, any?", ANY),
    "sift": signature("record-, function?", SOME_RECORD),
    "each": signature("record-, function", _MANY),
    "keys": signature("any-", _MANY_TEXTS),
    "lookup": signature("any-, text", ANY),
    "merge": signature("records", _merged),
    "spread": signature("any-", _MANY),
    "type": signature("any", TEXT),
    "clone": signature("any-", _same),
    "error": signature("text?", NOTHING),
    "assert": signature("boolean, text?", NOTHING),
}
"""Without `$eval`, which Step Functions has not, and without `$now`, `$millis`, `$random` and `$shuffle`, which do
not answer the same on replay. Step Functions' own `$hash`, `$parse`, `$partition`, `$range`, `$uuid` do not work
in forms and previews."""

OURS: Mapping[str, Signature] = {
    "work_days": signature("date, date", NUMBER),
    "calendar_days": signature("date, date", NUMBER),
    "work_minutes": signature("date, date", NUMBER),
    "add_workdays": signature("date, number", DATE),
    "balance": signature("text, text", NUMBER),
    "record": signature("text, text", SOME_RECORD),
}
"""`form.surroundings`, and in effects those of the calendar (`calendar_functions`); a line here for each new one."""

CALLED_WITH_ITEMS = frozenset({"map", "filter", "single"})
"""They call their function with an item, its place, and the list."""


def fits(parameter: Parameter, given: Type) -> bool:
    return any(accepts(word, given) for word in parameter.words)


def is_function(given: Type) -> bool:
    return given.kind is Kind.FUNCTION
