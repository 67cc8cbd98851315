"""What days do to records: found by the index of their date, written once for each date, never over a newer change.

A change is written under the version it was decided on and a reference made of deadline, record and date. Whoever
changes the record at the same time is first or second: then the next run decides anew. Who undoes it is not overruled.
"""

from __future__ import annotations

from chalicelib.libraries import records, reminding_records, service
from chalicelib.libraries.errors import RecordNotFoundError
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Action, Write
from chalicelib.libraries.reminding_records import Place
from chalicelib.libraries.timing import Deadline
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError, DomainError, VersionStaleError
from chalicelib.platform.observability import logger

SOURCE = "deadline"
OVERTAKEN = (VersionStaleError, RecordNotFoundError, BusyError)
"""Somebody changed the record meanwhile: the next run looks again."""


def meet(key: str) -> int:
    """Change the records of a library for which it is too late now; how many.

    Raises ViewPreparingError while stored records are on their way to a new definition that has other dates.
    """
    library = service.of_kind(key, "records")
    now = clock.wall(clock.now())
    return sum(
        _change(library, deadline, place)
        for deadline in library.deadlines
        for place in list(reminding_records.too_late(library, deadline, now))
        if not records.is_frozen(library, place.record.values)
    )


def reference_of(deadline: Deadline, place: Place) -> str:
    """Under which a change is written once."""
    return f"{SOURCE}#{deadline.key}#{place.record.key}#{place.on}"


def name_of(library: Library, source: str) -> str:
    """How the deadline is called that a change of a record comes from; empty where it comes from something else."""
    kind, _, key = source.partition("#")
    if kind != SOURCE:
        return ""
    return next((one.name for one in library.deadlines if one.key == key), key)


def _change(library: Library, deadline: Deadline, place: Place) -> bool:
    record = place.record
    write = Write(
        Action.UPDATE,
        reference_of(deadline, place),
        dict(deadline.set),
        {name: record.values[name] for name in library.keys},
        version=record.version,
        replaces=True,
    )
    source = f"{SOURCE}#{deadline.key}"
    try:
        return service.transact_again(lambda: service.writes(library.key, [write], service.SYSTEM, source))
    except DomainError as error:
        told = {"library": library.key, "deadline": deadline.key, "code": error.code}
        if not isinstance(error, OVERTAKEN):
            logger.warning("deadline_left", extra=told)
        return False
