"""The same cases that run in memory, on the deployed state machines: over HTTP, with the office's clock set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.flows import cases, verify
from cli.local import content, deployed, deployed_cases
from cli.local.cases import cases_of, judge

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
HERE = Path(__file__).parent / "flows"
EVERY = HERE / "every-operation.flow.yaml"
FLOWS = [*content.flow_files(), EVERY]
BY_NAME = pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.name.removesuffix(".flow.yaml"))
DONE = {
    *("approve", "reject", "return", "resubmit", "answer", "withdraw", "take_back", "transfer", "delegate"),
    *("ask_opinion", "add_approver", "remove_approver", "remind", "comment", "copy", "supervise"),
    *("supervise_end", "jump", "end", "take_over"),
}
"""Every operation there is: docs/operations-matrix.md."""


@pytest.fixture
def staff(platform, office: None) -> Iterator[deployed.Office]:
    found = deployed.Office(platform.local)
    yield found
    found.close()


@BY_NAME
@pytest.mark.timeout(420)
def test_the_cases_hold_on_the_deployed_machines(path: Path, staff: deployed.Office):
    content.publish_flow(path)
    flow = verify.read(path.read_text("utf-8"))
    told = deployed_cases.run(staff, flow, cases.read(cases_of(path).read_text("utf-8")))
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


def test_the_cases_of_every_operation_hold_in_memory_too_and_do_every_operation():
    verdict, problems = judge(EVERY)
    assert problems == []
    assert verdict is not None
    written = cases.read(cases_of(EVERY).read_text("utf-8"))
    assert {step.do for case in written.cases for step in case.steps if step.do} == DONE
