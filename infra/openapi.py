"""Writes chalicelib/openapi.json from the routes: `python -m infra.openapi`; `--check` fails on drift."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from chalicelib.platform.openapi import build

TARGET = Path(__file__).parents[1] / "chalicelib" / "openapi.json"


def rendered() -> str:
    """The document as it is committed."""
    from app import APIS

    routes = [route for api in APIS for route in api.routes]
    return json.dumps(build(routes), ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def main() -> int:
    text = rendered()
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text("utf-8") != text:
            print(
                "chalicelib/openapi.json differs from the routes: run python -m infra.openapi",
                file=sys.stderr,
            )
            return 1
        return 0
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
