"""Rows of imports and exports, in the libraries table.

| row | pk | sk | index |
|---|---|---|---|
| transfer | `T#<id>` | `TRANSFER` | gsi1 `TRANSFERS` / `<due_at>` while running; gsi2 `T#<owner>` / `<created_at>` |

Whoever works on one holds it until `due_at`, and longer with each checkpoint. Who comes to write a checkpoint and is no
longer its `worker` stops.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.directory import service as directory
from chalicelib.libraries.store import LibraryRow
from chalicelib.libraries.transfers.errors import TransferNotFoundError
from chalicelib.libraries.transfers.model import Direction, Progress, Status, Step, Transfer
from chalicelib.platform import clock
from chalicelib.platform.errors import FieldProblem
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import CollisionError, Put, transact

LEASE = dt.timedelta(seconds=120)
"""Longer than any step between two checkpoints takes."""
RECENT = 20
DUE_AT_ONCE = 20
LONGEST_ID = 64
MOST_DEATHS = 4
BESIDE = frozenset({"id", "library", "direction", "owner", "status", "created_at", "worker"})


class TransferRow(LibraryRow, discriminator="transfer"):
    id = UnicodeAttribute()
    library = UnicodeAttribute()
    direction = UnicodeAttribute()
    owner = UnicodeAttribute()
    status = UnicodeAttribute()
    created_at = UnicodeAttribute()
    worker = UnicodeAttribute(default="")
    due_at = UnicodeAttribute(default="")
    content = JSONAttribute()


def read(transfer: str) -> Transfer:
    """One as it stands. Raises TransferNotFoundError."""
    return _transfer(_row(transfer))


def recent(owner: str) -> list[Transfer]:
    """A person's latest, the newest first, under whichever userid they began them."""
    found = [row for name in directory.userids_of(owner) for row in _recent(name)]
    newest = sorted(found, key=lambda one: one.created_at, reverse=True)
    return newest[:RECENT]


def _recent(owner: str) -> list[Transfer]:
    found = LibraryRow.by_owner.query(f"T#{owner}", scan_index_forward=False, limit=RECENT)
    return [_transfer(row) for row in found if isinstance(row, TransferRow)]


def due() -> list[str]:
    """Those nobody works on although they run, the longest waiting first."""
    now = clock.to_text(clock.now())
    found = LibraryRow.by_time.query("TRANSFERS", LibraryRow.gsi1sk <= now, limit=DUE_AT_ONCE)
    return [row.id for row in found if isinstance(row, TransferRow)]


def new_write(transfer: Transfer) -> Put:
    """A new one; collides when its id is taken."""
    return Put(_made(transfer, clock.to_text(clock.now())), TransferRow.pk.does_not_exist())


def start(before: Transfer, after: Transfer) -> None:
    """Let one be worked on. Raises CollisionError where it was started, or ended, meanwhile."""
    unchanged = (TransferRow.status == before.status) & (TransferRow.worker == before.worker)
    transact([Put(_made(after, clock.to_text(clock.now())), unchanged)])


def take(transfer: str) -> Transfer | None:
    """Hold one to work on it; None where somebody does, or nothing is left to do. Raises TransferNotFoundError.

    Who is followed without having let go has died; `deaths` counts.
    """
    row = _row(transfer)
    now = clock.now()
    if row.status != Status.RUNNING or row.due_at > clock.to_text(now):
        return None
    found = _transfer(row)
    taken = replace(found, worker=new_id(), deaths=found.deaths + (1 if found.worker else 0))
    unchanged = (TransferRow.worker == row.worker) & (TransferRow.due_at == row.due_at)
    try:
        transact([Put(_made(taken, clock.to_text(now + LEASE)), unchanged)])
    except CollisionError:
        return None
    return taken


def keep(transfer: Transfer) -> None:
    """Write a checkpoint, and hold on. Raises CollisionError where somebody else has taken over."""
    held = clock.to_text(clock.now() + LEASE)
    transact([Put(_made(transfer, held), _is_mine(transfer))])


def let_go(transfer: Transfer) -> None:
    """Leave one to whoever comes next; for one that has ended, for good. Raises CollisionError like `keep`."""
    made = _made(replace(transfer, worker=""), clock.to_text(clock.now()))
    transact([Put(made, _is_mine(transfer))])


def _is_mine(transfer: Transfer) -> Any:
    return TransferRow.worker == transfer.worker


def _row(transfer: str) -> TransferRow:
    if not 0 < len(transfer) <= LONGEST_ID:
        raise TransferNotFoundError
    try:
        return TransferRow.get(f"T#{transfer}", "TRANSFER", consistent_read=True)
    except DoesNotExist as error:
        raise TransferNotFoundError from error


def _made(transfer: Transfer, due_at: str) -> TransferRow:
    content = {name: value for name, value in asdict(transfer).items() if name not in BESIDE}
    is_open = transfer.status is Status.RUNNING
    return TransferRow(
        f"T#{transfer.id}",
        "TRANSFER",
        gsi1pk="TRANSFERS" if is_open else None,
        gsi1sk=due_at if is_open else None,
        gsi2pk=f"T#{transfer.owner}",
        gsi2sk=transfer.created_at,
        id=transfer.id,
        library=transfer.library,
        direction=transfer.direction.value,
        owner=transfer.owner,
        status=transfer.status.value,
        created_at=transfer.created_at,
        worker=transfer.worker,
        due_at=due_at,
        content=content,
    )


def _transfer(row: TransferRow) -> Transfer:
    content = dict(row.content)
    progress = content.pop("progress")
    return Transfer(
        id=row.id,
        library=row.library,
        direction=Direction(row.direction),
        owner=directory.renamed().get(row.owner, row.owner),
        status=Status(row.status),
        created_at=row.created_at,
        worker=row.worker,
        progress=Progress(**{**progress, "step": Step(progress["step"]), "parts": tuple(progress["parts"])}),
        problems=tuple(FieldProblem(**one) for one in content.pop("problems")),
        columns=tuple(content.pop("columns")),
        missing=tuple(content.pop("missing")),
        **content,
    )
