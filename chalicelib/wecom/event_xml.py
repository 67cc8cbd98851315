"""XML from outside, read with bounds: no document type, no entity, no depth, no size beyond what WeCom sends. Pure.

Expat calls us at every declaration and every beginning, so what is too much is refused there, before anything grows.
"""

from __future__ import annotations

from typing import Any, NoReturn
from xml.parsers import expat

LARGEST_BYTES = 64 * 1024
DEEPEST = 8
MOST_ELEMENTS = 1000

Tree = dict[str, Any]
"""Names to texts, to trees, or to lists of either where a name comes several times."""


class XmlError(ValueError):
    """It is no XML, or none that WeCom sends. `part` is `size`, `declaration`, `depth`, `elements` or `form`."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def read(raw: bytes) -> Tree:
    """What is inside the root element. Raises XmlError."""
    if len(raw) > LARGEST_BYTES:
        raise XmlError("size")
    builder = _Builder()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    parser.EntityDeclHandler = _declared
    parser.StartElementHandler = builder.begin
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - expat's own signature: this is all of it
    except expat.ExpatError as error:
        raise XmlError("form") from error
    if not isinstance(builder.root, dict):
        raise XmlError("form")
    return builder.root


def _declared(*_: object) -> NoReturn:
    raise XmlError("declaration")


class _Builder:
    """Builds the tree from what expat meets."""

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[tuple[Tree, list[str]]] = []
        self._elements = 0

    def begin(self, _name: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._open) >= DEEPEST:
            raise XmlError("depth")
        if self._elements > MOST_ELEMENTS:
            raise XmlError("elements")
        self._open.append(({}, []))

    def text(self, text: str) -> None:
        self._open[-1][1].append(text)

    def end(self, name: str) -> None:
        tree, texts = self._open.pop()
        value: Any = tree or "".join(texts)
        if not self._open:
            self.root = tree or None
            return
        parent = self._open[-1][0]
        if name not in parent:
            parent[name] = value
        elif isinstance(parent[name], list):
            parent[name].append(value)
        else:
            parent[name] = [parent[name], value]
