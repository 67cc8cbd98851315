"""What a refusal looks like, and what may be refused."""

from typing import Any

from tests.e2e.e2e_support import FLOW


def refusal(answer, status, code, field=None):
    """The error body, after looking at its shape."""
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert body["request_id"]
    assert len(body["message"]) > 3
    assert any("一" <= letter <= "鿿" for letter in body["message"]), body["message"]
    assert "Traceback" not in answer.text
    if field:
        assert body["field"] == field, body
    return body


def submitted(person, form, **options: Any):
    return person.send("POST", "/api/requests", {"flow": FLOW, "form": form}, **options)
