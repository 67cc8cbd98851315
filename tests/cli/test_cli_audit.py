"""An export is proved whole without any database, and a change in it is found."""

import json

import pytest
from typer.testing import CliRunner

from chalicelib.platform import chain
from cli.commands import audit
from cli.main import app


def event(seq: int, previous: str) -> dict[str, object]:
    body: dict[str, object] = {"request": "R1", "seq": seq, "action": "approve", "actor": "wangfang"}
    return {**body, "prev_hash": previous, "hash": chain.digest(body, previous)}


@pytest.fixture
def events() -> list[dict[str, object]]:
    first = event(1, chain.GENESIS)
    return [first, event(2, str(first["hash"]))]


def verify(lines: list[str], *options: str):
    return CliRunner().invoke(app, ["audit", "verify", *options], input="\n".join(lines))


def test_a_whole_chain_passes(events):
    done = verify([json.dumps(e) for e in events])
    assert done.exit_code == 0
    assert "2 events of 1 requests: the chain is whole." in done.output


def test_a_changed_event_is_named(events):
    events[1]["actor"] = "somebody"
    done = verify([json.dumps(e) for e in events], "--json")
    assert done.exit_code == 1
    assert json.loads(done.output)["breaks"][0]["seq"] == 2


def test_a_missing_event_is_named(events):
    done = verify([json.dumps(events[1])])
    assert done.exit_code == 1
    assert "R1 event 2" in done.output


@pytest.mark.parametrize("line", ["not json", "[]", '{"a": 1}'])
def test_something_else_than_an_export_is_wrong_usage(line):
    assert verify([line]).exit_code == 2


def test_what_is_exported_is_what_is_verified(events, tmp_path, monkeypatch):
    monkeypatch.setattr(audit.journal, "request_ids", lambda cursor: (["R1"], None))
    monkeypatch.setattr(audit.journal, "events", lambda request: events)
    path = tmp_path / "audit.jsonl"
    assert audit.write(audit.all_events(None), path) == 2
    assert list(audit.read(path)) == events
