"""The way out to other systems: one POST, to an address that was judged and to no other.

A name is resolved once, every address it has is judged, and the connection goes to one of these; who resolves a second
time may be told something else. Host header, TLS server name and certificate stay those of the name.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0
TOTAL_SECONDS = 15.0
"""So long a call takes at the most, however slowly its answer drips; the function that makes it has 20."""
ANSWER_BYTES = 200_000
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
UNICAST = ipaddress.ip_network("2000::/3")
"""Where public addresses of IPv6 lie. NAT64 (64:ff9b::/96, 64:ff9b:1::/48) and IPv4 written as IPv6 lie outside."""


class AddressRefusedError(Exception):
    """The address of a system is not one we speak to: not https, or inside a private network."""


def post(url: str, raw: bytes, headers: Mapping[str, str], *, anywhere: bool = False) -> tuple[int, bytes]:
    """Status and body of the answer; of a body that is too long only that it is: one byte more than ANSWER_BYTES.

    `anywhere`: on a laptop, where the other system runs beside us. Redirects are answers, never followed, and proxies
    of the environment are not asked, for they would resolve the name themselves. Raises AddressRefusedError, and
    requests.RequestException where there is no answer.
    """
    import requests
    from urllib3.exceptions import HTTPError

    if not anywhere:
        check_url(url)
    with Line(anywhere=anywhere) as line, _session(line) as session:
        try:
            answer = session.post(
                url,
                data=raw,
                headers=dict(headers),
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            )
            body = answer.raw.read(ANSWER_BYTES + 1, decode_content=True)
        except (requests.RequestException, HTTPError) as error:
            raise _no_answer(line, error) from error
        if line.is_cut:
            raise _no_answer(line, None)
    return answer.status_code, body


def check_url(url: str) -> None:
    """Raises AddressRefusedError for anything but https with a host."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise AddressRefusedError("only https")


def judged(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them public. Raises AddressRefusedError."""
    found = _resolved(host, port)
    if not all(is_public(ipaddress.ip_address(one)) for one in found):
        raise AddressRefusedError("not a public address")
    return found


def is_public(address: Address) -> bool:
    """Whether it is one of the internet's, and where it stands for an address of IPv4, that one too."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address.sixtofour is not None and not is_public(address.sixtofour):
        return False
    return address in UNICAST and address.is_global and not address.is_multicast and address.teredo is None


class Line:
    """One call's connection: opened to a judged address, and cut when the call's time is over."""

    def __init__(self, *, anywhere: bool = False) -> None:
        self.anywhere = anywhere
        self.is_cut = False
        self._ends_at = time.monotonic() + TOTAL_SECONDS
        self._opened: list[socket.socket] = []
        self._timer = threading.Timer(TOTAL_SECONDS, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        for one in self._opened:
            one.close()

    def open(self, host: str, port: int) -> socket.socket:
        """A connection to the first of the host's addresses that takes one. Raises OSError, AddressRefusedError."""
        last: OSError = TimeoutError("the call took too long")
        for address in _resolved(host, port) if self.anywhere else judged(host, port):
            left = self._ends_at - time.monotonic()
            if left <= 0:
                break
            try:
                found = socket.create_connection((address, port), timeout=min(CONNECT_SECONDS, left))
            except OSError as error:
                last = error
            else:
                # TLS takes the socket itself over; its duplicate still ends the connection.
                self._opened.append(found.dup())
                return found
        raise last

    def _cut(self) -> None:
        self.is_cut = True
        for one in self._opened:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressRefusedError("no such host") from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def _no_answer(line: Line, error: Exception | None) -> Exception:
    import requests

    if line.is_cut:
        return requests.Timeout("the call took too long")
    return error if isinstance(error, requests.RequestException) else requests.ConnectionError(error)


def _session(line: Line) -> requests.Session:
    """A session whose connections are those of the line."""
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.exceptions import NewConnectionError

    def opened(connection: Any) -> socket.socket:
        try:
            return line.open(connection.host, connection.port)
        except OSError as error:
            raise NewConnectionError(connection, str(error)) from error

    class Plain(HTTPConnection):
        _new_conn = opened

    class Secure(HTTPSConnection):
        _new_conn = opened

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    session = requests.Session()
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    adapter = HTTPAdapter()
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
