"""The dependencies of the Lambda, built by Chalice, pruned, compiled and kept between runs.

The result is a zip that holds everything but our own code; the key of the cache is what it is made of.
"""

import hashlib
import shutil
import sys
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Final

from infra import run, zips
from infra.errors import PackageError

SERVICES: Final = ("dynamodb", "lambda", "s3", "sqs", "ssm", "stepfunctions", "sts")
"""What the Lambdas call; botocore's descriptions of every other service stay out of the package."""

LAYOUT: Final = "2"
"""Change it when this module makes something else of the same requirements."""

STUB: Final = """from chalice import Chalice

app = Chalice(app_name="layer")


@app.lambda_function(name="stub")
def stub(event, context):
    return event
"""


def cache_folder(root: Path) -> Path:
    """Beside the sources, whatever the state directory is: what is in it depends on nothing else."""
    return root / ".local" / "cache"


def layer(requirements: Path, cache: Path) -> Path:
    """The zip of the dependencies; made on the first call, a look-up afterwards."""
    made = cache / f"layer-{_key(requirements)}.zip"
    if not made.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="layer-", dir=cache) as scratch:
            finished = _build(requirements, Path(scratch))
            finished.replace(made)
        _forget_others(cache, made)
    return made


def _key(requirements: Path) -> str:
    parts = [
        requirements.read_text(encoding="utf-8"),
        LAYOUT,
        version("chalice"),
        ",".join(SERVICES),
        f"{sys.implementation.cache_tag} {sys.version_info[:3]}",
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _build(requirements: Path, scratch: Path) -> Path:
    project, out, tree = scratch / "project", scratch / "out", scratch / "tree"
    (project / ".chalice").mkdir(parents=True)
    (project / ".chalice" / "config.json").write_text('{"version": "2.0", "app_name": "layer"}')
    (project / "app.py").write_text(STUB)
    shutil.copy(requirements, project / "requirements.txt")
    said = run.chalice_package(project, out, "us-east-1", stage="dev")
    if "Could not install dependencies" in said:
        missing = said.partition("Could not install dependencies:")[2].strip().splitlines()[0]
        message = f"{missing} has no wheel for Lambda: pin another version in requirements.txt"
        raise PackageError(message)
    with zipfile.ZipFile(out / "deployment.zip") as packed:
        packed.extractall(tree)
    (tree / "app.py").unlink()
    _refuse_foreign_wheels(tree)
    _prune(tree)
    run.compile_tree(tree)
    zips.add(scratch / "layer.zip", tree, zips.files(tree))
    return scratch / "layer.zip"


def _refuse_foreign_wheels(tree: Path) -> None:
    """A `linux_x86_64` tag means built here, against this machine's libraries: it fails on import in Lambda."""
    for wheel in sorted(tree.glob("*.dist-info/WHEEL")):
        tags = [line for line in wheel.read_text(encoding="utf-8").splitlines() if line.startswith("Tag:")]
        if any(tag.rpartition("-")[2] == "linux_x86_64" for tag in tags):
            name = wheel.parent.name.removesuffix(".dist-info")
            message = (
                f"{name} was built from source on this machine: pin a version that has a manylinux wheel"
            )
            raise PackageError(message)


def _prune(tree: Path) -> None:
    for data in (tree / "botocore" / "data", tree / "boto3" / "data"):
        for service in data.iterdir() if data.exists() else ():
            if service.is_dir() and service.name not in SERVICES:
                shutil.rmtree(service)


def _forget_others(cache: Path, made: Path) -> None:
    """Keep the three newest: switching between two branches must not rebuild each time."""
    others = sorted(cache.glob("layer-*.zip"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in [path for path in others if path != made][2:]:
        old.unlink()
