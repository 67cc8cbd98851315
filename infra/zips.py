"""Deterministic zips: sorted names, one date, one mode."""

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
MODE: Final = 0o644 << 16


def add(archive: Path, folder: Path, names: Iterable[str], *, level: int = 6) -> None:
    """Append `folder`'s files to a zip, in order of name; makes the zip when it does not exist."""
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED, compresslevel=level) as target:
        for name in sorted(names):
            info = zipfile.ZipInfo(name, EPOCH)
            info.external_attr, info.compress_type, info.create_system = MODE, zipfile.ZIP_DEFLATED, 3
            target.writestr(info, (folder / name).read_bytes(), compresslevel=level)


def files(folder: Path, keep: Callable[[str], bool] = lambda _: True) -> list[str]:
    """Paths of all files below, relative, `/` between parts."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if keep(name))
