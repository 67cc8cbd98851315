"""What a page is told when DynamoDB does not answer: come again, never that something is broken (F38)."""

from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.platform import sessions
from tests.support.browser import call, said
from tests.support.fake_aws import faults
from tests.support.faults.office import STARTER, Office

MANY = 40
READS = ("GetItem", "BatchGetItem", "Query")


@pytest.fixture
def page(office: Office) -> Iterator[dict[str, str]]:
    """The headers of a page of the starter."""
    token = sessions.start(STARTER)
    csrf = sessions.authenticate(token).csrf
    yield {"Cookie": f"xt_session={token}", "X-CSRF-Token": csrf, "Content-Type": "application/json"}
    office.plan.rest()


def is_told_to_come_again(answer: HTTPResponse, language: str = "zh") -> None:
    sentence = "The system did not answer" if language == "en" else "系统暂时没有回应"
    told = said(answer)
    assert (answer.status_code, told["code"]) == (503, "store_unavailable")
    assert told["message"].startswith(sentence)
    assert answer.headers["Retry-After"] == "2"


@pytest.mark.parametrize("fault", [faults.THROTTLE, faults.SERVER_ERROR, faults.REPLY_LOST])
@pytest.mark.parametrize("path", ["/requests/{}", "/requests", "/tasks", "/me", "/flows", "/people"])
def test_a_read_that_fails_is_answered_with_come_again(
    office: Office, page: dict[str, str], path: str, fault: str
):
    request = office.submit()
    for operation in READS:
        office.plan.order("dynamodb", operation, *[fault] * MANY)
    is_told_to_come_again(call("GET", path.format(request), headers=page))
    is_told_to_come_again(call("GET", path.format(request), headers=page | {"Accept-Language": "en"}), "en")
    office.plan._ordered.clear()
    assert call("GET", path.format(request), headers=page).status_code == 200


@pytest.mark.parametrize("place", range(4))
def test_a_read_that_fails_at_any_place_is_never_told_as_broken(
    office: Office, page: dict[str, str], place: int
):
    request = office.submit()
    office.plan.order("dynamodb", "Query", *[None] * place, *[faults.THROTTLE] * MANY)
    answer = call("GET", f"/requests/{request}", headers=page)
    assert answer.status_code in {200, 503}
    assert answer.status_code == 503 or not office.plan.fired


def test_what_was_written_before_the_read_failed_stands_and_the_repeat_is_answered(
    office: Office, page: dict[str, str]
):
    request = office.submit()
    headers = page | {"If-Match": "f1"}
    office.plan.order("dynamodb", "BatchGetItem", None, *[faults.THROTTLE] * MANY)
    answer = call("POST", f"/requests/{request}/withdraw", {"comment": ""}, headers)
    is_told_to_come_again(answer)
    office.plan._ordered.clear()
    assert office.actions(request).count("withdraw") == 1
    assert call("POST", f"/requests/{request}/withdraw", {"comment": ""}, headers).status_code == 200
    assert office.actions(request).count("withdraw") == 1


def test_a_throttled_write_says_that_nothing_was_written_and_to_come_again(
    office: Office, page: dict[str, str]
):
    request = office.submit()
    office.plan.order("dynamodb", "TransactWriteItems", *[faults.THROTTLE] * MANY)
    answer = call("POST", f"/requests/{request}/remind", {}, page)
    assert (answer.status_code, said(answer)["code"], answer.headers["Retry-After"]) == (503, "busy", "2")


def test_a_bug_is_still_told_as_one(office: Office, page: dict[str, str], monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise LookupError("a bug of the day")

    monkeypatch.setattr("chalicelib.approvals.views.request_view", broken)
    answer = call("GET", f"/requests/{office.submit()}", headers=page)
    assert (answer.status_code, said(answer)["code"]) == (500, "internal")
    assert "Retry-After" not in answer.headers
