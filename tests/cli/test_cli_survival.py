"""The whole platform, as `make run` starts it: the demo, a power cut between two approvals, the end of the story."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_support import ROOT, free_port, wait_until

from chalicelib.platform import clock
from cli.demo import leave
from cli.local import record, settings
from cli.local.children import end_group
from cli.local.ports import is_free

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket, pytest.mark.timeout(400)]


class Office:
    def __init__(self, state: Path) -> None:
        self.local = settings.Local(
            free_port(), free_port(), free_port(), free_port(), state, records=settings.Records.FEW
        )
        self.environment = os.environ | self.local.environment() | {"PYTHONPATH": str(ROOT)}

    def xt(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "cli.main", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def kill(self) -> None:
        """End the supervisor and all it started with -9, as a power cut would."""
        now = record.read(self.local.pid_file)
        for pid in (now.pid, *now.children.values()) if now else ():
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: is_free(self.local.cloud_port))
        for pid in now.children.values() if now else ():
            end_group(pid)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    state = tmp_path_factory.mktemp("office")
    if (ROOT / ".local" / "cache").is_dir():
        (state / "cache").symlink_to(ROOT / ".local" / "cache")
    running = Office(state)
    started = running.xt("up", "--detach")
    assert started.returncode == 0, started.stdout + started.stderr
    yield running
    running.xt("down")


def test_the_demo_walks_one_request_through(office):
    done = office.xt("demo", "--json")
    assert done.returncode == 0, done.stderr
    story = json.loads(done.stdout)
    assert story["people"] == ["chenjing", "wangfang"]
    assert story["request"]["status"] == "approved"


def test_a_request_survives_kill_minus_nine_between_two_approvals(office):
    demo, story = leave.Demo(office.local, lambda _: None), leave.Story()
    with demo._open:
        starter = demo.visitor(leave.STARTER)
        available = leave.balance(starter)["available"]
        form = leave.make_form(available, clock.wall(clock.now()).date(), len(leave.own_requests(starter)))
        request = demo.submit(starter, form)["id"]
        _, first = leave.wait_for(lambda: demo.next_step(starter, request), "the agent's task")
        demo.decide(first, request, story)
        leave.wait_for(lambda: second_step(demo, starter, request), "the head's task")
    office.kill()
    again = office.xt("up", "--detach")
    assert again.returncode == 0, again.stdout + again.stderr
    demo = leave.Demo(office.local, lambda _: None)
    with demo._open:
        closed = demo.walk(demo.visitor(leave.STARTER), request, story)
    assert closed["status"] == "approved"
    assert story.people == ["chenjing", "wangfang"]


def test_the_audit_export_of_all_that_is_whole(office):
    path = office.local.state / "audit.jsonl"
    assert office.xt("audit", "export", "--out", str(path)).returncode == 0
    checked = office.xt("audit", "verify", str(path))
    assert checked.returncode == 0
    assert "the chain is whole" in checked.stdout


def test_what_is_published_can_be_listed_and_shown(office):
    flows = json.loads(office.xt("flows", "list", "--json").stdout)
    assert ("leave-request", 1) in [(flow["key"], flow["version"]) for flow in flows]
    assert office.xt("flows", "show", "leave-request").stdout.startswith("# yaml-language-server")
    assert json.loads(office.xt("flows", "publish", "--json").stdout)[0]["new"] is False
    assert "leave-ledger" in office.xt("libraries", "list").stdout
    assert office.xt("flows", "show", "nothing").returncode == 1


def second_step(demo: leave.Demo, starter: leave.Visitor, request: str) -> str | None:
    step = demo.next_step(starter, request)
    return step[1] if step and step[1] == leave.HEAD else None
