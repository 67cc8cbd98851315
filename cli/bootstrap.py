"""Make `.venv` on first use, then hand over to the command line inside it. Standard library only."""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


class BootstrapError(Exception):
    """The environment could not be made; the text is for the person at the keyboard."""


def main(arguments: list[str]) -> NoReturn:
    try:
        python = prepare(ROOT)
    except BootstrapError as problem:
        sys.exit(f"{problem}")
    # `./xt python …` is for the Makefile: any program of ours in the same environment.
    program = arguments[1:] if arguments[:1] == ["python"] else ["-m", "cli.main", *arguments]
    os.execv(python, [str(python), *program])  # noqa: S606


def prepare(root: Path) -> Path:
    """Return the interpreter of an up-to-date `.venv` under `root`, making it if need be.

    Several first uses at once are safe: one works, the others wait for it.
    """
    venv = root / ".venv"
    python = venv / "bin" / "python"
    os.environ["PYTHONPATH"] = str(root)
    wanted = fingerprint(root)
    if is_ready(venv, wanted):
        return python
    with only_one(root / ".local" / "bootstrap.lock"):
        if not is_ready(venv, wanted):
            make_venv(venv)
            install(python, root)
            stamp_of(venv).write_text(wanted)
    return python


def fingerprint(root: Path) -> str:
    """Hash what the environment is made from: both requirement files."""
    digest = hashlib.sha256()
    for name in REQUIREMENTS:
        digest.update(name.encode())
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def stamp_of(venv: Path) -> Path:
    return venv / "xietong-stamp"


def is_ready(venv: Path, wanted: str) -> bool:
    stamp = stamp_of(venv)
    return (venv / "bin" / "python").exists() and stamp.exists() and stamp.read_text() == wanted


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another first use is preparing Python; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_venv(venv: Path) -> None:
    if works(venv / "bin" / "python"):
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            message = f"Python's own module `{module}` is missing: install it (Debian: apt install python{version}-venv)."
            raise BootstrapError(message)
    say("Making .venv …")
    run([sys.executable, "-m", "venv", "--clear", str(venv)], "Could not make .venv")


def works(python: Path) -> bool:
    """Tell whether the interpreter starts and has pip: it may be left over from another Python."""
    if not python.exists():
        return False
    asked = [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def install(python: Path, root: Path) -> None:
    say("Installing what requirements-dev.txt lists (a minute or two the first time) …")
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    run([*command, "-r", str(root / "requirements-dev.txt")], "Could not install requirements-dev.txt")
    say("Python is ready.")


def run(command: list[str], sentence: str) -> None:
    """Run, showing on a terminal what it is at; on failure raise with the sentence and its last lines."""
    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean_environment()
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            show(lines[-1])
    show("")
    if process.returncode:
        last = "\n".join(f"  {line}" for line in lines[-6:])
        raise BootstrapError(f"{sentence}: is the package index reachable? It said:\n{last}")


def show(text: str) -> None:
    """Overwrite the terminal's last line; nothing where nobody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{'  ' + text.strip()[:76] if text else ''}")
        sys.stderr.flush()


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}


def say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
