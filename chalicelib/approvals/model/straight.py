"""Straight back to who returned it: what an approval means where the request was returned from further on. Pure."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals.model import voting
from chalicelib.approvals.model.outcomes import APPROVED, jumped_to
from chalicelib.approvals.model.types import Request, Resume, State, Visit


def approved_name(visit: Visit) -> str:
    """Approved; or straight on to where the request was returned from."""
    return jumped_to(visit.resume.back_to) if visit.resume and visit.resume.back_to else APPROVED


def sent_on(request: Request, visit: Visit) -> Request:
    """The request that an approval sends straight on: that node takes up what was there."""
    if not visit.resume or not visit.resume.back_to:
        return request
    back = visit.resume.back or Resume()
    return replace(request, resumes={**request.resumes, visit.resume.back_to: back})


def was_approved(state: State, visit: Visit) -> bool:
    """Whether its people approved, wherever that led to."""
    name = visit.outcome.name if visit.outcome else ""
    return name == APPROVED or (
        name == approved_name(visit) and voting.verdict(visit, state.tasks_of(visit)) == APPROVED
    )
