"""Everything a person is listed by, put under their other userid."""

from __future__ import annotations

from chalicelib.approvals.store import SHELVES, ApprovalRow
from chalicelib.platform.store import CollisionError, Update, transact

AT_ONCE = 100


def file_anew(former: str, to: str) -> int:
    """What somebody started, has to do, did and got copies of stands under the present userid: how much was moved.

    Only the place in the list; what the rows say stays. Again: nothing.
    """
    return sum(_filed_anew(f"{shelf}#{former}", f"{shelf}#{to}") for shelf in SHELVES)


def _filed_anew(key: str, new: str) -> int:
    done = 0
    for row in ApprovalRow.by_person.query(key, page_size=AT_ONCE):
        place = ApprovalRow(row.pk, row.sk)
        try:
            transact([Update(place, [ApprovalRow.gsi1pk.set(new)], ApprovalRow.gsi1pk == key)])
        except CollisionError:
            # The index is a moment old: it stands elsewhere already.
            continue
        done += 1
    return done
