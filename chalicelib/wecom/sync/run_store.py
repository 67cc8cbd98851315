"""Rows of what runs found and did, and of what waits for people: see `store.py` for the keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, PutError, UpdateError
from pynamodb.expressions.update import Action

from chalicelib.platform import clock
from chalicelib.wecom.store import WecomRow
from chalicelib.wecom.sync.model import Decisions, Problem, Question

RUNS = "SYNC#RUN"
QUESTIONS = "SYNC#QUESTION"
PROBLEMS = "SYNC#PROBLEM"
KEEP = dt.timedelta(days=90)
PART = 200
MOST_PARTS = 25
"""So many steps of a run are kept to be read; its numbers count all."""


class RunRow(WecomRow, discriminator="sync_run"):
    """`mode` is dry, full or changes; `status` wanted, running, done, stopped, failed or empty."""

    mode = UnicodeAttribute()
    status = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UnicodeAttribute()
    ended_at = UnicodeAttribute(default="")
    reason = UnicodeAttribute(default="")
    counts = JSONAttribute(default=dict)
    differences = NumberAttribute(default=0)
    waiting = NumberAttribute(default=0)
    problems = NumberAttribute(default=0)
    parts = NumberAttribute(default=0)


class PartRow(WecomRow, discriminator="sync_part"):
    items = JSONAttribute()


class QuestionRow(WecomRow, discriminator="sync_question"):
    """`said` is approved or refused; empty: nobody has said anything yet."""

    asks = UnicodeAttribute()
    subject = UnicodeAttribute()
    name = UnicodeAttribute(default="")
    since = UnicodeAttribute()
    said = UnicodeAttribute(default="")
    by = UnicodeAttribute(default="")
    at = UnicodeAttribute(default="")


class ProblemRow(WecomRow, discriminator="sync_problem"):
    what = UnicodeAttribute()
    subject = UnicodeAttribute()
    code = UnicodeAttribute()
    detail = UnicodeAttribute(default="")
    since = UnicodeAttribute()


def save_run(run: RunRow, steps: Sequence[dict[str, Any]] = ()) -> None:
    """Keep a run with the first of its steps."""
    expires = clock.now() + KEEP
    parts = [steps[start : start + PART] for start in range(0, len(steps), PART)][:MOST_PARTS]
    for number, part in enumerate(parts):
        PartRow(f"{RUNS}#{run.sk}", f"{number:03d}", items=list(part), expires_at=expires).save()
    run.parts = len(parts)
    run.expires_at = expires
    run.save()


def new_run(run_id: str, mode: str, by: str, status: str) -> RunRow:
    return RunRow(RUNS, run_id, mode=mode, status=status, by=by, at=clock.to_text(clock.now()))


def end(run: RunRow, status: str, reason: str) -> None:
    run.status, run.reason, run.ended_at = status, reason, clock.to_text(clock.now())
    run.save()


def read_run(run_id: str) -> RunRow | None:
    try:
        return RunRow.get(RUNS, run_id, consistent_read=True)
    except DoesNotExist:
        return None


def latest_runs(count: int) -> list[RunRow]:
    return list(RunRow.query(RUNS, scan_index_forward=False, limit=count, consistent_read=True))


def read_steps(run_id: str) -> list[dict[str, Any]]:
    rows = PartRow.query(f"{RUNS}#{run_id}", consistent_read=True)
    return [step for row in rows for step in row.items]


def read_questions() -> list[QuestionRow]:
    return list(QuestionRow.query(QUESTIONS, consistent_read=True))


def decisions() -> Decisions:
    found: dict[str, set[tuple[str, str]]] = {"approved": set(), "refused": set()}
    for row in read_questions():
        if row.said:
            found[row.said].add((row.asks, row.subject))
    return Decisions(frozenset(found["approved"]), frozenset(found["refused"]))


def ask(questions: Iterable[Question]) -> int:
    """Keep what waits for a person; how many are new. What was said to one stays."""
    new, since = 0, clock.to_text(clock.now())
    for one in questions:
        row = QuestionRow(
            QUESTIONS, f"{one.kind}#{one.id}", asks=one.kind, subject=one.id, name=one.name, since=since
        )
        try:
            row.save(condition=QuestionRow.pk.does_not_exist())
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
        else:
            new += 1
    return new


def say(kind: str, subject: str, said: str, by: str) -> bool:
    """Answer a question; False where it does not wait any more."""
    actions: list[Action] = [
        QuestionRow.said.set(said),
        QuestionRow.by.set(by),
        QuestionRow.at.set(clock.to_text(clock.now())),
    ]
    try:
        QuestionRow(QUESTIONS, f"{kind}#{subject}").update(actions=actions, condition=QuestionRow.pk.exists())
    except UpdateError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True


def forget_questions(kept: set[tuple[str, str]]) -> None:
    """All but these are no longer asked."""
    for row in read_questions():
        if (row.asks, row.subject) not in kept:
            row.delete()


def read_problems() -> list[ProblemRow]:
    return list(ProblemRow.query(PROBLEMS, consistent_read=True))


def keep_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Keep what cannot be made the same; those that were not known yet."""
    known = {(row.what, row.subject, row.code, row.detail) for row in read_problems()}
    new, since = [], clock.to_text(clock.now())
    for one in problems:
        if (one.what, one.id, one.code, one.detail) not in known:
            ProblemRow(
                PROBLEMS,
                f"{one.what}#{one.id}#{one.code}",
                what=one.what,
                subject=one.id,
                code=one.code,
                detail=one.detail,
                since=since,
            ).save()
            new.append(one)
    return new


def forget_problems(over: Iterable[ProblemRow]) -> None:
    for row in over:
        row.delete()


def rows_over(kept: Iterable[Problem], among: Collection[tuple[str, str]] | None) -> Iterator[ProblemRow]:
    """Problems that are over: all but these, or of those looked at alone."""
    still = {(one.what, one.id, one.code) for one in kept}
    for row in read_problems():
        looked_at = among is None or (row.what, row.subject) in among
        if looked_at and (row.what, row.subject, row.code) not in still:
            yield row
