"""Another system, as `call_system` speaks to it: what it was told, and what it answers."""

import json
from collections import Counter
from typing import Any


class Outside:
    """`down`: it takes no call. A call it took is counted by its key, so that a repeat is known for one."""

    def __init__(self) -> None:
        self.down = False
        self.taken: Counter[str] = Counter()
        self.told: dict[str, dict[str, Any]] = {}

    def call_system(self, event: dict[str, Any], _: object) -> dict[str, Any]:
        """In the place of the function of this name, which reaches the internet."""
        if self.down:
            return {"problem": "ConnectTimeout"}
        self.taken[event["key"]] += 1
        self.told[event["key"]] = json.loads(event["raw"])
        return {"status": 200, "answer": {"number": f"B-{len(self.taken)}"}}
