"""flows: the written side of the office; list and show read the registry, verify needs nothing running."""

from typing import Annotated

import typer

from chalicelib.flows import service, store
from cli.commands.office import in_office, require_files, show_outcomes
from cli.local import cases, content, verifying
from cli.output import FAILED, AsJson, Files, Publisher, fail, print_json, print_table

app = typer.Typer(help="Flows: list, show, verify, publish.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="flows")


@app.command("list")
def list_flows(as_json: AsJson = False) -> None:
    """List the published flows."""
    with in_office():
        columns = ("key", "name", "section", "version", "published_at", "published_by")
        rows = [{column: getattr(head, column) for column in columns} for head in store.read_heads()]
    for row in rows:
        row["version"] = int(row["version"])
    if as_json:
        print_json(rows)
    else:
        print_table(columns, [list(row.values()) for row in rows])


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="Key of the flow, e.g. leave-request.")],
    asl: Annotated[bool, typer.Option("--asl", help="Print the compiled state machine instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a published flow: its source, or what it was compiled to."""
    with in_office():
        published = service.current(key)
        row = store.read_version(key, published.version)
    if row is None:
        fail(f"Version {published.version} of {key} is not in the registry.")
    if as_json:
        print_json(
            {
                "key": key,
                "version": published.version,
                "machine_arn": published.machine_arn,
                "source": row.source,
                "asl": row.asl,
            }
        )
    elif asl:
        print(service.asl_text(row.asl), end="")
    else:
        print(row.source, end="")


@app.command()
def verify(
    files: Files = None,
    directory: Annotated[
        bool, typer.Option("--directory", help="Also against the people of the demo institute.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check flow files or folders of them (all of stepfunctions/ without arguments); warnings do not fail."""
    paths = verifying.flow_files(files or [])
    require_files(paths)
    found, _ = verifying.problems(paths, cases.demo_directory() if directory else None)
    verifying.show(found, as_json=as_json)
    if any(problem.level == "error" for problems in found.values() for problem in problems):
        raise typer.Exit(FAILED)


@app.command("cases")
def run_cases(files: Files = None, as_json: AsJson = False) -> None:
    """Run the cases beside flow files, and say which edges of a flow no case goes over. Needs nothing running."""
    require_files(files or [])
    judged = {str(path): cases.judge(path) for path in files or content.flow_files()}
    if as_json:
        print_json(
            {path: {**(vars(v) if v else {}), "problems": wrong} for path, (v, wrong) in judged.items()}
        )
    else:
        for path, (verdict, wrong) in judged.items():
            told = (
                f"{verdict.cases} cases, {verdict.edges_seen} of {verdict.edges} edges"
                if verdict
                else "no cases"
            )
            print("\n  ".join([f"{path}: {told}{', all hold' if not wrong else ''}", *wrong]))
    if any(wrong for _, wrong in judged.values()):
        raise typer.Exit(FAILED)


@app.command()
def publish(
    files: Files = None,
    by: Publisher = "system",
    note: Annotated[str, typer.Option(help="What changed, for the version list.")] = "",
    as_json: AsJson = False,
) -> None:
    """Publish flow files (all of stepfunctions/ without arguments); unchanged ones stay as they are."""
    require_files(files or [])
    with in_office():
        outcomes = [content.publish_flow(path, by, note) for path in files or content.flow_files()]
    show_outcomes(outcomes, as_json=as_json)
