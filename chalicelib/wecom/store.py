"""Rows of the WeCom table.

| row | pk | sk |
|---|---|---|
| access token | `TOKEN#<corp>#<agent>` | `TOKEN` |
| OAuth state | `STATE#<sha256>` | `STATE` (5 minutes) |

`by_due` (gsi1) holds what is to be looked at again: notices and changes of cards under `WAITING` by time, presses under
`PRESSES`, notices given up under `FAILED`. The stream sends presses only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from pynamodb.attributes import DiscriminatorAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, DoesNotExist, PutError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.platform import clock
from chalicelib.platform.store import Table

STATE_LIFE = dt.timedelta(minutes=5)
LEASE = dt.timedelta(seconds=10)
WAITING = "WAITING"


class ByDue(GlobalSecondaryIndex["WecomRow"]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class WecomRow(Table):
    class Meta(Table.Meta):
        capability = "wecom"
        stream = True
        stream_prefix = "PRESS"

    kind = DiscriminatorAttribute()

    expires_at = TTLAttribute(null=True)

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    by_due = ByDue()


class TokenRow(WecomRow, discriminator="token"):
    token = UnicodeAttribute(default="")
    good_until = UnicodeAttribute(default="")
    lease_until = UnicodeAttribute(default="")


class StateRow(WecomRow, discriminator="state"):
    browser = UnicodeAttribute()
    next = UnicodeAttribute()
    created_at = UnicodeAttribute()


def read_token(name: str) -> TokenRow:
    """The stored token of an app; an empty row when there is none yet."""
    try:
        return TokenRow.get(f"TOKEN#{name}", "TOKEN", consistent_read=True)
    except DoesNotExist:
        return TokenRow(f"TOKEN#{name}", "TOKEN")


def take_lease(name: str) -> bool:
    """Whether this caller may refresh the token now: one at a time, for ten seconds.

    Nobody may while the token is good: who looked before another's refresh and comes after it looks again.
    """
    now = clock.now()
    present = clock.to_text(now)
    free = TokenRow.lease_until.does_not_exist() | (TokenRow.lease_until < present)
    needed = TokenRow.good_until.does_not_exist() | (TokenRow.good_until <= present)
    return _updated(name, [TokenRow.lease_until.set(clock.to_text(now + LEASE))], free & needed)


def keep_token(name: str, token: str, good_until: str) -> None:
    """Store a fresh token and give the lease back."""
    TokenRow(f"TOKEN#{name}", "TOKEN", token=token, good_until=good_until, lease_until="").save()


def drop_token(name: str, token: str) -> None:
    """Forget a token that is good no more; one that replaced it meanwhile stays."""
    _updated(name, [TokenRow.token.set(""), TokenRow.good_until.set("")], TokenRow.token == token)


def keep_state(state: str, browser: str, where: str) -> None:
    """Remember a sign-in that begins: its state, the browser it is bound to, and where it wants to go."""
    now = clock.now()
    StateRow(
        _state_key(state),
        "STATE",
        browser=_digest(browser),
        next=where,
        created_at=clock.to_text(now),
        expires_at=now + STATE_LIFE,
    ).save()


def take_state(state: str, browser: str) -> str | None:
    """Where the sign-in of this state wants to go; None if it is unknown, used, late or another browser's.

    Taking is deleting, conditionally: a state works once, whoever is quicker.
    """
    try:
        row = StateRow.get(_state_key(state), "STATE", consistent_read=True)
    except DoesNotExist:
        return None
    late = clock.now() - clock.from_text(row.created_at) > STATE_LIFE
    if late or row.browser != _digest(browser):
        return None
    try:
        row.delete(condition=StateRow.pk.exists())
    except DeleteError:
        return None
    return str(row.next)


def put_new(row: WecomRow) -> None:
    """Write a row; one that is there stays as it is."""
    try:
        row.save(condition=WecomRow.pk.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def change(row: WecomRow, actions: Sequence[Action], condition: Condition) -> bool:
    """Change a row, and what we hold of it; False when the condition does not hold."""
    try:
        row.update(actions=list(actions), condition=condition)
    except UpdateError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True


def _updated(name: str, actions: Sequence[Action], condition: Condition) -> bool:
    """Change an app's token row; False when the condition does not hold."""
    return change(TokenRow(f"TOKEN#{name}", "TOKEN"), actions, condition)


def _state_key(state: str) -> str:
    return f"STATE#{_digest(state)}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
