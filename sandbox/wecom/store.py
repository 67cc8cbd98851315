"""All state of the stand-in: one SQLite file that outlives a kill -9, and the clock that tests may move."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, family TEXT NOT NULL, expires_at INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS codes (
    code TEXT PRIMARY KEY, userid TEXT NOT NULL, scope TEXT NOT NULL, expires_at INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS tickets (
    ticket TEXT PRIMARY KEY, userid TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS jsapi_tickets (
    kind TEXT PRIMARY KEY, ticket TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS things (
    kind TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT;
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, state TEXT NOT NULL,
    attempts TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS calls (path TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS departments (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER NOT NULL, rank INTEGER NOT NULL,
    leader TEXT) STRICT;
CREATE TABLE IF NOT EXISTS people (
    userid TEXT PRIMARY KEY, name TEXT NOT NULL, position TEXT NOT NULL, mobile TEXT NOT NULL,
    gender INTEGER NOT NULL, main_department INTEGER NOT NULL, enabled INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE IF NOT EXISTS memberships (
    userid TEXT NOT NULL, department INTEGER NOT NULL, leads INTEGER NOT NULL,
    PRIMARY KEY (userid, department)) STRICT;
CREATE TABLE IF NOT EXISTS tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS tagged (
    tag INTEGER NOT NULL, userid TEXT NOT NULL, PRIMARY KEY (tag, userid)) STRICT;
CREATE INDEX IF NOT EXISTS members ON memberships (department);
CREATE TABLE IF NOT EXISTS messages (
    msgid TEXT PRIMARY KEY, msgtype TEXT NOT NULL, content TEXT NOT NULL, task_id TEXT,
    digest TEXT NOT NULL, sent_at INTEGER NOT NULL, recalled_at INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS repeats ON messages (digest, sent_at);
CREATE UNIQUE INDEX IF NOT EXISTS task_ids ON messages (task_id);
CREATE TABLE IF NOT EXISTS deliveries (
    msgid TEXT NOT NULL, userid TEXT NOT NULL, sent_at INTEGER NOT NULL, dropped INTEGER NOT NULL,
    changed TEXT, PRIMARY KEY (msgid, userid)) STRICT;
CREATE INDEX IF NOT EXISTS inbox ON deliveries (userid, sent_at);
CREATE TABLE IF NOT EXISTS response_codes (
    response_code TEXT PRIMARY KEY, msgid TEXT NOT NULL, expires_at INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, path_prefix TEXT NOT NULL,
    remaining INTEGER NOT NULL, seconds REAL NOT NULL) STRICT;
"""


class Store:
    """Rows in, rows out. One connection, used by one thread only."""

    def __init__(self, folder: Path) -> None:
        """Opens (and on the first start creates) `folder/wecom.sqlite3`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "wecom.sqlite3", isolation_level=None, timeout=5)
        self._db.row_factory = sqlite3.Row
        # A write-ahead log keeps every committed row when the process is killed.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)
        self._offset_seconds = int(self.setting("clock_offset_seconds") or 0)

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, *values: Any) -> int:
        """How many rows the statement touched."""
        return self._db.execute(sql, values).rowcount

    def many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        self._db.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: an exception inside undoes everything since the beginning."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def setting(self, key: str) -> str | None:
        row = self.row("SELECT value FROM settings WHERE key = ?", key)
        return str(row["value"]) if row else None

    def set_setting(self, key: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, value)

    @property
    def offset_seconds(self) -> int:
        """How far this clock runs ahead of the wall."""
        return self._offset_seconds

    def now(self) -> int:
        """Unix seconds on the movable clock."""
        return int(time.time()) + self._offset_seconds

    def set_clock(self, offset_seconds: int) -> None:
        self._offset_seconds = offset_seconds
        self.set_setting("clock_offset_seconds", str(offset_seconds))

    def close(self) -> None:
        self._db.close()
