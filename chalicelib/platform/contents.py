"""What a file's first bytes say it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

HEAD_BYTES = 32
"""So many of a file's first bytes tell its type."""
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
OFFICE = "application/vnd.openxmlformats-officedocument"


def is_of_type(content_type: str, head: bytes) -> bool:
    """Whether a file that begins so can be of this type; one of a type that is not known is not."""
    fits = _FITS.get(content_type)
    return fits is not None and fits(head)


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


def _is_heic(head: bytes) -> bool:
    """ISO base media: the length of the first box, its name, the brand."""
    return head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS


_is_zip = _begins(b"PK\x03\x04")
_FITS: Mapping[str, Callable[[bytes], bool]] = {
    "application/pdf": _begins(b"%PDF-"),
    "image/jpeg": _begins(b"\xff\xd8\xff"),
    "image/png": _begins(b"\x89PNG\r\n\x1a\n"),
    "image/heic": _is_heic,
    f"{OFFICE}.wordprocessingml.document": _is_zip,
    f"{OFFICE}.spreadsheetml.sheet": _is_zip,
}
