"""Telling people: planned once for everybody, then sent, again and again until WeCom has it.

1. `take` writes a row for everybody who is to be told, now or later, and only then sends.
2. A row is taken for a minute and a half, sent under a `task_id` of its own, and marked: whoever dies in between, the next
   sends it again, and WeCom refuses the second card (42014).
3. WeCom drops what exceeds 30 cards a minute to a person and says it was sent. So each is counted before, and what would
   be too much is held for a minute and told in one card, as is what waited for the morning.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.platform import clock
from chalicelib.platform.ids import new_id
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import card_changes, card_store, cards, notice_store, person_store, vendor_errors
from chalicelib.wecom.card_store import CardRow
from chalicelib.wecom.model import (
    ALL_INVALID,
    MOST_RECEIVERS,
    TASK_ID_TAKEN,
    WecomRefusedError,
    WecomUnavailableError,
)
from chalicelib.wecom.notice_store import NoticeRow
from chalicelib.wecom.notices import KINDS, Preferences

LEASE = dt.timedelta(seconds=90)
MINUTE = dt.timedelta(minutes=1)
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(seconds=30), dt.timedelta(minutes=30)
PATIENCE = dt.timedelta(days=3)
SWEEP_AT_ONCE = 400
MOST_REFUSALS = 8
IN_A_MINUTE, URGENT_IN_A_MINUTE, ALL_IN_A_MINUTE = 24, 27, 30
"""Single cards to a person, urgent ones too, and with them the card that tells of the rest."""
IN_AN_HOUR, ALL_IN_AN_HOUR = 900, 1000
Told = Mapping[str, Any]


def take(message: Told) -> None:
    """A message from the queue, for the first time or again: whoever is to be told now is, the others have a row."""
    key = str(message["key"])
    planned, rows = notice_store.of(key)
    if not planned:
        _plan(message, rows)
        _, rows = notice_store.of(key)
    now = clock.to_text(clock.now())
    for row in rows:
        if row.waits and not row.held and row.due <= now:
            send(row)


def send(row: NoticeRow) -> None:
    """Send a row that waits, unless somebody else is at it or it is not needed any more; what fails is tried later."""
    if _is_over(row):
        notice_store.finish(row, "settled")
    elif _has_room(row) and notice_store.claim(row, clock.now() + LEASE):
        _call(row)


def merge(rows: Iterable[NoticeRow]) -> None:
    """Held rows of one person, whose time has come: one card for all of them."""
    waiting = []
    for row in sorted(rows, key=lambda one: one.at)[: notice_store.MOST_MERGED]:
        if _is_over(row):
            notice_store.finish(row, "settled")
        else:
            waiting.append(row)
    if len(waiting) < 2:
        for row in waiting:
            send(row)
        return
    key = f"merged-{new_id()}"
    told = {**cards.merged(row.message for row in waiting), "key": key}
    merged = notice_store.merge(waiting, key, str(waiting[0].people[0]), told)
    if merged is not None:
        send(merged)


def show(told: Told) -> None:
    """A change of cards from the queue: what they show instead of their buttons."""
    for card in card_changes.wanted(told):
        card_changes.change(card, take)


def sweep() -> int:
    """What waits and whose time has come: the rest of what failed, what waited for the morning, what was too much; how many."""
    now = clock.now()
    held: dict[str, list[NoticeRow]] = {}
    looked_at = 0
    for found in notice_store.due_rows(now, SWEEP_AT_ONCE):
        looked_at += 1
        if isinstance(found, CardRow) and (card := card_store.read(found.name)):
            card_changes.change(card, take)
        row = notice_store.read(found.key, str(found.sk)) if isinstance(found, NoticeRow) else None
        if row is None or not row.waits or row.due > clock.to_text(now):
            continue
        if row.held:
            held.setdefault(str(row.people[0]), []).append(row)
        else:
            send(row)
    for rows in held.values():
        merge(rows)
    return looked_at


def _plan(message: Told, rows: list[NoticeRow]) -> None:
    """A row for everybody who is to be told; whoever has one from an attempt that died keeps it."""
    key, now = str(message["key"]), clock.now()
    plain = {**message, "buttons": []}
    have = {one for row in rows for one in row.people}
    together: list[str] = []
    for userid, due in _dues([one for one in dict.fromkeys(message["to"]) if one not in have], message, now):
        presses = userid in message.get("deciding", ())
        if presses:
            _open_card(message, userid)
        if due > now or presses:
            own = message if presses else plain
            notice_store.add(key, f"TO#{userid}", [userid], own, due, held=due > now)
        else:
            together.append(userid)
    first = sum(len(row.people) for row in rows if str(row.sk).startswith("NOW#"))
    for start in range(0, len(together), MOST_RECEIVERS):
        part = together[start : start + MOST_RECEIVERS]
        notice_store.add(key, f"NOW#{first + start:06d}", part, plain, now, held=False)
    notice_store.plan_made(key)


def _dues(to: list[str], message: Told, now: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """Who is to be told, and when: not who left, who wants no such thing, or whom WeCom does not reach these days."""
    kind = str(message["kind"])
    chosen = person_store.read_preferences(to)
    people = directory.people(to)
    unreachable = person_store.unreachable(to)
    found = []
    for userid in to:
        if userid in people and not people[userid].active:
            continue
        due = chosen.get(userid, Preferences()).due(kind, now)
        if due is None:
            continue
        mark = unreachable.get(userid)
        if mark and mark.again_at > clock.to_text(now):
            person_store.note_missed(userid)
            continue
        found.append((userid, due))
    return found


def _has_room(row: NoticeRow) -> bool:
    """Count the card for each of its people. Those who have had enough are held for a minute; whether any are left.

    A row that was tried before may have arrived: it stays whole, so that WeCom knows it again.
    """
    kind = str(row.message["kind"])
    urgent = kind in KINDS and KINDS[kind].urgent
    minute = ALL_IN_A_MINUTE if kind == "merged" else URGENT_IN_A_MINUTE if urgent else IN_A_MINUTE
    hour = ALL_IN_AN_HOUR if kind == "merged" else IN_AN_HOUR
    people = [str(one) for one in row.people]
    over = [one for one in people if not notice_store.take_slot(one, minute, hour)]
    if not over:
        return True
    later, first = clock.now() + MINUTE, not row.attempts
    if first and len(over) < len(people):
        return _split(row, over, later)
    notice_store.postpone(row, later, held=first and len(people) == 1 and kind != "merged")
    return False


def _split(row: NoticeRow, over: list[str], later: dt.datetime) -> bool:
    parts = [over[at : at + notice_store.MOST_MERGED] for at in range(0, len(over), notice_store.MOST_MERGED)]
    return all(notice_store.split(row, part, later) for part in parts)


def _call(row: NoticeRow) -> None:
    from chalicelib.wecom import client

    renamed = directory.renamed()
    people, name = [renamed.get(str(one), str(one)) for one in row.people], _name(row)
    card = cards.card_of(row.message, name)
    agent_id = int(settings().wecom_agent_id)
    try:
        answer = client.call(lambda wecom: wecom.card.send_card(people, agent_id, card))
    except WecomUnavailableError:
        _later(row, None)
        return
    except WecomRefusedError as error:
        if error.errcode not in {TASK_ID_TAKEN, ALL_INVALID}:
            _later(row, error)
            return
        answer = {"invaliduser": "|".join(people)} if error.errcode == ALL_INVALID else {}
    _note_reached(people, answer)
    kept = card_store.read(name) if row.message.get("buttons") else None
    if kept and card_changes.sent(kept, str(answer.get("response_code", ""))):
        card_changes.change(kept, take)
    notice_store.finish(row, "sent")


def _note_reached(people: list[str], answer: Mapping[str, Any]) -> None:
    """Whom WeCom does not know, or has no licence for, is kept on the person; errcode is 0 all the same."""
    unknown = _named(answer.get("invaliduser"))
    unlicensed = _named(answer.get("unlicenseduser")) - unknown
    for userid in people:
        why = "unknown" if userid in unknown else "unlicensed" if userid in unlicensed else ""
        if why:
            person_store.note_unreachable(userid, why)
    if unknown or unlicensed:
        logger.warning("receivers_unreachable", extra={"count": len(unknown | unlicensed)})
    person_store.reached([one for one in people if one not in unknown | unlicensed])


def _later(row: NoticeRow, error: WecomRefusedError | None) -> None:
    """Try again, each time later; what is refused for good, or for three days, is left to administrators."""
    told = vendor_errors.explained(error) if error else {}
    logger.warning("message_failed", extra={"key": row.key, "attempts": int(row.attempts), **told})
    number = error.errcode if error else None
    old = clock.now() - clock.from_text(row.at) > PATIENCE
    if old or (error and int(row.attempts) >= MOST_REFUSALS):
        notice_store.give_up(row, number)
        return
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(int(row.attempts) - 1, 10))
    notice_store.postpone(row, clock.now() + pause, error=number)


def _is_over(row: NoticeRow) -> bool:
    """Whether what the card would ask was done while it was held."""
    if not row.message.get("buttons") or not row.held:
        return False
    card = card_store.read(_name(row))
    return bool(card and card.wanted)


def _open_card(message: Told, userid: str) -> None:
    keys = [str(key) for key, _ in message["buttons"]]
    name = _card_name(message, userid)
    card_store.open_card(
        name, userid, str(message["version"]), keys, str(message["title"]), str(message["url"])
    )


def _name(row: NoticeRow) -> str:
    """The card's name at WeCom: the same for every attempt, another for every row."""
    if row.message.get("buttons"):
        return _card_name(row.message, str(row.people[0]))
    own = str(row.sk)
    return row.key if own == "NOW#000000" else f"{row.key}-{_digest(own)[:8]}"


def _card_name(message: Told, userid: str) -> str:
    return f"{message['about']}@{_digest(message['key'] + '#' + userid)[:16]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _named(told: Any) -> set[str]:
    return {name.lower() for name in str(told or "").split("|") if name}
