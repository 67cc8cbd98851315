"""Template cards as WeCom takes them, cut to its lengths. Pure. https://developer.work.weixin.qq.com/document/path/90236."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.platform import links, messages

LINES, TITLE, TEXT, LABEL, VALUE = 6, 36, 44, 6, 30
SOURCE = {"desc": "协同"}
Card = dict[str, Any]
Told = Mapping[str, Any]
"""A message as it went through the queue."""


def card_of(message: Told, task_id: str) -> Card:
    """The card of a message: it opens the page on a tap, and has the message's buttons."""
    buttons = [
        {"text": text, "style": 1, "type": 0, "key": key} for key, text in message.get("buttons") or ()
    ]
    card: Card = {
        "card_type": "button_interaction" if buttons else "text_notice",
        "source": SOURCE,
        "main_title": {"title": message["title"][:TITLE], "desc": message["description"][:TEXT]},
        "horizontal_content_list": [
            {"keyname": label[:LABEL], "value": value[:VALUE]} for label, value in message["lines"][:LINES]
        ],
        "card_action": {"type": 1, "url": message["url"]},
        "task_id": task_id,
    }
    if buttons:
        look = {"text": messages.text("cards.open"), "style": 2, "type": 1, "url": message["url"]}
        card["button_list"] = [*buttons, look]
    return card


def merged(several: Iterable[Told]) -> dict[str, Any]:
    """One message instead of many to the same person: how many there are of each kind, and where to see them."""
    every = list(several)
    counts = Counter(str(one["kind"]) for one in every)
    lines = [
        [messages.name_of("notices", f"{kind}.name"), messages.text("cards.count", n=count)]
        for kind, count in counts.most_common(LINES)
    ]
    newest = str(every[-1]["title"])
    return {
        "kind": "merged",
        "title": messages.text("notices.merged.title", n=len(every)),
        "description": messages.text("cards.newest", title=newest),
        "lines": lines,
        "url": links.tasks() if counts.keys() & {"todo", "remind", "supervised", "late"} else links.home(),
    }
