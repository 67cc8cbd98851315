"""What can go wrong with a flow."""

from __future__ import annotations

from chalicelib.platform.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


class FlowNotFoundError(NotFoundError):
    code = "flow_not_found"


class MayNotStartError(ForbiddenError):
    """The flow is not for this person to start."""

    code = "may_not_start"


class FlowInvalidError(InvalidError):
    """The definition has problems of level error and cannot be published: see `errors`."""

    code = "flow_invalid"


class FlowKeyError(InvalidError):
    """The text is of another flow than the address says."""

    code = "flow_key"


class FlowDisabledError(ConflictError):
    """No new requests; running ones go on. Ask an administrator."""

    code = "flow_disabled"


class FlowChangedError(ConflictError):
    """Somebody else published or changed the flow at the same moment. Look at theirs, then decide anew."""

    code = "flow_changed"


class FlowVersionNotFoundError(NotFoundError):
    """The flow has no version of this number."""

    code = "flow_version_not_found"


class ProposalNotFoundError(NotFoundError):
    """There is no proposal of this number."""

    code = "proposal_not_found"


class ProposalDecidedError(ConflictError):
    """The proposal was decided on, or a later one took its place."""

    code = "proposal_decided"


class OwnProposalError(ForbiddenError):
    """Another administrator has to decide on it."""

    code = "own_proposal"
