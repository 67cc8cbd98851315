"""Forms: what is typed becomes values, at submission (`fill`) and at a node (`fill_at`); who sees what of them."""

from chalicelib.flows.form.access import Grant, access_at, access_to_submit, form_access, readable
from chalicelib.flows.form.filling import fill
from chalicelib.flows.form.judging import files_in
from chalicelib.flows.form.routing import (
    ROUTABLE_TYPES,
    ROUTING_BYTES,
    conditions_of,
    routable,
    routing_limit,
    routing_names,
    routing_values,
)
from chalicelib.flows.form.surroundings import CONTEXT_NAMES, FUNCTION_NAMES, Surroundings
from chalicelib.flows.form.values import Filled, Shown
from chalicelib.flows.form.working import fill_at, results_of, scope_of

__all__ = [
    "CONTEXT_NAMES",
    "FUNCTION_NAMES",
    "ROUTABLE_TYPES",
    "ROUTING_BYTES",
    "Filled",
    "Grant",
    "Shown",
    "Surroundings",
    "access_at",
    "access_to_submit",
    "conditions_of",
    "files_in",
    "fill",
    "fill_at",
    "form_access",
    "readable",
    "results_of",
    "routable",
    "routing_limit",
    "routing_names",
    "routing_values",
    "scope_of",
]
