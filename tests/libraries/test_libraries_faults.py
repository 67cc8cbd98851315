"""One fault after the other in a library that has none: each is found by its id, at its place, and nothing else is."""

import copy
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.libraries.definition import checked
from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import catalogue, line, verify
from tests.libraries.faults_support import KNOWN, VALID, changed, view
from tests.libraries.library_faults import FAULTS

ROOT = Path(__file__).resolve().parents[2]


def found(definition: dict[str, Any]) -> list[tuple[str, str]]:
    try:
        library = checked(yaml.safe_dump(definition, allow_unicode=True, sort_keys=False), KNOWN)
    except LibraryInvalidError as error:
        return [(problem.code, problem.field) for problem in error.problems]
    assert library.key == VALID["key"]
    return []


def test_the_valid_library_has_no_problem():
    assert found(VALID) == []


@pytest.mark.parametrize(("problem", "place", "path", "value"), FAULTS, ids=lambda one: str(one)[:40])
def test_each_fault_is_found_by_its_id_at_its_place(problem: str, place: str, path: str, value: Any):
    assert (problem, place) in found(changed(path, value))


def test_a_ledger_has_no_keys_and_states_of_its_own():
    said = {**VALID, "ledger": {"owner": "keeper", "account": "category", "amount": "qty", "unit": "个"}}
    assert {("L003", "unique_keys"), ("L003", "states"), ("L003", "key_field")} <= set(found(said))


def test_a_fault_brings_no_false_alarm():
    several = {"ledger", "key_field", "any", "append_only", "code"}
    for problem, place, path, value in FAULTS:
        if path.rpartition("/")[2] not in several and problem != "L002":
            assert {(problem, place)} == set(found(changed(path, value))), (path, value)


ELSEWHERE = {"L001", "L080", "L081", "L083", "L084"}
"""Of what is no YAML (test_libraries_ledger), and of what is published (test_libraries_difference, test_libraries_remakes, test_store_records)."""


def test_every_id_of_the_code_is_in_the_list_and_shown_to_be_found():
    modules = [
        *(ROOT / "chalicelib/libraries/verify").glob("*.py"),
        *(ROOT / "chalicelib/libraries").glob("*.py"),
    ]
    code = "".join(path.read_text("utf-8") for path in modules if path.stem != "catalogue")
    written = set(re.findall(r'"(L[0-9]{3})"', code))
    assert written == set(catalogue.PROBLEMS)
    assert written - {problem for problem, *_ in FAULTS} == ELSEWHERE


def test_what_is_not_known_is_not_asked():
    library = Library.model_validate(changed("actions/0/flow", "nowhere"))
    assert verify(library) == []


def test_a_view_says_what_would_make_it_servable():
    said = changed("views/+", view(filter={"status": "在用", "hazardous": True}))
    (problem,) = verify(Library.model_validate(said), KNOWN)
    assert line(problem) == (
        "L043 views.3: status and hazardous would both have to be equal to something "
        "(compute a boolean from status, hazardous and ask for that alone)"
    )


def _places(part: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*way, key))


WRONG = [
    None,
    True,
    -1,
    3.5,
    "",
    "name",
    "batches",
    "batches.qty",
    "qty + low",
    "$me",
    [],
    ["qty"],
    {},
    {"eq": 1},
]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_written_is_answered_with_problems_and_never_with_an_error(seed: int):
    chance = random.Random(seed)
    for _ in range(60):
        definition = copy.deepcopy(VALID)
        for _ in range(chance.randint(1, 3)):
            *way, last = chance.choice(list(_places(definition)))
            place: Any = definition
            for part in way:
                place = place[part]
            if chance.random() < 0.4:
                del place[last]
            else:
                place[last] = chance.choice(WRONG)
        if definition.get("key") == VALID["key"]:
            assert all(re.fullmatch(r"L[0-9]{3}", problem) for problem, _ in found(definition))
