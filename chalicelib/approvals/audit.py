"""The audit chain, exported and checked. `verify` needs the export alone: no database, no platform."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from chalicelib.approvals import journal
from chalicelib.platform import chain


def export(request: str | None = None) -> Iterator[str]:
    """The events of one request, or of all, as JSON lines in their order; after each request its head.

    The head line names how many events there are and the last hash, so a cut tail is found too.
    Raises RequestNotFoundError.
    """
    for found in [request] if request else _all():
        state = journal.read(found)
        for event in journal.events(found):
            yield json.dumps(event, ensure_ascii=False, sort_keys=True)
        head = {"request": found, "head": state.request.head_hash, "events": state.request.events}
        yield json.dumps(head, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Verdict:
    """What an export says: requests and events counted, and every break in the chains."""

    requests: int
    events: int
    breaks: tuple[chain.Break, ...]


def verify(lines: IO[str]) -> Verdict:
    """Check an export. Raises ValueError for a line that is not JSON."""
    rows = [json.loads(line) for line in lines if line.strip()]
    events = [row for row in rows if "seq" in row]
    breaks = chain.verify(events)
    last = {row["request"]: row for row in events}
    heads = {row["request"]: row for row in rows if "head" in row}
    for request, head in heads.items():
        found = last.get(request)
        if found is None or found["seq"] != head["events"] or found["hash"] != head["head"]:
            seq = found["seq"] if found else 0
            breaks.append(
                chain.Break(request, seq, f"the last of {head['events']} events is missing or another")
            )
    breaks += [
        chain.Break(name, 0, "no head line: the export is cut") for name in sorted(set(last) - set(heads))
    ]
    return Verdict(len(heads), len(events), tuple(breaks))


def is_whole(request: str) -> bool:
    """Whether one request's chain holds today. Raises RequestNotFoundError."""
    state = journal.read(request)
    events = journal.events(request)
    tail = events[-1]["hash"] if events else chain.GENESIS
    return not chain.verify(events) and tail == state.request.head_hash


def _all() -> Iterator[str]:
    cursor: str | None = None
    while True:
        page, cursor = journal.request_ids(cursor)
        yield from page
        if cursor is None:
            return
