"""The institute's twelve libraries, said in our language: all the catalogue asks for, or the reason why not."""

import re

import pytest

from chalicelib.flows.library_checks import effect_problems
from chalicelib.flows.model import Flow
from chalicelib.libraries.verify import Known, verify
from tests.flows.catalogue.translate import entries as flow_entries
from tests.flows.catalogue.translate import translated
from tests.libraries.catalogue.claims import entries, left, reasons, shipped, wanted

KEYS = list(entries())
LIBRARIES = {key: shipped(key) for key in KEYS}


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path).replace(r"\*", r"[^.]+"))


def test_the_catalogue_is_whole():
    assert len(KEYS) == 12
    assert sum(entry["seed_in_use"] for entry in entries().values()) == 9


@pytest.mark.parametrize("key", KEYS)
def test_a_library_has_no_problem(key: str):
    assert verify(LIBRARIES[key], Known(libraries=LIBRARIES)) == []


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_left_out_without_a_reason(key: str):
    told = [(of, _pattern(path)) for of, path, _ in reasons()]
    general = [path for of, path in told if of == "everywhere"]
    own = {path for of, path, _ in reasons() if of == key}
    assert {path for path in left(key) if not any(one.fullmatch(path) for one in general)} == own


def test_every_general_reason_has_its_case():
    several = {path for key in KEYS for path in left(key)}
    for of, path, reason in reasons():
        assert reason
        assert of != "everywhere" or any(_pattern(path).fullmatch(one) for one in several), path


def test_the_comparison_compares():
    assert sum(len(wanted(entry)) for entry in entries().values()) > 1000


@pytest.mark.parametrize("key", KEYS)
def test_every_view_has_a_card_for_phones(key: str):
    assert all(view.card for view in LIBRARIES[key].views)


def test_what_the_flows_of_the_catalogue_write_has_its_field_and_its_type():
    """What a flow does not map, or names by another key than the library's, is not asked here; nor the stock, which the
    catalogue writes beside its movements and ours works out of them.
    """
    found = [
        (key, problem.place, problem.message)
        for key in flow_entries()
        for problem in effect_problems(Flow.model_validate(translated(key).definition), LIBRARIES)
        if problem.id in {"F053", "F055", "F056"} and not problem.place.endswith((".match", ".stock_qty"))
    ]
    assert found == []
