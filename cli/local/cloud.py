"""The cloud emulator as one process: `python -m cli.local.cloud`. Bound to 127.0.0.1, saving as it goes.

ministack reads its settings when it is imported, so the environment comes first.
"""

import asyncio
import os
import resource
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

from cli.local import settings

KEEP_ALIVE_SECONDS = 75
GRACE_SECONDS = 2
SWITCH_SECONDS = 0.0005
"""A thread that waits for a function's answer soon gives way to the loop that serves everybody; Python's own is 5 ms."""


def main() -> None:
    local = settings.load()
    scratch = local.state / "tmp"
    put_aside(scratch)
    for folder in (scratch, local.cloud_state):
        folder.mkdir(parents=True, exist_ok=True)
    use_environment(local.cloud_port, local.cloud_state, scratch)
    raise_file_limit()
    sys.setswitchinterval(SWITCH_SECONDS)
    asyncio.run(serve(local.cloud_port, scratch))
    sys.stdout.flush()
    os._exit(0)  # threads of waiting executions would keep the process; their state is on disk


def put_aside(scratch: Path) -> None:
    """Empty a folder at once: after weeks it holds gigabytes of unpacked functions, which go while the cloud starts."""
    if scratch.exists():
        scratch.rename(scratch.with_name(f"{scratch.name}.{time.time_ns()}"))
    for old in scratch.parent.glob(f"{scratch.name}.*"):
        threading.Thread(
            target=shutil.rmtree, args=(old,), kwargs={"ignore_errors": True}, daemon=True
        ).start()


def use_environment(port: int, state: Path, scratch: Path) -> None:
    from cli.local.variables import cloud_environment

    wanted = cloud_environment(port=port, host=settings.HOST, state=state, scratch=scratch)
    os.environ.clear()
    os.environ.update(wanted)


def raise_file_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def serve(port: int, scratch: Path) -> None:
    """Serve until SIGTERM or SIGINT, then save everything and end the Lambda workers."""
    import ministack.app as ministack
    from hypercorn.asyncio import serve as hypercorn
    from hypercorn.config import Config

    from cli.local import emulator, workers
    from cli.local.autosave import NotesWrites

    emulator.knows_aliases()
    emulator.reads_conditions_once()
    emulator.keeps_branches_apart()
    workers.share_packages(scratch / "packages")
    config = Config()
    config.bind = [f"{settings.HOST}:{port}"]
    config.keep_alive_timeout = KEEP_ALIVE_SECONDS
    config.graceful_timeout = GRACE_SECONDS
    config.shutdown_timeout = 60
    config.loglevel = "WARNING"
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await hypercorn(NotesWrites(ministack.app), config, shutdown_trigger=stop.wait)  # type: ignore[arg-type]
    emulator.stop_workers()


if __name__ == "__main__":
    main()
