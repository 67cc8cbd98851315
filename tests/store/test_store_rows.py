"""A row read back equals what was written, for every kind of row there is."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.attributes import (
    Attribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.platform.store import Table
from infra import tables
from tests.store.store_support import models

tables.tables()  # imports every module that declares rows
KINDS = {
    f"{model.Meta.capability}.{model.__name__}": model for model in models() if Table not in model.__bases__
}

TEXT = st.text(max_size=30)
KEYS = st.text(min_size=1, max_size=30)
NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-(10**6), 10**6, places=2).map(float)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
MOMENTS = st.integers(1_600_000_000, 4_000_000_000).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)
VALUES: dict[type[Attribute[Any]], st.SearchStrategy[Any]] = {
    UnicodeAttribute: TEXT,
    NumberAttribute: NUMBERS,
    BooleanAttribute: st.booleans(),
    JSONAttribute: JSON.filter(lambda value: value is not None),
    ListAttribute: st.lists(TEXT, max_size=4),
    TTLAttribute: MOMENTS,
    UnicodeSetAttribute: st.sets(KEYS, min_size=1, max_size=4),
}


def values_of(model: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for every attribute of a row; those that may be missing sometimes are."""
    wanted, optional = {}, {}
    for name, attribute in model.get_attributes().items():
        if name == "kind":
            continue
        is_key = attribute.is_hash_key or attribute.is_range_key or name.startswith("gsi")
        strategy = KEYS if is_key else VALUES[type(attribute)]
        (optional if attribute.null else wanted)[name] = strategy
    return st.fixed_dictionaries(wanted, optional=optional)


def test_all_capabilities_have_their_rows():
    found = {model.Meta.capability for model in KINDS.values()}
    assert found == {table.capability for table in tables.tables()}
    assert len(KINDS) >= 21


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_row_is_read_back_as_it_was_written(kind, data):
    model = KINDS[kind]
    values = data.draw(values_of(model))
    model(**values).save()
    found = model.get(values["pk"], values["sk"], consistent_read=True)
    assert type(found) is model
    expected = model(**values)
    assert found.attribute_values == expected.attribute_values
