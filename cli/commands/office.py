"""What the commands that speak with the deployed platform share."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.platform import messages
from chalicelib.platform.errors import DomainError
from cli.local import office, record, settings
from cli.local.content import ContentError, Outcome
from cli.output import NOT_RUNNING, USAGE, fail, print_json, print_table


@contextmanager
def in_office() -> Iterator[None]:
    """Call services as the deployed functions would; their errors become one sentence and exit code 1.

    Exit code 3 when the platform does not run.
    """
    local = settings.load()
    if not record.is_running(local.lock_file):
        fail("Xietong is not running: start it with `./xt up`.", NOT_RUNNING)
    try:
        office.enter(local)
        yield
    except (office.NotDeployedError, ContentError) as problem:
        fail(f"{problem}")
    except DomainError as problem:
        fail(messages.text(f"errors.{problem.code}", "en", **problem.params))
    except (BotoCoreError, ClientError) as problem:
        fail(f"The cloud does not do as asked: {problem}")


def require_files(files: Sequence[Path]) -> None:
    """Exit 2 when one does not exist."""
    if missing := [str(path) for path in files if not path.is_file()]:
        fail(f"There is no {', '.join(missing)}.", USAGE)


def show_outcomes(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    if as_json:
        print_json([vars(outcome) for outcome in outcomes])
    else:
        rows = [(o.key, o.version, "published" if o.changed else "unchanged") for o in outcomes]
        print_table(("key", "version", "outcome"), rows)
