"""What can go wrong with a flow."""

from __future__ import annotations

from chalicelib.platform.errors import ForbiddenError, InvalidError, NotFoundError


class FlowNotFoundError(NotFoundError):
    code = "flow_not_found"


class MayNotStartError(ForbiddenError):
    """The flow is not for this person to start."""

    code = "may_not_start"


class FlowInvalidError(InvalidError):
    """The definition has problems of level error and cannot be published: see `errors`."""

    code = "flow_invalid"
