"""What becomes of the tasks of people who left, and of everything listed of those who have another userid.

A leaver's open tasks go over, each with a note that says why. Of who was renamed every list, of what is over too, goes
to the present userid; what the requests themselves say is read under it anyway (`model/renaming.py`). The directory
keeps who it is in the transaction in which they leave or are renamed; the stream of its changes, and a schedule for
what the stream missed, come here until nothing is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from chalicelib.approvals import filing, journal, operations
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.model.errors import NobodyToAskError
from chalicelib.approvals.model.types import SYSTEM, State
from chalicelib.approvals.service import split_task
from chalicelib.directory import service as directory
from chalicelib.directory.change_store import Handover
from chalicelib.directory.model import ADMIN_ROLE, Directory, Person, Proxy, tree
from chalicelib.platform import clock, expressions, messages
from chalicelib.platform.errors import DomainError
from chalicelib.platform.observability import logger

SETTLED = dt.timedelta(minutes=15)
"""So long after somebody left a task of theirs may still come to light: an index is late, a node was being opened."""


def hand_over() -> tuple[int, int]:
    """Go through everybody of whom something is to go over: how many tasks or lines of lists did, how many could not
    yet.
    """
    done = left = 0
    for handover in directory.handovers():
        moved, refused = _hand_over(handover)
        done, left = done + moved, left + refused
        if not moved + refused and clock.now() - clock.from_text(handover.at) > SETTLED:
            directory.end_handover(handover.userid)
    return done, left


def _hand_over(handover: Handover) -> tuple[int, int]:
    leaver = directory.people([handover.userid]).get(handover.userid)
    if leaver is None:
        return 0, 0
    if handover.to:
        return filing.file_anew(handover.userid, leaver.userid), 0
    if leaver.active:
        return 0, 0
    facts = directory.snapshot((), [handover.userid])
    tasks = list(operations.tasks_in_hand(handover.userid))
    done = sum(_given(task, leaver, facts) for task in tasks)
    if tasks:
        logger.info("handed_over", extra={"done": done, "left": len(tasks) - done})
    return done, len(tasks) - done


def _given(task: str, leaver: Person, facts: Directory) -> bool:
    """Give one task to the first who may have it."""
    note = messages.text("handovers.left", name=leaver.name)
    state = journal.read(split_task(task)[0])
    for heir in dict.fromkeys(_heirs(leaver, state, facts)):
        try:
            operations.take_over(SYSTEM, task, heir, note)
        except NobodyToAskError:
            continue
        except DomainError as error:
            logger.info("not_handed_over", extra={"code": error.code})
            return False
        return True
    return False


def _heirs(leaver: Person, state: State, facts: Directory) -> Iterator[str]:
    """Who gets a leaver's task, the first who may: the standing proxy, the head of the department or of one above,
    an administrator.
    """
    for proxy in directory.proxies_of([leaver.userid], clock.now()):
        if _covers(proxy, state):
            yield proxy.proxy
    for department in tree.line(leaver.department, facts.departments):
        head = facts.person(department.head)
        if head and head.userid != leaver.userid:
            yield head.userid
    yield from (person.userid for person in facts.in_role(ADMIN_ROLE) if person.userid != leaver.userid)


def _covers(proxy: Proxy, state: State) -> bool:
    """Whether a proxy stands in for this request too."""
    if proxy.flows and state.request.flow not in proxy.flows:
        return False
    return not proxy.condition or expressions.holds(proxy.condition, facts_of(state).asking.scope())
