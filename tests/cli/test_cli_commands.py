"""Every command has its help, its exit code and, where it prints data, its JSON."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from chalicelib.libraries import model as library_model
from chalicelib.libraries.difference import difference
from cli.local import content, record
from cli.main import app
from sandbox import institute
from tests.support.flowing import approve, source

NOT_RUNNING = 3
FLOW = """
key: broken
name: 坏
serial: "X-{seq:4}"
section: attendance
form:
  a: {label: A, type: text}
nodes:
  - {approve: x, name: X, approvers: {role: admin}, when: nothing > 1}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XT_STATE_DIR", str(tmp_path / "local"))
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(app, list(arguments), **options)


def commands(command=None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    command = command or get_command(app)
    for name, sub in getattr(command, "commands", {}).items():
        yield (*path, name), sub
        yield from commands(sub, (*path, name)) if hasattr(sub, "commands") else ()


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_every_command_has_help(run, path):
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    assert "Usage" in shown.output


def test_every_option_and_argument_is_explained():
    silent = [
        (path, parameter.name)
        for path, command in commands()
        for parameter in getattr(command, "params", ())
        if not getattr(parameter, "help", None)
    ]
    assert silent == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "--json"),
        ("demo",),
        ("flows", "list"),
        ("flows", "show", "x"),
        ("libraries", "list"),
    ],
    ids=" ".join,
)
def test_without_a_platform_the_exit_code_is_three(run, arguments):
    assert run(*arguments).exit_code == NOT_RUNNING


def test_status_as_json_is_json(run):
    assert json.loads(run("status", "--json").output) == {"running": False}


def test_down_without_a_platform_is_no_failure(run):
    assert run("down").exit_code == 0


def test_an_unknown_log_is_wrong_usage(run):
    assert run("logs", "nothing").exit_code == 2


def test_an_unknown_command_is_wrong_usage(run):
    assert run("dance").exit_code == 2


def test_reset_refuses_while_the_platform_runs(run, tmp_path):
    with record.take(tmp_path / "local" / "xt.lock"):
        refused = run("reset", "--yes")
    assert refused.exit_code == 1
    assert "stop it first" in refused.output


def test_reset_asks_before_it_deletes(run, tmp_path):
    kept = tmp_path / "local" / "state" / "dynamodb.json"
    kept.parent.mkdir(parents=True)
    kept.touch()
    run("reset", input="n\n")
    assert kept.exists()
    assert run("reset", "--yes").exit_code == 0
    assert not kept.exists()


def test_the_shipped_flows_and_libraries_have_no_problems(run):
    assert run("flows", "verify").exit_code == 0
    assert run("libraries", "verify").exit_code == 0


def test_a_flow_with_problems_fails_and_lists_them(run, tmp_path):
    path = tmp_path / "broken.flow.yaml"
    path.write_text(FLOW)
    shown = run("flows", "verify", str(path), "--json")
    assert shown.exit_code == 1
    (verified,) = json.loads(shown.output).values()
    assert any("nothing" in problem["message"] for problem in verified["problems"])
    assert verified["headroom"] is None


BASE = "key: base\nname: 甲\nkey_field: code\nfields: {code: {label: 编号, type: text}}\n"
USING = BASE.replace("base", "using").replace("}}", "}, base: {label: 甲, type: library_ref, library: base}}")


def test_the_libraries_of_a_folder_know_each_other(run, tmp_path):
    (tmp_path / "a.library.yaml").write_text(USING, "utf-8")
    assert "L008" in run("libraries", "verify", str(tmp_path)).output
    (tmp_path / "b.library.yaml").write_text(BASE, "utf-8")
    assert run("libraries", "verify", str(tmp_path)).exit_code == 0
    assert [path.name for path in content.library_files([tmp_path])] == ["b.library.yaml", "a.library.yaml"]


def test_a_library_with_problems_fails_and_lists_them(run, tmp_path):
    path = tmp_path / "broken.library.yaml"
    path.write_text(BASE + "permissions: [{who: nobody, rows: all, hidden: [size]}]", "utf-8")
    shown = run("libraries", "verify", str(path), "--json")
    assert shown.exit_code == 1
    (problems,) = json.loads(shown.output).values()
    assert [(problem["id"], problem["place"]) for problem in problems] == [
        ("L051", "permissions.0.who"),
        ("L040", "permissions.0.hidden.0"),
    ]


def test_what_a_library_file_would_change_is_told_with_what_it_asks(run, tmp_path, monkeypatch):
    published = library_model.read(BASE.replace("}}", "}, size: {label: 大小, type: text}}"))
    monkeypatch.setattr("cli.commands.libraries.in_office", nullcontext)
    monkeypatch.setattr(
        content.libraries,
        "compare",
        lambda source, locale: difference(published, library_model.read(source), locale),
    )
    path = tmp_path / "base.library.yaml"
    path.write_text(BASE.replace("甲", "乙"), "utf-8")
    told = run("libraries", "diff", str(path)).output
    assert "name: 甲 → 乙" in told
    assert '[needs a plan] Field "大小" removed' in told


def test_a_flow_is_shown_with_whom_its_rules_find_and_what_is_left_of_the_limits(run):
    shown = run("flows", "verify", "--directory").output
    assert "with returns" in shown
    assert "% free" in shown
    assert "nodes.head.approvers" in shown
    told = json.loads(run("flows", "verify", "--directory", "--json").output)
    (leave,) = (found for path, found in told.items() if path.endswith("leave-request.flow.yaml"))
    assert leave["headroom"]["events"]["used"] < leave["headroom"]["events_returned"]["used"] < 25_000
    heads = [row for row in leave["rules"] if row["place"] == "nodes.head.approvers"]
    assert {row["outcome"] for row in heads} == {"resolves", "falls_back"}


@pytest.mark.parametrize(
    "command",
    [("flows", "verify"), ("libraries", "verify"), ("libraries", "diff"), ("flows", "publish")],
    ids=" ".join,
)
def test_a_file_that_does_not_exist_is_wrong_usage(run, tmp_path, command):
    assert run(*command, str(tmp_path / "none.yaml")).exit_code == 2


def test_a_folder_is_published_with_what_others_start_first_and_what_is_no_flow_last(tmp_path):
    caller = source(key="caller", nodes=[approve("a"), {"subflow": {"flow": "trial"}, "key": "sub"}])
    texts = {"1.flow.yaml": "no flow", "2.flow.yaml": caller, "3.flow.yaml": source()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    ordered = content.in_order(sorted(tmp_path.iterdir()))
    assert [path.name for path in ordered] == ["3.flow.yaml", "2.flow.yaml", "1.flow.yaml"]


def test_the_leave_the_demo_begins_with_is_never_more_taken_than_granted():
    accounts: dict[tuple[str, str], library_model.Account] = {}
    for moved in content.openings(institute.build(), 2026, date(2026, 11, 30)):
        place = moved.owner, moved.account
        accounts[place] = library_model.apply(accounts.get(place, library_model.Account(*place)), moved)
    assert accounts["liming", "annual"].available == 10 * 480
    assert sum(one.available for one in accounts.values()) > 0
    assert {one.held for one in accounts.values()} == {0}
