"""The cloud beside its work: its scratch folder is emptied at once, and how often its state is saved."""

from pathlib import Path

import pytest
from cli_support import wait_until

from cli.local.autosave import pause
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


@pytest.mark.parametrize(("took", "waits"), [(0.0, 0.5), (0.05, 0.45), (0.1, 0.4), (0.5, 2.0), (3.0, 12.0)])
def test_saving_takes_a_fifth_of_the_time_at_most_and_is_never_late_with_little_data(took, waits):
    assert pause(took) == pytest.approx(waits)
    assert took / (took + pause(took)) <= 0.2
