"""What commands say of stored records: the job that brings them to a definition, a rehearsal of it, an audit."""

from collections.abc import Sequence
from dataclasses import asdict

from chalicelib.libraries import auditing, remakes, service
from chalicelib.libraries.auditing import Difference
from chalicelib.libraries.rehearsing import Rehearsal
from chalicelib.libraries.remakes import Misfit, Progress
from chalicelib.libraries.store import LibraryRow
from cli.output import print_json

SECONDS = 2.0
"""Between two lines of progress."""


def go_on(key: str) -> None:
    """Do what can be done by now of the job of a library, and say how far it is."""
    progress = remakes.run(key, SECONDS)
    while progress and not (progress.is_done or progress.is_waiting):
        print(told(key, progress))
        progress = remakes.run(key, SECONDS)
    if progress:
        print(told(key, progress))
    for one in remakes.misfits(key):
        print(misfit_line(one))


def told(key: str, progress: Progress) -> str:
    """How far a job is, in a sentence."""
    said = f"{key}: version {progress.target}, {progress.total} records"
    if progress.is_done:
        return f"{said}, done ({progress.changed} rewritten)"
    if progress.is_waiting:
        return f"{said}, gone over once ({progress.changed} rewritten); the second round follows by itself in 2 minutes"
    return f"{said}, {progress.percent} %"


def misfit_line(misfit: Misfit) -> str:
    """A record that does not fit, and why."""
    reasons = "; ".join(f"{field}: {code}" for field, code, *_ in misfit.problems)
    return f"  {misfit.record} does not fit and stays as it was: {reasons or misfit.code}"


def show_plan(found: Sequence[Rehearsal], *, as_json: bool) -> None:
    """What publishing would do to stored records, change by change."""
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        print(f"{one.library}: {one.records} records, {one.changed} would be rewritten")
        for touched in one.changes:
            print(f"  {touched.change.sentence}: {touched.records} records")
        for unfit in one.misfits:
            reasons = "; ".join(f"{problem.field}: {problem.code}" for problem in unfit.problems)
            print(f"  {unfit.record} would not fit: {reasons}")


def differences(key: str) -> list[Difference]:
    """What is not as the records say, in two looks: what is written between two rows of one is no difference."""
    first = _audited(key)
    return [one for one in _audited(key) if one in first] if first else []


def _audited(key: str) -> list[Difference]:
    definitions = service.definitions_now(service.of_kind(key, "records").key)
    return auditing.audit(definitions, LibraryRow.scan(consistent_read=True))
