"""The built pages as HTTP answers: types, caching, compression and the security headers they allow."""

import base64
import functools
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

ENTRIES = {"": "index.html", "console": "console.html"}
TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
MIN_COMPRESSED_BYTES = 512
WECOM_SCRIPTS = "https://wwcdn.weixin.qq.com/node/open/js/"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True)
class Page:
    """One file ready to send. `etag` is quoted; `encoded` maps br and gzip to bytes."""

    body: bytes
    content_type: str
    cache_control: str
    etag: str
    script_hashes: tuple[str, ...]
    encoded: dict[str, bytes]

    def body_for(self, accepted: str) -> tuple[bytes, str | None]:
        """Return the body in the best accepted encoding, and that encoding."""
        for encoding in ("br", "gzip"):
            if encoding in self.encoded and _accepts(accepted, encoding):
                return self.encoded[encoding], encoding
        return self.body, None


def find(root: Path, path: str) -> Page | None:
    """Return the page at a decoded URL path, None if there is no such file below `root`."""
    name = path.strip("/")
    target = (root / ENTRIES.get(name, name)).resolve()
    if not target.is_relative_to(root.resolve()) or not target.is_file():
        return None
    stat = target.stat()
    return _read(target, stat.st_mtime_ns, stat.st_size)


def security_headers(page: Page | None, upload_origin: str) -> dict[str, str]:
    """Return the headers for a page: our own scripts, the inline ones the build put there, and WeCom's JS-SDK, which
    pages load inside WeCom alone.

    Element styles are set inline by both component libraries; files are sent to `upload_origin`.
    """
    scripts = " ".join(("'self'", *(page.script_hashes if page else ()), WECOM_SCRIPTS))
    policy = (
        "default-src 'self'",
        f"script-src {scripts}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        f"connect-src 'self' {upload_origin}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return {"content-security-policy": "; ".join(policy)} | PLAIN_HEADERS


PLAIN_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "geolocation=(self), camera=(self), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}


@functools.lru_cache(maxsize=512)
def _read(target: Path, _changed_ns: int, _size: int) -> Page:
    body = target.read_bytes()
    kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    is_text = kind.startswith(TEXT)
    html = kind == "text/html"
    return Page(
        body=body,
        content_type=f"{kind}; charset=utf-8" if is_text else kind,
        cache_control=FOREVER if target.parent.name == "assets" and HASHED.search(target.name) else ASK_AGAIN,
        etag=f'"{hashlib.sha256(body).hexdigest()[:24]}"',
        script_hashes=tuple(_hash_of(script) for script in INLINE_SCRIPT.findall(body)) if html else (),
        encoded=_encodings(target, body) if is_text and len(body) >= MIN_COMPRESSED_BYTES else {},
    )


def _encodings(target: Path, body: bytes) -> dict[str, bytes]:
    """Compress once; a `.br` beside the file, made by the build, is used as it is."""
    ready = target.with_name(target.name + ".br")
    brotli = {"br": ready.read_bytes()} if ready.is_file() else {}
    return {**brotli, "gzip": gzip.compress(body, 9, mtime=0)}


def _hash_of(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def _accepts(header: str, encoding: str) -> bool:
    for part in header.lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() == encoding:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
