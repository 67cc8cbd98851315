"""What WeCom is told and what it answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.platform.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    UnavailableError,
)


@dataclass(frozen=True)
class Data:
    """What a notice says: `words` fill the title of its kind, `text` stands below, `lines` are label and value, at most six
    are shown; `url` opens on a tap.

    With `buttons` (key and text) the people of `deciding` decide on the card itself: each gets a card of their own, `about`
    says what is decided (at most 90 of A-Z a-z 0-9 _ @, the same for every card about it), `version` which state of it
    they see.
    """

    url: str
    words: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    about: str = ""
    version: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    deciding: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A notice as it goes through the queue: the title in words, the rest as in `Data`."""

    kind: str
    to: tuple[str, ...]
    title: str
    description: str
    lines: tuple[tuple[str, str], ...]
    url: str
    about: str = ""
    version: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    deciding: tuple[str, ...] = ()


@dataclass(frozen=True)
class Press:
    """Somebody pressed a button of a card. `userid` is in small letters, `code` changes that card once within 72 hours."""

    userid: str
    card: str
    button: str
    code: str


class StateInvalidError(InvalidError):
    """The sign-in did not begin in this browser, or its five minutes are over. Begin again."""

    code = "oauth_state_invalid"


class CodeInvalidError(InvalidError):
    """WeCom does not take the code (any more). Begin again."""

    code = "oauth_code_invalid"


class NotMemberError(ForbiddenError):
    """WeCom knows who it is, the directory does not (or no longer)."""

    code = "not_member"


class WecomUnavailableError(UnavailableError):
    """WeCom did not answer, or answered that it is busy. Repeat in a moment."""

    code = "wecom_unavailable"


class CallbackSignatureError(ForbiddenError):
    """The callback is not signed with our token: it is not WeCom's, or the token of the console is another."""

    code = "wecom_callback_signature"


class CallbackOldError(ForbiddenError):
    """The callback is more than five minutes old, or of a time to come."""

    code = "wecom_callback_old"


class CallbackForeignError(ForbiddenError):
    """The callback is for another corporation."""

    code = "wecom_callback_foreign"


class CallbackRepeatedError(ConflictError):
    """A callback with this nonce was taken before. What it said is remembered; nothing is done again."""

    code = "wecom_callback_repeated"


class CallbackUnreadableError(InvalidError):
    """The body is no XML that WeCom sends, or what is inside cannot be opened."""

    code = "wecom_callback_unreadable"


class CallbackUnsetError(UnavailableError):
    """Token and EncodingAESKey of the callback are not in the parameter store, or are none. An administrator puts them there."""

    code = "wecom_callback_unset"


class NoticeNotFoundError(NotFoundError):
    """No such notice waits for an administrator (any more)."""

    code = "notice_not_found"


class PreferenceInvalidError(InvalidError):
    """A kind that is not there or cannot be had this way, or quiet hours that are none."""

    code = "preference_invalid"


class WecomRefusedError(Exception):
    """WeCom answered a number other than 0. `errcode` is the vendor's; texts change, numbers do not.

    https://developer.work.weixin.qq.com/document/path/90313
    """

    def __init__(self, errcode: int, errmsg: str) -> None:
        super().__init__(f"WeCom {errcode}: {errmsg}")
        self.errcode = errcode


class SecretMissingError(Exception):
    """A secret of WeCom is not in the parameter store: whoever installed the platform puts it there."""


class TokenRefusedError(WecomRefusedError):
    """WeCom gives no token for our secret: asking again with the same one does not help."""


def shortened(text: str, most_bytes: int) -> str:
    """At most so many bytes of UTF-8, cut between two characters."""
    return text.encode()[:most_bytes].decode("utf-8", "ignore")


BAD_CODE = 40029
TASK_ID_TAKEN = 42014
ALL_INVALID = 81013
MOST_RECEIVERS = 1000
CODE_UNKNOWN = 40058
"""A response code that was used, or is older than 72 hours."""
TOKEN_ERRORS = frozenset({40001, 40014, 42001})
TRY_LATER = frozenset({-1, 45009, 45033})
