"""Starting our own programs: Chalice and the compiler, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from infra.errors import PackageError


def chalice_package(project: Path, out: Path, region: str, *, stage: str, merge: Path | None = None) -> str:
    """Run `chalice package` in `project`; its output. Raises PackageError with Chalice's last words."""
    command = ["package", "--stage", stage, "--pkg-format", "cloudformation"]
    if merge:
        command += ["--merge-template", str(merge)]
    return python(["-c", "from chalice.cli import main; main()", *command, str(out)], project, region=region)


def compile_tree(folder: Path) -> None:
    """Add `unchecked-hash` .pyc to every module below: Lambda's tree is read-only and has no dates to check."""
    how = ["-q", "-f", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "/var/task"]
    python(["-m", "compileall", *how, str(folder)], folder)


def python(arguments: list[str], folder: Path, region: str = "us-east-1") -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XT_", "PYTHON"))
    }
    # Sets of constants are written in hash order: a fixed seed makes the bytecode the same twice.
    environment |= {"AWS_DEFAULT_REGION": region, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    output = done.stdout + done.stderr
    if done.returncode != 0:
        lines = [line for line in output.splitlines() if line.strip()]
        message = f"packaging failed: {lines[-1] if lines else 'no output'}"
        raise PackageError(message)
    return output
