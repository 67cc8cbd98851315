"""`python -m sandbox.wecom --port 8090 --state DIR --institute-people 60`"""

import argparse
import asyncio
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
    members.load(store, build(options.institute_people))
    config = Config()
    # Loopback only: whoever reaches this page can sign in as anybody.
    config.bind = [f"127.0.0.1:{options.port}"]
    config.include_server_header = False
    asyncio.run(serve(create_app(store, Credentials.from_environment()), config))  # type: ignore[arg-type]
    store.close()


if __name__ == "__main__":
    main()
