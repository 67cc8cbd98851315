"""libraries: the modelling libraries; list and show read the registry, verify needs nothing running."""

from typing import Annotated

import typer

from chalicelib.libraries import service
from cli.commands.office import in_office, require_files, show_outcomes, show_problems
from cli.local import content
from cli.output import AsJson, Files, Publisher, print_json, print_table

app = typer.Typer(help="Libraries: list, show, verify, publish.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="libraries")


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
    """Check library files (all of libraries/ without arguments) and print every problem."""
    show_problems(files or content.library_files(), content.verify_library, as_json=as_json)


@app.command()
def publish(files: Files = None, by: Publisher = "system", as_json: AsJson = False) -> None:
    """Publish library files (all of libraries/ without arguments); unchanged ones stay as they are."""
    require_files(files or [])
    with in_office():
        outcomes = [content.publish_library(path, by) for path in files or content.library_files()]
    show_outcomes(outcomes, as_json=as_json)
