"""Messages as a member's phone shows them."""

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any, Final
from zoneinfo import ZoneInfo

from sandbox.wecom.markup import Html, el, join, link

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_LINK: Final = re.compile(
    r"&lt;a href=(?:&quot;|&#x27;)(https?://[^\s&]+(?:&amp;[^\s&]+)*)(?:&quot;|&#x27;)&gt;(.*?)&lt;/a&gt;"
)
_SHADE: Final = re.compile(r"&lt;div class=&quot;(gray|normal|highlight)&quot;&gt;(.*?)&lt;/div&gt;")
_FONT: Final = re.compile(r"&lt;font color=&quot;(info|comment|warning)&quot;&gt;(.*?)&lt;/font&gt;")
_MARKDOWN: Final = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"`(.+?)`"), r"<code>\1</code>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)"), r'<a href="\2">\1</a>'),
    (_FONT, r'<span class="\1">\2</span>'),
)

Content = dict[str, Any]


def bubble(message: dict[str, Any]) -> Html:
    """One message with its time; a recalled one only says so."""
    sent_at = datetime.fromisoformat(message["sent_at"]).astimezone(_ZONE)
    when = el("time", f"{sent_at:%m月%d日 %H:%M}", datetime=message["sent_at"])
    if message["recalled"]:
        return el("li", when, el("p", "消息已撤回", class_="recalled"))
    return el(
        "li", when, el("article", _KINDS[message["msgtype"]](_current(message)), class_=message["msgtype"])
    )


def _current(message: dict[str, Any]) -> Content:
    """The content with what an update has put over it."""
    phone = {"msgid": message["msgid"], "userid": message["userid"]}
    content: Content = message["content"] | phone
    changed: Content = message["changed"] or {}
    if "template_card" in changed:
        return dict(changed["template_card"]) | phone
    return content | ({"replaced": changed["button"]["replace_name"]} if "button" in changed else {})


def _text(content: Content) -> Html:
    return el("p", Html(_LINK.sub(r'<a href="\1">\2</a>', escape(content["content"]))), class_="text")


def _text_card(content: Content) -> Html:
    shaded = _SHADE.sub(r'<span class="\1">\2</span>', escape(content["description"]))
    return join(
        el("h3", content["title"]),
        el("p", Html(shaded.replace("&lt;br&gt;", "<br>")), class_="text"),
        link(content["url"], content["btntxt"], class_="jump"),
    )


def _markdown(content: Content) -> Html:
    return join(*[_markdown_line(line) for line in content["content"].splitlines()])


def _markdown_line(line: str) -> Html:
    heading = re.match(r"(#{1,6}) (.*)", line)
    quote = re.match(r"> ?(.*)", line)
    shown = heading.group(2) if heading else quote.group(1) if quote else line
    inner = escape(shown, quote=True)
    for pattern, replacement in _MARKDOWN:
        inner = pattern.sub(replacement, inner)
    return el("h3" if heading else "blockquote" if quote else "p", Html(inner))


def _template_card(card: Content) -> Html:
    main = card.get("main_title") or {}
    emphasis = card.get("emphasis_content") or {}
    return join(
        _source(card.get("source") or {}),
        el("h3", link(_target(card), str(main["title"]))) if main.get("title") else None,
        _line(main.get("desc"), "desc"),
        _line(emphasis.get("title"), "figure"),
        _line(emphasis.get("desc"), "desc"),
        _quote(card.get("quote_area") or {}),
        _line(card.get("sub_title_text"), "text"),
        _pairs(card.get("horizontal_content_list") or []),
        _buttons(card),
        *[link(jump.get("url"), str(jump["title"]), class_="jump") for jump in card.get("jump_list") or []],
        link(_target(card), "查看详情", class_="jump") if _target(card) else None,
    )


def _source(source: Content) -> Html | None:
    return el("p", str(source["desc"]), class_="source") if source.get("desc") else None


def _line(text: Any, class_: str) -> Html | None:
    return el("p", str(text), class_=class_) if text else None


def _quote(area: Content) -> Html | None:
    if not area:
        return None
    title = el("strong", str(area["title"])) if area.get("title") else None
    return el("blockquote", title, str(area.get("quote_text", "")))


def _pairs(rows: list[Content]) -> Html | None:
    pairs = [
        el("div", el("dt", str(row["keyname"])), el("dd", link(row.get("url"), str(row.get("value", "")))))
        for row in rows
    ]
    return el("dl", *pairs) if pairs else None


def _buttons(card: Content) -> Html | None:
    if card.get("replaced"):
        return el("p", str(card["replaced"]), class_="replaced")
    shown = [
        link(button["url"], str(button["text"]), class_="button")
        if button.get("url")
        else el("button", str(button["text"]), name="key", value=str(button["key"]), class_="quiet")
        for button in card.get("button_list") or []
    ]
    if not shown:
        return None
    hidden = [el("input", type="hidden", name=name, value=str(card[name])) for name in ("userid", "msgid")]
    return el("form", *hidden, *shown, class_="buttons", method="post", action="/press")


def _target(card: Content) -> str | None:
    action = card.get("card_action") or {}
    return str(action["url"]) if action.get("url") else None


_KINDS: Final[dict[str, Callable[[Content], Html]]] = {
    "text": _text,
    "textcard": _text_card,
    "markdown": _markdown,
    "template_card": _template_card,
}
