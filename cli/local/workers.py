"""How the emulator keeps and starts functions: one package for all of them, hashed and unpacked once.

Our functions share one package of 37 MB and 4,500 files. ministack keeps it once for each function, hashes it for each at
every save, and writes and unpacks it for every process: 30 functions wrote 3 GB, and ending them removed it all again.
Written against the pinned version; `tests/cli/test_cli_workers.py` fails when one of these facts changes.
"""

import hashlib
import io
import os
import shutil
import threading
import types
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

UNPACKED = b"unpacked at "
"""How the comment of a stand-in for a package begins: the folder follows."""
LOG_WAIT_SECONDS = 0.003
"""What a function wrote to its log is there when it answers; ministack waits 50 ms for those that write nothing."""


class Packages:
    """The packages of functions by their bytes. `folder` holds what is unpacked; it is empty at the start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._last: tuple[bytes, str] = (b"", "")

    def same(self, code: bytes | None) -> bytes | None:
        """Return equal bytes that are in memory already, if they are those of the last package."""
        last, _ = self._last
        if code is None or code is last or code == last:
            return last if code else code
        self.digest(code)
        return code

    def digest(self, code: bytes) -> str:
        """SHA-256 in hex, worked out once."""
        last, digest = self._last
        if code is not last:
            digest = hashlib.sha256(code).hexdigest()
            self._last = (code, digest)
        return digest

    def stand_in(self, code: bytes) -> bytes:
        """Return an empty zip that names the folder in which the package is unpacked."""
        folder = self._folder / self.digest(code)
        with self._lock:
            if not folder.exists():
                _unpack(code, folder)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as empty:
            empty.comment = UNPACKED + os.fsencode(folder)
        return made.getvalue()


class Archive(zipfile.ZipFile):
    """A zip that, where it is a stand-in, is "extracted" by a link to what it stands for: functions only read it."""

    def extractall(self, path: Any = None, members: Any = None, pwd: bytes | None = None) -> None:
        if not self.comment.startswith(UNPACKED):
            super().extractall(path, members, pwd)
            return
        target = Path(path)
        target.rmdir()
        target.symlink_to(os.fsdecode(self.comment.removeprefix(UNPACKED)), target_is_directory=True)


def share_packages(folder: Path) -> None:
    """Make ministack keep, hash and unpack a package once, and not wait for logs of functions that write none."""
    packages = Packages(folder)
    lambda_svc._fetch_code_from_s3 = _shared(lambda_svc._fetch_code_from_s3, packages)  # noqa: SLF001
    lambda_svc._write_code_blob = _hashed_once(lambda_svc._write_code_blob, packages)  # noqa: SLF001
    lambda_runtime.zipfile = types.SimpleNamespace(**{**vars(zipfile), "ZipFile": Archive})
    worker = lambda_runtime.Worker
    worker._spawn = _unpacked_once(worker._spawn, packages)  # noqa: SLF001
    worker._drain_stderr_bounded = _in_a_moment(worker._drain_stderr_bounded)  # noqa: SLF001


def _shared(fetch: Callable[..., bytes | None], packages: Packages) -> Callable[..., bytes | None]:
    return lambda *place, **version: packages.same(fetch(*place, **version))


def _hashed_once(write: Callable[[bytes], str], packages: Packages) -> Callable[[bytes], str]:
    def written(code: bytes) -> str:
        digest = packages.digest(code)
        there = Path(lambda_svc.CODE_BLOB_DIR, f"{digest}.zip").exists()
        return digest if there else write(code)

    return written


def _unpacked_once(spawn: Callable[[Any], None], packages: Packages) -> Callable[[Any], None]:
    def spawned(worker: Any) -> None:
        code = worker.code_zip
        worker.code_zip = packages.stand_in(code)
        try:
            spawn(worker)
        finally:
            worker.code_zip = code

    return spawned


def _in_a_moment(drain: Callable[..., str]) -> Callable[..., str]:
    return lambda worker, **wanted: drain(worker, **{"first_line_wait": LOG_WAIT_SECONDS, **wanted})


def _unpack(code: bytes, folder: Path) -> None:
    """Unpack in one step: a folder that is there is whole."""
    unfinished = folder.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(code)) as archive:
        archive.extractall(unfinished)
    unfinished.rename(folder)
