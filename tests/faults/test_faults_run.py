"""Hundreds of requests under faults at every call: none is lost, nobody is asked twice, nothing is left over.

A third are purchases and orders: forks, returns, waits, clocks, calls, events and sub-requests, some of which come to
nothing; the others are leave. `FAULT_RUNS` says how many, `FAULT_SEED` which; `bench/soak.py` runs 1,000 new ones.
"""

import os
import runpy
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from bench import soak
from chalicelib.flows import verify
from tests.support.fake_aws import faults
from tests.support.faults import proof, rates
from tests.support.faults.plans import MIX, PLANS
from tests.support.faults.platform import FLOWS, HANDLERS, Platform
from tests.support.faults.run import Report, run

REQUESTS = int(os.environ.get("FAULT_RUNS", "100"))
SEED = int(os.environ.get("FAULT_SEED", "20261126"))
DECISIVE = (("stepfunctions", "SendTaskSuccess"), ("dynamodb", "TransactWriteItems"))
LONGEST_SECONDS = 600 + 3 * REQUESTS


@pytest.fixture(scope="module")
def stories() -> dict[str, proof.Story]:
    """What each plan comes to when nothing goes wrong."""
    with Platform().running() as platform:
        report = run(platform, len(MIX), 0, faults=rates.NOTHING)
        found = proof.stories(platform, report)
        assert set(found) == {plan.name for plan in PLANS}
        assert report.faults.total() == report.unanswered == report.restarts == 0
        proof.prove(platform, report, found)
    return found


@pytest.mark.timeout(LONGEST_SECONDS)
def test_requests_come_to_their_ends_whatever_goes_wrong(
    stories: dict[str, proof.Story], capsys: pytest.CaptureFixture[str]
):
    with Platform(SEED).running() as platform:
        report = run(platform, REQUESTS, SEED)
        proof.prove(platform, report, stories)
        with capsys.disabled():
            sys.stdout.write(f"\n{report.line()}: 0 lost, 0 asked twice, 0 orphans, every chain whole\n")
    everything_happened(report)


def everything_happened(report: Report) -> None:
    """Every kind of fault, every call met one, the decisive calls every kind."""
    wanted = {kind for kinds in rates.EVERYTHING.values() for kind in kinds}
    happened = {kind for _, _, kind in report.faults}
    assert happened >= wanted | {"double_click", "machine_stopped", "machine_lost"}
    assert {call for call, count in report.calls.items() if count > 100} <= {
        call[:2] for call in report.faults
    }
    for call in DECISIVE:
        kinds = rates.EVERYTHING.get(call, rates.EVERYTHING[call[0], "*"])
        assert {kind for *one, kind in report.faults if tuple(one) == call} >= set(kinds), call
    for name in (*HANDLERS, "call_system"):
        assert any(one[:2] == ("lambda", name) for one in report.faults), name


def test_the_long_run_says_how_many_requests_and_which(monkeypatch: pytest.MonkeyPatch):
    said: dict[str, str] = {}

    def heard(_: list[str], *, env: dict[str, str], **__: Any) -> SimpleNamespace:
        said.update(env)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", heard)
    assert soak.faults(1000, 7) == 0
    monkeypatch.setenv("FAULT_RUNS", said["FAULT_RUNS"])
    monkeypatch.setenv("FAULT_SEED", said["FAULT_SEED"])
    found = runpy.run_path(__file__)
    assert (found["REQUESTS"], found["SEED"]) == (1000, 7)


def test_the_plans_wait_for_everything_a_flow_can_wait_for():
    """People, clocks, calls that are taken, given up or asked about, events, sub-requests, those not started."""
    flows = [verify.read(path.read_text("utf-8")) for path in FLOWS]
    kinds = {node.kind for flow in flows for node in flow.walk()}
    assert kinds >= {"approve", "handle", "wait", "call", "subflow", "record", "cc", "parallel", "inclusive"}
    assert {plan.flow for plan in PLANS} == {"leave-request", "fault-purchase", "fault-outside"}


def test_the_same_seed_gives_the_same_run():
    found = []
    for _ in range(3):  # the first fills what a process keeps
        with Platform(5).running() as platform:
            report = run(platform, 5, 5)
            found.append((report.faults, report.calls, [case.request for case in report.cases]))
    assert found[1] == found[2]


def test_without_the_repair_the_same_faults_lose_requests(stories: dict[str, proof.Story]):
    """That the proof can fail: jobs that do nothing, and a stream that drops a part of the outbox."""
    platform = Platform(3)
    for name in ("sweep_outbox", "reconcile"):
        platform.aws.lambdas.handlers[name] = lambda event, context: {}
    with platform.running():
        report = run(platform, 7, 3, faults={("stream", "*"): {faults.DROP: 0.2}})
        with pytest.raises(AssertionError):
            proof.prove(platform, report, stories)
        lost = [row for row in platform.rows("request") if row["status"] == "running"]
        assert lost
