"""Definitions over HTTP, for administrators: judge texts, publish one, see versions and how far stored records are."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.libraries import publishing, remakes, service, versions
from chalicelib.libraries.errors import LibraryInvalidError, LibraryKeyError, LibraryNotFoundError
from chalicelib.libraries.model import read
from chalicelib.platform.errors import BusyError, FieldProblem, VersionStaleError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)
LONGEST_TEXT, MOST_TEXTS = 300_000, 40


class LibraryTexts(BaseModel):
    """Library files, as texts; they may name each other."""

    model_config = ConfigDict(extra="forbid")

    sources: list[str] = Field(min_length=1, max_length=MOST_TEXTS)


class LibraryText(BaseModel):
    """A library file, as text."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field(max_length=LONGEST_TEXT)


class LibraryProblem(BaseModel):
    """`library` is its key, empty of a text that is no library; `id` is listed in docs/library-problems.md."""

    library: str
    id: str
    place: str
    message: str


class LibraryVerdict(BaseModel):
    problems: list[LibraryProblem]


class LibraryVersion(BaseModel):
    version: int
    published_at: str
    published_by: str


class RemakeView(BaseModel):
    """How far stored records are on their way to version `target`; `waiting`: for the second round."""

    target: int
    percent: int
    total: int
    changed: int
    waiting: bool
    done: bool


class MisfitView(BaseModel):
    """A record that does not fit the definition and stayed as it was: why, by field."""

    record: str
    target: int
    code: str
    problems: list[MisfitProblem]


class MisfitProblem(BaseModel):
    field: str
    code: str
    params: dict[str, Any]


class LibraryAdminView(BaseModel):
    """A definition as it was written, its versions (newest first), and what became of stored records."""

    key: str
    version: int
    source: str
    versions: list[LibraryVersion]
    remake: RemakeView | None
    misfits: list[MisfitView]


class LibraryPublished(BaseModel):
    """`remakes`: stored records are on their way to it."""

    key: str
    version: int
    changed: bool
    remakes: bool


@api.on("GET", "/admin/libraries/{key}", out=LibraryAdminView, admin=True, errors=(LibraryNotFoundError,))
def get_admin_library(_: Call, key: str) -> LibraryAdminView:
    """A library's definition with its history, and how far its records are."""
    progress = remakes.progress_of(key)
    return LibraryAdminView(
        key=key,
        version=service.definitions_now(key).version,
        source=versions.source(key),
        versions=[LibraryVersion(**asdict(one)) for one in versions.versions(key)],
        remake=_remake_view(progress) if progress else None,
        misfits=[_misfit_view(one) for one in remakes.misfits(key)],
    )


@api.on("POST", "/admin/libraries/verify", body=LibraryTexts, out=LibraryVerdict, admin=True)
def verify_libraries(call: Call) -> LibraryVerdict:
    """What keeps these texts from being published together, stored records included; writes nothing."""
    libraries, found = [], []
    for source in call.body.sources:
        try:
            libraries.append(read(source))
        except LibraryInvalidError as error:
            found += [_problem_view("", one) for one in error.problems]
    published = {one.key: one for one in service.all_libraries()}
    for key, several in publishing.problems(libraries, published).items():
        found += [_problem_view(key, one) for one in several]
    for library in libraries:
        stored = publishing.stored_problems(published.get(library.key), library)
        found += [_problem_view(library.key, one) for one in stored]
    return LibraryVerdict(problems=found)


@api.on(
    "PUT",
    "/admin/libraries/{key}",
    body=LibraryText,
    out=LibraryPublished,
    admin=True,
    guarded=True,
    errors=(LibraryInvalidError, LibraryKeyError, VersionStaleError, BusyError),
)
def publish_library(call: Call, key: str) -> LibraryPublished:
    """Publish a definition; the same text changes nothing. If-Match is the version that was seen, 0 for a new one."""
    library = read(call.body.source)
    if library.key != key:
        raise LibraryKeyError(field="source", library=library.key)
    if call.if_match != str(_version_of(key)):
        raise VersionStaleError
    (found,) = service.publish_all([call.body.source], call.userid)
    return LibraryPublished(key=key, version=found.version, changed=found.changed, remakes=found.remakes)


def _version_of(key: str) -> int:
    try:
        return service.definitions_now(key).version
    except LibraryNotFoundError:
        return 0


def _problem_view(key: str, problem: FieldProblem) -> LibraryProblem:
    return LibraryProblem(library=key, id=problem.code, place=problem.field, message=problem.message)


def _remake_view(progress: remakes.Progress) -> RemakeView:
    return RemakeView(
        target=progress.target,
        percent=progress.percent,
        total=progress.total,
        changed=progress.changed,
        waiting=progress.is_waiting,
        done=progress.is_done,
    )


def _misfit_view(misfit: remakes.Misfit) -> MisfitView:
    problems = [
        MisfitProblem.model_validate(dict(zip(("field", "code", "params"), one, strict=True)))
        for one in misfit.problems
    ]
    return MisfitView(record=misfit.record, target=misfit.target, code=misfit.code, problems=problems)
