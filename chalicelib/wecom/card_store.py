"""Rows of the WeCom table about cards people decide on.

| row | pk | sk |
|---|---|---|
| card | `CARDS#<about>` | `<card>`: one person's card; 400 days. `<card>` is WeCom's task_id and begins with `<about>@` |

A card that is to show something else stands in `by_due` under `WAITING` until it does.
"""

from __future__ import annotations

import datetime as dt

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.platform import clock
from chalicelib.wecom.store import WAITING, WecomRow, change, put_new

KEEP = dt.timedelta(days=400)
CODE_LIFE = dt.timedelta(hours=71)
"""WeCom's is 72 hours."""


class CardRow(WecomRow, discriminator="card"):
    """`code` changes it once; `wanted` is what it is to show instead of its buttons, `shown` what it does.

    `tried` is the code that was spent without hearing whether it counted. `own`: what it is to show its person did.
    """

    userid = UnicodeAttribute()
    version = UnicodeAttribute()
    buttons = ListAttribute(of=UnicodeAttribute, default=list)
    title = UnicodeAttribute()
    url = UnicodeAttribute()
    sent_at = UnicodeAttribute(null=True)
    code = UnicodeAttribute(default="")
    code_at = UnicodeAttribute(default="")
    tried = UnicodeAttribute(default="")
    wanted = UnicodeAttribute(default="")
    own = BooleanAttribute(default=False)
    shown = UnicodeAttribute(default="")
    attempts = NumberAttribute(default=0)

    @property
    def about(self) -> str:
        return str(self.pk).removeprefix("CARDS#")

    @property
    def name(self) -> str:
        return str(self.sk)

    @property
    def good_code(self) -> str:
        """The code, while WeCom takes it."""
        fresh = self.code_at > clock.to_text(clock.now() - CODE_LIFE)
        return str(self.code) if self.code and fresh else ""


def open_card(name: str, userid: str, version: str, buttons: list[str], title: str, url: str) -> None:
    """A card that is about to be sent; one that is there stays as it is."""
    row = CardRow(
        f"CARDS#{about_of(name)}",
        name,
        userid=userid,
        version=version,
        buttons=buttons,
        title=title,
        url=url,
        expires_at=clock.now() + KEEP,
    )
    put_new(row)


def about_of(name: str) -> str:
    """What a card is about, of which its name is made."""
    return name.rpartition("@")[0]


def read(name: str) -> CardRow | None:
    """The card of this name; None for one that is not ours."""
    try:
        return CardRow.get(f"CARDS#{about_of(name)}", name, consistent_read=True)
    except DoesNotExist:
        return None


def cards_about(about: str) -> list[CardRow]:
    rows = WecomRow.query(f"CARDS#{about}", consistent_read=True)
    return [row for row in rows if isinstance(row, CardRow)]


def was_sent(card: CardRow, code: str) -> None:
    """WeCom has it; `code` is empty where its answer was lost."""
    actions: list[Action] = [CardRow.sent_at.set(clock.to_text(clock.now()))]
    if code:
        actions += [CardRow.code.set(code), CardRow.code_at.set(clock.to_text(clock.now()))]
    change(card, actions, CardRow.pk.exists())


def keep_code(card: CardRow, code: str) -> None:
    """A press has brought another code."""
    if code:
        now = clock.to_text(clock.now())
        actions = [
            CardRow.code.set(code),
            CardRow.code_at.set(now),
            CardRow.sent_at.set(CardRow.sent_at | now),
        ]
        change(card, actions, CardRow.pk.exists())


def want(card: CardRow, text: str, *, own: bool, again: bool) -> bool:
    """It is to show this. Where it does already: nothing, but `again`, when somebody has seen that it does not."""
    actions = [
        CardRow.wanted.set(text),
        CardRow.own.set(own),
        CardRow.attempts.set(0),
        CardRow.gsi1pk.set(WAITING),
        CardRow.gsi1sk.set(_place(card, clock.now())),
    ]
    return change(card, actions, CardRow.pk.exists() if again else CardRow.wanted != text)


def claim(card: CardRow, until: dt.datetime) -> bool:
    """Take a change for oneself until then. One more attempt is counted."""
    actions = [CardRow.gsi1sk.set(_place(card, until)), CardRow.attempts.add(1)]
    return change(card, actions, _as_seen(card))


def spending(card: CardRow, code: str) -> None:
    """The code is about to be used: should the answer be lost, it may be used up."""
    if card.tried != code:
        change(card, [CardRow.tried.set(code)], CardRow.pk.exists())


def spent(card: CardRow, code: str) -> None:
    """The code is used up; one that a press has brought meanwhile stays."""
    change(card, [CardRow.code.set("")], CardRow.code == code)


def postpone(card: CardRow, due: dt.datetime) -> None:
    """It is tried again then."""
    change(card, [CardRow.gsi1sk.set(_place(card, due))], _as_seen(card))


def shows(card: CardRow, text: str) -> None:
    """It shows this now, or nothing more can be done about it."""
    actions = [
        CardRow.shown.set(text),
        CardRow.tried.set(""),
        CardRow.gsi1pk.remove(),
        CardRow.gsi1sk.remove(),
    ]
    change(card, actions, _as_seen(card))


def _place(card: CardRow, due: dt.datetime) -> str:
    return f"{clock.to_text(due)}#{card.pk}#{card.sk}"


def _as_seen(card: CardRow) -> Condition:
    return CardRow.gsi1sk == card.gsi1sk
