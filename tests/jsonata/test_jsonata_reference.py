"""jsonata-python, which answers in forms and previews, against the reference that Step Functions follows.

Every expression of every flow, over 1,000 random forms each. Our own functions ($work_days and the like) are Python
in both: here they are called and each answer is noted by its arguments, there the notes are read. So what is compared
is everything around them and with which arguments they are called, not what they answer.
"""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.flows import asl, form, verify
from chalicelib.flows.verify.texts import Text, texts
from chalicelib.platform import expressions
from cli.checks import reference
from tests.support import valid_forms
from tests.support.flowing import ROOT, around

SOURCES = sorted((ROOT / "stepfunctions").rglob("*.flow.yaml"))
FORMS = 1000
STARTERS = (
    {"userid": "liming", "name": "李明", "department": 11, "title": "", "roles": [], "is_dept_head": False},
    {
        "userid": "zhaomin",
        "name": "赵敏",
        "department": 12,
        "title": "处长",
        "roles": ["hr"],
        "is_dept_head": True,
    },
)
REQUEST = {"id": "r1", "serial": "QJ-202611-0001", "title": "请假", "submitted_on": "2026-11-23"}
Outcome = list[Any]
Calls = dict[str, dict[str, Any]]

LONGEST_NUMBER = 10**15
"""Beyond it the two write numbers differently (DIVERGENCES)."""
WIDE = (
    "$sum(items.(qty * price))", "items[qty > 1].price", "items[qty = 1].name", "items.name", "$count(items)",
    "$max(items.price)", "$min(items.qty)", "$average(items.qty)", "items^(>price).name", "items^(qty, name).qty",
    "items{name: $sum(price)}", "$join(items.name, ',')", "$map(items, function($i) { $i.qty + 1 })",
    "$filter(items, function($i) { $i.qty > 1 })", "$reduce(items.qty, function($a, $b) { $a + $b })",
    "$distinct(items.name)", "$append(tags, 'x')", "$reverse(tags)", "$sort(items.qty)", "'red' in tags",
    "tags = ['red']", "$string(days)", "days & ''", "$string(tags)", "$round(days, 2)", "$round(days)", "$floor(days)",
    "$ceil(days)", "$abs(days)", "days + 0.1", "days * 3", "-days", "days / 3", "days = 0.5", "$length(reason)",
    "$uppercase(reason)", "$trim(reason)", "$substring(reason, 1, 2)", "$substring(reason, -2)",
    "$substringBefore(start, 'T')", "$substringAfter(start, 'T')", "$contains(reason, 'a')", "$split(reason, ' ')",
    "$exists(reason)", "$boolean(reason)", "$boolean(days)", "$not(tags)", "$type(items)", "days > 3", "days != 3",
    "reason < 'b'", "days in [0, 1]", "flag and days > 1", "flag ? 'a' : 'b'", "flag ? 'a'", "$number(flag)",
    "$keys(items[0])", "$lookup(items[0], 'qty')", "items[0]", "items[-1].name", "items[[0..1]].qty",
    "[1..$count(items)]", "$merge(items)", "($x := days; $x > 1)", "{'a': days, 'b': [tags]}", "$spread(items[0])", "items.(qty > 1)",
    "$each(items[0], function($v, $k) { $k })", "papers.name", "$sum(papers.size_bytes)", "period[0] < period[1]",
    "$zip(items.qty, items.price)", "days ~> $string()", "$pad(reason, 5)", "$formatNumber(fee / 100, '#,##0.00')",
)  # fmt: skip
"""What authors will write, over the form below: flows to come find their words tried."""
FIELDS = {
    "days": {"type": "number"}, "fee": {"type": "money"}, "reason": {"type": "text"}, "flag": {"type": "boolean"},
    "start": {"type": "datetime"}, "period": {"type": "daterange"}, "papers": {"type": "file", "multiple": True},
    "tags": {"type": "multi_enum", "options": {"red": "红", "blue": "蓝"}},
    "items": {"type": "table", "columns": {
        "name": {"label": "名", "type": "text"}, "qty": {"label": "数", "type": "number"},
        "price": {"label": "价", "type": "money"},
    }},
}  # fmt: skip


@pytest.fixture(scope="module")
def flows() -> dict[str, Any]:
    found = [verify.read(path.read_text("utf-8")) for path in SOURCES]
    return {flow.key: flow for flow in found}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_expression_of_a_flow_gives_what_the_reference_gives(source, flows):
    flow = verify.read(source.read_text("utf-8"))
    chance = random.Random(flow.key)
    forms = [_scope(chance, flow.form) for _ in range(FORMS)]
    asked = list(texts(flow, flows))
    assert asked
    different = _different([(text.place, *_as_run(text)) for text in asked], forms)
    assert different == {}


def test_a_planted_difference_is_seen():
    assert _different([("place", "days % 2", None)], [{"days": 5.5}]) == {
        "place: days % 2": ({"days": 5.5}, ["value", 1], ["value", 1.5])
    }


def test_what_authors_may_write_gives_what_the_reference_gives():
    chance = random.Random("wide")
    fields = {key: valid_forms.FormField.model_validate({"label": key} | one) for key, one in FIELDS.items()}
    forms = [valid_forms.values(chance, fields) for _ in range(200)]
    forms = [one for one in forms if abs(one.get("days", 0)) < LONGEST_NUMBER]
    different = _different([(text, text, None) for text in WIDE], forms)
    assert different == {}


BIG = 2**53 - 1
ERROR: Outcome = ["error"]
DIVERGENCES: tuple[tuple[str, dict[str, Any], Outcome, Outcome], ...] = (
    # Dividing by nothing is an error here and a number there, which is more than any other.
    ("1 / days", {"days": 0}, ERROR, ["number", "Infinity"]),
    ("days / days", {"days": 0}, ERROR, ["number", "NaN"]),
    ("1 / days > 5", {"days": 0}, ERROR, ["value", True]),
    ("days % 0", {"days": 5}, ERROR, ["number", "NaN"]),
    ("1e308 * days", {"days": 10}, ERROR, ["number", "Infinity"]),
    # A remainder is whole here: halves of days lose theirs.
    ("days % 2", {"days": 5.5}, ["value", 1], ["value", 1.5]),
    # Numbers as texts, from 1e15.
    ("$string(days)", {"days": BIG}, ["value", "9.00719925474099e+15"], ["value", "9007199254740991"]),
    ("days & ''", {"days": BIG}, ["value", "9.00719925474099e+15"], ["value", "9007199254740991"]),
    # Python's 1 is true; the type check refuses what is written so, not what comes from a list of anything.
    ("days in [true]", {"days": 1}, ["value", True], ["value", False]),
    ("$distinct([days, true])", {"days": 1}, ["value", 1], ["value", [1, True]]),
    # Python reads more as a number.
    ("$number(reason)", {"reason": " 1 "}, ["value", 1], ERROR),
    ("$number(reason)", {"reason": "1_0"}, ["value", 10], ERROR),
    # By code points here, by UTF-16 there: characters beyond the basic plane.
    ("reason < '～'", {"reason": "😀"}, ["value", False], ["value", True]),
    ("$base64encode(reason)", {"reason": "é"}, ["value", "w6k="], ["value", "6Q=="]),
)
"""Text, form, outcome here, outcome there. One that is gone fails: then it goes from this table."""


def test_the_known_differences_are_still_there_and_as_they_were():
    for text, values, here, there in DIVERGENCES:
        assert _here(text, None, values, {}) == here, text
        asked = [[values], {"text": text, "bound": None, "calls": {}}]
        assert reference.ask("evaluate.mjs", asked) == [[there]], text


def _scope(chance: random.Random, fields: Any) -> dict[str, Any]:
    """A form with everything an expression may know somewhere."""
    tables = [one for one in fields.values() if one.columns]
    row = valid_forms.values(chance, tables[0].columns) if tables else {}
    known = {"today": "2026-11-23", "starter": chance.choice(STARTERS), "request": REQUEST, "row": row}
    return known | valid_forms.values(chance, fields)


def _as_run(text: Text) -> tuple[str, str | None]:
    """The text as it is evaluated: that of a machine as the compiler writes it, over `$routing`."""
    if not text.context.machine:
        return text.text, None
    return asl.condition(text.text).removeprefix("{%").removesuffix("%}").strip(), "routing"


def _different(asked: list[tuple[str, str, str | None]], forms: list[dict[str, Any]]) -> dict[str, Any]:
    """By place the first form for which the two differ, with both outcomes."""
    here, lines = [], []
    for _, text, bound in asked:
        calls: Calls = {name: {} for name in form.FUNCTION_NAMES}
        here.append([_here(text, bound, values, calls) for values in forms])
        lines.append({"text": text, "bound": bound, "calls": calls})
    there = reference.ask("evaluate.mjs", [forms, *lines])
    assert len(there) == len(here)
    found = {}
    for (place, text, _), ours, theirs in zip(asked, here, there, strict=True):
        pairs = zip(forms, ours, theirs, strict=True)
        first = next(((values, a, b) for values, a, b in pairs if not _same(a, b)), None)
        if first:
            found[f"{place}: {text}"] = first
    return found


def _here(text: str, bound: str | None, values: dict[str, Any], calls: Calls) -> Outcome:
    try:
        if bound:
            found = expressions.answer(text, {bound: values})
        else:
            functions = around().functions()
            noted = {name: _noting(functions[name], answers) for name, answers in calls.items()}
            found = expressions.evaluate(text, values, noted)
    except expressions.ExpressionError:
        return ["error"]
    return ["undefined"] if found is None else ["value", found]


def _noting(function: Callable[..., Any], answers: dict[str, Any]) -> Callable[..., Any]:
    def noted(*given: Any) -> Any:
        answer = function(*given)
        key = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
        answers[key] = answer
        return answer

    return noted


def _same(one: Any, other: Any) -> bool:
    """Equal without any tolerance, numbers as doubles; yes is not 1."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    numbers = [isinstance(part, int | float) and not isinstance(part, bool) for part in (one, other)]
    if all(numbers):
        return float(one) == float(other)
    return isinstance(one, bool) == isinstance(other, bool) and one == other
