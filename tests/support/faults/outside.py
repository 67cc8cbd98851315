"""Another system, as `call_system` speaks to it: what it was told, and what it answers."""

import json
from collections import Counter
from typing import Any

from tests.support.fake_aws.faults import FaultPlan


class Outside:
    """`down`: it takes no call; the system `gone` takes none before faults rest. A call it took is counted by its key,
    so that a repeat is known for one.
    """

    def __init__(self, plan: FaultPlan) -> None:
        self.plan = plan
        self.down = False
        self.taken: Counter[str] = Counter()
        self.told: dict[str, dict[str, Any]] = {}

    def call_system(self, event: dict[str, Any], _: object) -> dict[str, Any]:
        """In the place of the function of this name, which reaches the internet."""
        if self.down or (event["system"] == "gone" and not self.plan.resting):
            return {"problem": "ConnectTimeout"}
        self.taken[event["key"]] += 1
        self.told[event["key"]] = json.loads(event["raw"])
        return {"status": 200, "answer": {"number": f"B-{len(self.taken)}"}}
