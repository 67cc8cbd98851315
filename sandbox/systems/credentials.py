"""What an institute and the systems it has joined agree on. Made up, so it may stand in the open."""

from typing import Final

SECRET: Final = "c2FuZGJveC1zZWNyZXQtb2YtdGhlLXN5c3RlbXM="  # noqa: S105
SYSTEMS: Final = ("website", "research", "finance", "archive")
"""All of them are this one stand-in."""
