"""Flow files held against the language, against each other, and against the demo institute."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from chalicelib.directory.model import Directory
from chalicelib.flows import verify
from chalicelib.flows.model import Flow
from chalicelib.libraries import definition
from chalicelib.libraries.model import Library
from cli.local import content
from cli.output import print_json, print_table

MOST_NAMES = 3
"""As many of a list of names are printed; the rest is counted."""
COLUMNS = ("rule", "case", "outcome", "why", "departments", "people")


def flow_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files, and of folders the flow files in them; without any all that are shipped."""
    found = [
        file for path in paths for file in (sorted(path.rglob("*.flow.yaml")) if path.is_dir() else [path])
    ]
    return found if paths else content.flow_files()


@dataclass(frozen=True)
class Verified:
    """What is to be said of one file. `headroom` is None where it has errors; `rules` only against a directory."""

    problems: list[verify.Problem]
    headroom: verify.Headroom | None = None
    rules: tuple[verify.Row, ...] = ()

    @property
    def errors(self) -> int:
        return len(verify.errors(self.problems))


def judge(files: Sequence[Path], directory: Directory | None = None) -> dict[str, Verified]:
    """Every file held against the language, the other flows and, if given, a directory."""
    found: dict[str, Verified] = {}
    flows: dict[str, Flow] = {}
    for file in files:
        path = str(file)
        try:
            flows[path] = verify.read(file.read_text("utf-8"))
        except verify.SourceError as error:
            found[path] = Verified(error.problems)
    known = _shipped() | {flow.key: flow for flow in flows.values()}
    libraries = _libraries()
    for path, flow in flows.items():
        found[path] = _verified(flow, known, libraries, directory)
    return {str(file): found[str(file)] for file in files}


def show(found: dict[str, Verified], directory: Directory | None, *, as_json: bool) -> None:
    """Print of each file its problems, each with the way through the flow that shows it, its table and its limits."""
    if as_json:
        print_json({path: asdict(verified) for path, verified in found.items()})
        return
    for path, verified in found.items():
        problems, errors = verified.problems, verified.errors
        counts = f"{errors} errors, {len(problems) - errors} warnings" if problems else "no problems"
        print("\n  ".join([f"{path}: {counts}", *map(verify.line, problems)]))
        if verified.headroom:
            print("  " + _limits(verified.headroom))
        if directory and verified.rules:
            print_table(COLUMNS, [_row(row, directory) for row in verified.rules])


def _verified(
    flow: Flow, known: Mapping[str, Flow], libraries: Mapping[str, Library], directory: Directory | None
) -> Verified:
    problems = verify.verify(flow, known, libraries)
    cells = verify.table(flow, directory) if directory else ()
    if directory:
        problems += verify.verify_directory(flow, directory, cells)
    headroom = None if verify.errors(problems) else verify.headroom(flow)
    return Verified(problems, headroom, verify.by_rule(cells))


def _limits(headroom: verify.Headroom) -> str:
    """`events 46 of 25000 (99 % free), with returns 5046, …`."""
    uses = [
        ("events", headroom.events),
        ("with returns", headroom.events_returned),
        ("routing bytes", headroom.routing_bytes),
        ("payload bytes", headroom.payload_bytes),
        ("definition bytes", headroom.definition_bytes),
    ]
    return "; ".join(f"{name} {use.used} of {use.limit} ({use.free_percent} % free)" for name, use in uses)


def _row(row: verify.Row, directory: Directory) -> tuple[str, ...]:
    names = [directory.department_name(number) for number in row.departments]
    people = [directory.people[userid].name for userid in row.people]
    return row.place, row.case, row.outcome, row.how, _some(names), _some(people)


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" +{more}" if more > 0 else "")


def _libraries() -> dict[str, Library]:
    read = [definition.checked(path.read_text("utf-8")) for path in content.library_files()]
    return {library.key: library for library in read}


def _shipped() -> dict[str, Flow]:
    flows: dict[str, Flow] = {}
    for path in content.flow_files():
        try:
            flow = verify.read(path.read_text("utf-8"))
        except verify.SourceError:
            continue  # it is told when it is looked at itself
        flows[flow.key] = flow
    return flows
