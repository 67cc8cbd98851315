"""Flow files held against the language, against each other, and against the demo institute."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from chalicelib.directory.model import Directory
from chalicelib.flows import verify
from chalicelib.flows.model import Flow
from chalicelib.libraries import definition
from chalicelib.libraries.model import Library
from cli.local import content
from cli.output import print_json


def flow_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files, and of folders the flow files in them; without any all that are shipped."""
    found = [
        file for path in paths for file in (sorted(path.rglob("*.flow.yaml")) if path.is_dir() else [path])
    ]
    return found if paths else content.flow_files()


def problems(
    files: Sequence[Path], directory: Directory | None = None
) -> tuple[dict[str, list[verify.Problem]], dict[str, Flow]]:
    """Return the problems of each file, and the flows of those that are one; shipped flows are known to them all."""
    found: dict[str, list[verify.Problem]] = {}
    flows: dict[str, Flow] = {}
    for file in files:
        path = str(file)
        try:
            flows[path] = verify.read(file.read_text("utf-8"))
        except verify.SourceError as error:
            found[path] = error.problems
    known = _shipped() | {flow.key: flow for flow in flows.values()}
    libraries = _libraries()
    for path, flow in flows.items():
        found[path] = verify.verify(flow, known, libraries)
        if directory is not None:
            found[path] += verify.verify_directory(flow, directory)
    return {str(file): found[str(file)] for file in files}, flows


def show(found: dict[str, list[verify.Problem]], *, as_json: bool) -> None:
    """Print the problems by file, each with the way through the flow that shows it."""
    if as_json:
        print_json({path: [asdict(problem) for problem in problems] for path, problems in found.items()})
        return
    for path, problems in found.items():
        errors = len(verify.errors(problems))
        counts = f"{errors} errors, {len(problems) - errors} warnings" if problems else "no problems"
        print("\n  ".join([f"{path}: {counts}", *map(verify.line, problems)]))


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
