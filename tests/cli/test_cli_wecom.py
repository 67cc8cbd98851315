"""`./xt wecom check`: what an administrator reads of it, and its exit codes."""

import contextlib
import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from chalicelib.directory import service as directory
from chalicelib.wecom.apps import setup
from chalicelib.wecom.apps.setup import Checked, Item
from cli.commands import wecom
from cli.main import app

GOOD = Checked((Item("token", "good"), Item("meeting", "refused", 48002, optional=True)))
BAD = Checked(
    (Item("token", "good"), Item("message", "refused", 60020), Item("callback", "unset")), "203.0.113.9"
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose data was asked for; the office is open, and its administrator is linhao."""
    found: list[str] = []

    @contextlib.contextmanager
    def in_office() -> Iterator[None]:
        yield

    monkeypatch.setattr(wecom, "in_office", in_office)
    monkeypatch.setattr(directory, "roles", lambda: {"admin": ("linhao",)})
    return found


def run(
    monkeypatch: pytest.MonkeyPatch, asked: list[str], answer: Checked, *arguments: str
) -> tuple[int, str]:
    def check(userid: str) -> Checked:
        asked.append(userid)
        return answer

    monkeypatch.setattr(setup, "check", check)
    done = CliRunner().invoke(app, ["wecom", "check", *arguments])
    return done.exit_code, done.output


def test_what_one_can_do_without_is_told_and_is_no_failure(monkeypatch: pytest.MonkeyPatch, asked: list[str]):
    code, told = run(monkeypatch, asked, GOOD)
    assert (code, asked) == (0, ["linhao"])
    assert "refused 48002" in told
    assert "Meetings" in told


def test_what_is_missing_is_told_by_its_number_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, asked: list[str]
):
    code, told = run(monkeypatch, asked, BAD, "--as", "liming")
    assert (code, asked) == (1, ["liming"])
    assert "60020" in told
    assert "NAT" in told
    assert "203.0.113.9" in told
    code, told = run(monkeypatch, asked, BAD, "--zh")
    assert "可信 IP" in told
    assert "EncodingAESKey" in told


def test_programs_get_json(monkeypatch: pytest.MonkeyPatch, asked: list[str]):
    code, told = run(monkeypatch, asked, BAD, "--json")
    found = json.loads(told)
    assert (code, found["good"]) == (1, False)
    assert [one["errcode"] for one in found["missing"]] == [60020]
    assert {one["key"]: one["verdict"] for one in found["items"]}["callback"] == "unset"
