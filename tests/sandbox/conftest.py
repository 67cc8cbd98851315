"""One stand-in of WeCom per test module, as its own process on a free port; each test starts with a clean slate."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sandbox.wecom.credentials import AGENT_ID, APP_SECRET, CORP_ID

ROOT = Path(__file__).parents[2]


class WeCom:
    """A client of the stand-in that keeps its hands off the answers."""

    def __init__(self, state: Path, people: int = 60) -> None:
        self.state = state
        self.people = people
        self.start()

    def start(self) -> None:
        """Starts the process (again, on the same state) and waits until it answers."""
        port = _free_port()
        arguments = ["--port", str(port), "--state", str(self.state), "--institute-people", str(self.people)]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("XT_WECOM_")}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "sandbox.wecom", *arguments],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.url = f"http://127.0.0.1:{port}"
        self.http = httpx.Client(base_url=self.url, timeout=10, trust_env=False)
        _wait(self)

    def kill(self) -> None:
        """As kill -9 does."""
        self.process.kill()
        self._bury()

    def stop(self) -> None:
        self.process.terminate()
        self._bury()

    def _bury(self) -> None:
        self.http.close()
        self.process.wait(timeout=10)
        self.process.stderr.close()

    def token(self, secret: str = APP_SECRET) -> str:
        answer = self.http.get("/cgi-bin/gettoken", params={"corpid": CORP_ID, "corpsecret": secret}).json()
        return str(answer["access_token"])

    def get(self, path: str, secret: str = APP_SECRET, **query: object) -> dict:
        """The answer of a GET below /cgi-bin/ with a good token."""
        parameters = {"access_token": self.token(secret)} | query
        return self.http.get(f"/cgi-bin/{path}", params=parameters).json()

    def post(self, path: str, body: dict, secret: str = APP_SECRET) -> dict:
        """The answer of a POST below /cgi-bin/ with a good token."""
        return self.http.post(
            f"/cgi-bin/{path}", params={"access_token": self.token(secret)}, json=body
        ).json()

    def send(self, body: dict | None = None, **more: object) -> dict:
        """Sends a text to liming unless told otherwise."""
        message = {"touser": "liming", "agentid": AGENT_ID, "msgtype": "text", "text": {"content": "您好"}}
        return self.post("message/send", message | (body or {}) | more)

    def code(self, userid: str = "liming", **query: str) -> str:
        """A fresh sign-in code."""
        answer = self.authorize(login_as=userid, **query)
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    def authorize(self, **query: str | None) -> httpx.Response:
        """Opens the sign-in page with the usual parameters, changed or (None) left out by name."""
        usual = {
            "appid": CORP_ID,
            "redirect_uri": "http://127.0.0.1:8080/api/login/callback",
            "response_type": "code",
            "scope": "snsapi_base",
            "state": "abc123",
        }
        parameters = {key: value for key, value in (usual | query).items() if value is not None}
        return self.http.get("/connect/oauth2/authorize", params=parameters)

    def inbox(self, userid: str = "liming") -> list[dict]:
        return self.http.get("/sandbox/messages", params={"userid": userid}).json()["items"]

    def advance(self, seconds: int) -> None:
        self.http.post("/sandbox/clock", json={"advance_seconds": seconds}).raise_for_status()

    def fault(self, kind: str, path_prefix: str = "/cgi-bin/message/send", **more: object) -> None:
        body = {"kind": kind, "path_prefix": path_prefix} | more
        self.http.post("/sandbox/faults", json=body).raise_for_status()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeCom]:
    running = WeCom(tmp_path_factory.mktemp("wecom"))
    yield running
    running.stop()


@pytest.fixture
def wecom(process: WeCom) -> Iterator[WeCom]:
    """The module's process, two hours later than the test before and without its faults."""
    process.advance(2 * 3600)
    yield process
    process.http.delete("/sandbox/faults")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[WeCom]:
    """A process of one test's own, which may be killed."""
    running = WeCom(tmp_path / "state")
    yield running
    running.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(running: WeCom) -> None:
    """Reads its log until it listens; a process that ends instead has said why."""
    said = []
    for line in running.process.stderr:
        if "Running on" in line:
            return
        said.append(line)
    raise RuntimeError("the stand-in did not start: " + "".join(said))
