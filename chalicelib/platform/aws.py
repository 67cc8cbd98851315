"""AWS clients, made on first use, with our own patience instead of the SDK's."""

from __future__ import annotations

import functools
from typing import Any

import botocore.session
from botocore.config import Config


@functools.lru_cache(maxsize=8)
def client(service: str, *, read_seconds: float = 5) -> Any:
    """A client of one AWS service: 3 attempts with quick back-off, 1 s to connect.

    The default "standard" mode waits 1-3 s on two throttles; see docs/decisions.md.
    """
    config = Config(
        connect_timeout=1,
        read_timeout=read_seconds,
        retries={"mode": "legacy", "max_attempts": 3},
        s3={"addressing_style": "path"} if service == "s3" else None,
        signature_version="s3v4" if service == "s3" else None,
    )
    return botocore.session.get_session().create_client(service, config=config)
