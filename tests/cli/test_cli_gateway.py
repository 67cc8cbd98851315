"""The web gateway over real HTTP: pages in front, the API behind, one origin."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cli_support import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cli.local import gateway

pytestmark = pytest.mark.enable_socket
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


async def echo(request: Request) -> Response:
    body = await request.body()
    seen = {
        "method": request.method,
        "path": request.scope["raw_path"].decode(),
        "query": request.scope["query_string"].decode(),
        "headers": dict(request.headers),
        "size_bytes": len(body),
        "padding": "x" * 600,
    }
    answer = JSONResponse(seen, 418 if request.query_params.get("teapot") else 200)
    answer.set_cookie("first", "1", httponly=True)
    answer.set_cookie("second", "2")
    return answer


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(
        "<html><script>let a = 1</script><script src='/a.js'></script>" + " " * 600
    )
    (folder / "console.html").write_text("<html>console</html>")
    (folder / "assets" / "app-BxY12_9z.js").write_text("export const a = 1;" * 100)
    (folder / "plain.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def deployment(tmp_path: Path) -> Path:
    path = tmp_path / "deployment.json"
    path.write_text(json.dumps({"api_id": "abc123"}))
    return path


@pytest.fixture
def web(dist: Path, deployment: Path) -> Iterator[httpx.Client]:
    backend = Starlette(routes=[Route("/{path:path}", echo, methods=METHODS)])
    with (
        serving(backend) as cloud,
        serving(gateway.build(dist, deployment, cloud)) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


def test_the_root_is_the_phone_entry_and_console_the_console(web):
    assert "let a = 1" in web.get("/").text
    assert "console" in web.get("/console.html").text
    assert web.get("/").headers["content-type"] == "text/html; charset=utf-8"


def test_hashed_assets_are_kept_for_ever_and_pages_are_asked_for_again(web):
    assert "immutable" in web.get("/assets/app-BxY12_9z.js").headers["cache-control"]
    assert web.get("/assets/app-BxY12_9z.js").headers["content-type"].startswith("text/javascript")
    assert web.get("/").headers["cache-control"] == "no-cache"
    assert web.get("/plain.svg").headers["cache-control"] == "no-cache"


def test_an_unchanged_page_is_not_sent_again(web):
    etag = web.get("/").headers["etag"]
    again = web.get("/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_text_is_compressed_for_those_who_can_read_it(web):
    packed = web.get("/", headers={"accept-encoding": "gzip"})
    plain = web.get("/", headers={"accept-encoding": "identity"})
    refused = web.get("/", headers={"accept-encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert packed.text == plain.text


def test_head_has_the_headers_and_no_body(web):
    head, get = web.head("/plain.svg"), web.get("/plain.svg")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_pages_forbid_frames_and_foreign_scripts_and_allow_their_own_inline_one(web):
    headers = web.get("/").headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'sha256-" in policy
    foreign = [part for part in policy.split("; ")[1].split() if part.startswith("http")]
    assert foreign == ["https://wwcdn.weixin.qq.com/node/open/js/"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize(
    "path", ["/nothing.html", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt"]
)
def test_nothing_outside_the_built_pages_is_served(web, path):
    answer = web.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_the_api_gets_method_path_query_and_body(web, method):
    got = web.request(
        method, "/api/requests/R%201?a=1&b=%E4%BD%A0", content=b"12345" if method != "GET" else None
    )
    seen = got.json()
    assert seen["method"] == method
    assert seen["path"] == "/restapis/abc123/api/_user_request_/requests/R%201"
    assert seen["query"] == "a=1&b=%E4%BD%A0"
    assert seen["size_bytes"] == (5 if method != "GET" else 0)


def test_head_reaches_the_api(web):
    got = web.head("/api/health")
    assert (got.status_code, got.content) == (200, b"")


def test_headers_pass_and_the_clients_own_forwarding_claims_do_not(web):
    sent = {"x-csrf-token": "t", "cookie": "xt_session=1", "if-match": '"3"', "x-forwarded-for": "6.6.6.6"}
    seen = web.get("/api/me", headers=sent).json()["headers"]
    assert (seen["x-csrf-token"], seen["cookie"], seen["if-match"]) == ("t", "xt_session=1", '"3"')
    assert seen["x-forwarded-for"] == "127.0.0.1"


def test_several_cookies_and_the_status_come_back(web):
    got = web.get("/api/login?teapot=1")
    assert got.status_code == 418
    cookies = got.headers.get_list("set-cookie")
    assert [cookie.split("=")[0] for cookie in cookies] == ["first", "second"]


def test_one_persons_cookies_are_never_sent_for_another(web):
    web.get("/api/me")
    web.cookies.clear()
    assert "cookie" not in web.get("/api/me").json()["headers"]


def test_api_answers_are_compressed(web):
    with web.stream("GET", "/api/x", headers={"accept-encoding": "gzip"}) as got:
        raw = b"".join(got.iter_raw())
    assert json.loads(gzip.decompress(raw))["method"] == "GET"


def test_a_body_over_two_megabytes_is_413_with_a_code(web):
    got = web.post("/api/requests", content=b"x" * (gateway.BODY_LIMIT_BYTES + 1))
    assert got.status_code == 413
    assert got.json().keys() == {"code", "message", "request_id"}
    assert got.json()["code"] == "body_too_large"


def test_a_body_of_unknown_length_is_limited_too(web):
    chunks = (b"x" * 65536 for _ in range(40))
    assert web.post("/api/requests", content=chunks).status_code == 413


def test_a_body_at_the_limit_passes(web):
    got = web.post("/api/requests", content=b"x" * gateway.BODY_LIMIT_BYTES)
    assert got.json()["size_bytes"] == gateway.BODY_LIMIT_BYTES


@pytest.mark.parametrize(
    "path", [b"/api/../../../_ministack/health", b"/api/%2e%2e/%2E%2E/x", b"/api/..%2fx", b"/api/..\\x"]
)
def test_a_path_cannot_leave_the_api(web, path):
    got = web.send(web.build_request("GET", httpx.URL(web.base_url).copy_with(raw_path=path)))
    assert got.status_code in {400, 404}
    assert "_ministack" not in got.text


@pytest.mark.parametrize(
    "path", ["/_ministack/health", "/restapis/abc123/api/_user_request_/x", "/2015-03-31/functions"]
)
def test_the_rest_of_the_cloud_cannot_be_reached(web, path):
    assert web.get(path).status_code == 404
    assert web.post(path).status_code == 405


def test_a_cloud_that_is_down_is_502_with_a_code(dist, deployment):
    with serving(gateway.build(dist, deployment, "http://127.0.0.1:9")) as url:
        got = httpx.get(f"{url}/api/health", trust_env=False)
    assert got.status_code == 502
    assert got.json()["code"] == "bad_gateway"
    assert got.json()["request_id"]


def test_before_the_first_deployment_the_api_is_502(dist, tmp_path):
    with serving(gateway.build(dist, tmp_path / "none.json", "http://127.0.0.1:9")) as url:
        assert httpx.get(f"{url}/api/health", trust_env=False).json()["code"] == "bad_gateway"
