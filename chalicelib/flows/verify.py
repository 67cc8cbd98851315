"""Problems of a definition, found before it runs: a stable id, the place, a sentence, a hint. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from chalicelib.flows import compiler, expressions, form
from chalicelib.flows.model import (
    Branch,
    Cc,
    Effects,
    FieldType,
    Flow,
    FormField,
    Record,
    RecordEffect,
    Rule,
)
from chalicelib.platform import strict_yaml

PLACES = frozenset({"starter.department"})
SEQUENCE = re.compile(r"{seq:[1-9]}")
PLACEHOLDER = re.compile(r"{([^}]*)}")


@dataclass(frozen=True)
class Problem:
    """`id` is stable (docs/adding.md lists them); `place` is a path in the file."""

    id: str
    place: str
    message: str
    hint: str = ""


def line(problem: Problem) -> str:
    """A problem as one line for a terminal."""
    return f"{problem.id} {problem.place}: {problem.message}{f' ({problem.hint})' if problem.hint else ''}"


class SourceError(Exception):
    """The text is not a flow: `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in problems))
        self.problems = problems


def read(source: str) -> Flow:
    """A definition from its YAML. Raises SourceError with every problem of its shape."""
    try:
        return Flow.model_validate(strict_yaml.load(source))
    except yaml.YAMLError as error:
        raise SourceError([Problem("F001", _mark(error), "not YAML", str(error).splitlines()[0])]) from error
    except ValidationError as error:
        raise SourceError(
            [Problem("F002", ".".join(map(str, e["loc"])) or "file", e["msg"]) for e in error.errors()]
        ) from error


def verify(flow: Flow) -> list[Problem]:
    """Every problem of a definition that has the right shape; an empty list means it may be published."""
    return [
        *_names(flow),
        *_expressions(flow),
        *_branches(flow),
        *_rules(flow),
        *_effects(flow),
        *_messages(flow),
    ]


def _names(flow: Flow) -> Iterator[Problem]:
    keys = [node.key for node in flow.walk()]
    for key, count in Counter(keys).items():
        if count > 1:
            yield Problem(
                "F010", f"nodes.{key}", "two nodes have this key", "keys name states: give each its own"
            )
        if key in compiler.RESERVED or key.endswith("_if"):
            yield Problem("F011", f"nodes.{key}", "this key is the compiler's own", "choose another word")
    if not SEQUENCE.search(flow.serial):
        yield Problem("F013", "serial", "every request would get the same number", "add {seq:4}")
    if not any(node.kind in {"approve", "handle"} for node in flow.walk()):
        yield Problem("F012", "nodes", "nobody ever decides", "add an approve node")


def _expressions(flow: Flow) -> Iterator[Problem]:
    for place, text, context in _texts(flow):
        try:
            parsed = expressions.parse(text)
        except expressions.ExpressionError as error:
            yield Problem("F020", place, str(error))
            continue
        yield from _unknown_names(flow, place, parsed.names, context)
        if not context >= form.CONTEXT_NAMES and (ours := parsed.functions & form.FUNCTION_NAMES):
            yield Problem(
                "F022",
                place,
                f"${min(ours)}() is only for forms",
                "compute it in a field and name the field here: Step Functions does not know the calendar",
            )


def _unknown_names(
    flow: Flow, place: str, names: frozenset[str], context: frozenset[str]
) -> Iterator[Problem]:
    tops = {name.split(".")[0] for name in names}
    for name in sorted(tops - set(flow.form) - form.CONTEXT_NAMES):
        yield Problem("F021", place, f"there is no field {name!r}", "fields are defined under form")
    for name in sorted(names):
        top = name.split(".")[0]
        if top in form.CONTEXT_NAMES - set(flow.form) - context and name not in context | {"starter"}:
            yield Problem(
                "F023",
                place,
                f"{name!r} is known in forms only",
                "compute a field from it and name the field",
            )


IN_FORMS = form.CONTEXT_NAMES
IN_MACHINES = frozenset({"starter.is_dept_head"})
IN_EFFECTS: frozenset[str] = frozenset()


def _texts(flow: Flow) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Place and text of every expression, and what it may know beside the fields."""
    yield from ((place, text, IN_FORMS) for place, text in _form_texts(flow))
    for number, check in enumerate(flow.checks):
        yield f"checks.{number}.when", check.when, IN_FORMS
    for node in flow.walk():
        for text in form.conditions_of(node):
            yield f"nodes.{node.key}.when", text, IN_MACHINES
        if isinstance(node, Record):
            yield from _effect_texts(f"nodes.{node.key}", node.record)
    for moment in Effects.model_fields:
        for number, effect in enumerate(getattr(flow.effects, moment)):
            if isinstance(effect, RecordEffect):
                yield from _effect_texts(f"effects.{moment}.{number}", effect)


def _form_texts(flow: Flow) -> Iterator[tuple[str, str]]:
    for key, field in flow.form.items():
        for part in ("required", "visible", "computed"):
            text = getattr(field, part)
            if isinstance(text, str):
                yield f"form.{key}.{part}", text


def _effect_texts(place: str, effect: RecordEffect) -> Iterator[tuple[str, str, frozenset[str]]]:
    for part in ("when", "account", "amount"):
        if text := getattr(effect, part):
            yield f"{place}.{part}", text, IN_EFFECTS


def _branches(flow: Flow) -> Iterator[Problem]:
    for node in flow.walk():
        if isinstance(node, Branch):
            if node.otherwise is None:
                yield Problem(
                    "F030", f"nodes.{node.key}", "no otherwise: a form may fit no way", "add it as the last"
                )
            elif not node.arms:
                yield Problem("F031", f"nodes.{node.key}", "a branch needs a way with `when`")
            if sum(not hasattr(arm, "when") for arm in node.branch) > 1:
                yield Problem("F032", f"nodes.{node.key}", "two otherwise", "keep the last")


def _rules(flow: Flow) -> Iterator[Problem]:
    for node in flow.walk():
        rule = getattr(node, "approvers", None) or (node.cc if isinstance(node, Cc) else None)
        if rule is not None:
            yield from _rule(flow, f"nodes.{node.key}.approvers", rule)


def _rule(flow: Flow, place: str, rule: Rule) -> Iterator[Problem]:
    for part in rule.any_of or ():
        yield from _rule(flow, place, part)
    if rule.field is not None and _type(flow, rule.field) not in {FieldType.USER, FieldType.USERS}:
        yield Problem(
            "F040", place, f"{rule.field!r} is not a user field", "name a field of type user or users"
        )
    for department in (rule.of, rule.head_of, rule.deputy_of, rule.division_leader_of):
        if department and department not in PLACES and _type(flow, department) is not FieldType.DEPARTMENT:
            yield Problem(
                "F041",
                place,
                f"{department!r} is not a department",
                "starter.department or a department field",
            )


def _effects(flow: Flow) -> Iterator[Problem]:
    for name, check in ((f"checks.{n}", check) for n, check in enumerate(flow.checks)):
        if check.field not in flow.form:
            yield Problem("F050", name, f"there is no field {check.field!r}")
    for key, field in flow.form.items():
        if field.computed and field.required is True:
            yield Problem("F051", f"form.{key}", "a computed field cannot be required", "drop required")


def _messages(flow: Flow) -> Iterator[Problem]:
    known = {"starter.name", *(f"form.{key}" for key in flow.form)}
    for node in flow.walk():
        for name in PLACEHOLDER.findall(node.message) if isinstance(node, Cc) else ():
            if name not in known:
                place = f"nodes.{node.key}.message"
                yield Problem(
                    "F052", place, f"{{{name}}} means nothing here", "{starter.name} or {form.<field>}"
                )


def _type(flow: Flow, key: str) -> FieldType | None:
    field: FormField | None = flow.form.get(key)
    return field.type if field else None


def _mark(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "file"
