"""Who gets a message: `touser`, `toparty`, `totag` as one `|`-joined string each (path/90236)."""

from dataclasses import dataclass
from typing import Any, Final

from sandbox.wecom import members
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store

_LIMITS: Final = {"touser": 1000, "toparty": 100, "totag": 100}
_PER_MINUTE, _PER_HOUR = 30, 1000


@dataclass(frozen=True, slots=True)
class Receivers:
    """Members who exist, and what was asked for in vain."""

    userids: tuple[str, ...]
    invalid_users: tuple[str, ...]
    invalid_parties: tuple[str, ...]
    invalid_tags: tuple[str, ...]

    def invalid(self) -> dict[str, str]:
        """The part of the answer a sender has to read although errcode is 0."""
        return {
            "invaliduser": "|".join(self.invalid_users),
            "invalidparty": "|".join(self.invalid_parties),
            "invalidtag": "|".join(self.invalid_tags),
            "unlicenseduser": "",
        }


def resolve(store: Store, body: dict[str, Any]) -> Receivers:
    """Raises 82001 when nobody is named, 81013 when nobody named exists, 40058 for a list or too many."""
    users, parties, tags = (_split(body, key) for key in _LIMITS)
    if not (users or parties or tags):
        raise WeComError(82001)
    if users == ["@all"]:
        everybody = store.rows("SELECT userid FROM people WHERE enabled = 1 ORDER BY rowid")
        return Receivers(tuple(row["userid"] for row in everybody), (), (), ())
    unknown_users = [user for user in users if not _is_enabled(store, user)]
    found = {user.lower(): None for user in users if user not in unknown_users}
    unknown_parties = []
    for party in parties:
        inside = members.below(store, int(party)) if party.isdecimal() else set()
        found |= dict.fromkeys(sorted(inside))
        if not inside:
            unknown_parties.append(party)
    if not found:
        raise WeComError(81013)
    # No tag exists here, so each is invalid.
    return Receivers(tuple(found), tuple(unknown_users), tuple(unknown_parties), tuple(tags))


def is_flooded(store: Store, userid: str) -> bool:
    """A member gets 30 messages a minute and 1000 an hour; the rest vanish while the sender reads errcode 0."""
    row = store.row(
        """
        SELECT count(*) FILTER (WHERE sent_at > ?1 - 60) AS minute, count(*) AS hour
        FROM deliveries WHERE userid = ?2 AND dropped = 0 AND sent_at > ?1 - 3600
        """,
        store.now(),
        userid,
    )
    return row is not None and (row["minute"] >= _PER_MINUTE or row["hour"] >= _PER_HOUR)


def _is_enabled(store: Store, userid: str) -> bool:
    person = members.find(store, userid)
    return person is not None and bool(person["enabled"])


def _split(body: dict[str, Any], key: str) -> list[str]:
    value = body.get(key) or ""
    if not isinstance(value, str):
        raise WeComError(40058, f"{key} is a string joined by |")
    parts = list(dict.fromkeys(part.strip() for part in value.split("|") if part.strip()))
    if len(parts) > _LIMITS[key]:
        raise WeComError(40058, f"{key} has more than {_LIMITS[key]}")
    return parts
