"""libraries: the modelling libraries; list and show read the registry, verify needs nothing running."""

from dataclasses import asdict
from typing import Annotated

import typer

from chalicelib.libraries import remakes, service
from chalicelib.libraries import versions as versions_of
from chalicelib.libraries.verify import line
from cli.commands import library_jobs, spreadsheets
from cli.commands.office import in_office, require_files, show_outcomes
from cli.local import content
from cli.local.content import Outcome
from cli.output import FAILED, AsJson, Files, Publisher, print_json, print_table

app = typer.Typer(
    help="Libraries: list, show, verify, diff, publish, versions, export, check, import-records, export-records.",
    no_args_is_help=True,
)
Key = Annotated[str, typer.Argument(help="Key of the library, e.g. fixed-asset.")]
Chinese = Annotated[bool, typer.Option("--zh", help="Tell in Chinese.")]


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="libraries")
    spreadsheets.register(app)


@app.command("list")
def list_libraries(as_json: AsJson = False) -> None:
    """List the published libraries."""
    with in_office():
        found = [
            {
                "key": library.key,
                "name": library.name,
                "fields": len(library.fields),
                "kind": library.kind,
            }
            for library in service.all_libraries()
        ]
    if as_json:
        print_json(found)
    else:
        print_table(("key", "name", "fields", "kind"), [list(row.values()) for row in found])


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="Key of the library, e.g. leave-ledger.")],
    as_json: AsJson = False,
) -> None:
    """Print the fields of a published library."""
    with in_office():
        library = service.library(key)
    if as_json:
        print_json(library.model_dump(mode="json"))
        return
    print(f"{library.key}  {library.name}  {library.description}")
    rows = [
        (name, f.label, f.type.value, "yes" if f.required else "", f.unit)
        for name, f in library.fields.items()
    ]
    if library.matrix:
        rows = [(name, label, "users", "", "") for name, label in library.matrix.columns.items()]
    print_table(("field", "label", "type", "required", "unit"), rows)


@app.command()
def verify(files: Files = None, as_json: AsJson = False) -> None:
    """Check library files, or those of folders (all of libraries/ without arguments); print every problem."""
    paths = content.library_files(files or ())
    require_files(paths)
    found = {str(path): content.verify_library(path, paths) for path in paths}
    if as_json:
        print_json({path: [asdict(problem) for problem in problems] for path, problems in found.items()})
    else:
        for path, problems in found.items():
            said = "has problems" if problems else "no problems"
            print("\n  ".join([f"{path}: {said}", *map(line, problems)]))
    if any(found.values()):
        raise typer.Exit(FAILED)


@app.command()
def diff(
    files: Files = None,
    key: Annotated[str, typer.Option("--key", help="Two versions of this library instead of files.")] = "",
    earlier: Annotated[int, typer.Option(help="With --key: version; 0: the one before the later.")] = 0,
    later: Annotated[int, typer.Option(help="With --key: version; 0: the one that holds.")] = 0,
    chinese: Chinese = False,
    as_json: AsJson = False,
) -> None:
    """Say in words what publishing library files would change, and what that asks of stored records; or what changed
    between two versions.
    """
    locale = "zh_CN" if chinese else "en"
    paths = [] if key else content.library_files(files or ())
    require_files(paths)
    with in_office():
        found = {str(path): content.compare_library(path, locale) for path in paths}
        if key:
            found[key] = versions_of.compare(key, earlier, later, locale)
    if as_json:
        print_json({path: [asdict(change) for change in changes] for path, changes in found.items()})
        return
    for path, changes in found.items():
        told = [f"{ASKS[change.asks]}{change.sentence}" for change in changes]
        print("\n  ".join([path, *(told or ["no difference"])]))


ASKS = {"nothing": "", "plan": "[needs a plan] ", "impossible": "[not while records are stored] "}


@app.command()
def publish(
    files: Files = None,
    by: Publisher = "system",
    plan: Annotated[
        bool, typer.Option("--plan", help="Say what would happen to stored records; write nothing.")
    ] = False,
    chinese: Chinese = False,
    as_json: AsJson = False,
) -> None:
    """Publish library files together (all of libraries/ without arguments); unchanged ones stay as they are.

    Stored records are brought to a new definition at once, as far as that can be done by now; the rest follows by itself.
    """
    paths = content.library_files(files or ())
    require_files(paths)
    with in_office():
        if plan:
            library_jobs.show_plan(
                content.rehearse_libraries(paths, "zh_CN" if chinese else "en"), as_json=as_json
            )
            return
        published = content.publish_libraries(paths, by)
        show_outcomes(
            [Outcome(one.library.key, one.version, one.changed) for one in published], as_json=as_json
        )
        for one in published:
            if one.remakes and not as_json:
                library_jobs.go_on(one.library.key)


@app.command()
def versions(key: Key, as_json: AsJson = False) -> None:
    """List the published versions of a library, newest first, and how far its stored records are."""
    with in_office():
        rows = [asdict(one) for one in versions_of.versions(key)]
        progress, misfits = remakes.progress_of(key), remakes.misfits(key)
    if as_json:
        print_json(
            {
                "versions": rows,
                "progress": asdict(progress) if progress else None,
                "misfits": [asdict(one) for one in misfits],
            }
        )
        return
    print_table(("version", "published_at", "published_by"), [list(row.values()) for row in rows])
    if progress:
        print(library_jobs.told(key, progress))
    for one in misfits:
        print(library_jobs.misfit_line(one))


@app.command()
def export(
    key: Key,
    version: Annotated[int, typer.Option(help="Version; 0: the one that holds.", min=0)] = 0,
) -> None:
    """Print a published definition, byte for byte."""
    with in_office():
        print(versions_of.source(key, version), end="")


@app.command()
def check(key: Key, as_json: AsJson = False) -> None:
    """Hold what records are found and counted by against the records; print every difference. Reads the whole table."""
    with in_office():
        found = library_jobs.differences(key)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            print(f"{' '.join(one.place)}: {one.found or 'nothing'} instead of {one.wanted or 'nothing'}")
        print(f"{key}: {len(found)} differences")
    if found:
        raise typer.Exit(FAILED)
