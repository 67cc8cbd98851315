"""What can go wrong with a request or a task."""

from __future__ import annotations

from chalicelib.platform.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    NotSignedInError,
    TooLargeError,
    TooManyError,
    UnavailableError,
)


class RequestNotFoundError(NotFoundError):
    """There is no such request, or it is not the person's to see."""

    code = "request_not_found"


class TaskNotFoundError(NotFoundError):
    code = "task_not_found"


class NotYourTaskError(ForbiddenError):
    """The task is somebody else's."""

    code = "not_your_task"


class AlreadyDecidedError(ConflictError):
    """Somebody was first, or it was withdrawn. `by` and `action` say who and what. Reload."""

    code = "already_decided"


class ChoiceNeededError(ConflictError):
    """With this task people are chosen for the next node. Open the request and choose."""

    code = "choice_needed"


class RequestClosedError(ConflictError):
    code = "request_closed"


class ActionNotAllowedError(InvalidError):
    """The node does not offer this action."""

    code = "action_not_allowed"


class CommentRequiredError(InvalidError):
    """Rejecting and returning need a reason."""

    code = "comment_required"


class NotStarterError(ForbiddenError):
    code = "not_starter"


class WithdrawNotAllowedError(ConflictError):
    """The flow does not allow withdrawing (any more)."""

    code = "withdraw_not_allowed"


class InTransitError(UnavailableError):
    """The request is between two nodes for a moment. Repeat in a second."""

    code = "in_transit"


class RemindTooSoonError(TooManyError):
    code = "remind_too_soon"


class FormInvalidError(InvalidError):
    """The form has problems: see `errors`."""

    code = "form_invalid"


class FormTooLargeError(TooLargeError):
    code = "form_too_large"


class NotYourTurnError(ConflictError):
    """Somebody comes first: an earlier one in order, an asked opinion, a delegate, an added approver."""

    code = "not_your_turn"


class ReturnTargetError(InvalidError):
    """The node cannot be returned to from here."""

    code = "return_target"


class TooManyReturnsError(ConflictError):
    """The request has gone round so often that it must be started anew."""

    code = "too_many_returns"


class NobodyToAskError(InvalidError):
    """No people were named, or they cannot be asked: the starter of the request, or already at this node."""

    code = "nobody_to_ask"


class LastApproverError(ConflictError):
    """The node needs at least one person."""

    code = "last_approver"


class TakeBackTooLateError(ConflictError):
    """Somebody decided after it, or something was done that cannot be undone."""

    code = "take_back_too_late"


class JumpTargetError(InvalidError):
    """The request cannot be sent to this node from where it stands."""

    code = "jump_target"


class NotWaitingForError(ConflictError):
    """The request does not wait for this event."""

    code = "not_waiting_for"


class ApproverMissingError(ConflictError):
    """A node would ask nobody, and its flow says that such a request is not taken. `node` is its name."""

    code = "approver_missing"


class ProxyFlowError(InvalidError):
    """A proxy names a flow there is not."""

    code = "proxy_flow"


class ProxyConditionError(InvalidError):
    """A proxy's condition is no JSONata, or reads what the forms of its flows have not: `why`."""

    code = "proxy_condition"


class SignatureInvalidError(NotSignedInError):
    """A message from outside is not signed by the system it says it is from, or is too old."""

    code = "signature_invalid"
