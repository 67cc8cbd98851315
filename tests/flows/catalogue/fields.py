"""Fields and derived values of the catalogue, as the form of a flow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.platform import expressions
from tests.flows.catalogue.conditions import Words, literal
from tests.flows.catalogue.coverage import Entry
from tests.flows.catalogue.steps import SEPARATED

MONEY_OF_LIBRARIES = frozenset({"unit_price"})
PARAMETER = re.compile(r"@(\w+)")
Table = Mapping[str, Any]


def words_of(flow: Entry, derived: Table, entries: Table) -> Words:
    """The types of all fields, as they will be in the form."""
    told = [*flow.look("fields"), *flow.look("derived", [])]
    types = {one["key"]: one["type"] for one in [*told[::-1]]}
    types |= {key: said["type"] for key, said in derived.items() if isinstance(said, dict) and "type" in said}
    types |= {key: said["type"] for key, said in derived.get("more", {}).items()}
    multiple = frozenset(one["key"] for one in told if one.get("multiple"))
    return Words(
        flow.look("key"), types, multiple, others={key: _tables(one) for key, one in entries.items()}
    )


def _tables(entry: Table) -> dict[str, tuple[str, ...]]:
    return {
        one["key"]: tuple(column["key"] for column in one["columns"] if not column.get("auto"))
        for one in entry["fields"]
        if "columns" in one
    }


def form_of(flow: Entry, derived: Table, words: Words, parameters: Table) -> dict[str, Any]:
    """The form: fields, then derived ones, then what the conditions of nodes need; computed ones in order."""
    form = {one.take("key"): _field(one, derived, words, "") for one in flow.each("fields")}
    for one in flow.each("derived"):
        key = one.take("key")
        if key in derived or key in form:
            own = {"label": one.take("name_zh"), "type": one.take("type"), "visible": False}
            if isinstance(derived.get(key), str):
                own.pop("visible")
            form[key] = form.get(key) or own | _auto(derived[key])
            one.take("name_zh"), one.take("type"), one.take("rule_zh")
        else:
            if key not in SEPARATED.get(flow.look("key"), {}):
                flow.leave(f"derived.{key}")
            one.take("name_zh"), one.take("type"), one.take("rule_zh")
    for key, said in derived.get("more", {}).items():
        table, _, column = key.partition(".")
        if column:
            form[table]["columns"][column] = dict(said)
        else:
            form[key] = {"visible": False} | said if "computed" in said else dict(said)
    for key in sorted(words.given):
        label = f"已填{form[key]['label']}"
        form[f"has_{key}"] = {
            "label": label,
            "type": "boolean",
            "visible": False,
            "computed": words.is_given(key),
        }
    return _ordered({key: _with_parameters(one, parameters) for key, one in form.items()})


def _field(one: Entry, derived: Table, words: Words, table: str) -> dict[str, Any]:
    key, kind = one.look("key"), one.take("type")
    found: dict[str, Any] = {"label": one.take("name_zh"), "type": kind}
    if one.take("required"):
        found["required"] = True
    if "fill_at" in one:
        found |= {"later": bool(one.take("fill_at"))}
    found |= _extras(one, words, key, kind)
    if "columns" in one:
        found["columns"] = {
            column.take("key"): _field(column, derived, words, f"{key}.") for column in one.each("columns")
        }
    if one.take("auto"):
        found |= _auto(derived[table + key])
    elif "computed" in (said := derived.get(table + key, {})):
        found |= said
    return found


def _auto(said: Any) -> dict[str, Any]:
    """A value nobody types: computed; brought back by a call; or brought along by what starts the request."""
    if said == "fetched":
        return {"later": True}
    if said == "given":
        return {}
    options = {"options": _options(said["options"])} if "options" in said else {}
    return {**said, **options}


def _extras(one: Entry, words: Words, key: str, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "options" in one:
        found["options"] = _options(one.take("options"), one.take("options_zh"))
    conditions = {"visible": "visible_when", "required": "required_when"}
    found |= {ours: words.condition(one.take(word)) for ours, word in conditions.items() if word in one}
    plain = ("multiple", "sensitive", "min", "step", "library")
    found |= {word: one.take(word) for word in plain if word in one}
    if "max" in one:
        found["max_length" if kind in {"text", "longtext"} else "max"] = one.take("max")
    return found | _chosen(one, words, key)


def _chosen(one: Entry, words: Words, key: str) -> dict[str, Any]:
    """What is filled in beforehand, and what there is to choose from."""
    found: dict[str, Any] = {}
    if "default" in one:
        found["default"] = words.in_units(key, one.take("default"))
    if "filter" in one:
        found["filter"] = _filter(one.take("filter"))
    return found | (_reference(one) if "ref_flow" in one else {})


def _reference(one: Entry) -> dict[str, Any]:
    """A reference to a request of a flow, or of one of several."""
    return {"type": "library_ref", "flow": one.take("ref_flow")}


def _options(keys: list[str], labels: list[str] | None = None) -> dict[str, str]:
    return dict(zip(keys, labels or keys, strict=True))


def _filter(said: Any) -> str:
    if isinstance(said, dict):
        return " and ".join(map(_filter, said["all"]))
    name, operator, value = said
    if operator == "in":
        return f"record.{name} in {literal(value)}"
    sign = {"eq": "=", "gte": ">="}[operator]
    return f"record.{name} {sign} {literal(value * 100 if name in MONEY_OF_LIBRARIES else value)}"


def with_parameters(text: str, parameters: Table) -> str:
    """The text with policy parameters in place of their names; all that are named are money, in fen."""
    return PARAMETER.sub(lambda found: str(parameters[found.group(1)] * 100), text)


def _with_parameters(field: dict[str, Any], parameters: Table) -> dict[str, Any]:
    if "computed" in field:
        return {**field, "computed": with_parameters(field["computed"], parameters)}
    return field


def _ordered(form: dict[str, Any]) -> dict[str, Any]:
    """Every field after the computed ones that it reads."""
    done: dict[str, Any] = {}

    def place(key: str) -> None:
        if key in done:
            return
        for other in _reads(form[key]):
            if other != key and "computed" in form.get(other, {}):
                place(other)
        done[key] = form[key]

    for key in form:
        place(key)
    return done


def _reads(field: dict[str, Any]) -> Iterator[str]:
    for word in ("computed", "visible", "required"):
        if isinstance(text := field.get(word), str):
            yield from sorted({name.split(".")[0] for name in expressions.parse(text).names})
    for column in field.get("columns", {}).values():
        yield from _reads(column)
