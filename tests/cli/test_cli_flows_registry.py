"""Exporting and comparing files: what is written is what was published, byte for byte."""

from types import SimpleNamespace

import pytest

from chalicelib.flows import registry
from cli.local import content
from tests.support.flowing import source

TEXTS = (
    source(),
    source().replace("\n", "\r\n"),
    "\ufeff# 注释\n" + source() + "\n\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_exported_is_what_was_published(tmp_path, monkeypatch, text: str):
    written, published = tmp_path / "trial.flow.yaml", []
    written.write_bytes(text.encode())
    (tmp_path / "trial.cases.yaml").write_bytes(b"cases: []\r\n")

    def publish(source: str, cases: str, *_: str, **__: bool) -> None:
        published.append(SimpleNamespace(source=source, cases=cases))

    monkeypatch.setattr(content.publishing, "publish", publish)
    content.publish_flow(written)
    monkeypatch.setattr(registry, "version_row", lambda _: published[0])
    flow, cases = content.export_flow("trial", tmp_path / "out" / "deep")
    assert flow.read_bytes() == written.read_bytes()
    assert cases.read_bytes() == b"cases: []\r\n"


def test_a_file_that_is_no_flow_is_not_compared(tmp_path):
    path = tmp_path / "x.flow.yaml"
    path.write_text("nonsense: [", "utf-8")
    with pytest.raises(content.ContentError, match="no flow"):
        content.compare_file(path, "en")
