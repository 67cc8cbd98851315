"""Random expressions over random forms: one without a finding fails on no form for its types."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonata.jexception import JException

from chalicelib.flows.model import FormField
from chalicelib.platform import expressions
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.value_types import Kind, Scope, Type
from chalicelib.platform.value_types.walker import Walker
from tests.support.flowing import form_field

DAYS = st.dates().map(lambda day: day.isoformat())
NUMBERS = st.integers(-1000, 1000) | st.floats(-1000, 1000, allow_nan=False).map(lambda n: round(n, 2))
WORDS = st.text(alphabet="ab中1 ", max_size=4)
MAKES: dict[FieldType, Callable[[FormField], st.SearchStrategy[Any]]] = {
    FieldType.TEXT: lambda f: WORDS,
    FieldType.NUMBER: lambda f: NUMBERS,
    FieldType.BOOLEAN: lambda f: st.booleans(),
    FieldType.DATE: lambda f: DAYS,
    FieldType.ENUM: lambda f: st.sampled_from(sorted(f.options)),
    FieldType.MULTI_ENUM: lambda f: st.lists(st.sampled_from(sorted(f.options)), unique=True),
    FieldType.USERS: lambda f: st.lists(WORDS, max_size=3),
    FieldType.TABLE: lambda f: st.lists(_filled(f.columns), max_size=3),
}


def _filled(fields: dict[str, FormField]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: MAKES[one.type](one) for key, one in fields.items()})


OPTIONS = {"x": "甲", "y": "乙"}
LEAVES = st.sampled_from([FieldType.TEXT, FieldType.NUMBER, FieldType.BOOLEAN, FieldType.DATE])
FIELDS = st.one_of(
    LEAVES.map(form_field),
    st.sampled_from(["enum", "multi_enum"]).map(lambda kind: form_field(kind, options=OPTIONS)),
    st.just(form_field("users")),
    st.dictionaries(st.sampled_from("pq"), LEAVES.map(form_field), min_size=1).map(
        lambda columns: form_field("table", columns=columns)
    ),
)
ATOMS = st.sampled_from(
    [
        *"abcd",
        "a.p",
        "b.q",
        "1",
        "0.5",
        "'x'",
        "'2026-01-01'",
        "true",
        "false",
        "[1, 2]",
        "['x', 'y']",
        "starter.name",
    ]
)
ONES = (
    "-({})", "$not({})", "$sum({})", "$max({})", "$count({})", "$length({})", "$string({})", "$round({})",
    "$uppercase({})", "$exists({})", "$reverse({})", "$distinct({})", "({})[0]", "({}).p", "[{}]", "$abs({})",
    "$map({}, function($i) {{ $i }})", "$filter({}, function($i) {{ $i = 1 }})", "($v := {}; $v)", "({})[p > 1]",
    "({})[$ = 'x']", "$join({})", '{{"k": {}}}.k', "$average({})", "({})^(p).q", "{} ~> $floor()", "({})[q].p",
)  # fmt: skip
TWOS = (
    "({}) + ({})", "({}) * ({})", "({}) < ({})", "({}) >= ({})", "({}) = ({})", "({}) in ({})", "({}) and ({})",
    "({}) or ({})", "({}) & ({})", "$append({}, {})", "$contains({}, {})", "[{}, {}]", "({}).({})", "({})[{}]",
    "$substringBefore({}, {})", "$map({}, function($i) {{ $i + ({}) }})", "({}) ? ({})",
)  # fmt: skip
TEXTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(str.format, st.sampled_from(ONES), inner),
        st.builds(str.format, st.sampled_from(TWOS), inner, inner),
        st.builds("({}) ? ({}) : ({})".format, inner, inner, inner),
    ),
    max_leaves=5,
)


class _Told(Walker):
    """Notes whether every part's type could be told: of `any` nothing is promised."""

    told = True

    def visit(self, node: Any, place: Any) -> Type:
        found = super().visit(node, place)
        self.told = self.told and _told(found)
        return found


def _told(found: Type) -> bool:
    item = found.item
    return item.kind is not Kind.ANY and all(_told(part) for _, part in item.fields or ())


@settings(max_examples=400, deadline=None)
@given(st.data(), st.fixed_dictionaries(dict.fromkeys("abcd", FIELDS)), TEXTS)
def test_an_expression_without_a_finding_fails_on_no_form_for_its_types(
    data: st.DataObject, fields: dict[str, FormField], text: str
):
    walker = _Told(Scope.of_form(fields))
    walker.whole(expressions.tree(text))
    if walker.findings or not walker.told:
        return
    for _ in range(3):
        values = data.draw(_filled(fields)) | {"starter": {"name": "李明"}}
        assert not _fault(text, values).startswith("T"), values


def _fault(text: str, values: dict[str, Any]) -> str:
    """JSONata's own number of what went wrong; those of types begin with T."""
    try:
        expressions.evaluate(text, values)
    except expressions.ExpressionError as error:
        return error.__cause__.error if isinstance(error.__cause__, JException) else "T?"
    return ""
