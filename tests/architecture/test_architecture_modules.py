"""The size of modules, and what importing them needs."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import app
from infra.functions import API_HANDLER, FUNCTIONS
from tests.support.code import ROOT

LONGEST = 400
SOURCES = {".py", ".ts", ".vue", ".mjs", ".css", ".sh"}
GENERATED = ("web/dist", "web/node_modules", "web/src/shared/api/schema.d.ts")
FOLDERS = ("chalicelib", "cli", "infra", "relay", "sandbox", "bench", "web", "tests")
HANDLERS = {found.name: found.handler_string for found in [*app.pure_lambda_functions, *app.event_sources]}


def _modules() -> Iterator[Path]:
    yield ROOT / "app.py"
    for folder in FOLDERS:
        for parent, folders, files in os.walk(ROOT / folder):
            folders[:] = [name for name in folders if not _generated(Path(parent, name))]
            yield from (Path(parent, name) for name in files if Path(name).suffix in SOURCES)


def _generated(path: Path) -> bool:
    return str(path.relative_to(ROOT)).startswith(GENERATED)


def test_no_module_is_longer_than_400_lines():
    found = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in _modules()
        if not _generated(path)
    }
    assert len(found) > 100, "the walk finds the project"
    assert {name: lines for name, lines in found.items() if lines > LONGEST} == {}


def _python(code: str) -> subprocess.CompletedProcess[str]:
    """Runs code from the project's top with nothing at all in the environment."""
    return subprocess.run(
        ["env", "-i", sys.executable, "-W", "error::SyntaxWarning", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_application_is_imported_with_an_empty_environment_and_makes_no_client():
    made = _python(
        "import app, json, sys\n"
        "from chalicelib.platform import aws, settings\n"
        "print(json.dumps([aws.client.cache_info().currsize, settings.settings.cache_info().currsize]))"
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == [0, 0]


def test_every_function_of_the_list_has_a_handler_and_every_handler_is_in_the_list():
    assert set(HANDLERS) == {function.name for function in FUNCTIONS} - {API_HANDLER}


@pytest.mark.parametrize("module", sorted({handler.rpartition(".")[0] for handler in HANDLERS.values()}))
def test_handlers_are_imported_without_the_application(module: str):
    names = sorted(h.rpartition(".")[2] for h in HANDLERS.values() if h.rpartition(".")[0] == module)
    asked = _python(
        "import importlib, inspect, json, sys\n"
        f"module = importlib.import_module({module!r})\n"
        f"taken = {{n: len(inspect.signature(getattr(module, n)).parameters) for n in {names!r}}}\n"
        "print(json.dumps([taken, 'app' in sys.modules]))"
    )
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout) == [dict.fromkeys(names, 2), False]


@pytest.mark.parametrize("module", ["app", "chalicelib.approvals.steps", "chalicelib.approvals.jobs"])
def test_only_the_functions_that_speak_to_wecom_load_its_client(module: str):
    asked = _python(
        f"import {module}, sys\nprint(sorted({{'wechatpy', 'requests', 'boto3'}} & set(sys.modules)))"
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.strip() == "[]"


def test_every_capability_has_its_layer_and_every_layer_its_package():
    rooms = {path.parent.name for path in (ROOT / "chalicelib").glob("*/__init__.py")}
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][
        0
    ]
    assert rooms == set(layers["layers"])
