"""A person with a browser: signs in through the sandbox WeCom, keeps cookies, sends the CSRF token."""

import uuid
from types import TracebackType
from typing import Any, Self

import httpx

SECONDS = 30.0


class SurpriseError(Exception):
    """Something was not as it should be; the text says what was expected and what came."""


class Visitor:
    """One signed-in person. Every answer outside 2xx is a SurpriseError unless it is asked for."""

    def __init__(self, gateway_url: str, userid: str) -> None:
        self.userid = userid
        self._http = httpx.Client(base_url=gateway_url, timeout=SECONDS, trust_env=False)
        self._csrf = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def sign_in(self) -> dict[str, Any]:
        """Go to /api/login, let the sandbox redirect back at once, and return /api/me."""
        asked = self._http.get("/api/login", params={"next": "/"})
        authorize = httpx.URL(self._expect(asked, 302).headers["location"])
        allowed = self._http.get(authorize.copy_merge_params({"login_as": self.userid}))
        callback = self._expect(allowed, 302).headers["location"]
        landed = self._expect(self._http.get(callback), 302).headers["location"]
        if not landed.endswith("/"):
            raise SurpriseError(f"after signing in, {self.userid} was sent to {landed} and not to /")
        me = self.get("/api/me")
        if me["person"]["userid"] != self.userid:
            raise SurpriseError(f"signed in as {self.userid}, but /api/me says {me['person']['userid']}")
        self._csrf = me["csrf_token"]
        return me

    def get(self, path: str, **query: str) -> dict[str, Any]:
        return self._json(self._http.get(path, params=query), 200)

    def post(
        self, path: str, body: dict[str, Any], *, status: int = 200, if_match: str | None = None
    ) -> dict[str, Any]:
        headers = {"X-CSRF-Token": self._csrf, "Idempotency-Key": uuid.uuid4().hex}
        if if_match is not None:
            headers["If-Match"] = if_match
        return self._json(self._http.post(path, json=body, headers=headers), status)

    def ask(self, method: str, path: str, body: Any = None, *, if_match: str | None = None) -> httpx.Response:
        """Any answer, refusals too."""
        headers = {"X-CSRF-Token": self._csrf, "Idempotency-Key": uuid.uuid4().hex}
        if if_match is not None:
            headers["If-Match"] = if_match
        return self._http.request(method, path, json=body, headers=headers)

    def leave(self) -> None:
        self._http.close()

    def _json(self, answer: httpx.Response, status: int) -> dict[str, Any]:
        body: dict[str, Any] = self._expect(answer, status).json()
        return body

    def _expect(self, answer: httpx.Response, status: int) -> httpx.Response:
        if answer.status_code != status:
            where = f"{answer.request.method} {answer.request.url.path}"
            raise SurpriseError(
                f"{where} as {self.userid}: {answer.status_code} instead of {status}: {answer.text[:400]}"
            )
        return answer
