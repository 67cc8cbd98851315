"""`python -m infra.package --stage STAGE --region REGION --out build/STAGE`: template and code, ready to deploy.

Everything happens in a copy that holds app.py, chalicelib/, vendor/, .chalice/ and nothing else.
"""

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from infra import chalice_config, layer, run, tables, template, zips
from infra.cfn import Json
from infra.errors import InfraError, PackageError
from infra.functions import FUNCTIONS
from infra.native import UnexpectedTemplateError, native
from infra.stage import Stage

ROOT: Final = Path(__file__).resolve().parent.parent
CODE: Final = ("app.py", "chalicelib", "vendor")
SHIPPED: Final = (*CODE, "__pycache__")


@dataclass(frozen=True)
class Package:
    """What a deploy needs: the template file, the zip file and their digests (SHA-256, hex)."""

    template: Path
    code: Path
    template_digest: str
    code_digest: str


def package(stage: Stage, out: Path, root: Path = ROOT) -> Package:
    """Write `template.json` and `deployment.zip` below `out`.

    Raises PackageError with one sentence: a wheel that will not run in Lambda, a function that only one of the
    app and `infra.functions` knows, an ARN with its partition written out.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = Package(out / "template.json", out / "deployment.zip", "", "")
    with tempfile.TemporaryDirectory(prefix="package-") as scratch:
        project = Path(scratch) / "project"
        _copy(root, project)
        text = _template(stage, project, Path(scratch))
        _zip(project, layer.layer(root / "requirements.txt", layer.cache_folder(root)), made.code)
    made.template.write_text(text, encoding="utf-8")
    return Package(made.template, made.code, digest(made.template), digest(made.code))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _copy(root: Path, project: Path) -> None:
    project.mkdir(parents=True)
    for name in CODE:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif source.exists():
            shutil.copy(source, project / name)
    chalice_config.write(project / ".chalice")
    # The dependencies are a package of their own (infra.layer): Chalice is asked for the template only.
    (project / "requirements.txt").write_text("")


def _template(stage: Stage, project: Path, scratch: Path) -> str:
    merge = scratch / "merge.json"
    merge.write_text(template.merge_text(stage, tables.tables()), encoding="utf-8")
    run.chalice_package(project, scratch / "out", stage.region, stage=stage.name, merge=merge)
    shutil.rmtree(project / ".chalice" / "deployments", ignore_errors=True)
    written: Json = json.loads((scratch / "out" / "sam.json").read_text(encoding="utf-8"))
    _compare_functions(written)
    text = json.dumps(_native(written), ensure_ascii=False, indent=1, sort_keys=True)
    _refuse_partition("the template", text)
    for path in sorted(project.rglob("*.py")):
        _refuse_partition(path.relative_to(project).as_posix(), path.read_text(encoding="utf-8"))
    return text


def _refuse_partition(where: str, text: str) -> None:
    """An ARN that names its partition deploys in China and fails there at run time (aws-cdk #4597)."""
    for line in text.splitlines():
        if "arn:aws:" in line:
            message = f"{where} writes out the partition of an ARN: {line.strip()}"
            raise PackageError(message)


def _native(written: Json) -> Json:
    try:
        return native(written)
    except UnexpectedTemplateError as error:
        message = f"the template of Chalice is not as expected: {error}"
        raise PackageError(message) from error


def _compare_functions(written: Json) -> None:
    resources: Json = written["Resources"]
    declared = {name for name, r in resources.items() if r.get("Type") == "AWS::Serverless::Function"}
    listed = {function.logical_id for function in FUNCTIONS}
    if missing := sorted(listed - declared):
        message = f"infra/functions.py lists {', '.join(missing)}, but no blueprint of app.py declares it"
        raise PackageError(message)
    if unknown := sorted(declared - listed):
        message = f"app.py declares {', '.join(unknown)}: add it to infra/functions.py"
        raise PackageError(message)


def _zip(project: Path, dependencies: Path, target: Path) -> None:
    run.compile_tree(project)
    shutil.copy(dependencies, target)
    zips.add(target, project, zips.files(project, lambda name: name.split("/")[0] in SHIPPED))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.package", description=package.__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    try:
        made = package(Stage(asked.stage, asked.region), asked.out or ROOT / "build" / asked.stage)
    except (InfraError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made.template}  {made.template_digest}")
    print(f"{made.code}  {made.code_digest}  {made.code.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
