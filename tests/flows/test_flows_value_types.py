"""What kind of value an expression gives: sure mistakes are found, and nothing else is."""

import pytest
from jsonata.jsonata import Jsonata

from chalicelib.flows import form, verify
from chalicelib.flows.verify.texts import texts
from chalicelib.platform import expressions
from chalicelib.platform.value_types import (
    ANY,
    BOOLEAN,
    CODES,
    NUMBER,
    TEXT,
    Finding,
    Scope,
    check,
    of_field,
    signature,
    type_of,
    words,
)
from chalicelib.platform.value_types.functions import BUILT_IN, OURS
from tests.support.flowing import ROOT, form_field

KINDS = {"annual": "年休假", "sick": "病假"}
COLUMNS = {
    "name": form_field("text"),
    "qty": form_field("number"),
    "price": form_field("money"),
    "on": form_field("date"),
    "state": form_field("enum", options={"new": "新", "used": "旧"}),
    "urgent": form_field("boolean"),
}
FORM = {
    "kind": form_field("enum", options=KINDS),
    "tags": form_field("multi_enum", options={"red": "红", "blue": "蓝"}),
    "days": form_field("number"),
    "fee": form_field("money"),
    "reason": form_field("longtext"),
    "start": form_field("datetime"),
    "day": form_field("date"),
    "period": form_field("daterange"),
    "flag": form_field("boolean"),
    "agent": form_field("user"),
    "team": form_field("users"),
    "dept": form_field("department"),
    "depts": form_field("department", multiple=True),
    "paper": form_field("file"),
    "papers": form_field("file", multiple=True),
    "ref": form_field("library_ref", library="books"),
    "items": form_field("table", columns=COLUMNS),
}
SCOPE = Scope.of_form(FORM)
FINE = (
    "days > 3",
    "days >= fee * 2 - 1",
    "-days < 0",
    'kind = "sick"',
    'kind != "sick"',
    'kind in ["annual", "sick"]',
    'kind in (flag ? ["annual"] : ["sick"])',
    '"red" in tags',
    '$not("red" in tags) or $count(tags) > 1',
    'tags = ["red"]',
    '$count(tags[$ in ["red", "blue"]]) > 0',
    "flag",
    "flag and days",
    "flag or kind",
    "flag = true",
    "$exists(reason)",
    "$boolean(reason)",
    'reason > "m"',
    'kind >= "b"',
    "start < today",
    'day >= "2026"',
    'day >= "2026-06" and start < "2026-06-01T09:00"',
    'day = "2026-06-01"',
    "$substring(start, 0, 10) = today",
    "$substring(start, 0, 10) < day",
    "period[0] < period[1]",
    "$work_days(start, today) > 4",
    "$calendar_days(day, $substring(start, 0, 10)) > 4",
    '$balance("leave-ledger", kind) > 60',
    'dept = starter.department and "a" in starter.roles',
    "starter.is_dept_head or agent = starter.userid",
    "agent in team and $count(team) > 2",
    "3 in depts",
    "paper.size_bytes > 1000",
    '$contains(paper.name, ".pdf")',
    "$sum(papers.size_bytes) < 1000",
    "$sum(items.(qty * price)) > 100",
    "$max(items.price) > 3 and $min(items.qty) > 0",
    'items[qty > 1].state = "new"',
    '"new" in items.state',
    "items[0].price > 3",
    "(items.price)[0] > 3",
    "items[qty > $$.days][0].price > 1",
    "$count(items[urgent]) > 0",
    "$count(items[$.urgent and qty > 1]) = 1",
    "items^(>price)[0].qty > 1",
    '$count($filter(items, function($i) { $i.state = "new" })) > 0',
    "$sum($map(items, function($i) { $i.qty * $i.price })) > 10",
    "$round($average(items.price), 2) > 1.5",
    "$map(items, function($i, $n) { $n > 1 })[0]",
    "$reduce(items.qty, function($a, $b) { $a + $b }) > 1",
    '$join(items.name, ", ") = "a, b"',
    '$length($trim($uppercase(reason)) & "x") > 3',
    "reason.$length() > 3",
    "days ~> $round(1) > 2",
    "days ~> $string() ~> $length() > 2",
    '$split(reason, ",")[0] = "a"',
    '$number("12") > days',
    "$exists(items[qty = 1])",
    "($x := days * 2; $y := $x + 1; $y > $x)",
    "($f := function($a) { $a > 1 }; $f(days))",
    "($twice := function($n) { $n > 1 ? $twice($n - 1) : $n }; $twice(days) = 1)",
    '{"a": days, "b": reason}.a > 1',
    "$count([1..days]) = 3",
    "$sum([days, fee, 1]) > 3",
    "[days, reason][0] > 3",
    "missing > 3",
    'missing.part = "x"',
    '$lookup(items[0], "qty") > 3',
    "(items{name: $sum(price)}).a > 3",
    '$merge([{"a": 1}, {"b": 2}]).a = 1',
    '$keys(items[0])[0] = "name"',
    "(flag ? days : reason) > 3",
    "flag ? days > 3",
    '$type(days) = "number"',
    '$distinct(items.state)[0] = "new"',
    "$append(items.qty, 4)[0] > 3",
    "$sort(items.qty)[0] > 3",
    "**.price > 3",
    '$string($$) = ""',
    "$exists($each(items[0], function($v, $k) { $k }))",
    'ref = "b-1"',
    "`days` > 3",
    "$ceil(days) = $floor(days) and $abs(days) > 0",
    "$contains(reason, /^a/i)",
    "items[qty = 1].urgent",
)  # fmt: skip
WRONG = (
    ("kind > 3", "order_of_texts"),
    ("3 <= reason", "order_of_texts"),
    ("start > 3", "order_of_texts"),
    ("flag > 3", "mixed_comparison"),
    ("missing < flag", "mixed_comparison"),
    ('flag = "true"', "mixed_comparison"),
    ("flag = 1", "mixed_comparison"),
    ("days = kind", "mixed_comparison"),
    ('days in ["1", "2"]', "mixed_comparison"),
    ("3 in tags", "mixed_comparison"),
    ("start = today", "mixed_comparison"),
    ('items[qty = "x"]', "mixed_comparison"),
    ('kind = "holiday"', "not_an_option"),
    ('"holiday" != kind', "not_an_option"),
    ('kind in ["annual", "Sick"]', "not_an_option"),
    ('"green" in tags', "not_an_option"),
    ('items[state = "old"]', "not_an_option"),
    ('kind = (flag ? "annual" : "x")', "not_an_option"),
    ('tags = "red"', "list_compared"),
    ('tags in ["red", "blue"]', "list_compared"),
    ("team = agent", "list_compared"),
    ("depts = 3", "list_compared"),
    ("items.price > 3", "list_compared"),
    ("items[qty > 1].price > 3", "list_compared"),
    ("tags > missing", "list_compared"),
    ('items.state = "new"', "list_compared"),
    ("days + reason", "arithmetic_on_text"),
    ("-kind", "arithmetic_on_text"),
    ("day - today", "arithmetic_on_text"),
    ("[1..reason]", "arithmetic_on_text"),
    ("($x := reason; $x * 2)", "arithmetic_on_text"),
    ("$map(items, function($i) { $i.name * 2 })", "arithmetic_on_text"),
    ("items.price * 2", "arithmetic_on_list"),
    ("flag + 1", "arithmetic_on_boolean"),
    ("paper * 2", "arithmetic_on_other"),
    ("items.cost", "unknown_column"),
    ("items[qty > days]", "unknown_column"),
    ("paper.size", "unknown_column"),
    ("starter.is_head", "unknown_column"),
    ("reason.text", "unknown_column"),
    ("days", "not_boolean"),
    ("kind", "not_boolean"),
    ("tags", "not_boolean"),
    ('flag ? "yes" : "no"', "not_boolean"),
    ('kind = "annual" or "sick"', "not_boolean"),
    ("$sume(items.qty) > 1", "unknown_function"),
    ("$shuffle(tags) = tags", "unknown_function"),
    ("$days > 3", "unknown_variable"),
    ("$map(items, $ours)", "unknown_variable"),
    ("$round(reason) > 1", "argument_type"),
    ("$round(items.price) > 1", "argument_type"),
    ("$sum(items.name) > 1", "argument_type"),
    ("$max(items.on) > 1", "argument_type"),
    ("$length(days) > 1", "argument_type"),
    ('$join(items.qty) = ""', "argument_type"),
    ('$contains(tags, "red")', "argument_type"),
    ("$work_days(days, today) > 1", "argument_type"),
    ("$work_days(kind, today) > 1", "argument_type"),
    ('$balance("leave-ledger", days) > 1', "argument_type"),
    ('days ~> $uppercase() = ""', "argument_type"),
    ("items^(urgent)[0].qty > 1", "argument_type"),
    ("$map(items, 3)", "argument_type"),
    ("{days: 1}", "argument_type"),
    ("$round(1, 2, 3) > 1", "argument_count"),
    ("$work_days(start) > 1", "argument_count"),
    ("$exists() = flag", "argument_count"),
    ('day > "31.12.2026"', "not_a_date"),
    ('day = "tomorrow"', "not_a_date"),
    ("days = null", "null_compared"),
    ("null < days", "null_compared"),
    ("kind in [null]", "null_compared"),
)  # fmt: skip


@pytest.mark.parametrize("text", FINE)
def test_a_sound_condition_has_no_finding(text: str):
    expressions.parse(text)
    assert check(text, SCOPE, BOOLEAN) == []


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_a_sure_mistake_is_found_and_named(text: str, code: str):
    expressions.parse(text)
    findings = check(text, SCOPE, BOOLEAN)
    assert {finding.code for finding in findings} == {code}
    assert findings[0].message


def test_every_code_is_in_the_table():
    assert {code for _, code in WRONG} == CODES - {"result_type"}


@pytest.mark.parametrize(
    ("text", "field", "codes"),
    [
        ("days * 2", "days", []),
        ("reason", "days", ["result_type"]),
        ("items.price", "fee", []),
        ("tags", "fee", ["result_type"]),
        ("$sum(items.price)", "fee", []),
        ('flag ? "annual" : "sick"', "kind", []),
        ('flag ? "annual" : "none"', "kind", ["not_an_option"]),
        ("reason", "kind", []),
        ("$distinct(items.name)", "team", []),
        ("days", "team", ["result_type"]),
        ("items.(qty > 1)", "flag", ["not_boolean"]),
        ("items[qty = 1].urgent", "flag", []),
        ("start", "day", ["result_type"]),
        ('"soon"', "day", ["not_a_date"]),
        ('"2026-01-01"', "day", []),
        ("$substring(start, 0, 10)", "day", []),
        ("days > 1 ? true", "flag", []),
        ("$error('no')", "days", []),
        ("null", "days", []),
    ],
)
def test_what_is_computed_is_of_the_field_s_type(text: str, field: str, codes: list[str]):
    assert [finding.code for finding in check(text, SCOPE, of_field(FORM[field]))] == codes


def test_a_finding_names_the_field_and_says_what_to_write():
    (finding,) = check('tags = "red"', SCOPE, BOOLEAN)
    assert finding == Finding("list_compared", 'tags is a list, "red" is not', 'write "red" in tags')
    (finding,) = check("items[qty > days]", SCOPE, ANY)
    assert (finding.message, finding.hint) == ("the row has no 'days'", "inside […] the form is $$.days")


def test_an_expression_of_a_column_sees_its_row_first():
    scope = SCOPE.in_row(FORM["items"])
    assert check("qty * price", scope, NUMBER) == []
    assert [f.code for f in check("name * days", scope, NUMBER)] == ["arithmetic_on_text"]


def test_more_names_and_functions_may_be_given():
    scope = SCOPE.with_names(words(["row", "record", "request"], {"row": COLUMNS, "record": {}}))
    assert check("row.qty > 1 and record.left > 1", scope, BOOLEAN) == []
    assert [f.code for f in check("row.left > 1", scope, BOOLEAN)] == ["unknown_column"]
    assert [f.code for f in check("request.serial > 1", scope, BOOLEAN)] == ["order_of_texts"]
    ours = SCOPE.with_functions({"rate": signature("text, number?", NUMBER)})
    assert check('$rate("a") > 1', ours, BOOLEAN) == []
    assert [f.code for f in check("$rate(1) > 1", ours, BOOLEAN)] == ["argument_type"]


def test_what_is_no_jsonata_is_not_judged():
    assert check("days >", SCOPE, BOOLEAN) == []
    with pytest.raises(expressions.ExpressionError):
        type_of("days >", SCOPE)


def test_types_are_told():
    assert type_of("days + 1", SCOPE) == NUMBER
    assert type_of("reason & kind", SCOPE) == TEXT
    assert type_of("missing", SCOPE) == ANY
    assert [f.code for f in type_of("-reason", SCOPE)] == ["arithmetic_on_text"]


def test_every_function_of_ours_has_a_signature_and_every_other_is_jsonata_s():
    assert set(OURS) == form.FUNCTION_NAMES
    frame = Jsonata.static_frame
    assert {name for name in BUILT_IN if frame.lookup(name) is None} == set()


FLOWS = sorted((ROOT / "stepfunctions").rglob("*.flow.yaml"))


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_no_flow_of_ours_has_a_finding(path):
    flows = {flow.key: flow for flow in (verify.read(p.read_text("utf-8")) for p in FLOWS)}
    flow = verify.read(path.read_text("utf-8"))
    seen = 0
    for text in texts(flow, flows):
        scope = Scope.of_form(text.context.fields, words(text.context.knows, text.context.types))
        assert check(text.text, scope, of_field(text.wanted) if text.wanted else ANY) == [], text.place
        seen += 1
    assert seen > 0
