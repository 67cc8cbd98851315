"""A button somebody pressed on a card: decided as if they had done it on the page, and told on the card.

The callback only remembers a press. Here it is looked at: the card must be ours and have such a button, and `service.decide`
asks everything else in the transaction that decides: whose task it is, whether the node is still open, whether the form is
the one the card showed. Whatever comes of it, the card says so; on the page everything can be done all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from chalicelib.approvals import card_results, journal, operations, service
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.errors import NotYourTaskError, RequestNotFoundError
from chalicelib.approvals.model.types import ANSWERING, Action, State, Visit
from chalicelib.platform import clock, messages
from chalicelib.platform.errors import DomainError, UnavailableError
from chalicelib.platform.observability import logger
from chalicelib.wecom import service as wecom
from chalicelib.wecom.service import Pressed

AGE_BEFORE_SWEEP = dt.timedelta(seconds=10)
SWEEP_AT_ONCE = 100
PATIENCE = 8
"""So many attempts where something is busy; then the card sends to the page."""
DONE, UNKNOWN_CARD, UNKNOWN_BUTTON = "done", "unknown_card", "unknown_button"
TEXTS = frozenset({"stale", "not_your_task", "not_your_turn"})
"""Refusals the card has a sentence for; else it asks to open the page."""


def take_all(keys: Iterable[str]) -> int:
    """Look at these presses; the number that failed and are looked at again."""
    failed = 0
    for key in keys:
        try:
            take(key)
        except Exception:  # noqa: BLE001 - one press must not hold up the others; the sweeper repeats it
            logger.exception("press_failed", extra={"press": key})
            failed += 1
    return failed


def sweep() -> int:
    """Presses the stream did not bring to their end; how many failed again."""
    before = clock.to_text(clock.now() - AGE_BEFORE_SWEEP)
    return take_all(wecom.waiting_presses(before, SWEEP_AT_ONCE))


def take(key: str) -> None:
    """Look at one press, once. Raises UnavailableError while something is busy."""
    pressed = wecom.pressed(key)
    if pressed is None:
        return
    outcome = _outcome(pressed)
    if outcome not in {DONE, UNKNOWN_CARD}:
        _answer(pressed, outcome)
    wecom.settle_press(key, outcome)
    told = {"press": key, "card": pressed.card, "by": pressed.userid, "outcome": outcome}
    logger.info("card_pressed", extra=told)


def _outcome(pressed: Pressed) -> str:
    """`done`, or the code of what stands against it."""
    if not pressed.about:
        return UNKNOWN_CARD
    if pressed.button is None:
        return UNKNOWN_BUTTON
    try:
        _approve(pressed)
    except UnavailableError as error:
        if pressed.attempts < PATIENCE:
            raise
        return error.code
    except DomainError as error:
        return error.code
    return DONE


def _approve(pressed: Pressed) -> None:
    request, node, number = card_results.place_of(pressed.about)
    state = journal.read(request)
    visit = state.visit(node, number)
    if visit is None:
        raise NotYourTaskError
    task = _task(state, visit, pressed.userid)
    operations.require_no_choice(pressed.userid, task)
    service.decide(pressed.userid, task, Said(Action.APPROVE, via="card"), pressed.version)


def _task(state: State, visit: Visit, userid: str) -> str:
    """The person's task at a visit, one in hand first. Raises NotYourTaskError."""
    theirs = [t for t in state.tasks_of(visit) if t.belongs_to(userid) and t.role not in ANSWERING]
    if not theirs:
        raise NotYourTaskError
    return max(theirs, key=lambda task: task.in_hand).id_in(state.request.id)


def _answer(pressed: Pressed, outcome: str) -> None:
    """What stands against it, on the card that was pressed: who was first, or what to do."""
    word = outcome if outcome in TEXTS else "open"
    text, own = messages.text(f"cards.refused.{word}"), False
    try:
        request, node, number = card_results.place_of(pressed.about)
        state = journal.read(request)
        if visit := state.visit(node, number):
            shows, others = card_results.results(state, visit)
            text, own = shows.get(pressed.userid) or (others or text, False)
    except RequestNotFoundError:
        pass
    wecom.show_on_cards(pressed.about, {pressed.userid: (text, own)}, again=True)
