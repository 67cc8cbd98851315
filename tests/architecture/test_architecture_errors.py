"""Every error has one status, one code, and a sentence."""

from collections import Counter

import pytest

from chalicelib.platform import errors as platform
from chalicelib.platform import messages
from chalicelib.platform.errors import STATUS, DomainError, status_of
from tests.support.code import errors

KINDS = set(STATUS)
CONCRETE = [error for error in errors() if error not in KINDS or error.code]


def test_the_walk_finds_errors_of_every_capability():
    assert {error.__module__.split(".")[1] for error in CONCRETE} == {
        "platform",
        "directory",
        "wecom",
        "libraries",
        "flows",
        "approvals",
    }


@pytest.mark.parametrize("error", CONCRETE, ids=lambda error: error.__name__)
def test_an_error_is_of_exactly_one_kind(error: type[DomainError]):
    assert len([kind for kind in KINDS if issubclass(error, kind)]) == 1
    assert status_of(error) == STATUS[next(kind for kind in KINDS if issubclass(error, kind))]


@pytest.mark.parametrize("error", CONCRETE, ids=lambda error: error.__name__)
def test_an_error_has_a_code_of_its_own(error: type[DomainError]):
    assert error.code
    assert error.code.replace("_", "").isalpha()
    assert "code" in vars(error), "a code that is inherited is not its own"


def test_no_two_errors_share_a_code():
    assert {code: n for code, n in Counter(error.code for error in CONCRETE).items() if n > 1} == {}


@pytest.mark.parametrize("error", CONCRETE, ids=lambda error: error.__name__)
@pytest.mark.parametrize("locale", messages.LOCALES)
def test_an_error_has_a_sentence(error: type[DomainError], locale: str):
    assert messages._load(locale).get(f"errors.{error.code}", "").strip()


def test_every_kind_has_another_status():
    assert len(set(STATUS.values())) == len(STATUS)
    assert set(STATUS.values()) <= set(range(400, 600)) - {500}


def test_an_error_of_no_kind_is_found():
    class LostError(DomainError):
        code = "lost"

    with pytest.raises(LookupError, match="LostError"):
        status_of(LostError)
    del LostError


def test_the_kinds_themselves_are_never_raised():
    nameless = {kind.__name__ for kind in KINDS if not kind.code}
    assert nameless == {kind.__name__ for kind in KINDS} - {"NotSignedInError"}
    assert platform.NotSignedInError in CONCRETE
