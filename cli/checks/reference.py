"""Programs of others that ours are measured against: the reference JSONata, a linter of the States Language (npm)."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cli.checks import web
from cli.checks.problem import StageError
from cli.local.settings import ROOT

SOURCE = ROOT / "tests" / "jsonata"
COPY = ROOT / "build" / "reference"
FILES = ("package.json", "package-lock.json", ".npmrc", "evaluate.mjs", "lint.mjs")
SECONDS = 100


def run() -> str:
    """Install what the lock file names. Raise StageError with what npm said."""
    COPY.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(SOURCE / name, COPY / name)
    web.install(COPY)
    return ", ".join(f"{name} {version}" for name, version in versions().items())


def versions() -> dict[str, str]:
    wanted: dict[str, str] = json.loads((SOURCE / "package.json").read_text("utf-8"))["devDependencies"]
    return wanted


def ask(script: str, lines: Iterable[Any]) -> list[Any]:
    """Give a script JSON lines and return the lines it answers, installing first. Raise StageError when it fails."""
    run()
    done = subprocess.run(
        [str(web.NODE), str(Path(COPY, script))],
        cwd=COPY,
        input="".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise StageError(f"{done.stderr[-4000:]}\n`node {script}` failed in {COPY.name}.")
    return [json.loads(line) for line in done.stdout.splitlines()]
