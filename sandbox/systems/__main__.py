"""`python -m sandbox.systems --port 8091 --platform http://127.0.0.1:8080`"""

import argparse
import asyncio
import socket
import sys

from hypercorn.asyncio import serve
from hypercorn.config import Config

from sandbox.systems.app import Systems, create_app
from sandbox.systems.credentials import SECRET


def main() -> None:
    """Serves on 127.0.0.1 until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.systems", description="A stand-in of other systems"
    )
    parser.add_argument("--port", type=int, default=8091)
    parser.add_argument("--platform", default="http://127.0.0.1:8080", help="where events are sent to")
    parser.add_argument("--secret", default=SECRET, help="base64, shared with the platform")
    options = parser.parse_args()
    try:
        listening = socket.create_server(("127.0.0.1", options.port)).detach()
    except OSError as error:
        sys.exit(f"cannot listen on 127.0.0.1:{options.port} ({error.strerror}): choose another --port")
    config = Config()
    config.bind = [f"fd://{listening}"]
    config.include_server_header = False
    asyncio.run(serve(create_app(Systems(options.secret, options.platform)), config))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
