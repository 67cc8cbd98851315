"""Who approves: rules resolved against the directory, with the reason for every answer. Pure."""

from chalicelib.flows.approvers.asking import Asking, Found, Seat
from chalicelib.flows.approvers.naming import named
from chalicelib.flows.approvers.possible import Case, cases_of
from chalicelib.flows.approvers.resolving import barred, people_of, resolve, settled, superior_of
from chalicelib.flows.approvers.wording import reason_text

__all__ = [
    "Asking",
    "Case",
    "Found",
    "Seat",
    "barred",
    "cases_of",
    "named",
    "people_of",
    "reason_text",
    "resolve",
    "settled",
    "superior_of",
]
