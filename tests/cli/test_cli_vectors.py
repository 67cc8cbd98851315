"""Known answers are all worked out: whatever is changed in a file is found, whatever nobody knows is a failure."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from cli.vectors.judging import judge
from cli.vectors.registry import CHECKERS, run

VECTORS = Path(__file__).parents[1] / "vectors"
FILES = sorted(VECTORS.glob("*.json"))
PROSE = {
    "source",
    "note",
    "why",
    "trap",
    "reading",
    "poster_time",
    "scheme",
    "algorithm",
    "request",
    "generation",
}
"""What only explains: `request` also says which terminal it is, which is tried by itself."""
FREE = (
    "biotime:pages.0.data",
    "biotime:pages.1.data",
    "biotime:pages.0.next",
    "biotime:pages.0.previous",
    "biotime:pages.1.previous",
    "biotime:pages.0.msg",
    "biotime:pages.1.msg",
    "biotime:non_json",
    "qiyuesuo:not_a_vector",
    "wecom_callback:official.cases.0.name",
    "wecom_callback:official.cases.1.name",
    *(f"wecom_callback:own.cases.{place}.name" for place in range(4)),
    "zk_adms:attlog.dedup_key",
    "zk_adms:attlog_bad",
    "zk_adms:command.getrequest_response",
    "zk_tcp4370:attlog_40.0.hex",
    "zk_tcp4370:commkey.0.session",
    "zk_tcp4370:commkey.1.session",
    "zk_tcp4370:frames.0.name",
    "zk_tcp4370:race",
    "zk_tcp4370:time_invalid.0.name",
)
"""What is asked rather than answered, or has no effect where the change falls: padding, a comment, a byte the key drops."""


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every text and number of a file is, what only explains aside."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in PROSE:
                yield from _leaves(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _leaves(part, (*path, place))
    else:
        yield path


def _changed(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(content)
    where = made
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
    return made


def _other(value: Any) -> Any:
    """Something near that is not the same."""
    if isinstance(value, str):
        middle = len(value) // 2
        return value[:middle] + ("1" if value[middle : middle + 1] == "0" else "0") + value[middle + 1 :]
    return 7 if value is None else value + 1


def _problems(tmp_path: Path, name: str, content: Any) -> list[str]:
    path = tmp_path / name
    path.write_text(json.dumps(content), "utf-8")
    return [outcome.problem for outcome in judge(path, CHECKERS, tmp_path) if outcome.problem]


def test_every_known_answer_holds():
    outcomes = run(VECTORS)
    assert [outcome for outcome in outcomes if outcome.problem] == []
    assert {outcome.file for outcome in outcomes} == {path.name for path in FILES}
    assert len(outcomes) == 64


def _name(path: Path, leaf: tuple[Any, ...]) -> str:
    return f"{path.stem}:{'.'.join(map(str, leaf))}"


CHECKED = [
    pytest.param(path, leaf, id=_name(path, leaf))
    for path in FILES
    for leaf in _leaves(json.loads(path.read_text("utf-8")))
    if not _name(path, leaf).startswith(FREE)
]


@pytest.mark.parametrize(("path", "leaf"), CHECKED)
def test_a_changed_answer_is_found(tmp_path: Path, path: Path, leaf: tuple[Any, ...]):
    content = json.loads(path.read_text("utf-8"))
    value = content
    for step in leaf:
        value = value[step]
    assert _problems(tmp_path, path.name, _changed(content, leaf, _other(value)))


def test_what_is_left_aside_is_there():
    names = {_name(path, leaf) for path in FILES for leaf in _leaves(json.loads(path.read_text("utf-8")))}
    assert [prefix for prefix in FREE if not any(name.startswith(prefix) for name in names)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_section_nobody_knows_is_a_failure(tmp_path: Path, path: Path):
    content = json.loads(path.read_text("utf-8")) | {"new_cases": [{"a": 1}]}
    assert _problems(tmp_path, path.name, content) == ["nobody knows how to check this section"]


NOBODY_LOOKS = [
    ("wecom_callback", ("own",), "own.more_cases"),
    ("wecom_callback", ("own", "cases", 1), "own.cases.more_cases"),
    ("wecom_jssdk", ("own", 0), "own.more_cases"),
    ("qiyuesuo", ("request_signature", 0), "request_signature.more_cases"),
    ("research_webhook", ("own",), "own.more_cases"),
    ("zk_adms", ("attlog",), "attlog.more_cases"),
    ("zk_tcp4370", ("attlog_16", 0), "attlog_16.more_cases"),
    ("biotime", ("token", "response"), "token.response.more_cases"),
]


@pytest.mark.parametrize(("name", "place", "told"), NOBODY_LOOKS)
def test_a_part_no_case_looks_at_is_a_failure(tmp_path: Path, name: str, place: tuple[Any, ...], told: str):
    content = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    changed = _changed(content, (*place, "more_cases"), [{"a": 1}])
    assert _problems(tmp_path, f"{name}.json", changed) == [f"nobody knows how to check {told}"]
    changed = _changed(content, (*place, "note"), "only explains")
    assert _problems(tmp_path, f"{name}.json", changed) == []


def test_a_refusal_nobody_knows_is_a_failure(tmp_path: Path):
    content = json.loads((VECTORS / "research_webhook.json").read_text("utf-8"))
    content["own"]["negative"].append({"name": "sent on a Sunday", "expect": "401"})
    assert _problems(tmp_path, "research_webhook.json", content) == ["nobody knows how to check this"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("sm9.json", "{}", "nobody knows how to check it"),
        ("sm9.bin", "\x00", "cannot be read as JSON"),
        ("biotime.json", "[]", "no object of sections"),
        ("biotime.json", "{}", "holds no case"),
        ("biotime.json", '{"pages": []}', "cannot be worked out"),
        ("biotime.json", '{"token": 1}', "cannot be worked out"),
        ("biotime.json", '{"pages": 1}', "not of the form expected"),
        ("wecom_jssdk.json", '{"own": []}', "holds no case"),
        ("zk_tcp4370.json", '{"frames": [{"name": "SHUTDOWN", "hex": ""}]}', "which frame this name means"),
    ],
)
def test_a_file_that_cannot_be_checked_is_a_failure(tmp_path: Path, name: str, text: str, said: str):
    (tmp_path / name).write_text(text, "utf-8")
    problems = [outcome.problem for outcome in run(tmp_path)]
    assert problems
    assert all(said in problem for problem in problems)


def test_a_file_says_by_algorithm_what_it_is(tmp_path: Path):
    content = json.loads((VECTORS / "wecom_jssdk.json").read_text("utf-8"))
    assert _problems(tmp_path, "pages_of_2027.json", content | {"algorithm": "wecom_jssdk"}) == []


def test_the_command_counts_and_its_exit_code_says_whether_all_hold(tmp_path: Path):
    runner = CliRunner()
    shown = runner.invoke(app, ["vectors", str(VECTORS)])
    assert (shown.exit_code, shown.output) == (0, "64 passed, 0 failed\n")
    (tmp_path / "of-a-vendor").mkdir()
    (tmp_path / "of-a-vendor" / "new.json").write_text("{}", "utf-8")
    (tmp_path / "README.md").write_text("about", "utf-8")
    (tmp_path / "wecom_jssdk.json").write_text((VECTORS / "wecom_jssdk.json").read_text("utf-8"), "utf-8")
    shown = runner.invoke(app, ["vectors", str(tmp_path)])
    assert shown.exit_code == 1
    assert shown.output.splitlines()[0].startswith("of-a-vendor/new.json: the file: nobody knows")
    assert shown.output.splitlines()[-1] == "2 passed, 1 failed"
    told = json.loads(runner.invoke(app, ["vectors", str(tmp_path), "--json"]).output)
    assert [bool(outcome["problem"]) for outcome in told] == [True, False, False]


def test_a_folder_that_is_not_there_or_empty_is_wrong_usage(tmp_path: Path):
    assert CliRunner().invoke(app, ["vectors", str(tmp_path)]).exit_code == 2
    assert CliRunner().invoke(app, ["vectors", str(tmp_path / "none")]).exit_code == 2
