"""The stages: what each runs, and how it says that something is wrong."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from cli.checks import reference, tools, web
from cli.checks.problem import StageError
from cli.local.settings import ROOT

__all__ = ["STAGES", "Stage", "StageError"]

APART = "cloud or java or browser or enable_socket"
NO_TESTS = 5
SUMMARY = re.compile(r"^=*\s*(\d+ (?:passed|failed|error|skipped|deselected|xfailed).*?)\s*=*$")


@dataclass(frozen=True)
class Stage:
    """`run` returns a few words about the outcome, or raises StageError with what the programs said.

    Those that stand one after the other and are `beside` run at the same time; they write nothing the others read.
    """

    name: str
    title: str
    run: Callable[[], str]
    beside: bool = False


def tool(*commands: str) -> Callable[[], str]:
    """Return a stage that runs programs of the environment and shows their output when one fails."""

    def run() -> str:
        for command in commands:
            done = subprocess.run(
                [sys.executable, "-m", *command.split()],
                cwd=ROOT,
                env=environment(),
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise StageError(f"{done.stdout}{done.stderr}\n`{command}` failed.")
        return "passed"

    return run


def pytest(*arguments: str, folder: str = "tests") -> Callable[[], str]:
    """Return a stage that runs tests, showing them as they run; the outcome is pytest's own summary."""

    def run() -> str:
        if not list((ROOT / folder).rglob("test_*.py")):
            return "no tests yet"
        command = [sys.executable, "-m", "pytest", folder, *arguments]
        last = ""
        with subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
        ) as process:
            for line in process.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
                found = SUMMARY.match(line.strip())
                last = found.group(1) if found else last
        if process.returncode not in {0, NO_TESTS}:
            raise StageError(f"`pytest {folder} {' '.join(arguments)}` failed: {last or 'see above'}.")
        return last or "no tests yet"

    return run


def environment() -> dict[str, str]:
    """Return the environment without what could bend a check: our own settings, proxies, AWS accounts.

    Nor is Python told to forget what it compiled: a hundred processes would compile it again.
    """
    bent = ("XT_", "AWS_", "PYTEST_", "PYTHONDONTWRITEBYTECODE")
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(bent) and not k.lower().endswith("_proxy")
    }
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }


CORES = os.cpu_count() or 1
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
"""What a file sets up once is set up by one process. In their order: the long ones not last."""
SPREAD = ("-n", str(CORES), *BY_FILE)
WAITING = ("-n", str(CORES + 1), *BY_FILE)
"""A process more than cores, where a third of the time is spent waiting for what was started."""
STAGES = (
    Stage("tools", "programs the tests need beside Python", tools.run),
    Stage("style", "ruff", tool("ruff check .", "ruff format --check ."), beside=True),
    Stage("web", "web/dist is what the sources build", web.run, beside=True),
    Stage("types", "mypy strict", tool("mypy"), beside=True),
    Stage("reference", "the JSONata and the linter that tests compare with", reference.run, beside=True),
    Stage("generated", "generated files are up to date", tool("cli.checks.generated"), beside=True),
    Stage("layers", "imports go downwards only", tool("cli.checks.layers"), beside=True),
    Stage(
        "unit",
        "tests with closed sockets",
        pytest("-m", f"not ({APART})", "--disable-socket", "--allow-unix-socket", *SPREAD),
    ),
    Stage(
        "cloud",
        "tests with the emulated cloud, DynamoDB Local and real HTTP",
        pytest("-m", APART, "--ignore=tests/e2e", *WAITING),
    ),
    Stage("e2e", "two deployed platforms, and a browser", pytest("-m", APART, *SPREAD, folder="tests/e2e")),
)
