"""Calls go to the address that was judged, to nobody inside, under the right name, and not for longer than they may."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.approvals import outward

HOST, PUBLIC, ALSO_PUBLIC, INSIDE = "erp.example", "93.184.216.34", "1.1.1.1", "10.0.0.9"
URL = f"https://{HOST}:8443/calls?x=1"
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
PRIVATE = (
    *(
        "127.0.0.1",
        "10.0.0.8",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
    ),
    *("::1", "::", "fe80::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
    *("::ffff:10.0.0.1", "::10.0.0.1", "2002:a00:1::", "2002:7f00:1::", "2001:0:a00:1::1"),
    *("64:ff9b::10.0.0.1", "64:ff9b::93.184.216.34", "64:ff9b:1::a00:1"),
)


@dataclass
class Elsewhere:
    """Another system at the end of a pair of sockets, the name server, and who was connected to."""

    context: ssl.SSLContext
    answers: list[list[str]]
    silent: frozenset[str] = frozenset()
    answer: Callable[[ssl.SSLSocket], None] = lambda line: line.sendall(OK)
    asked: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    named: list[str | None] = field(default_factory=list)
    heard: bytes = b""
    threads: list[threading.Thread] = field(default_factory=list)

    def getaddrinfo(self, host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(0, 0, 0, "", (one, port)) for one in found]

    def create_connection(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.connected.append(address)
        if address[0] in self.silent:
            raise TimeoutError
        ours, theirs = socket.socketpair()
        ours.settimeout(timeout)
        thread = threading.Thread(target=self._serve, args=(theirs,), daemon=True)
        thread.start()
        self.threads.append(thread)
        return ours

    def _serve(self, theirs: socket.socket) -> None:
        self.context.sni_callback = lambda _, name, __: self.named.append(name)  # type: ignore[assignment]
        try:
            with self.context.wrap_socket(theirs, server_side=True) as line:
                self.heard = line.recv(65536)
                while not self.heard.endswith(b"told"):
                    self.heard += line.recv(65536)
                self.answer(line)
        except OSError:
            return


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of `erp.example` in one file, by itself its authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "erp.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def elsewhere(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    found = Elsewhere(context, [[PUBLIC]])
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    monkeypatch.setattr(socket, "getaddrinfo", found.getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", found.create_connection)
    yield found
    for thread in found.threads:
        thread.join(10)
        assert not thread.is_alive()


def post(url: str = URL) -> tuple[int, bytes]:
    return outward.post(url, b"told", {"webhook-id": "m1"})


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_inside_is_public_however_it_is_written(address: str):
    assert not outward.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "::ffff:93.184.216.34", "2002:5db8:d822::1"])
def test_addresses_of_the_internet_are_public(address: str):
    assert outward.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_nobody_inside_is_connected_to(elsewhere: Elsewhere, address: str):
    elsewhere.answers = [[PUBLIC, address]]
    with pytest.raises(outward.AddressRefusedError):
        post()
    assert elsewhere.connected == []


@pytest.mark.parametrize("url", ["http://93.184.216.34/calls", "https:///calls", "ftp://erp.example/"])
def test_nothing_but_https_is_spoken(elsewhere: Elsewhere, url: str):
    with pytest.raises(outward.AddressRefusedError):
        post(url)
    assert elsewhere.asked == []


def test_a_name_that_is_told_otherwise_the_second_time_is_asked_for_once(elsewhere: Elsewhere):
    elsewhere.answers = [[PUBLIC], [INSIDE]]
    assert post() == (200, b"{}")
    assert (elsewhere.asked, elsewhere.connected) == ([HOST], [(PUBLIC, 8443)])


def test_host_and_tls_name_stay_those_of_the_name(elsewhere: Elsewhere):
    post()
    assert elsewhere.named == [HOST]
    head = elsewhere.heard.decode().lower().split("\r\n")
    assert head[0] == "post /calls?x=1 http/1.1"
    assert f"host: {HOST}:8443" in head


def test_a_certificate_of_another_name_is_not_taken(elsewhere: Elsewhere):
    with pytest.raises(requests.exceptions.SSLError):
        post("https://other.example/calls")
    assert b"webhook" not in elsewhere.heard


def test_the_next_address_is_tried_where_the_first_does_not_answer(elsewhere: Elsewhere):
    elsewhere.answers, elsewhere.silent = [[ALSO_PUBLIC, PUBLIC]], frozenset({ALSO_PUBLIC})
    assert post() == (200, b"{}")
    assert [address for address, _ in elsewhere.connected] == [ALSO_PUBLIC, PUBLIC]


def test_a_proxy_of_the_environment_is_not_asked(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert post() == (200, b"{}")
    assert elsewhere.asked == [HOST]


def test_a_redirect_is_an_answer_and_not_followed(elsewhere: Elsewhere):
    elsewhere.answer = lambda line: line.sendall(
        b"HTTP/1.1 307 Elsewhere\r\nlocation: https://169.254.169.254/\r\ncontent-length: 0\r\n\r\n"
    )
    assert post() == (307, b"")
    assert elsewhere.asked == [HOST]


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nx-", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_drips_is_cut_when_the_time_is_over(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, begun: bytes
):
    """Each byte comes in time, and there is always another one."""
    monkeypatch.setattr(outward, "TOTAL_SECONDS", 0.4)
    pause = threading.Event()

    def drip(line: ssl.SSLSocket) -> None:
        line.sendall(begun)
        while begun:
            pause.wait(0.02)
            line.sendall(b"x")
        while line.recv(1):
            pass

    elsewhere.answer = drip
    began = time.monotonic()
    with pytest.raises(requests.Timeout):
        post()
    assert time.monotonic() - began < 5


def test_an_answer_that_is_too_long_is_read_no_further(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outward, "ANSWER_BYTES", 10)
    elsewhere.answer = lambda line: line.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 50)
    assert post() == (200, b"x" * 11)


def test_on_a_laptop_the_other_system_may_stand_beside_us(monkeypatch: pytest.MonkeyPatch):
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("127.0.0.1", 80))])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: ours)
    theirs.sendall(OK)
    assert outward.post("http://localhost/calls", b"told", {}, anywhere=True) == (200, b"{}")
    assert theirs.recv(65536).startswith(b"POST /calls HTTP/1.1\r\nHost: localhost")
    theirs.close()
