"""The audit chain, exported and checked. `verify` needs the export alone: no database, no platform."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

import rfc8785

from chalicelib.approvals import journal
from chalicelib.platform import chain

MANIFEST = 1
"""The version of the closing line."""


@dataclass(frozen=True)
class Verdict:
    """What an export says: requests and events counted, every break in the chains, and the root of all of them."""

    requests: int
    events: int
    breaks: tuple[chain.Break, ...]
    root: str


def export(request: str | None = None) -> Iterator[str]:
    """The events of one request, or of all, as JSON lines in their order; after each request its head, and at the end
    the manifest.

    The head line names how many events there are and the last hash, so a cut tail is found; the manifest counts
    requests and events and carries the root over all heads, so a cut file and a missing request are.
    Raises RequestNotFoundError.
    """
    heads: dict[str, tuple[int, str]] = {}
    for found in [request] if request else _all():
        known = journal.read(found).request
        for event in journal.events(found)[: known.events]:
            yield _line(event)
        yield _line({"request": found, "head": known.head_hash, "events": known.events})
        heads[found] = known.events, known.head_hash
    yield _line({"manifest": MANIFEST, **_counted(heads)})


def verify(lines: IO[str], root: str = "") -> Verdict:
    """Check an export; `root`, where it was noted elsewhere, must be the manifest's.

    Raises ValueError, KeyError or TypeError for what is no export at all.
    """
    rows, breaks = _rows(lines)
    events = [row for row in rows if "seq" in row]
    breaks += chain.verify(events)
    last = {row["request"]: row for row in events}
    heads: dict[str, tuple[int, str]] = {}
    for row in rows:
        if "head" in row:
            breaks += _head_breaks(row, last.get(row["request"]), heads)
            heads[row["request"]] = row["events"], row["head"]
    missing = sorted(set(last) - set(heads))
    breaks += [chain.Break(name, 0, "no head line: the export is cut") for name in missing]
    counted = _counted(heads)
    breaks += _manifest_breaks(rows, counted)
    if root and root != counted["root"]:
        breaks.append(chain.Break("", 0, "the root is not the one that was noted"))
    return Verdict(len(heads), len(events), tuple(breaks), str(counted["root"]))


def is_whole(request: str) -> bool:
    """Whether one request's chain holds today. Raises RequestNotFoundError."""
    state = journal.read(request)
    events = journal.events(request)
    tail = events[-1]["hash"] if events else chain.GENESIS
    return not chain.verify(events) and tail == state.request.head_hash


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _counted(heads: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """The manifest of these heads: how many requests and events, and one hash over them in the order of their names."""
    listed: list[Any] = [[name, events, head] for name, (events, head) in sorted(heads.items())]
    return {
        "requests": len(listed),
        "events": sum(events for _, events, _ in listed),
        "root": hashlib.sha256(rfc8785.dumps(listed)).hexdigest(),
    }


def _rows(lines: IO[str]) -> tuple[list[dict[str, Any]], list[chain.Break]]:
    """The lines that are part of an export, and a break for each that is not. Raises ValueError where none is."""
    rows: list[dict[str, Any]] = []
    breaks: list[chain.Break] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if isinstance(row, dict):
            rows.append(row)
        else:
            breaks.append(chain.Break("", 0, f"line {number} is cut off, or no part of an export"))
    if breaks and not rows:
        raise ValueError("no export")
    return rows, breaks


def _head_breaks(
    head: Mapping[str, Any], last: Mapping[str, Any] | None, known: Mapping[str, object]
) -> Iterator[chain.Break]:
    """What a head line has against the last event of its request."""
    request = str(head["request"])
    if request in known:
        yield chain.Break(request, 0, "its head stands twice")
    if last is None or last["seq"] != head["events"] or last["hash"] != head["head"]:
        seq = last["seq"] if last else 0
        yield chain.Break(request, seq, f"the last of {head['events']} events is missing or another")


def _manifest_breaks(rows: list[dict[str, Any]], counted: Mapping[str, Any]) -> Iterator[chain.Break]:
    """What the closing line has against what stands before it."""
    manifests = [row for row in rows if "manifest" in row]
    if not manifests:
        yield chain.Break("", 0, "the closing line is missing: the export is cut off, or empty")
        return
    if len(manifests) > 1 or rows[-1] is not manifests[0]:
        yield chain.Break("", 0, "something stands after the closing line")
    for what in ("requests", "events"):
        if manifests[0].get(what) != counted[what]:
            told = f"{counted[what]} {what} are here, and {manifests[0].get(what)} were exported"
            yield chain.Break("", 0, told)
    if manifests[0].get("root") != counted["root"]:
        yield chain.Break(
            "", 0, "the root over all requests is another: a request was removed, added or changed"
        )


def _all() -> Iterator[str]:
    cursor: str | None = None
    while True:
        page, cursor = journal.request_ids(cursor)
        yield from page
        if cursor is None:
            return
