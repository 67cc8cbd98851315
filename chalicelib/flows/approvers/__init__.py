"""Who approves: rules resolved against the directory, with the reason for every answer. Pure."""

from chalicelib.flows.approvers.asking import Asking, Found, Seat
from chalicelib.flows.approvers.naming import named
from chalicelib.flows.approvers.picking import Choice, Way, left_to_starter, of_previous, of_starter, unpicked
from chalicelib.flows.approvers.possible import Case, cases_of
from chalicelib.flows.approvers.resolving import barred, people_of, resolve, settled, superior_of
from chalicelib.flows.approvers.wording import reason_text

__all__ = [
    "Asking",
    "Case",
    "Choice",
    "Found",
    "Seat",
    "Way",
    "barred",
    "cases_of",
    "left_to_starter",
    "named",
    "of_previous",
    "of_starter",
    "people_of",
    "reason_text",
    "resolve",
    "settled",
    "superior_of",
    "unpicked",
]
