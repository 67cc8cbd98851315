"""Files that are written by programs and committed.

`python -m cli.checks.generated` compares them, `--write` (`make generate`) writes them, with web/dist.
"""

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import BaseModel

from cli.checks import web
from cli.checks.problem import StageError
from cli.local.settings import ROOT

Files = Mapping[Path, str]


def main(arguments: list[str]) -> int:
    try:
        print(write() if "--write" in arguments else compare())
    except StageError as problem:
        print(problem)
        return 1
    return 0


def left_over(wanted: Files) -> list[Path]:
    """Return compiled machines whose flow is gone."""
    return [path for path in (ROOT / "stepfunctions" / "asl").glob("*.asl.json") if path not in wanted]


def compare() -> str:
    """Raise StageError with the names of the generated files that differ."""
    wanted = everything()
    if stale := [p for p, text in wanted.items() if not is_current(p, text)] + left_over(wanted):
        listed = "\n".join(f"  {path.relative_to(ROOT)}" for path in sorted(stale))
        raise StageError(f"Generated files are not up to date; `make generate` writes them:\n{listed}")
    return f"{len(wanted)} generated files are as they should be"


def write() -> str:
    """Write every generated file that differs, then the pages."""
    written, wanted = 0, everything()
    for path in left_over(wanted):
        path.unlink()
    for path, text in wanted.items():
        if not is_current(path, text):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written += 1
    web.write()
    return f"{written} generated files written, and web/dist built"


def is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def everything() -> Files:
    found: dict[Path, str] = {}
    for make in GENERATORS:
        found |= make()
    return found


def chalice_files() -> Files:
    """.chalice/config.json and the policies."""
    from infra import chalice_config

    return {ROOT / ".chalice" / name: text for name, text in chalice_config.files().items()}


def machines() -> Files:
    """stepfunctions/asl/: what each flow is compiled to."""
    from chalicelib.flows import compiler, service, verify

    flows = [
        verify.read(path.read_text("utf-8")) for path in sorted((ROOT / "stepfunctions").rglob("*.flow.yaml"))
    ]
    return {
        ROOT / "stepfunctions" / "asl" / f"{flow.key}.asl.json": service.asl_text(compiler.compile_flow(flow))
        for flow in flows
    }


def description() -> Files:
    """chalicelib/openapi.json: the API in OpenAPI 3.1."""
    from infra import openapi

    return {ROOT / "chalicelib" / "openapi.json": openapi.rendered()}


def problems() -> Files:
    """docs/problems.md and docs/library-problems.md: what the verifiers say, by id."""
    from chalicelib.flows.verify import catalogue
    from chalicelib.libraries.verify import catalogue as of_libraries

    return {
        ROOT / "docs" / "problems.md": catalogue.page(),
        ROOT / "docs" / "library-problems.md": of_libraries.page(),
    }


def operations() -> Files:
    """docs/operations-matrix.md: every operation in every surrounding, as the tests run them."""
    page = importlib.import_module("tests.operations.page")
    return {ROOT / "docs" / "operations-matrix.md": page.rendered()}


def sync_fields() -> Files:
    """docs/sync-fields.md: which side owns which field, as merging decides by it."""
    from chalicelib.wecom.sync import fields

    return {ROOT / "docs" / "sync-fields.md": fields.page()}


def schemas() -> Files:
    """JSON Schemas of the flow and library languages, for editors."""
    from chalicelib.flows.model import Flow
    from chalicelib.libraries.model import Library

    return {
        ROOT / "stepfunctions" / "flow.schema.json": _schema(Flow),
        ROOT / "libraries" / "library.schema.json": _schema(Library),
    }


def _schema(model: type[BaseModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


GENERATORS: tuple[Callable[[], Files], ...] = (
    chalice_files,
    machines,
    description,
    problems,
    operations,
    schemas,
    sync_fields,
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
