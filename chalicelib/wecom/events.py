"""What WeCom's callbacks say: the event, what makes it the same as one before, and which ids it makes dirty. Pure.

Contact events (https://developer.work.weixin.qq.com/document/path/90970) tell ids only, come in any order, and a deletion
is told as a change first: so none is acted on by itself. It says that an id must be read anew. A pressed button of a card
(https://developer.work.weixin.qq.com/document/path/90240) is remembered, and looked at afterwards.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from chalicelib.wecom import event_xml
from chalicelib.wecom.event_xml import Tree, XmlError
from chalicelib.wecom.model import Press

CONTACTS, PRESSED = "change_contact", "template_card_event"
LONGEST_WORD = 60
LONGEST_ID = 64
LONGEST_CARD, LONGEST_BUTTON, LONGEST_CODE = 128, 100, 1024
_ID_OF = {"user": "UserID", "party": "Id", "tag": "TagId"}


@dataclass(frozen=True)
class Dirty:
    """Something in WeCom's address book is no longer as we know it. `name` of a person is in small letters.

    `renamed_to` is set for a person whose userid was changed: the one event that breaks our key.
    """

    what: str
    name: str
    renamed_to: str = ""


@dataclass(frozen=True)
class Event:
    """One callback. `kind` is the event, or the type of a message; `key` is the same whenever it is delivered again."""

    kind: str
    change: str
    key: str
    dirty: tuple[Dirty, ...]
    press: Press | None = None

    @property
    def known(self) -> bool:
        """Whether something follows from it; the others are acknowledged all the same."""
        return bool(self.dirty or self.press)


def read(text: str) -> Event:
    """The event in a callback's text. Raises event_xml.XmlError for one that is none."""
    told = event_xml.read(text.encode())
    kind = _word(told, "MsgType")
    if not kind:
        raise XmlError("form")
    change = _word(told, "ChangeType")
    event = _word(told, "Event") if kind == "event" else kind
    dirty = tuple(_dirty(told, change)) if event == CONTACTS else ()
    return Event(event, change, _key(told, text), dirty, _press(told) if event == PRESSED else None)


def _key(told: Tree, text: str) -> str:
    """A message has an id. An event has none, and of some several come in a second: its whole text is its key."""
    number = _word(told, "MsgId")
    return f"message-{number}" if number else hashlib.sha256(text.encode()).hexdigest()


def _dirty(told: Tree, change: str) -> list[Dirty]:
    verb, _, what = change.partition("_")
    name = _id(told, _ID_OF.get(what, ""))
    if verb not in {"create", "update", "delete"} or not name:
        return []
    if what != "user":
        return [Dirty("department" if what == "party" else what, name)]
    renamed = _id(told, "NewUserID").lower()
    new = [Dirty("user", renamed)] if renamed and renamed != name.lower() else []
    return [Dirty("user", name.lower(), renamed if new else ""), *new]


def _press(told: Tree) -> Press | None:
    """Who pressed what on which card; None where one of it is missing, or longer than WeCom makes it."""
    userid, card = _id(told, "FromUserName").lower(), _id(told, "TaskId", LONGEST_CARD)
    button, code = _id(told, "EventKey", LONGEST_BUTTON), _id(told, "ResponseCode", LONGEST_CODE)
    return Press(userid, card, button, code) if userid and card and button else None


def _id(told: Tree, name: str, longest: int = LONGEST_ID) -> str:
    value = told.get(name, "")
    return value if isinstance(value, str) and len(value) <= longest else ""


def _word(told: Tree, name: str) -> str:
    value = told.get(name, "")
    return value[:LONGEST_WORD] if isinstance(value, str) else ""
