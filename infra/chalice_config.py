"""`.chalice/config.json` and `.chalice/policy-<group>.json`: written from the function list, committed, compared.

`python -m infra.chalice_config` writes them; `--check` exits 1 when they are not what would be written.
"""

import json
import sys
from pathlib import Path
from typing import Final

from infra import policies, tables
from infra.api import API_STAGE
from infra.cfn import Json
from infra.errors import PackageError
from infra.functions import FUNCTIONS, Function
from infra.stage import APP

ROOT: Final = Path(__file__).resolve().parent.parent


def config() -> Json:
    """Settings of every stage: stages differ by parameters of the stack, not by this file."""
    return {
        "version": "2.0",
        "app_name": APP,
        "api_gateway_stage": API_STAGE,
        "api_gateway_endpoint_type": "REGIONAL",
        "autogen_policy": False,
        "xray": False,
        "stages": {},
        "lambda_functions": {function.name: _function(function) for function in FUNCTIONS},
    }


def _function(function: Function) -> Json:
    found: Json = {
        "iam_policy_file": f"policy-{function.group}.json",
        "lambda_memory_size": function.memory_mb,
        "lambda_timeout": function.timeout_seconds,
        "autogen_policy": False,
    }
    if function.reserved_concurrency is not None:
        found["reserved_concurrency"] = function.reserved_concurrency
    return found


def files() -> dict[str, str]:
    """Name under `.chalice/` -> text."""
    found = {"config.json": _text(config())}
    for group, document in policies.policies(tables.tables()).items():
        found[f"policy-{group}.json"] = _text(document)
    return found


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")


def stale(folder: Path) -> list[str]:
    """Files that are missing, left over or not what the list says."""
    wanted = files()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    folder = ROOT / ".chalice"
    try:
        if "--check" not in arguments:
            write(folder)
        different = stale(folder)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    if different:
        print(
            f".chalice is stale ({', '.join(different)}): run `python -m infra.chalice_config`",
            file=sys.stderr,
        )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
