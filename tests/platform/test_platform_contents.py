"""What a file's first bytes say it is."""

import pytest

from chalicelib.platform.contents import is_of_type
from chalicelib.platform.files import TYPES

WORD, EXCEL = (kind for kind in TYPES if "officedocument" in kind)
HEADS = {
    "application/pdf": [b"%PDF-1.4\n%", b"%PDF-2.0"],
    "image/jpeg": [b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", b"\xff\xd8\xff\xe1"],
    "image/png": [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"],
    "image/heic": [b"\x00\x00\x00\x18ftypheic\x00\x00", b"\x00\x00\x00\x24ftypmif1"],
    WORD: [b"PK\x03\x04\x14\x00"],
    EXCEL: [b"PK\x03\x04\x14\x00"],
}
LIES = (
    b"",
    b"%PDF",
    b" %PDF-1.4",
    b"\xff\xd8",
    b"\x89PNG\n",
    b"<svg onload=alert(1)>",
    b"MZ\x90\x00",
    b"\x00\x00\x00\x18ftypmp42",
    b"PK\x05\x06",
    b"GIF89a",
)


def test_every_type_that_is_taken_can_be_told():
    assert set(HEADS) == set(TYPES)


@pytest.mark.parametrize("content_type", sorted(HEADS))
def test_a_file_of_its_type_is_taken_and_no_other(content_type: str):
    own = HEADS[content_type]
    assert all(is_of_type(content_type, head) for head in own)
    others = {head for heads in HEADS.values() for head in heads if head not in own}
    assert not [head for head in (*others, *LIES) if is_of_type(content_type, head)]


def test_a_type_we_do_not_take_is_nothings_type():
    assert not is_of_type("text/html", b"%PDF-1.4")
