"""wecom: whether WeCom lets our app do what it does, family by family, with what to do where it does not."""

from typing import Annotated

import typer

from chalicelib.directory import service as directory
from chalicelib.directory.model import ADMIN_ROLE
from chalicelib.wecom.apps import setup, setup_api
from cli.commands.office import in_office
from cli.output import FAILED, AsJson, fail, print_json, print_table

app = typer.Typer(help="WeCom: check what our app may do there.", no_args_is_help=True)

Person = Annotated[
    str,
    typer.Option(
        "--as", help="A member of WeCom whose own meetings are asked for; an administrator without."
    ),
]
Chinese = Annotated[bool, typer.Option("--zh", help="In Chinese.")]


def register(parent: typer.Typer) -> None:
    parent.add_typer(app, name="wecom")


@app.callback()
def group() -> None:
    """WeCom: check what our app may do there."""


@app.command()
def check(person: Person = "", chinese: Chinese = False, as_json: AsJson = False) -> None:
    """Ask WeCom once for everything we use of it; exit code 1 where something that is needed is missing."""
    with in_office():
        found = setup_api.view(setup.check(person or _administrator()), "zh_CN" if chinese else "en")
    if as_json:
        print_json(found.model_dump())
    else:
        show(found)
    if not found.good:
        raise typer.Exit(FAILED)


def show(found: setup_api.SetupCheck) -> None:
    """The table, then the missing rights by their numbers."""
    rows = [
        (
            one.name,
            f"{one.verdict} {one.errcode or ''}".strip(),
            one.meaning and f"{one.meaning}: {one.remedy}",
        )
        for one in found.items
    ]
    print_table(("what", "verdict", "what to do"), rows)
    for right in found.missing:
        print(f"\n{right.errcode}  {right.meaning}\n       {right.remedy}\n       {', '.join(right.names)}")
    if found.address:
        print(f"\nWeCom saw us at {found.address}.")


def _administrator() -> str:
    holders = directory.roles().get(ADMIN_ROLE, ())
    if not holders:
        fail("Nobody is an administrator; say whose data may be asked for with --as.")
    return holders[0]
