"""What a template card must contain (path/90236). Raises WeComError 40058 naming the part, 42017 for a key."""

import re
from collections.abc import Callable
from typing import Any, Final

from sandbox.wecom.errors import WeComError

_TASK_ID: Final = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
_LONGEST_KEY_BYTES: Final = 1024
_INTERACTIVE: Final = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})
_LIST_LIMITS: Final = {"horizontal_content_list": 6, "jump_list": 3, "button_list": 6, "select_list": 3}

Card = dict[str, Any]


def answers(card: Card) -> bool:
    """Whether a member can press something on it, so that it gets a response_code."""
    return card.get("card_type") in _INTERACTIVE or bool(card.get("action_menu"))


def check(card: Card) -> None:
    """Raises unless the card is whole."""
    kind = str(card.get("card_type", ""))
    if kind not in _KINDS:
        raise WeComError(40058, "template_card.card_type")
    for part, limit in _LIST_LIMITS.items():
        _need(len(_list(card, part)) <= limit, part)
    for row in _list(card, "horizontal_content_list"):
        _need(row.get("keyname"), "horizontal_content_list.keyname")
        _need(row.get("type") != 1 or row.get("url"), "horizontal_content_list.url")
    for jump in _list(card, "jump_list"):
        _need(jump.get("title"), "jump_list.title")
        _need(jump.get("type") != 1 or jump.get("url"), "jump_list.url")
    _KINDS[kind](card)
    _check_task_id(card)


def _check_notice(card: Card) -> None:
    _need(_dict(card, "main_title").get("title") or card.get("sub_title_text"), "main_title.title")
    _check_action(card)


def _check_news(card: Card) -> None:
    _need(_dict(card, "main_title").get("title"), "main_title.title")
    _need(_dict(card, "card_image").get("url") or card.get("image_text_area"), "card_image.url")
    _check_action(card)


def _check_buttons(card: Card) -> None:
    _need(_dict(card, "main_title").get("title"), "main_title.title")
    buttons = _list(card, "button_list")
    _need(buttons, "button_list")
    for button in buttons:
        _need(button.get("text"), "button_list.text")
        if button.get("type", 0) == 1:
            _need(button.get("url"), "button_list.url")
        else:
            _check_key(button.get("key"), "button_list.key")


def _check_vote(card: Card) -> None:
    _need(_dict(card, "main_title").get("title"), "main_title.title")
    _need(_dict(card, "checkbox").get("question_key"), "checkbox.question_key")
    _need(_dict(card, "checkbox").get("option_list"), "checkbox.option_list")
    _check_key(_dict(card, "submit_button").get("key"), "submit_button.key")


def _check_choices(card: Card) -> None:
    _need(_dict(card, "main_title").get("title"), "main_title.title")
    _need(_list(card, "select_list"), "select_list")
    _check_key(_dict(card, "submit_button").get("key"), "submit_button.key")


def _check_action(card: Card) -> None:
    action = _dict(card, "card_action")
    _need(action.get("type") in (1, 2), "card_action.type")
    _need(action.get("url") if action.get("type") == 1 else action.get("appid"), "card_action")


def _check_key(key: Any, part: str) -> None:
    if not key:
        raise WeComError(42017, part)
    _need(isinstance(key, str) and len(key.encode()) <= _LONGEST_KEY_BYTES, part)


def _check_task_id(card: Card) -> None:
    task_id = card.get("task_id")
    if task_id or answers(card):
        _need(isinstance(task_id, str) and _TASK_ID.fullmatch(task_id), "task_id")


def _need(holds: Any, part: str) -> None:
    if not holds:
        raise WeComError(40058, f"template_card.{part}")


def _dict(card: Card, part: str) -> Card:
    value = card.get(part) or {}
    _need(isinstance(value, dict), part)
    return dict(value)


def _list(card: Card, part: str) -> list[Card]:
    value = card.get(part) or []
    _need(isinstance(value, list) and all(isinstance(row, dict) for row in value), part)
    return list(value)


_KINDS: Final[dict[str, Callable[[Card], None]]] = {
    "text_notice": _check_notice,
    "news_notice": _check_news,
    "button_interaction": _check_buttons,
    "vote_interaction": _check_vote,
    "multiple_interaction": _check_choices,
}
