"""The sign-in page `/connect/oauth2/authorize` (path/91022): who am I today."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.wecom import identity, members, oauth_page
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.store import Store

_STATE: Final = re.compile(r"[A-Za-z0-9]{0,128}")
_SCOPES: Final = ("snsapi_base", identity.PRIVATE)


def routes(store: Store, credentials: Credentials) -> list[Route]:
    """The page; with `login_as=<userid>` it signs in at once and redirects."""

    async def authorize(request: Request) -> Response:
        query = request.query_params
        problem = _problem(query, credentials)
        if problem:
            return HTMLResponse(oauth_page.refusal(*problem), status_code=400)
        if "login_as" not in query:
            return HTMLResponse(oauth_page.choice(members.everybody(store), dict(query)))
        person = members.find(store, query["login_as"])
        if person is None or not person["enabled"]:
            return HTMLResponse(
                oauth_page.refusal("login_as", "没有这个成员，或该成员已被禁用。"), status_code=403
            )
        code = identity.issue_code(store, person["userid"], query["scope"])
        answer = RedirectResponse(_back(query["redirect_uri"], code, query.get("state")), status_code=302)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return [Route("/connect/oauth2/authorize", authorize)]


def _problem(query: Mapping[str, str], credentials: Credentials) -> tuple[str, str] | None:
    """The parameter and the sentence of the first thing wrong; parameters may come in any order."""
    host = _host(query.get("redirect_uri", ""))
    checks = (
        (query.get("appid") == credentials.corp_id, "appid", "appid 不是本企业的 CorpID。"),
        (host, "redirect_uri", "redirect_uri 缺失或不是完整的网址。"),
        (
            host in credentials.trusted_domains,
            "redirect_uri（50001）",
            "redirect_uri 的域名不在应用的可信域名中。",
        ),
        (query.get("response_type") == "code", "response_type", "response_type 只能是 code。"),
        (query.get("scope") in _SCOPES, "scope", "scope 只能是 snsapi_base 或 snsapi_privateinfo。"),
        (
            _STATE.fullmatch(query.get("state", "")),
            "state",
            "state 只能包含字母和数字，长度不超过 128 字节。",
        ),
        (_agent_fits(query, credentials), "agentid", "agentid 缺失或不是本应用的 AgentID。"),
    )
    return next(((part, sentence) for holds, part, sentence in checks if not holds), None)


def _host(uri: str) -> str | None:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def _agent_fits(query: Mapping[str, str], credentials: Credentials) -> bool:
    given = query.get("agentid")
    if given is None:
        return query.get("scope") != identity.PRIVATE
    return given == str(credentials.agent_id)


def _back(redirect_uri: str, code: str, state: str | None) -> str:
    parts = urlsplit(redirect_uri)
    added = urlencode({"code": code} | ({"state": state} if state is not None else {}))
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))
