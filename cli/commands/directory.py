"""directory: the directory and WeCom kept the same; what differs, runs, and what waits for a decision."""

import time
from typing import Annotated, Any

import typer

from chalicelib.wecom.sync import service
from chalicelib.wecom.sync.run_store import RunRow
from cli.commands.office import in_office
from cli.output import FAILED, AsJson, fail, print_json, print_table

app = typer.Typer(
    help="The directory and WeCom: status, diff, sync, questions, approve, refuse, on, off.",
    no_args_is_help=True,
)
By = Annotated[str, typer.Option("--by", help="Who does it, for the record.")]
Ids = Annotated[
    list[str] | None, typer.Argument(help="Their ids; all of the kind without.", show_default=False)
]
Kind = Annotated[
    str, typer.Argument(help="people_in, people_out, departments_in, departments_out or rename.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Find everything, change nothing.")]
WAIT_SECONDS, POLL_SECONDS = 900, 1.0
ENDED = frozenset({"done", "stopped", "failed", "empty"})


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="directory")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Whether the sync is on, when both sides were compared, and the latest runs."""
    with in_office():
        state, runs = service.state(), service.runs()
        waiting = sum(1 for one in service.questions() if not one.said)
        problems = len(service.problems())
    shown = {
        "enabled": state.enabled,
        "nightly_on": state.nightly_on,
        "waiting": waiting,
        "problems": problems,
        "reason": state.reason,
    }
    if as_json:
        print_json({**shown, "runs": [_run(one) for one in runs]})
        return
    print("  ".join(f"{name}: {value}" for name, value in shown.items()))
    print_table(tuple(_run(runs[0])) if runs else ("run",), [tuple(_run(one).values()) for one in runs])


@app.command()
def diff(by: By = "cli", as_json: AsJson = False) -> None:
    """Everything that differs, and what a full run would do about it. Changes nothing."""
    _report("dry", by, as_json=as_json)


@app.command()
def sync(dry_run: DryRun = False, by: By = "cli", as_json: AsJson = False) -> None:
    """Compare all of both sides and make them the same, but for what waits for a decision."""
    _report("dry" if dry_run else "full", by, as_json=as_json)


@app.command()
def questions(as_json: AsJson = False) -> None:
    """What waits for a person: removals of too many, and renames that were not told."""
    with in_office():
        rows = [(one.asks, one.subject, one.name, one.since, one.said) for one in service.questions()]
    columns = ("kind", "id", "name", "since", "said")
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        print_table(columns, rows)


@app.command()
def approve(kind: Kind, ids: Ids = None, by: By = "cli") -> None:
    """Approve what waits; the next full run does it."""
    _answer(kind, ids, "approved", by)


@app.command()
def refuse(kind: Kind, ids: Ids = None, by: By = "cli") -> None:
    """Leave it as it is on both sides; of a rename: they are two people."""
    _answer(kind, ids, "refused", by)


@app.command()
def on(by: By = "cli") -> None:
    """Keep both the same from now on."""
    with in_office():
        service.switch(enabled=True, by=by)


@app.command()
def off(by: By = "cli") -> None:
    """Leave both alone."""
    with in_office():
        service.switch(enabled=False, by=by)


def _report(mode: str, by: str, *, as_json: bool) -> None:
    with in_office():
        run, items = _ended(str(service.begin(mode, by).sk))
    if as_json:
        print_json({**_run(run), "items": items})
    else:
        print_table(("what", "side", "id", "name", "change"), [_line(one) for one in items])
        told = f"{run.status}: {run.differences} differences, {run.waiting} wait, {run.problems} problems"
        print(f"{told}{f' ({run.reason})' if run.reason else ''}")
    if run.status != "done":
        raise typer.Exit(FAILED)


def _ended(run_id: str) -> tuple[RunRow, list[dict[str, Any]]]:
    until = time.monotonic() + WAIT_SECONDS
    run, items = service.run(run_id)
    while run.status not in ENDED:
        if time.monotonic() > until:
            fail("The run has not ended; `./xt directory status` shows it when it has.")
        time.sleep(POLL_SECONDS)
        run, items = service.run(run_id)
    return run, items


def _answer(kind: str, ids: list[str] | None, said: str, by: str) -> None:
    with in_office():
        answered, left = service.answer(kind, ids or None, said, by)
        while ids is None and answered and left:
            more, left = service.answer(kind, None, said, by)
            answered += more
    print(f"{answered} {said}, {left} of this kind wait still.")


def _run(run: RunRow) -> dict[str, Any]:
    done = sum(int(count) for key, count in run.counts.items() if "." in key)
    return {
        "run": str(run.sk),
        "mode": run.mode,
        "status": run.status,
        "at": run.at,
        "changes": done,
        "differences": int(run.differences),
        "reason": run.reason,
    }


def _line(item: dict[str, Any]) -> tuple[str, str, str, str, str]:
    match item["list"]:
        case "step":
            changes = ", ".join(f"{field}: {old} → {new}" for field, (old, new) in item["changes"].items())
            return f"{item['verb']} {item['what']}", item["toward"], item["id"], item["name"], changes
        case "question":
            return "waits", "", item["id"], item["name"], item["kind"]
        case "conflict":
            return (
                "conflict",
                item["winner"],
                item["id"],
                "",
                f"{item['field']}: {item['ours']} / {item['theirs']}",
            )
        case _:
            return "problem", "", item["id"], item["detail"], item["code"]
