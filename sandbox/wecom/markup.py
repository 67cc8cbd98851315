"""HTML without a template language: text is escaped, elements nest."""

from html import escape
from pathlib import Path
from string import Template
from typing import Final

_TEMPLATES: Final = Path(__file__).with_name("templates")


class Html(str):
    """Markup that is already safe."""

    __slots__ = ()


def el(tag: str, *children: str | None, **attributes: str | bool | None) -> Html:
    """An element; `class_` stands for class, `aria_label` for aria-label; None and False leave out."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    inner = join(*children)
    return Html(f"<{tag}{written}>" if tag in {"input", "img"} else f"<{tag}{written}>{inner}</{tag}>")


def join(*children: str | None) -> Html:
    """Markup as it is, text escaped, None left out."""
    return Html("".join(c if isinstance(c, Html) else escape(c) for c in children if c is not None))


def link(url: object, *children: str | None, **attributes: str | bool | None) -> Html:
    """A link for http and https only; anything else shows its children without one."""
    address = str(url or "")
    if not address.startswith(("http://", "https://")):
        return el("span", *children, **attributes)
    return el("a", *children, href=address, **attributes)


def page(title: str, body: Html) -> str:
    """A whole document in the stand-in's own style."""
    style = Html((_TEMPLATES / "style.css").read_text("utf-8"))
    layout = Template((_TEMPLATES / "layout.html").read_text("utf-8"))
    return layout.substitute(title=escape(title), style=style, body=body)


def script(name: str) -> Html:
    """A small script of ours, inline."""
    return Html(f"<script>{(_TEMPLATES / name).read_text('utf-8')}</script>")


def _attribute(name: str, value: str | bool | None) -> str:  # noqa: FBT001 - as HTML has it
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{escape(value)}"'
