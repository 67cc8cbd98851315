"""libraries import-records and export-records: spreadsheets for administrators, by the same jobs as the pages use."""

import time
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.sheets.rows import told
from chalicelib.libraries.transfers import service, store
from chalicelib.libraries.transfers.model import Existing, Mode, Outcome, Status, Transfer
from chalicelib.platform import messages
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from cli.commands.office import in_office, require_files
from cli.output import FAILED, fail

Person = Annotated[str, typer.Option("--as", help="Userid of the person whose rights count.")]
Key = Annotated[str, typer.Argument(help="Key of the library, e.g. supplier.")]
POLL_SECONDS = 0.5


def register(libraries: typer.Typer) -> None:
    libraries.command("import-records")(import_file)
    libraries.command("export-records")(export_file)


def import_file(
    key: Key,
    file: Annotated[Path, typer.Argument(help="XLSX or CSV.")],
    userid: Person,
    mode: Annotated[
        Mode, typer.Option(help="check writes nothing; whole writes all rows or none.")
    ] = Mode.CHECK,
    existing: Annotated[Existing, typer.Option(help="Rows whose record is there.")] = Existing.UPDATE,
    errors: Annotated[Path | None, typer.Option(help="Where to put the rows that were refused.")] = None,
) -> None:
    """Check or import a spreadsheet; exit 1 when rows were refused."""
    require_files([file])
    with in_office():
        content = file.read_bytes()
        made, upload = service.begin_import(key, userid, file.name, len(content), _attempt(userid))
        _post(upload.url, upload.fields, content)
        service.start_import(key, userid, made, mode, existing, {}, "en")
        found = _ended(made)
        address = service.address(found)
    print(", ".join(f"{found.progress.counts.get(one, 0)} {one.value}" for one in Outcome))
    for problem in found.problems:
        print(told(problem, "en"))
    if address and errors:
        _fetch(address, errors)
    if found.problems:
        raise typer.Exit(FAILED)


def export_file(
    key: Key,
    file: Annotated[Path, typer.Argument(help="Where to; .csv or .xlsx.")],
    userid: Person,
    view: Annotated[str, typer.Option(help="Key of a view; all records without.")] = "",
) -> None:
    """Export what a person may of a library."""
    kind = "csv" if file.suffix == ".csv" else "xlsx"
    with in_office():
        made = service.begin_export(key, userid, Ask(view), kind, _attempt(userid))
        found = _ended(made)
        address = service.address(found)
    _fetch(str(address), file)
    print(f"{found.progress.done} records: {file}")


def _ended(transfer: str) -> Transfer:
    """Wait for the deployed function to end it; exit 1 with its sentence where it failed."""
    while not (found := store.read(transfer)).is_over:
        time.sleep(POLL_SECONDS)
    if found.status is Status.FAILED:
        fail(messages.text(f"errors.{found.error['code']}", "en", **found.error["params"]))
    return found


def _attempt(userid: str) -> Attempt:
    return Attempt(userid, f"command-{new_id()}", None)


def _post(url: str, fields: dict[str, Any], content: bytes) -> None:
    httpx.post(url, data=fields, files={"file": content}, trust_env=False, timeout=120).raise_for_status()


def _fetch(address: str, file: Path) -> None:
    file.write_bytes(httpx.get(address, trust_env=False, timeout=120).raise_for_status().content)
