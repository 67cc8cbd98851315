"""Rows of standing proxies, in the directory table.

| row | pk | sk | gsi1 |
|---|---|---|---|
| proxy turn | `PROXY_TURN#<person>` | `PROXY_TURN` | |
| proxy | `PROXIES` | `<until_at>#<id>` | `PROXY#<person>` / `<from_at>#<id>`: one's own |
"""

from __future__ import annotations

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.directory.model import Proxy
from chalicelib.directory.store import DirectoryRow
from chalicelib.platform.store import Put

PROXIES = "PROXIES"
PROXIES_SHOWN = 200


class ProxyRow(DirectoryRow, discriminator="proxy"):
    id = UnicodeAttribute()
    person = UnicodeAttribute()
    proxy = UnicodeAttribute()
    from_at = UnicodeAttribute()
    until_at = UnicodeAttribute()
    flows = ListAttribute(of=UnicodeAttribute, default=list)
    condition = UnicodeAttribute(default="")
    note = UnicodeAttribute(default="")
    removed_at = UnicodeAttribute(null=True)
    removed_by = UnicodeAttribute(null=True)


class ProxyTurnRow(DirectoryRow, discriminator="proxy_turn"):
    """Counts the proxies a person ever had: of two set up at once, one sees the other."""

    number = NumberAttribute()


def proxies_of(person: str) -> list[Proxy]:
    """Every proxy of a person, the latest first; those that are over or removed too."""
    rows = DirectoryRow.by_name.query(f"PROXY#{person}", scan_index_forward=False, limit=PROXIES_SHOWN)
    return [_proxy(row) for row in rows if isinstance(row, ProxyRow)]


def proxy_row(proxy: Proxy) -> ProxyRow:
    return ProxyRow(
        PROXIES,
        f"{proxy.until_at}#{proxy.id}",
        gsi1pk=f"PROXY#{proxy.person}",
        gsi1sk=f"{proxy.from_at}#{proxy.id}",
        id=proxy.id,
        person=proxy.person,
        proxy=proxy.proxy,
        from_at=proxy.from_at,
        until_at=proxy.until_at,
        flows=list(proxy.flows),
        condition=proxy.condition,
        note=proxy.note,
        removed_at=proxy.removed_at,
        removed_by=proxy.removed_by,
    )


def read_proxy_turn(person: str) -> int:
    """How many proxies a person has had."""
    try:
        return int(ProxyTurnRow.get(*_proxy_turn(person), consistent_read=True).number)
    except ProxyTurnRow.DoesNotExist:
        return 0


def next_proxy_turn(person: str, turn: int) -> Put:
    """One more, unless there was another since `turn` was read."""
    unseen = ProxyTurnRow.number == turn if turn else ProxyTurnRow.pk.does_not_exist()
    return Put(ProxyTurnRow(*_proxy_turn(person), number=turn + 1), unseen)


def _proxy_turn(person: str) -> tuple[str, str]:
    return f"PROXY_TURN#{person}", "PROXY_TURN"


def read_proxies(now: str) -> list[Proxy]:
    """Every proxy whose time is not over, whoever's: one query of some dozens of rows."""
    rows = ProxyRow.query(PROXIES, ProxyRow.sk > now, consistent_read=True)
    return [_proxy(row) for row in rows]


def _proxy(row: ProxyRow) -> Proxy:
    return Proxy(
        id=row.id,
        person=row.person,
        proxy=row.proxy,
        from_at=row.from_at,
        until_at=row.until_at,
        flows=tuple(map(str, row.flows)),
        condition=row.condition,
        note=row.note,
        removed_at=row.removed_at,
        removed_by=row.removed_by,
    )
