"""What an empty office needs: libraries, flows, and the demo institute with its leave accounts."""

import contextlib
import functools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chalicelib.approvals import publishing
from chalicelib.directory import service as directory
from chalicelib.flows import registry, verify
from chalicelib.flows.difference import Difference
from chalicelib.flows.model import Flow
from chalicelib.libraries import definition, matrices, rehearsing
from chalicelib.libraries import model as library_model
from chalicelib.libraries import service as libraries
from chalicelib.libraries.difference import Change
from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.model import Library
from chalicelib.libraries.publishing import Published
from chalicelib.libraries.records import Action, Write
from chalicelib.libraries.rehearsing import Rehearsal
from chalicelib.libraries.verify import Known, Problem
from chalicelib.libraries.verify import verify as verify_definition
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import DomainError
from cli.local import cases, people
from cli.local.settings import ROOT, Local
from sandbox import institute

FLOWS = "stepfunctions/**/*.flow.yaml"
LIBRARIES = "libraries/*.library.yaml"
LEDGER, PROJECTS, DUTIES = "leave-ledger", "research-project", "duty-matrix"
REGISTERS = 1
"""Counts the demo content beside people and leave; another number loads it anew."""
PUBLISHER = "system"


class ContentError(Exception):
    """A definition cannot be published; the text names the file and every problem in it."""


@dataclass(frozen=True)
class Outcome:
    """One published definition; `changed` is False when the same text stood there already."""

    key: str
    version: int | None
    changed: bool


def flow_files() -> list[Path]:
    return sorted(ROOT.glob(FLOWS))


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Flow files as they are to be published: what others start comes before them; what is no flow comes last."""
    flows: dict[str, Path] = {}
    read: list[Flow] = []
    unread: list[Path] = []
    for path in paths:
        try:
            read.append(verify.read(path.read_text("utf-8")))
        except verify.SourceError:
            unread.append(path)
        else:
            flows[read[-1].key] = path
    return [flows[flow.key] for flow in verify.in_order(read)] + unread


def library_files(paths: Sequence[Path] = ()) -> list[Path]:
    """The library files among these, and in folders among these; without any all that are shipped.

    What others refer to comes before them; what is no library comes last.
    """
    found = [
        one for path in paths for one in (sorted(path.glob("*.library.yaml")) if path.is_dir() else [path])
    ]
    files: dict[str, Path] = {}
    unread: list[Path] = []
    read: list[Library] = []
    for path in found if paths else sorted(ROOT.glob(LIBRARIES)):
        try:
            library = library_model.read(path.read_text("utf-8"))
        except (DomainError, OSError):
            unread.append(path)
            continue
        if files.setdefault(library.key, path) == path:
            read.append(library)
        else:
            unread.append(path)
    return [files[library.key] for library in definition.in_order(read)] + unread


def publish_flow(
    path: Path,
    by: str = PUBLISHER,
    note: str = "",
    *,
    dry_run: bool = False,
    after: Iterable[Path] = (),
) -> publishing.Outcome:
    """Publish one flow with the cases beside it; a dry run takes the flows of `after` as published.

    Raise ContentError naming every problem.
    """
    written = cases.cases_of(path)
    try:
        return publishing.publish(
            read_exactly(path),
            read_exactly(written) if written.is_file() else "",
            by,
            note,
            dry_run=dry_run,
            beside=[verify.read(each.read_text("utf-8")) for each in after] if dry_run else (),
        )
    except DomainError as error:
        raise ContentError(sentence(path, error)) from error


def export_flow(key: str, folder: Path) -> tuple[Path, Path]:
    """Write a flow and its cases byte for byte as they were published. Raise FlowNotFoundError."""
    row = registry.version_row(key)
    flow = folder / f"{key}.flow.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in ((flow, row.source), (cases.cases_of(flow), row.cases)):
        path.write_bytes(text.encode())
    return flow, cases.cases_of(flow)


def compare_file(path: Path, locale: str) -> list[Difference]:
    """What publishing a file would change. Raise ContentError when it is no flow."""
    source = read_exactly(path)
    try:
        return registry.compare_text(verify.read(source).key, source, locale)
    except verify.SourceError as error:
        raise ContentError(
            "\n  ".join([f"{path.name} is no flow.", *map(verify.line, error.problems)])
        ) from error


def read_exactly(path: Path) -> str:
    """A text with its line ends as they are: what is exported is what was published."""
    return path.read_bytes().decode("utf-8")


def publish_libraries(paths: Sequence[Path], by: str = PUBLISHER) -> list[Published]:
    """Publish libraries together: they may name each other. Raise ContentError."""
    with _naming(paths):
        return libraries.publish_all([path.read_text("utf-8") for path in paths], by)


def rehearse_libraries(paths: Sequence[Path], locale: str) -> list[Rehearsal]:
    """What publishing libraries would do to stored records; writes nothing. Raise ContentError."""
    with _naming(paths):
        return rehearsing.rehearse([path.read_text("utf-8") for path in paths], locale)


@contextlib.contextmanager
def _naming(paths: Sequence[Path]) -> Iterator[None]:
    """Name the file whose library is refused."""
    try:
        yield
    except LibraryInvalidError as error:
        key = error.params.get("library")
        raise ContentError(
            sentence(next((p for p in paths if _key_in(p) == key), paths[0]), error)
        ) from error


def _key_in(path: Path) -> str | None:
    try:
        return library_model.read(path.read_text("utf-8")).key
    except DomainError:
        return None


def compare_library(path: Path, locale: str) -> list[Change]:
    """What publishing a library file would change. Raise ContentError when it is no library."""
    try:
        return libraries.compare(read_exactly(path), locale)
    except LibraryInvalidError as error:
        raise ContentError(sentence(path, error)) from error


def verify_library(path: Path, beside: Sequence[Path] = ()) -> list[Problem]:
    """Every problem of a library file, held against the shipped libraries, those beside it, and the shipped flows."""
    try:
        library = library_model.read(path.read_text("utf-8"))
    except DomainError as error:
        return [Problem(p.code, p.field, p.message) for p in error.problems]
    return verify_definition(library, _known(tuple({*library_files(), *beside})))


@functools.lru_cache(maxsize=4)
def _known(paths: tuple[Path, ...]) -> Known:
    libraries: dict[str, Library] = {}
    for path in paths:
        with contextlib.suppress(DomainError):
            library = library_model.read(path.read_text("utf-8"))
            libraries[library.key] = library
    flows = {flow.key: flow.form for flow in (verify.read(path.read_text("utf-8")) for path in flow_files())}
    return Known(libraries, flows, messages.names("roles"))


def sentence(path: Path, error: DomainError) -> str:
    lines = [f"  {p.code} {p.field}: {p.message}" for p in error.problems]
    return "\n".join([f"{path.name} cannot be published ({error.code}):", *lines])


def load_institute(local: Local, note: Callable[[str], None]) -> bool:
    """Load the demo institute once for each size; tell whether there was anything to do."""
    year = clock.wall(clock.now()).year
    marker, wanted = local.cloud_state / "institute.txt", json.dumps([local.people, year, REGISTERS])
    if marker.is_file() and marker.read_text() == wanted:
        return False
    everybody = institute.build(local.people)
    directory.load(map(people.department_of, everybody.departments), map(people.person_of, everybody.people))
    today = clock.wall(clock.now()).date()
    note("Loading the demo institute: leave accounts")
    libraries.move_all(LEDGER, openings(everybody, year, today))
    note("Loading the demo institute: research projects and duties")
    load_registers(everybody)
    marker.write_text(wanted)
    return True


def load_registers(everybody: institute.Institute) -> None:
    """Write the demo records and the demo matrix; what stands there already stays as it is."""
    libraries.write_all(PROJECTS, map(project_write, institute.projects(everybody)), PUBLISHER, "opening")
    cells = {(str(duty.department_id), duty.duty): (duty.userid,) for duty in institute.duties(everybody)}
    unset = cells.keys() - {(cell.row, cell.column) for cell in matrices.cells(DUTIES)}
    matrices.set_cells(DUTIES, {place: cells[place] for place in sorted(unset)}, PUBLISHER)


def project_write(project: institute.Project) -> Write:
    return Write(
        Action.CREATE,
        f"opening/{project.number}",
        {
            "project_no": project.number,
            "name": project.name,
            "pi": project.pi,
            "department": project.department_id,
            "status": project.status,
            "budget": project.budget,
            "spent": project.spent,
        },
    )


def openings(everybody: institute.Institute, year: int, today: date) -> Iterator[library_model.Entry]:
    """Yield the leave granted so far this year, one ledger entry each, and what was taken of it."""
    for grant in institute.leave_grants(everybody, year):
        if grant.occurs_on <= today:
            yield library_model.Entry(
                owner=grant.userid,
                account=grant.account,
                kind=library_model.EntryKind.GRANT,
                amount=grant.minutes,
                source="opening",
                reference=grant.occurs_on.isoformat(),
                remark=f"{year} 年度额度",
                expires_on=grant.expires_on.isoformat(),
            )
    for taken in institute.leave_taken(everybody, today):
        for kind in (library_model.EntryKind.HOLD, library_model.EntryKind.COMMIT):
            yield library_model.Entry(
                owner=taken.userid,
                account="annual",
                kind=kind,
                amount=taken.minutes,
                source="opening",
                reference=f"{year}-taken",
                remark=f"{year} 年已休",
            )
