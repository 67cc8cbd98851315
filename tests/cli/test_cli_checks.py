"""make test: stages in order, the first failure stops, its output is shown."""

import sys
import threading
from pathlib import Path

import pytest

from cli.checks import __main__ as checks
from cli.checks import generated, stages, tools, web
from cli.checks.problem import StageError


def passing(name: str, ran: list[str]) -> stages.Stage:
    return stages.Stage(name, name, lambda: ran.append(name) or "passed")


def failing(name: str) -> stages.Stage:
    def run() -> str:
        raise StageError("line 7 is wrong")

    return stages.Stage(name, name, run)


def test_the_first_failure_stops_and_is_shown(capsys):
    ran: list[str] = []
    code = checks.run([passing("a", ran), failing("b"), passing("c", ran)])
    shown = capsys.readouterr().out
    assert (code, ran) == (1, ["a"])
    assert "line 7 is wrong" in shown
    assert "FAILED" in shown


def test_all_passing_is_zero_and_ends_with_the_times(capsys):
    assert checks.run([passing("a", []), passing("b", [])]) == 0
    assert capsys.readouterr().out.strip().splitlines()[-1].startswith("total")


def test_neighbours_run_at_the_same_time_and_all_failures_are_shown_before_the_rest_is_left(capsys):
    meet, ran = threading.Barrier(2), []

    def met() -> str:
        meet.wait(10)
        raise StageError("one is wrong")

    stood = [stages.Stage(name, name, met, beside=True) for name in ("a", "b")]
    assert checks.run([*stood, passing("c", ran)]) == 1
    assert ran == []
    shown = capsys.readouterr().out
    assert shown.count("one is wrong") == 2
    told = [line.split() for line in shown.splitlines()[-3:-1]]
    assert [(words[0], words[-1]) for words in told] == [("a", "FAILED"), ("b", "FAILED")]


def test_an_unknown_stage_is_wrong_usage():
    with pytest.raises(SystemExit) as caught:
        checks.main(["--only", "nothing"])
    assert caught.value.code == 2


def test_a_failing_program_gives_its_output():
    with pytest.raises(StageError, match="No module named no_such_module"):
        stages.tool("no_such_module")()


def test_the_summary_of_pytest_is_recognised():
    found = stages.SUMMARY.match("============ 12 passed, 3 deselected in 4.56s ============")
    assert found
    assert found.group(1) == "12 passed, 3 deselected in 4.56s"
    assert stages.SUMMARY.match("12 passed in 0.12s")
    assert stages.SUMMARY.match("1 failed, 2 passed in 0.12s")


def test_a_missing_program_without_apt_is_one_sentence(monkeypatch):
    monkeypatch.setattr(tools, "wanted", lambda: ["chromium"])
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    with pytest.raises(StageError, match="Missing: chromium"):
        tools.run()


def test_a_missing_program_without_root_names_the_command(monkeypatch):
    monkeypatch.setattr(tools, "wanted", lambda: ["chromium", "fonts-wqy-microhei"])
    monkeypatch.setattr(tools.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(tools.os, "geteuid", lambda: 1000)
    with pytest.raises(StageError, match="sudo apt-get install -y chromium fonts-wqy-microhei"):
        tools.run()


def test_a_stale_generated_file_is_named(monkeypatch):
    monkeypatch.setattr(generated, "everything", lambda: {generated.ROOT / "xt": "other"})
    monkeypatch.setattr(generated, "left_over", lambda wanted: [])
    with pytest.raises(StageError, match=r"make generate.*\n  xt"):
        generated.compare()


def test_built_pages_that_differ_or_are_left_over_are_named(tmp_path):
    made, kept = tmp_path / "made", tmp_path / "kept"
    for folder, files in (
        (made, {"same": "1", "changed": "2"}),
        (kept, {"same": "1", "changed": "3", "old": "4"}),
    ):
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
    assert web.differences(made, kept) == ["web/dist/changed", "web/dist/old"]


def test_our_own_settings_do_not_bend_the_checks(monkeypatch):
    monkeypatch.setenv("XT_PORT", "1")
    monkeypatch.setenv("AWS_PROFILE", "prod")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    found = stages.environment()
    assert not {"XT_PORT", "AWS_PROFILE", "HTTPS_PROXY", "PYTHONDONTWRITEBYTECODE"} & found.keys()
    assert Path(found["PATH"].split(":")[0]) == Path(sys.prefix) / "bin"
