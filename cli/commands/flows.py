"""flows: the written side of the office; verify and cases need nothing running, the others speak to the registry."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from chalicelib.approvals import publishing
from chalicelib.flows import cases as case_files
from chalicelib.flows import registry, registry_api, service, store
from chalicelib.flows import verify as verify_flow
from chalicelib.flows.verify import line
from cli.commands.office import in_office, require_files
from cli.local import cases, content, moves, verifying
from cli.output import FAILED, AsJson, Files, Publisher, print_json, print_table

app = typer.Typer(help="Flows: verify, publish, compare, roll back, switch off.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(help="Key of the flow, e.g. leave-request.")]
Note = Annotated[str, typer.Option(help="What changed and why, for the list of acts.")]


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="flows")


@app.command("list")
def list_flows(as_json: AsJson = False) -> None:
    """List the flows of the registry; disabled and proposed ones too."""
    with in_office():
        rows = [registry_api.published_view(head).model_dump() for head in store.read_all_heads()]
    columns = ("key", "name", "section", "version", "status", "published_at", "published_by")
    if as_json:
        print_json(rows)
    else:
        print_table(columns, [[row[column] for column in columns] for row in rows])


@app.command()
def show(
    key: Key,
    asl: Annotated[bool, typer.Option("--asl", help="Print the compiled state machine instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a published flow: its source, or what it was compiled to."""
    with in_office():
        row = registry.version_row(key)
    if as_json:
        print_json(
            {
                "key": key,
                "version": int(row.version),
                "machine_arn": row.machine_arn,
                "source": row.source,
                "cases": row.cases,
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
        bool, typer.Option("--directory", help="Also against the people of the demo institute, as a table.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check flow files or folders of them (all of stepfunctions/ without arguments); warnings do not fail."""
    paths = verifying.flow_files(files or [])
    require_files(paths)
    people = cases.demo_directory() if directory else None
    found = verifying.judge(paths, people)
    verifying.show(found, people, as_json=as_json)
    if any(verified.errors for verified in found.values()):
        raise typer.Exit(FAILED)


@app.command("cases")
def run_cases(
    files: Files = None,
    deployed: Annotated[
        bool, typer.Option("--deployed", help="Run them over HTTP on the running platform instead.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Run the cases beside flow files, and say which edges of a flow no case goes over. Needs nothing running."""
    require_files(files or [])
    if deployed:
        run_deployed(files or content.flow_files(), as_json=as_json)
        return
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


def run_deployed(files: list[Path], *, as_json: bool) -> None:
    """The same cases on the machines of the running platform; exit 1 when one does not hold."""
    from cli.local import deployed, deployed_cases, settings

    judged = {}
    with in_office():
        office = deployed.Office(settings.load())
        for path in files:
            flow = verify_flow.read(path.read_text("utf-8"))
            written = case_files.read(cases.cases_of(path).read_text("utf-8"))
            judged[str(path)] = deployed_cases.run(office, flow, written)
        office.close()
    if as_json:
        print_json(judged)
    else:
        for name_of, told in judged.items():
            wrong = [f"{name}: {sentence}" for name, some in told.items() for sentence in some]
            print("\n  ".join([f"{name_of}: {len(told)} cases on the platform", *(wrong or ["all hold"])]))
    if any(some for told in judged.values() for some in told.values()):
        raise typer.Exit(FAILED)


@app.command()
def publish(
    files: Files = None,
    by: Publisher = "system",
    note: Note = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge only; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Publish flow files or folders (all of stepfunctions/ without), sub-flows first; unchanged ones stay as they are."""
    paths = verifying.flow_files(files or [])
    require_files(paths)
    paths = content.in_order(paths)
    with in_office():
        outcomes = [
            content.publish_flow(path, by, note, dry_run=dry_run, after=paths[:place])
            for place, path in enumerate(paths)
        ]
    if as_json:
        print_json([asdict(outcome) for outcome in outcomes])
    else:
        print_table(("key", "version", "outcome"), [(o.key, o.version, _told(o, dry_run)) for o in outcomes])
        for problem in (p for o in outcomes for p in (*o.problems, *o.warnings)):
            print(line(problem))
    if any(outcome.problems for outcome in outcomes):
        raise typer.Exit(FAILED)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write; made if missing.")],
    keys: Annotated[list[str] | None, typer.Argument(help="Keys; every published flow without.")] = None,
) -> None:
    """Write published flows and their cases as files, byte for byte."""
    with in_office():
        for key in keys or [head.key for head in store.read_heads()]:
            for path in content.export_flow(key, folder):
                print(path)


@app.command()
def diff(
    key: Annotated[str, typer.Argument(help="Key of a flow, or a flow file to hold against its version.")],
    earlier: Annotated[int, typer.Argument(help="Version; 0: the one before the later.", min=0)] = 0,
    later: Annotated[int, typer.Argument(help="Version; 0: the one that holds.", min=0)] = 0,
    chinese: Annotated[bool, typer.Option("--zh", help="Tell in Chinese.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say in words what changed between two versions, or between the published one and a file."""
    path, locale = Path(key), "zh_CN" if chinese else "en"
    with in_office():
        if path.suffix == ".yaml":
            require_files([path])
            found = content.compare_file(path, locale)
        else:
            found = registry.compare(key, earlier, later, locale)
    if as_json:
        print_json([asdict(item) for item in found])
    else:
        print("\n".join(item.sentence for item in found) or "no difference")


@app.command()
def rollback(
    key: Key,
    version: Annotated[int, typer.Argument(help="The version new requests are to start on.", min=1)],
    by: Publisher = "system",
    note: Note = "",
) -> None:
    """Let new requests start on an earlier version again; running ones stay on theirs."""
    with in_office():
        registry.roll_back(key, version, by, note)
    print(f"{key}: version {version}")


@app.command()
def disable(key: Key, by: Publisher = "system", note: Note = "") -> None:
    """Take no new requests of a flow; running ones go on."""
    with in_office():
        registry.set_disabled(key, by, note, disabled=True)
    print(f"{key}: disabled")


@app.command()
def enable(key: Key, by: Publisher = "system", note: Note = "") -> None:
    """Take new requests of a flow again."""
    with in_office():
        registry.set_disabled(key, by, note, disabled=False)
    print(f"{key}: enabled")


@app.command()
def move(
    key: Key,
    to: Annotated[int, typer.Option(help="Version to move to; 0: the one that holds.", min=0)] = 0,
    by: Publisher = "system",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who could and who not; move nobody.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take running requests to another version by replay: nobody is asked again. Who cannot stays, and is told why."""
    with in_office():
        told = moves.move_all(key, to, by, dry_run=dry_run)
    if as_json:
        print_json([asdict(one) for one in told])
    else:
        print_table(
            ("serial", "from", "stands at", "outcome"), [(o.serial, o.version, o.at, o.told) for o in told]
        )


@app.command()
def acts(key: Key, as_json: AsJson = False) -> None:
    """List what administrators did to a flow, the latest first."""
    with in_office():
        rows = [registry_api.act_view(row).model_dump() for row in store.read_acts(key)]
    columns = ("number", "at", "by", "what", "version", "note")
    if as_json:
        print_json(rows)
    else:
        print_table(columns, [[row[column] for column in columns] for row in rows])


def _told(outcome: publishing.Outcome, dry_run: bool) -> str:
    if outcome.proposal:
        return f"proposed as {outcome.proposal}: another administrator has to approve it"
    if dry_run:
        return "would be published" if outcome.new else "has errors" if outcome.problems else "unchanged"
    return "published" if outcome.new else "unchanged"
