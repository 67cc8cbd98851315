"""The code as data: modules, their syntax trees, routes, errors."""

import ast
import functools
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chalicelib
from app import APIS
from chalicelib.platform.errors import DomainError
from chalicelib.platform.web import Route

ROOT = Path(__file__).parents[2]
ROUTES: list[Route] = [route for api in APIS for route in api.routes]


@functools.cache
def trees() -> dict[str, ast.Module]:
    """Syntax tree of every module of chalicelib by its path from the top."""
    files = sorted((ROOT / "chalicelib").rglob("*.py"))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in files}


def errors() -> list[type[DomainError]]:
    """Every error class of every module of chalicelib."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        importlib.import_module(module.name)
    return sorted(set(_subclasses(DomainError)), key=lambda cls: f"{cls.__module__}.{cls.__name__}")


def _subclasses(cls: type[Any]) -> Iterator[type[Any]]:
    for found in cls.__subclasses__():
        yield found
        yield from _subclasses(found)


def attributes(tree: ast.AST) -> Iterator[str]:
    """Every `x.name` in a module, as the name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a module by the dotted text of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node
