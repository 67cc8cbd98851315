"""Conditions and computed values."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.expressions import (
    FORBIDDEN_FUNCTIONS,
    ExpressionError,
    evaluate,
    holds,
    parse,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("days > 3", {"days"}),
        ("days > 3 or starter.is_dept_head", {"days", "starter", "starter.is_dept_head"}),
        ("$sum(items.(qty * price))", {"items", "items.qty", "items.price"}),
        ("items[qty > 1].price", {"items", "items.qty", "items.price"}),
        ('kind in ["a", "b"]', {"kind"}),
        ('unit = "hour" ? a : b', {"unit", "a", "b"}),
        ("($x := days; $x * 2)", {"days"}),
        ('{"sum": days}', {"days"}),
        ("-days", {"days"}),
        ("days[0]", {"days"}),
        ("`开始` = 1", {"开始"}),
        ("$map(items, function($i) { $i.qty + bonus })", {"items", "bonus"}),
        ("days ~> $round(2)", {"days"}),
        ("[days..last]", {"days", "last"}),
        ("items^(price).name", {"items", "items.price", "items.name"}),
        ("items{name: $sum(price)}", {"items", "items.name", "items.price"}),
        ("$$.days > 1", {"days"}),
        ("$.days > 1", {"days"}),
        ("items[qty > $$.days]", {"items", "items.qty", "days"}),
        ("items[$.qty > 1]", {"items", "items.qty"}),
        ("($x := starter; $x.userid)", {"starter"}),
        ("(a).b", {"a"}),
        ("1 + 1", set()),
    ],
)
def test_an_expression_tells_which_fields_it_reads(text: str, names: set[str]):
    assert parse(text).names == names


@pytest.mark.parametrize(
    ("text", "functions"),
    [
        ("$round(a, 2)", {"round"}),
        ("$not($exists(a)) and $sum(b.(c)) > 1", {"not", "exists", "sum"}),
        ("a ? $min(b) : [$max(c)]", {"min", "max"}),
        ("items[$length(name) > 2]", {"length"}),
        ('{"a": $abs(b)}', {"abs"}),
        ("a + 1", set()),
    ],
)
def test_an_expression_tells_which_functions_it_calls(text: str, functions: set[str]):
    assert parse(text).functions == functions


HIDING_PLACES = (
    "${}()",
    "a > 1 and ${}() > 2",
    "a ? b : ${}()",
    "items[${}() > 1]",
    "[1, ${}()]",
    '{{"a": ${}()}}',
    "($x := ${}(); $x)",
    "$map(items, function($i) {{ ${}() }})",
    "a ~> ${}",
    "a ~> ${}()",
    "($f := ${}; $f())",
    "$map(items, ${})",
    "items^(${}())",
    "-${}()",
    "items.${}()",
    "[1..${}()]",
    "items{{name: ${}()}}",
    "(a; ${}())",
    "$sum(${}())",
)


@pytest.mark.parametrize("place", HIDING_PLACES)
@pytest.mark.parametrize("name", sorted(FORBIDDEN_FUNCTIONS))
def test_a_function_that_answers_otherwise_on_replay_is_refused_wherever_it_hides(place: str, name: str):
    with pytest.raises(ExpressionError, match=rf"\${name}\(\) is not allowed"):
        parse(place.format(name))


@pytest.mark.parametrize("text", ["days >", "(", "a b", "$round(", "'open", "", "a[", "{", "?:", "/re"])
def test_what_is_not_jsonata_is_refused(text: str):
    with pytest.raises(ExpressionError):
        parse(text)
    with pytest.raises(ExpressionError):
        evaluate(text, {})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("missing", None),
        ("a + missing", None),
        ("a / 2", 2),
        ("a / 3 * 3", 4),
        ("items.qty", [1, 2]),
        ("$sum(items.(qty * price))", 50),
        ("items[qty = 2].price", 20),
        ('a = 4 ? "四" : "其他"', "四"),
        ("null", None),
    ],
)
def test_an_expression_gives_plain_json(text: str, value: object):
    values = {"a": 4, "items": [{"qty": 1, "price": 10}, {"qty": 2, "price": 20}]}
    found = evaluate(text, values)
    assert found == value
    assert type(found) is type(value)


def test_our_own_functions_are_called_with_what_stands_in_the_form():
    assert evaluate("$twice(a)", {"a": 4}, {"twice": lambda value: value * 2}) == 8


def test_an_unknown_function_is_an_error():
    with pytest.raises(ExpressionError):
        evaluate("$twice(a)", {"a": 4})


def test_evaluating_changes_no_value():
    values = {"a": {"b": [1, 2, 3]}}
    evaluate("a ~> |$|{'c': 1}|", values)
    evaluate("$append(a.b, 4)", values)
    assert values == {"a": {"b": [1, 2, 3]}}


def test_grouping_nothing_changes_no_value():
    values = {"items": []}
    evaluate("items{name: $sum(price)}", values)
    assert values == {"items": []}


@pytest.mark.parametrize("text", ["1 / 0", "$each(missing[0], function($v) { $v })", "5 % 0"])
def test_where_the_library_stumbles_there_is_still_one_kind_of_error(text: str):
    with suppress(ExpressionError):
        evaluate(text, {})
    assert not holds(text, {})


def test_one_evaluation_leaves_nothing_to_the_next():
    evaluate("($secret := a; $secret)", {"a": 1})
    assert evaluate("$secret", {}) is None


@pytest.mark.parametrize("value", [None, 1, 0, "", "true", "yes", [True], [True, True], {"a": True}])
def test_only_true_holds(value: object):
    assert not holds("a", {"a": value})


def test_true_holds_and_false_and_undefined_and_errors_do_not():
    assert holds("a", {"a": True})
    assert not holds("a", {"a": False})
    assert not holds("missing", {})
    assert not holds('a > "x"', {"a": 1})


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=8,
)
TEXTS = (
    "a > b",
    "a + b * 2",
    "a in b",
    "$sum(a.(b * c))",
    "a[b = 1].c",
    "$round(a, 2) >= 0.5",
    "$substring(a, 0, 10) < b",
    "a ? b : c",
    "$not(a in [b, c])",
    "a & b",
)


@given(st.sampled_from(TEXTS), st.dictionaries(st.sampled_from("abc"), JSON, max_size=3))
def test_values_that_do_not_fit_give_one_kind_of_error_only(text: str, values: dict):
    try:
        evaluate(text, values)
    except ExpressionError:
        assert not holds(text, values)


@given(st.text(alphabet="ab1 .()[]{}$?:=<>+-*/&|\"'`,;^~%@#\\!", max_size=14))
def test_any_text_is_an_expression_or_one_kind_of_error(text: str):
    with suppress(ExpressionError):
        assert parse(text).text == text
