"""Triples and value expressions of the catalogue, as JSONata."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OPERATORS = {"eq": "=", "ne": "!=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
SEVERAL = frozenset({"users", "table", "multi_enum"})
TOO_LONG = frozenset({"text", "longtext", "file", "table", "users", "library_ref"})
"""Types a machine does not carry: its conditions name a hidden field computed from them."""
REFERENCE = re.compile(r"\$(form|calc|row|starter|flow|now|last_comment|qys|contract)(?:\.(\w+(?:\.\w+)*))?")
PART = re.compile(r"{([^}]*)}")
WORDS = {
    "starter.user_id": "starter.userid",
    "starter.dept": "starter.department",
    "flow.no": "request.serial",
}
HOURS = {"start_at": "T08:30", "end_at": "T17:30"}
PARTS_OF = {
    "form.person.name": "person",
    "form.project.name": "project_name",
    "form.items.0.name": "items[0].name",
    "row.usage.instrument": "row.instrument",
    "contract.supplier": "contract_supplier",
    "qys.signed_pdf": "signed_pdf",
    "now.date": "today",
}


def literal(value: Any) -> str:
    return '""' if value is None else json.dumps(value, ensure_ascii=False)


@dataclass
class Words:
    """The form an entry's conditions are over. `given` are the fields a condition asks whether they are filled in
    and a machine cannot carry.
    """

    flow: str
    types: Mapping[str, str]
    multiple: frozenset[str] = frozenset()
    given: set[str] = field(default_factory=set)
    others: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Of every flow, the columns of its tables that are filled in."""

    def condition(self, said: Any, *, machine: bool = False) -> str:
        """JSONata for a triple, or for any, all, not of some. `machine`: Step Functions judges it."""
        if isinstance(said, dict):
            word, inner = next(iter(said.items()))
            if word == "not":
                return f"$not({self.condition(inner, machine=machine)})"
            joint = {"any": " or ", "all": " and "}[word]
            return joint.join(self._inner(one, word, machine=machine) for one in inner)
        return self._triple(said, machine=machine)

    def _inner(self, said: Any, around: str, *, machine: bool) -> str:
        text = self.condition(said, machine=machine)
        return f"({text})" if isinstance(said, dict) and around == "all" and "any" in said else text

    def _triple(self, said: list[Any], *, machine: bool) -> str:
        variable, operator, value = said
        name = name_of(variable)
        if operator in {"is_empty", "not_empty"}:
            held = self._held(name, machine=machine)
            return held if operator == "not_empty" else f"$not({held})"
        if operator in {"is_true", "is_false"}:
            return name if operator == "is_true" else f"{name} = false"
        if operator == "contains":
            return f"{literal(value)} in {name}"
        if operator in {"in", "not_in"}:
            among = f"{name} in {literal(value)}"
            return among if operator == "in" else f"$not({among})"
        return f"{name} {OPERATORS[operator]} {literal(self.in_units(name, value))}"

    def _held(self, name: str, *, machine: bool) -> str:
        if machine and (self.types.get(name) in TOO_LONG or name in self.multiple):
            self.given.add(name)
            return f"has_{name}"
        return self.is_given(name)

    def is_given(self, name: str) -> str:
        """Whether a field is filled in."""
        several = self.types.get(name) in SEVERAL or name in self.multiple
        return f"$count({name}) > 0" if several else f"$exists({name})"

    def in_units(self, name: str, value: Any) -> Any:
        """Yuan of the catalogue are fen in a money field."""
        return value * 100 if self.types.get(name) == "money" and isinstance(value, int | float) else value

    def value(self, said: Any) -> str:
        """JSONata for a value of the catalogue: a literal, a reference, a text with `{parts}`, or a choice."""
        if isinstance(said, dict):
            return self._chosen(said)
        if isinstance(said, list):
            return f"[{', '.join(map(self.value, said))}]"
        if isinstance(said, str) and said.startswith("starter_and:"):
            return f"$append([starter.userid], {self.value(said.removeprefix('starter_and:'))})"
        if said == "starter":
            return "starter.userid"
        if isinstance(said, str) and REFERENCE.match(said.removeprefix("-")):
            return REFERENCE.sub(lambda found: name_of(found.group(0)[1:]), said)
        if isinstance(said, str) and PART.search(said):
            return self._template(said)
        return literal(said)

    def handed(self, flow: str, said: dict[str, Any]) -> dict[str, str]:
        """The values another flow starts with: of a day its working hours where it asks for a time, of rows the
        columns it has.
        """
        found = {}
        for key, one in said.items():
            text = self.value(one)
            if isinstance(one, dict) and "rows" in one:
                ours = self.others[self.flow][name_of(one["rows"])]
                shared = [column for column in self.others[flow][key] if column in ours]
                text = f"[{text}.{{{', '.join(f'{literal(column)}: {column}' for column in shared)}}}]"
            if key in HOURS and self.types.get(text) == "date":
                text += f' & "{HOURS[key]}"'
            found[key] = text
        return found

    def _template(self, said: str) -> str:
        pieces = PART.split(said)
        parts = [literal(one) if place % 2 == 0 else name_of(one) for place, one in enumerate(pieces) if one]
        return " & ".join(parts)

    def _chosen(self, said: dict[str, Any]) -> str:
        if "if" in said:
            return f"{self.condition(said['if'])} ? {self.value(said['then'])} : {self.value(said['else'])}"
        if "switch" in said:
            tested = self.value(said["switch"])
            cases = [f"{tested} = {literal(key)} ? {self.value(one)}" for key, one in said["cases"].items()]
            return " : ".join([*cases, self.value(said["default"])] if "default" in said else cases)
        if "rows" in said:
            return f"{name_of(said['rows'])}[{self.condition(said['where']).replace('row.', '')}]"
        raise KeyError(next(iter(said)))


def name_of(variable: str) -> str:
    """The name of a variable in our expressions: fields are bare, rows are `row`, the rest are our words."""
    if variable in PARTS_OF:
        return PARTS_OF[variable]
    if variable in WORDS:
        return WORDS[variable]
    if variable == "now":
        return "now"
    first, _, rest = variable.partition(".")
    return rest if first in {"form", "calc"} else variable


def message(template: str) -> str:
    """A text for people with our placeholders."""
    known = {"title": "{request.title}", "flow.no": "{request.serial}", "last_comment": "{last_comment}"}

    def said(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in known or name.startswith("starter."):
            return known.get(name, found.group(0))
        field_name = name.split(".")[1]
        return f"{{form.{field_name}}}"

    return PART.sub(said, template)
