"""The preview: how long the server takes to say what a form would do and whom it would go to, while it is typed.

Asked again after every field, as the phone does. `function`: the use case in this process, which reads the platform's
tables over HTTP, as a warm Lambda does. `over HTTP`: the same as a phone's request, with gateway, session and the
emulated Lambda around it.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.office import platform
from chalicelib.approvals import submitting
from cli.local import content
from cli.local.settings import ROOT
from tests.e2e.e2e_support import Platform, leave

TARGET_MS = 100
PROMISED = "function"
"""What the promise is about: the median of the use case on the server; the emulated Lambda around it is not ours."""
ROUNDS = 20
STARTER = "liming"
EVERY = ROOT / "tests/e2e/flows/every-operation.flow.yaml"
Row = tuple[int, str, str, int, float, float, float]
"""People, flow, how it was asked, calls, median, 95th percentile and worst in milliseconds."""


def measure(people: int) -> list[Row]:
    with platform(people) as running:
        content.publish_flow(Path(EVERY))
        forms = {
            "leave-request": leave(running.workday()),
            "every-operation": {"days": 7, "helper": "chenjing"},
        }
        return [row for flow, form in forms.items() for row in _flow(running, people, flow, form)]


def _flow(running: Platform, people: int, flow: str, form: Mapping[str, Any]) -> Iterator[Row]:
    person = running.person(STARTER)

    def function(typed: Mapping[str, Any]) -> object:
        return submitting.preview(STARTER, flow, typed)

    def over_http(typed: Mapping[str, Any]) -> object:
        return person.post(f"/api/flows/{flow}/preview", {"form": typed})

    for how, ask in {PROMISED: function, "over HTTP": over_http}.items():
        times = _times(ask, list(_typed(form)))
        yield people, flow, how, len(times), median(times), quantiles(times, n=20)[-1], max(times)


def _typed(form: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The form after each field, the first to the last."""
    names = list(form)
    for count in range(1, len(names) + 1):
        yield {name: form[name] for name in names[:count]}


def _times(ask: Callable[[Mapping[str, Any]], object], forms: list[dict[str, Any]]) -> list[float]:
    """Milliseconds of every call, after a round that warms everything up."""
    for typed in forms:
        ask(typed)
    found = []
    for typed in forms * ROUNDS:
        began = time.perf_counter()
        ask(typed)
        found.append((time.perf_counter() - began) * 1000)
    return found
