"""The command line: `./xt COMMAND`. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running."""

import sys

import typer

from cli.commands import audit, clock, demo, directory, flows, libraries, platform, vectors, wecom
from cli.local.settings import SettingError

app = typer.Typer(
    help=__doc__,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (platform, flows, libraries, directory, audit, demo, clock, vectors, wecom):
    commands.register(app)


def main() -> None:
    try:
        app(prog_name="./xt")
    except SettingError as problem:
        sys.exit(f"{problem}")


if __name__ == "__main__":
    main()
