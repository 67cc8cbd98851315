"""Which call meets which fault: by chance from a seed, or ordered one by one. All are counted."""

import random
from collections import Counter, deque
from collections.abc import Mapping

THROTTLE = "throttle"
REPLY_LOST = "reply_lost"
SERVER_ERROR = "server_error"
CONFLICT = "conflict"
DEATH_BEFORE = "death_before"
DEATH_AFTER = "death_after"
RAISE = "raise"
CRASH_BEFORE = "crash_before"
CRASH_AFTER = "crash_after"
TWICE = "twice"
DUPLICATE = "duplicate"
REORDER = "reorder"
DELAY = "delay"
OVERTAKEN = "overtaken"
LATE = "late"
DROP = "drop"

WIRE = frozenset({THROTTLE, REPLY_LOST, SERVER_ERROR, CONFLICT, DEATH_BEFORE, DEATH_AFTER, OVERTAKEN})
"""`overtaken`: other work that is ready is done between the caller's last call and this one."""
LAMBDA = frozenset({THROTTLE, RAISE, CRASH_BEFORE, CRASH_AFTER, TWICE, LATE})
"""`late`: Step Functions gave up on the call and tries again, but the call is made after all, some time later."""
DELIVERY = frozenset({DUPLICATE, REORDER, DELAY, DROP})
Rates = Mapping[tuple[str, str], Mapping[str, float]]


class FaultPlan:
    """`rates` maps (service, operation) to the chance of each kind; `*` stands for every operation.

    Services are `dynamodb`, `stepfunctions`, `sqs` (kinds in WIRE), `lambda` with the function's name (LAMBDA), and
    `stream`, `schedule`, `events` with the name of the function they are for (DELIVERY).
    """

    def __init__(self, seed: int = 0, rates: Rates | None = None) -> None:
        self.random = random.Random(seed)
        self.rates = dict(rates or {})
        self.fired: Counter[tuple[str, str, str]] = Counter()
        self._ordered: dict[tuple[str, str], deque[str | None]] = {}
        self._numbered: dict[int, str] = {}
        self._calls = 0
        self.resting = False

    def order(self, service: str, operation: str, *kinds: str | None) -> None:
        """The next calls of the operation meet these, one each; None lets a call pass."""
        self._ordered.setdefault((service, operation), deque()).extend(kinds)

    def order_call(self, number: int, kind: str) -> None:
        """The call over the wire after so many others meets this, whatever it is."""
        self._numbered[self._calls + number] = kind

    def pick_call(self, service: str, operation: str) -> str | None:
        """The fault of this call over the wire, if any."""
        self._calls += 1
        kind = self._numbered.pop(self._calls - 1, None)
        if kind:
            self.fired[service, operation, kind] += 1
        return kind or self.pick(service, operation)

    def pick(self, service: str, operation: str) -> str | None:
        """The fault of this occasion, if any."""
        ordered = self._ordered.get((service, operation))
        kind = ordered.popleft() if ordered else self._by_chance(service, operation)
        if kind:
            self.fired[service, operation, kind] += 1
        return kind

    def _by_chance(self, service: str, operation: str) -> str | None:
        rates = self.rates.get((service, operation), self.rates.get((service, "*")))
        if not rates or self.resting:
            return None
        drawn = self.random.random()
        for kind, chance in rates.items():
            if drawn < chance:
                return kind
            drawn -= chance
        return None

    def rest(self) -> None:
        """No more faults by chance: what is left must now come to its end."""
        self.resting = True
