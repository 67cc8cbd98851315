"""The local web gateway, in the place CloudFront has in production: `python -m cli.local.gateway`.

`/` is web/dist, `/api/*` is the API stage in the cloud emulator: one origin. Nothing else can be reached.
"""

import asyncio
import gzip
import json
import logging
import signal
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx
from hypercorn.asyncio import serve as hypercorn
from hypercorn.config import Config
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from cli.local import pages, settings

log = logging.getLogger("xietong.gateway")
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
BODY_LIMIT_BYTES = 2 * 1024 * 1024
API_SECONDS = 35.0
HOP_BY_HOP = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
    "transfer-encoding", "upgrade", "host", "content-length",
}  # fmt: skip
REPLACED = {
    *HOP_BY_HOP,
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "forwarded",
    "accept-encoding",
}
DROPPED = {*HOP_BY_HOP, "content-encoding", "date", "server"}


class TooLargeError(Exception):
    """The body is over the limit; the caller answers 413."""


@dataclass(frozen=True)
class Gateway:
    """`deployment` is the file that holds the API's id; it may appear or change while we run."""

    dist: Path
    deployment: Path
    cloud_url: str
    client: httpx.AsyncClient

    async def page(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return error(405, "method_not_allowed", "此地址只能读取。")
        page = pages.find(self.dist, request.url.path)
        headers = pages.security_headers(page, self.cloud_url)
        if page is None:
            return Response("没有这个页面。", 404, headers, "text/plain; charset=utf-8")
        headers |= {"cache-control": page.cache_control, "etag": page.etag, "vary": "accept-encoding"}
        if page.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body, encoding = page.body_for(request.headers.get("accept-encoding", ""))
        if encoding:
            headers["content-encoding"] = encoding
        return Response(body, 200, headers | {"content-type": page.content_type})

    async def api(self, request: Request) -> Response:
        api_id = self.api_id()
        if api_id is None:
            return error(502, "bad_gateway", "系统正在启动，请稍候再试。")
        path = request.scope["raw_path"].removeprefix(b"/api")
        if is_crooked(path):
            return error(400, "bad_path", "地址无效。")
        target = f"/restapis/{api_id}/api/_user_request_".encode() + path
        query = request.scope["query_string"]
        try:
            return await self.forward(request, target + (b"?" + query if query else b""))
        except TooLargeError:
            return error(413, "body_too_large", "提交的内容太大，最多 2 MB。")
        except httpx.TimeoutException:
            return error(504, "gateway_timeout", "系统没有及时回答，请稍候再试。")
        except httpx.HTTPError as problem:
            log.warning("cloud unreachable: %s", type(problem).__name__)
            return error(502, "bad_gateway", "系统暂时无法连接，请稍候再试。")

    async def forward(self, request: Request, target: bytes) -> Response:
        """Send the request on and return the answer. Raise TooLargeError or an httpx error."""
        url = httpx.URL(self.cloud_url).copy_with(raw_path=target)
        client = request.client.host if request.client else settings.HOST
        headers = [(k, v) for k, v in request.headers.raw if k.decode().lower() not in REPLACED]
        headers += [
            (b"x-forwarded-for", client.encode()),
            (b"x-forwarded-host", request.headers.get("host", "").encode()),
            (b"x-forwarded-proto", request.url.scheme.encode()),
        ]
        body = await read_body(request)
        got = await self.client.request(request.method, url, headers=headers, content=body or None)
        return answer(got, request)

    def api_id(self) -> str | None:
        try:
            deployment = json.loads(self.deployment.read_text())
        except (OSError, ValueError):
            return None
        return str(deployment["api_id"]) if deployment.get("api_id") else None


def answer(got: httpx.Response, request: Request) -> Response:
    """Copy status, headers (each Set-Cookie on its own) and body; compress text the client can read."""
    body = got.content
    response = Response(body, got.status_code)
    kept = [(k.lower(), v) for k, v in got.headers.raw if k.decode().lower() not in DROPPED]
    compress = (
        len(body) >= pages.MIN_COMPRESSED_BYTES
        and got.headers.get("content-type", "").startswith(pages.TEXT)
        and "gzip" in request.headers.get("accept-encoding", "")
    )
    if compress:
        response.body = gzip.compress(body, 5, mtime=0)
        kept += [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
    # A HEAD answer has no body; its length is the length GET would have.
    length = got.headers.get("content-length") if request.method == "HEAD" else str(len(response.body))
    if got.status_code not in {204, 304} and length is not None:
        kept.append((b"content-length", length.encode()))
    named = {k for k, _ in kept}
    kept += [(k.encode(), v.encode()) for k, v in API_HEADERS.items() if k.encode() not in named]
    response.raw_headers = kept
    return response


API_HEADERS = {"cache-control": "no-store", **pages.PLAIN_HEADERS}


async def read_body(request: Request) -> bytes:
    """Read up to the limit. Raise TooLargeError at the first byte over it."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > BODY_LIMIT_BYTES:
        raise TooLargeError
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > BODY_LIMIT_BYTES:
            raise TooLargeError
    return bytes(parts)


def is_crooked(path: bytes) -> bool:
    """Tell a path that could leave the API's own prefix: dot segments, plain or encoded, backslashes."""
    plain = path.lower().replace(b"%2e", b".").replace(b"%2f", b"/").replace(b"%5c", b"\\")
    return b"\\" in plain or any(segment in {b".", b".."} for segment in plain.split(b"/"))


def error(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    body = {"code": code, "message": message, "request_id": str(uuid.uuid4())}
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, {**API_HEADERS, **(headers or {})}, "application/json")


def build(dist: Path, deployment: Path, cloud_url: str) -> Starlette:
    """Return the ASGI app. No proxy of the environment is used."""
    client = httpx.AsyncClient(
        timeout=API_SECONDS,
        trust_env=False,
        headers={"accept-encoding": "identity"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # cookies belong to browsers, never to us
    )
    gateway = Gateway(dist, deployment, cloud_url, client)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with client:
            yield

    async def disconnected(_request: Request, _problem: Exception) -> Response:
        return error(400, "incomplete_body", "提交的内容不完整。")

    routes = [
        Route("/api", gateway.api, methods=METHODS),
        Route("/api/{path:path}", gateway.api, methods=METHODS),
        Route("/{path:path}", gateway.page, methods=METHODS),
    ]
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={ClientDisconnect: disconnected})


async def serve(app: Starlette, port: int) -> None:
    config = Config()
    config.bind = [f"{settings.HOST}:{port}"]
    config.loglevel = "WARNING"
    config.include_server_header = False
    config.graceful_timeout = 1
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await hypercorn(app, config, shutdown_trigger=stop.wait)  # type: ignore[arg-type]


def main() -> None:
    local = settings.load()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    app = build(settings.ROOT / "web" / "dist", local.deployment, local.cloud_url)
    asyncio.run(serve(app, local.gateway_port))


if __name__ == "__main__":
    main()
