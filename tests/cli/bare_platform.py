"""The supervisor with its real processes and an empty cloud: nothing is deployed. Ports come from XT_*."""

import sys

from cli.commands import platform
from cli.local import prepare, settings


def nothing(*_arguments: object) -> None:
    return


if __name__ == "__main__":
    prepare.everything = nothing
    try:
        platform.run_here(settings.load())
    except platform.typer.Exit as end:
        sys.exit(end.exit_code)
