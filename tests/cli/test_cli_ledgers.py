"""Loading the demo records in the background is seen, and harms nobody when it cannot be done."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.libraries.errors import RecordExistsError
from cli.local import ledgers, prepare
from cli.local.report import Report
from cli.local.settings import Local


@pytest.fixture
def local(tmp_path: Path) -> Local:
    return Local(0, 0, 0, 0, tmp_path)


def said(local: Local) -> str:
    stream = io.StringIO()
    prepare.load_in_background(local, Report(stream))
    return stream.getvalue()


def test_what_is_loaded_is_said_before_and_after(local: Local, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ledgers, "begin", lambda *_: True)
    monkeypatch.setattr(ledgers, "load", lambda *_: iter([("seal", 16), ("supplier", 1200)]))
    before, after = said(local).splitlines()
    assert "Demo records are being loaded" in before
    assert "1,216 demo records are loaded" in after


def test_a_start_with_nothing_to_load_says_nothing(local: Local, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ledgers, "begin", lambda *_: False)
    assert said(local) == ""


def test_records_that_do_not_fit_are_one_sentence(local: Local, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> Iterator[tuple[str, int]]:
        yield "seal", 16
        raise RecordExistsError(field="name", library="seal", record="单位公章")

    monkeypatch.setattr(ledgers, "begin", lambda *_: True)
    monkeypatch.setattr(ledgers, "load", refused)
    sentence = said(local).splitlines()[-1]
    assert "could not all be loaded" in sentence
    assert "单位公章" in sentence
    assert sentence.endswith("`./xt reset` begins anew.")
