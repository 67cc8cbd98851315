"""What the verifier says the worst request uses of Step Functions' limits, held against what machines used."""

import json

from chalicelib.flows import service as flows
from chalicelib.flows import verify
from tests.support.faults import rates
from tests.support.faults.plans import PLANS
from tests.support.faults.platform import Platform
from tests.support.faults.run import run


def test_no_machine_uses_more_than_the_verifier_counts():
    """Every plan, returns among them: the worst straight way is above those without, the worst with above all."""
    with Platform().running() as platform:
        run(platform, len(PLANS), 0, faults=rates.NOTHING)
        returned = {row["request"] for row in platform.rows("event") if row["action"] == "return"}
        looked_at = 0
        for row in platform.rows("request"):
            counted = verify.headroom(flows.current(row["flow"]).flow)
            most = counted.events_returned if row["request"] in returned else counted.events
            for machine in platform.aws.runs(row["request"]):
                carried = json.dumps(machine.execution.payload, ensure_ascii=False)
                assert machine.execution.events <= most.used
                assert len(carried.encode()) <= counted.payload_bytes.used
                looked_at += 1
        assert looked_at >= len(PLANS)
