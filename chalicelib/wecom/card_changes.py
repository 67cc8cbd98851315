"""What cards show instead of their buttons, once something was decided: to everybody who got one.

WeCom changes a card by a code that comes with the sending and with each press, works once, and for 72 hours. Where there
is none (it is older, or the answer to the sending was lost), a new card tells what became of it, and the old one answers
when somebody presses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.platform import clock, messages
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import card_store, vendor_errors
from chalicelib.wecom.card_store import CardRow
from chalicelib.wecom.model import CODE_UNKNOWN, WecomRefusedError, WecomUnavailableError

LEASE = dt.timedelta(seconds=60)
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(seconds=20), dt.timedelta(minutes=30)
Told = Mapping[str, Any]
MOST_ATTEMPTS = 60
"""With these pauses a day: who presses such a card is answered anyway."""


def wanted(told: Told) -> list[CardRow]:
    """A change from the queue, `{about, shows: {userid: {text, own}}, others, again}`: the cards that are to show something else."""
    found = []
    others = {"text": told["others"], "own": False} if told.get("others") else None
    for card in card_store.cards_about(str(told["about"])):
        shows = told["shows"].get(card.userid) or others
        if shows and card_store.want(card, shows["text"], own=shows["own"], again=bool(told.get("again"))):
            found.append(card)
    return found


def sent(card: CardRow, code: str) -> bool:
    """WeCom has the card; whether something was decided while it was on its way, and is to be shown now."""
    card_store.was_sent(card, code)
    return bool(card.wanted) and card_store.want(card, card.wanted, own=bool(card.own), again=True)


def change(card: CardRow, send: Callable[[Told], None]) -> None:
    """Let a card show what it is to. What cannot be done now is tried later; `send` tells it in a new card instead."""
    if not card.gsi1sk or not card_store.claim(card, clock.now() + LEASE):
        return
    code = card.good_code
    if not card.sent_at:
        card_store.shows(card, card.wanted)
    elif code:
        _spend(card, code, send)
    else:
        _instead(card, send)


def _spend(card: CardRow, code: str, send: Callable[[Told], None]) -> None:
    from chalicelib.wecom import client

    before = card.tried == code
    card_store.spending(card, code)
    agent_id, text = int(settings().wecom_agent_id), str(card.wanted)
    try:
        client.call(lambda wecom: wecom.card.replace_button([card.userid], agent_id, code, text))
    except WecomUnavailableError:
        _later(card, None)
        return
    except WecomRefusedError as error:
        if error.errcode != CODE_UNKNOWN:
            _later(card, error)
            return
        if not before:
            card_store.spent(card, code)
            _instead(card, send)
            return
    card_store.spent(card, code)
    card_store.shows(card, text)


def _instead(card: CardRow, send: Callable[[Told], None]) -> None:
    """The card stays as it is. Whoever did it themselves knows; the others get a new card."""
    text = str(card.wanted)
    if not card.own:
        send(
            {
                "key": f"{card.name}-h",
                "kind": "handled",
                "to": [str(card.userid)],
                "title": messages.text("notices.handled.title", result=text),
                "description": str(card.title),
                "lines": [],
                "url": str(card.url),
            }
        )
    card_store.shows(card, text)


def _later(card: CardRow, error: WecomRefusedError | None) -> None:
    told = vendor_errors.explained(error) if error else {}
    logger.warning("card_unchanged", extra={"card": card.name, "attempts": int(card.attempts), **told})
    if int(card.attempts) >= MOST_ATTEMPTS:
        card_store.shows(card, "")
        return
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(int(card.attempts) - 1, 10))
    card_store.postpone(card, clock.now() + pause)
