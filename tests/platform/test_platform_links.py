"""Addresses of pages, as codes and messages carry them."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest

from chalicelib.platform import links
from chalicelib.platform.settings import settings


@pytest.fixture(autouse=True)
def origin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XT_PUBLIC_URL", "https://office.example.cn")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_a_request_opens_on_the_phone():
    assert links.request("01j") == "https://office.example.cn/#/requests/01j"


@pytest.mark.parametrize("key", ["ZC2026IT00001", "2026/11 李明", "100%?a=b#c", "a b"])
def test_a_record_opens_on_the_phone_whatever_its_key_is(key: str):
    address = links.record("fixed-asset", key)
    assert address.startswith("https://office.example.cn/#/library/fixed-asset/")
    assert address.isascii()
    *_, last = urlsplit(address).fragment.split("/")
    assert unquote(last) == key
