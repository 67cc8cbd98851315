"""What can go wrong, and the HTTP status of each kind, in one table.

A capability's errors derive from one of the kinds below; the kind decides the status, the class the code.
The sentence a person reads is `messages/<locale>.yaml: errors.<code>`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class FieldProblem:
    """One thing wrong with one field: `field` as a path (`items.0.qty`) and a stable code.

    The sentence is `messages: fields.<code>` filled with `params`, unless a flow brings its own `message`.
    """

    field: str
    code: str
    message: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class DomainError(Exception):
    """Something the caller can understand and act on. `params` fill the sentence's placeholders."""

    code: ClassVar[str] = ""

    def __init__(
        self, *, field: str | None = None, problems: tuple[FieldProblem, ...] = (), **params: Any
    ) -> None:
        super().__init__(self.code)
        self.field = field
        self.problems = problems
        self.params = params


class InvalidError(DomainError):
    """The request itself is wrong. Correct it; retrying as it is does not help."""


class NotSignedInError(DomainError):
    """There is no live session. Sign in and repeat."""

    code = "not_signed_in"


class ForbiddenError(DomainError):
    """The person may not do this. Ask an administrator."""


class NotFoundError(DomainError):
    """There is no such thing, or the person may not know of it."""


class ConflictError(DomainError):
    """The state has moved on. Reload, look, decide anew."""


class StaleError(DomainError):
    """The caller saw an older version (If-Match). Reload, look, decide anew."""


class PreconditionRequiredError(DomainError):
    """The call must say what version it saw (If-Match) or which attempt it is (Idempotency-Key)."""


class TooLargeError(DomainError):
    """The body or file is over its limit. Send less."""


class UnsupportedTypeError(DomainError):
    """The body is of a type we do not read. Send JSON."""


class TooManyError(DomainError):
    """Too often. Wait and repeat."""


class UnavailableError(DomainError):
    """An outside system or a throttled table did not answer. Repeating the same call is safe."""


STATUS: dict[type[DomainError], int] = {
    InvalidError: 400,
    NotSignedInError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    StaleError: 412,
    TooLargeError: 413,
    UnsupportedTypeError: 415,
    PreconditionRequiredError: 428,
    TooManyError: 429,
    UnavailableError: 503,
}


def status_of(error: type[DomainError]) -> int:
    """The HTTP status of an error class: that of the one kind it derives from.

    Raises LookupError for a class of no kind; tests/architecture walks all of them.
    """
    for base in error.__mro__:
        if base in STATUS:
            return STATUS[base]
    raise LookupError(f"{error.__name__} derives from no kind in platform.errors.STATUS")


class BodyNotJsonError(InvalidError):
    code = "body_not_json"


class BodyInvalidError(InvalidError):
    """The body is JSON, but not of the route's shape: see `problems`."""

    code = "body_invalid"


class BodyTooLargeError(TooLargeError):
    code = "body_too_large"


class ContentTypeError(UnsupportedTypeError):
    code = "content_type"


class CsrfError(ForbiddenError):
    """The X-CSRF-Token header is missing or not this session's. Read it from GET /me."""

    code = "csrf"


class NotAdministratorError(ForbiddenError):
    code = "not_administrator"


class CursorError(InvalidError):
    """The cursor is not one we gave for this list."""

    code = "bad_cursor"


class IdempotencyKeyMissingError(PreconditionRequiredError):
    code = "idempotency_key_required"


class IdempotencyKeyReusedError(ConflictError):
    """The key was used for another body. Use a fresh key for a new thing."""

    code = "idempotency_key_reused"


class IfMatchMissingError(PreconditionRequiredError):
    code = "if_match_required"


class VersionStaleError(StaleError):
    code = "stale"


class BusyError(UnavailableError):
    """Too many writers at once, or DynamoDB throttled us. Repeat in a second; nothing was written."""

    code = "busy"


class StoreUnavailableError(UnavailableError):
    """DynamoDB did not answer, or was throttled. What a writing call had written by then stands: repeat the same call."""

    code = "store_unavailable"
