"""Straight back to who returned it: what an approval means where the request was returned from further on. Pure."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.approvals.model import voting
from chalicelib.approvals.model.outcomes import APPROVED, jumped_to
from chalicelib.approvals.model.types import SYSTEM, Request, Resume, State, Visit


def approved_name(visit: Visit) -> str:
    """Approved; or straight on to where the request was returned from."""
    return jumped_to(visit.resume.back_to) if visit.resume and visit.resume.back_to else APPROVED


def sent_on(request: Request, visit: Visit) -> Request:
    """The request that an approval sends straight on: that node takes up what was there."""
    if not visit.resume or not visit.resume.back_to:
        return request
    back = replace(visit.resume.back or Resume(), within=visit.scope)
    return replace(request, resumes={**request.resumes, visit.resume.back_to: back})


def was_approved(state: State, visit: Visit) -> bool:
    """Whether its people approved, or its clock did for them, wherever that led to."""
    name, by = (visit.outcome.name, visit.outcome.by) if visit.outcome else ("", "")
    if name == APPROVED or name != approved_name(visit):
        return name == APPROVED
    return by == SYSTEM or voting.verdict(visit, state.tasks_of(visit)) == APPROVED
