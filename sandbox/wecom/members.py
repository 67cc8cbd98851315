"""The enterprise's address book as WeCom holds it: loaded from the demo institute, then on its own."""

import sqlite3
from typing import Final

from sandbox.institute import Institute
from sandbox.wecom.store import Store

_GENDER: Final = {"male": 1, "female": 2}
# WeCom sorts by descending order, the institute by ascending.
_HIGHEST_RANK: Final = 100_000_000


def load(store: Store, institute: Institute) -> None:
    """Fills the address book unless it already holds an institute of this size.

    Growing or shrinking replaces it, but whoever was disabled stays disabled.
    """
    size = str(len(institute.people))
    if store.setting("institute_people") == size:
        return
    with store.transaction():
        disabled = [row["userid"] for row in store.rows("SELECT userid FROM people WHERE enabled = 0")]
        for table in ("departments", "people", "memberships"):
            store.run(f"DELETE FROM {table}")  # noqa: S608 - three fixed names
        _insert(store, institute)
        for userid in disabled:
            enable(store, userid, enabled=False)
        store.set_setting("institute_people", size)


def find(store: Store, userid: str) -> sqlite3.Row | None:
    """A member; userids are compared in lower case."""
    return store.row("SELECT * FROM people WHERE userid = ?", userid.lower())


def enable(store: Store, userid: str, *, enabled: bool) -> bool:
    """False for somebody unknown. A disabled member neither signs in nor receives messages."""
    return store.run("UPDATE people SET enabled = ? WHERE userid = ?", int(enabled), userid.lower()) == 1


def below(store: Store, department_id: int) -> set[str]:
    """The enabled members of a department and of all departments below it; empty if it is unknown."""
    rows = store.rows(
        """
        WITH RECURSIVE tree (id) AS (
            SELECT id FROM departments WHERE id = ?
            UNION SELECT d.id FROM departments d JOIN tree ON d.parent_id = tree.id)
        SELECT DISTINCT p.userid FROM memberships m JOIN tree ON m.department = tree.id
        JOIN people p ON p.userid = m.userid WHERE p.enabled = 1
        """,
        department_id,
    )
    return {row["userid"] for row in rows}


def everybody(store: Store) -> list[sqlite3.Row]:
    """All members with the name of their main department, in the order of departments."""
    return store.rows(
        """
        SELECT p.*, d.name AS department_name FROM people p JOIN departments d ON d.id = p.main_department
        ORDER BY d.rank DESC, p.rowid
        """,
    )


def _insert(store: Store, institute: Institute) -> None:
    store.many(
        "INSERT INTO departments (id, name, parent_id, rank, leader) VALUES (?, ?, ?, ?, ?)",
        [(u.id, u.name, u.parent_id or 0, _HIGHEST_RANK - u.order, u.head) for u in institute.departments],
    )
    heads = {unit.head for unit in institute.departments}
    store.many(
        "INSERT INTO people (userid, name, position, mobile, gender, main_department) VALUES (?, ?, ?, ?, ?, ?)",
        [(p.userid, p.name, p.title, p.mobile, _GENDER[p.gender], p.department_id) for p in institute.people],
    )
    store.many(
        "INSERT INTO memberships (userid, department, leads) VALUES (?, ?, ?)",
        [
            (p.userid, unit, int(p.userid in heads and unit == p.department_id))
            for p in institute.people
            for unit in p.departments
        ],
    )
