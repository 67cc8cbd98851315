"""The cloud's scratch folder: emptied at once, whatever lies in it."""

from pathlib import Path

from cli_support import wait_until

from cli.local.cloud import put_aside


def test_a_full_folder_is_put_aside_at_once_and_goes_in_the_background(tmp_path: Path):
    scratch = tmp_path / "tmp"
    (scratch / "deep" / "deeper").mkdir(parents=True)
    (scratch / "deep" / "file").write_text("x")
    (tmp_path / "tmp.1").mkdir()
    put_aside(scratch)
    assert not scratch.exists()
    wait_until(lambda: not list(tmp_path.iterdir()))


def test_where_nothing_lies_nothing_is_done(tmp_path: Path):
    put_aside(tmp_path / "tmp")
    assert not list(tmp_path.iterdir())
