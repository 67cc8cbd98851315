"""`python -m sandbox.wecom --port 8090 --state DIR --institute-people 60`"""

import argparse
import asyncio
import socket
import sys
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config

from sandbox.institute import build
from sandbox.wecom import members
from sandbox.wecom.app import create_app
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store


def main() -> None:
    """Serves on 127.0.0.1 until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.wecom", description="A stand-in of WeCom")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--state", type=Path, default=Path(".local/wecom"), help="folder of its SQLite file")
    parser.add_argument("--institute-people", type=int, default=60, help="60 or more")
    options = parser.parse_args()
    store = Store(options.state)
    try:
        members.load(store, build(options.institute_people))
    except ValueError as error:
        parser.error(str(error))
    config = Config()
    config.bind = [f"fd://{_listen(options.port)}"]
    config.include_server_header = False
    asyncio.run(serve(create_app(store, Credentials.from_environment()), config))  # type: ignore[arg-type]
    store.close()


def _listen(port: int) -> int:
    """A descriptor on the loopback address only: whoever reaches this page can sign in as anybody."""
    try:
        return socket.create_server(("127.0.0.1", port)).detach()
    except OSError as error:
        sys.exit(f"cannot listen on 127.0.0.1:{port} ({error.strerror}): choose another --port")


if __name__ == "__main__":
    main()
