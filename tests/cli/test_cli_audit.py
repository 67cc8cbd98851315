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
    second = event(2, str(first["hash"]))
    return [first, second, {"request": "R1", "head": second["hash"], "events": 2}]


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
    done = verify([json.dumps(e) for e in events[1:]])
    assert done.exit_code == 1
    assert "R1 event 2" in done.output


def test_a_cut_tail_is_found(events):
    assert verify([json.dumps(events[0]), json.dumps(events[2])]).exit_code == 1


@pytest.mark.parametrize("line", ["not json", '{"seq": "x"}'])
def test_something_else_than_an_export_is_wrong_usage(line):
    assert verify([line]).exit_code == 2


def test_an_export_that_fails_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "audit.jsonl"
    path.write_text("old")

    def lines():
        yield "new"
        raise RuntimeError("the cloud went away")

    with pytest.raises(RuntimeError):
        audit.write(lines(), path)
    assert path.read_text() == "old"
