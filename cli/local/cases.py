"""Cases beside a flow, run against the demo institute: no platform is needed, a case takes milliseconds."""

import functools
from pathlib import Path

from chalicelib.approvals import judging
from chalicelib.directory.model import Directory
from chalicelib.flows import cases, verify
from chalicelib.libraries import definition
from chalicelib.libraries.model import Library
from cli.local import people
from cli.local.settings import ROOT
from sandbox import institute

LIBRARIES = "libraries/*.library.yaml"


@functools.lru_cache(maxsize=1)
def demo_directory() -> Directory:
    """The demo institute as approver rules see it."""
    everybody = institute.build()
    members = {member.userid: member for member in map(people.person_of, everybody.people)}
    departments = {unit.id: unit for unit in map(people.department_of, everybody.departments)}
    roles = {role for member in members.values() for role in member.roles}
    holders = {
        role: tuple(sorted(name for name, member in members.items() if role in member.roles))
        for role in roles
    }
    return Directory(departments, members, holders)


@functools.lru_cache(maxsize=1)
def shipped_libraries() -> dict[str, Library]:
    """The definitions of libraries/, by key."""
    found = [definition.checked(path.read_text("utf-8")) for path in sorted(ROOT.glob(LIBRARIES))]
    return {library.key: library for library in found}


def cases_of(flow: Path) -> Path:
    """Where the cases of a flow file stand: beside it, `<flow>.cases.yaml`."""
    return flow.with_name(flow.name.replace(".flow.yaml", ".cases.yaml"))


def judge(flow: Path) -> tuple[judging.Verdict | None, list[str]]:
    """The verdict on a flow's cases and every problem as a line; (None, problems) where there is none to give."""
    path = cases_of(flow)
    if not path.is_file():
        return None, [f"F063 {path.name}: there is no such file (a flow comes with its cases)"]
    try:
        verdict = judging.judge(
            verify.read(flow.read_text("utf-8")),
            cases.read(path.read_text("utf-8")),
            demo_directory(),
            shipped_libraries(),
        )
    except verify.SourceError as error:
        return None, list(map(verify.line, error.problems))
    return verdict, list(map(verify.line, verdict.problems))
