"""Signing in with WeCom: the address, the cookies, where one may go afterwards, and what a failure looks like."""

import io
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from chalicelib.directory.model import Person, PersonDisabledError, PersonNotFoundError
from chalicelib.platform import sessions
from chalicelib.platform.settings import Settings
from chalicelib.wecom import api, service, store
from chalicelib.wecom.model import CodeInvalidError, NotMemberError, StateInvalidError, WecomUnavailableError
from tests.support.browser import SIGNED_IN, WRITING, call, said, sign_in

PLACE = {
    "public_url": "https://oa.example.cn",
    "wecom_corp_id": "ww1234",
    "wecom_agent_id": "1000002",
    "wecom_authorize_url": "https://open.weixin.qq.com/connect/oauth2/authorize",
    "identify_function": "identify",
}


def _here(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    made = Settings(**(dict.fromkeys(Settings.__dataclass_fields__, "") | PLACE | more))
    for module in (service, api):
        monkeypatch.setattr(module, "settings", lambda: made)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str]]:
    """The states of sign-ins under way: browser and destination, each taken once by its own browser."""
    states: dict[str, tuple[str, str]] = {}

    def take(state: str, browser: str) -> str | None:
        if state in states and states[state][0] == browser:
            return states.pop(state)[1]
        return None

    _here(monkeypatch)
    monkeypatch.setattr(store, "keep_state", lambda s, b, where: states.update({s: (b, where)}))
    monkeypatch.setattr(store, "take_state", take)
    return states


def _cookies(header: Any) -> dict[str, dict[str, str]]:
    """Every Set-Cookie by name: its value under `value`, its attributes in small letters."""
    found = {}
    for line in [header] if isinstance(header, str) else header:
        first, *rest = line.split("; ")
        name, _, value = first.partition("=")
        parts = dict(part.partition("=")[::2] for part in rest)
        found[name] = {key.lower(): content for key, content in parts.items()} | {"value": value}
    return found


def test_the_address_has_wecoms_parameters_in_wecoms_order(kept: dict):
    address, browser = service.begin_sign_in("/#/requests/r1")
    assert address.startswith("https://open.weixin.qq.com/connect/oauth2/authorize?")
    assert address.endswith("#wechat_redirect")
    query = parse_qsl(urlsplit(address).query, strict_parsing=True)
    assert [name for name, _ in query] == [
        "appid",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "agentid",
    ]
    told = dict(query)
    assert told["appid"] == "ww1234"
    assert told["redirect_uri"] == "https://oa.example.cn/api/login/callback"
    assert "redirect_uri=https%3A%2F%2Foa.example.cn%2Fapi%2Flogin%2Fcallback&" in address
    assert (told["response_type"], told["scope"], told["agentid"]) == ("code", "snsapi_base", "1000002")
    assert kept == {told["state"]: (browser, "/#/requests/r1")}


def test_a_state_is_32_letters_and_digits_and_never_the_same(kept: dict):
    for _ in range(20):
        service.begin_sign_in("/")
    assert len(kept) == 20
    assert all(len(state) == 32 and state.isalnum() and state.isascii() for state in kept)
    assert all(state not in browser for state, (browser, _) in kept.items())


@pytest.mark.usefixtures("kept")
def test_signing_in_binds_the_browser_by_a_cookie_of_its_own():
    answer = call("GET", "/login?next=/%23/requests/r1")
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = _cookies(answer.headers["Set-Cookie"])["xt_sign_in"]
    assert len(cookie.pop("value")) == 64
    assert cookie == {
        "path": "/api/login",
        "max-age": "300",
        "httponly": "",
        "samesite": "Lax",
        "secure": "",
    }


BAD_DESTINATIONS = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "http:/evil.example",
    "javascript:alert(1)",
    "requests",
    "\\/evil.example",
    "%09//evil.example",
    "/%0d%0aSet-Cookie:%20a=b",
    "/%09/evil.example",
    "%20/x",
    "/" + "x" * 500,
]


@pytest.mark.parametrize("where", BAD_DESTINATIONS)
def test_one_goes_only_to_a_path_of_ours_afterwards(kept: dict, where: str):
    answer = call("GET", f"/login?next={where}")
    found = said(answer)
    assert (answer.status_code, found["field"]) == (400, "next")
    assert found["code"] in {"bad_next", "body_invalid"}
    assert kept == {}


@pytest.mark.parametrize("where", ["/", "/console.html", "/%23/requests/r1", "/a?b=c%26d"])
def test_paths_of_ours_are_fine(kept: dict, where: str):
    assert call("GET", f"/login?next={where}").status_code == 302
    assert len(kept) == 1


@pytest.fixture
def identified(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the function that speaks to WeCom answers; who is known; what sessions began."""
    world: dict[str, Any] = {"answer": {"userid": "LiMing"}, "started": [], "error": None}

    class Functions:
        def invoke(self, **_: Any) -> dict[str, Any]:
            return {"Payload": io.BytesIO(json.dumps(world["answer"]).encode())} | world.get("meta", {})

    def person(userid: str) -> Person:
        if world["error"]:
            raise world["error"]
        return Person(userid, "李明", "", 11)

    def start(userid: str) -> str:
        world["started"].append(userid)
        return "t" * 64

    monkeypatch.setattr(service, "client", lambda *_, **__: Functions())
    monkeypatch.setattr(service.directory, "person", person)
    monkeypatch.setattr(sessions, "start", start)
    return world


def _come_back(
    kept: dict, *, state: str = "", browser: str | None = None, accept: str = "application/json"
) -> Any:
    _, secret = service.begin_sign_in("/#/todo")
    query = f"code=c1&state={state or next(iter(kept))}"
    return call(
        "GET",
        f"/login/callback?{query}",
        headers={"Cookie": f"xt_sign_in={secret if browser is None else browser}", "Accept": accept},
    )


def test_coming_back_begins_a_session_in_a_cookie_no_script_can_read(kept: dict, identified: dict):
    answer = _come_back(kept)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/#/todo"
    cookies = _cookies(answer.headers["Set-Cookie"])
    assert cookies["xt_session"] == {
        "value": "t" * 64,
        "path": "/",
        "max-age": str(12 * 3600),
        "httponly": "",
        "samesite": "Lax",
        "secure": "",
    }
    assert cookies["xt_sign_in"]["max-age"] == "0"
    assert identified["started"] == ["liming"], "userids are lower case with us"


def test_cookies_are_secure_wherever_the_site_is(monkeypatch: pytest.MonkeyPatch):
    _here(monkeypatch, public_url="http://127.0.0.1:8080")
    assert "Secure" not in api._cookie("a", "b", seconds=1)
    _here(monkeypatch)
    assert api._cookie("a", "b", seconds=1).endswith("; Secure")


@pytest.mark.parametrize("wrong", [{"state": "f" * 32}, {"browser": "f" * 64}, {"browser": ""}])
def test_a_sign_in_that_did_not_begin_in_this_browser_is_refused(kept: dict, identified: dict, wrong: dict):
    answer = _come_back(kept, **wrong)
    assert (answer.status_code, said(answer)["code"]) == (400, "oauth_state_invalid")
    assert identified["started"] == []
    assert "Set-Cookie" not in answer.headers


def test_a_state_works_once(kept: dict, identified: dict):
    address, browser = service.begin_sign_in("/")
    state = dict(parse_qsl(urlsplit(address).query))["state"]
    service.finish_sign_in("c1", state, browser)
    with pytest.raises(StateInvalidError):
        service.finish_sign_in("c1", state, browser)
    assert identified["started"] == ["liming"]
    assert kept == {}


REFUSALS: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"answer": {"problem": "bad_code"}}, CodeInvalidError),
    ({"answer": {"problem": "outsider"}}, NotMemberError),
    ({"answer": {}}, NotMemberError),
    ({"answer": {"problem": "unavailable"}}, WecomUnavailableError),
    ({"meta": {"FunctionError": "Unhandled"}}, WecomUnavailableError),
    ({"error": PersonNotFoundError(userid="liming")}, NotMemberError),
    ({"error": PersonDisabledError(userid="liming")}, NotMemberError),
]


@pytest.mark.parametrize(("world", "error"), REFUSALS, ids=lambda part: str(part)[:40])
def test_whoever_is_not_one_of_us_gets_no_session(kept: dict, identified: dict, world: dict, error: type):
    identified.update(world)
    _, browser = service.begin_sign_in("/")
    with pytest.raises(error):
        service.finish_sign_in("c1", next(iter(kept)), browser)
    assert identified["started"] == []


def test_a_person_in_a_browser_gets_a_page_that_offers_to_begin_again(kept: dict, identified: dict):
    answer = _come_back(kept, state="f" * 32, accept="text/html,*/*")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")
    page = answer.body.decode()
    assert "/api/login?next=/" in page
    assert "request-1" in page
    assert "$" not in page
    assert identified["started"] == []


def test_signing_out_ends_the_session_on_the_server_too(monkeypatch: pytest.MonkeyPatch):
    ended: list[str] = []
    sign_in(monkeypatch)
    _here(monkeypatch)
    monkeypatch.setattr(sessions, "end", ended.append)
    answer = call("POST", "/logout", headers=WRITING | SIGNED_IN)
    assert answer.status_code == 204
    assert ended == ["good"]
    assert _cookies(answer.headers["Set-Cookie"])["xt_session"]["max-age"] == "0"
