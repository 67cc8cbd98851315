"""An export is proved whole without any database, and a change in it is found."""

import hashlib
import json

import pytest
import rfc8785
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
    root = audit_root([["R1", 2, second["hash"]]])
    head = {"request": "R1", "head": second["hash"], "events": 2}
    return [first, second, head, {"manifest": 1, "requests": 1, "events": 2, "root": root}]


def audit_root(heads: list[list[object]]) -> str:
    return hashlib.sha256(rfc8785.dumps(heads)).hexdigest()


def verify(lines: list[str], *options: str):
    return CliRunner().invoke(app, ["audit", "verify", *options], input="\n".join(lines))


def test_a_whole_chain_passes(events):
    done = verify([json.dumps(e) for e in events])
    assert done.exit_code == 0
    assert "2 events of 1 requests: the chain is whole." in done.output


def test_a_root_that_was_noted_elsewhere_must_be_the_same(events):
    lines = [json.dumps(e) for e in events]
    assert verify(lines, "--root", str(events[-1]["root"])).exit_code == 0
    done = verify(lines, "--root", "0" * 64)
    assert (done.exit_code, "the one that was noted" in done.output) == (1, True)


@pytest.mark.parametrize("lines", [[], [""], ["", "  "]])
def test_an_empty_export_is_not_whole(lines):
    done = verify(lines)
    assert done.exit_code == 1
    assert "the closing line is missing" in done.output


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
    done = verify([json.dumps(events[0]), *map(json.dumps, events[2:])])
    assert done.exit_code == 1
    assert "R1 event 1: the last of 2 events is missing or another" in done.output


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
