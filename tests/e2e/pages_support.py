"""Pages in Chromium: signed in as somebody, looked up by their hooks, judged by axe."""

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.e2e_support import Platform

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1280, "height": 800}
PATIENCE_MS = 45_000
"""The first call of a function waits for its process."""
expect.set_options(timeout=PATIENCE_MS)
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def signed_in(platform: Platform, chromium: Browser) -> Iterator[Open]:
    """Open a page as somebody who taps their own name on WeCom's sign-in page."""
    opened, troubles = [], []

    def open_page(userid: str, place: str = "/", size: dict[str, int] | None = None) -> Page:
        context = chromium.new_context(viewport=size or PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{platform.local.gateway_url}{place}")
        name = page.locator(f'a[href*="login_as={userid}"]').first
        sign_in = by(page, "sign-in")
        expect(name.or_(sign_in).first).to_be_visible()
        if sign_in.count():
            sign_in.click()
        name.click()
        expect(page.locator("h1").first).to_be_attached(timeout=PATIENCE_MS)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert troubles == []


def by(page: Page, name: str) -> Any:
    return page.locator(f'[data-test="{name}"]')


def request_of(page: Page) -> str:
    page.wait_for_url(re.compile(r"#/requests/\w+"))
    return page.url.rpartition("/")[2].partition("?")[0]


def wrong_with(page: Page, place: str) -> list[str]:
    """What axe finds on a page that has come to rest, and whether it is wider than the screen."""
    address = re.sub(r"(https?://[^/]+).*", r"\1", page.url) + place
    page.goto("about:blank")  # so that a place of the page that is open is loaded anew too
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1").first).to_be_visible()
    return wrong_now(page)


def wrong_now(page: Page) -> list[str]:
    """The same of what stands on the screen at this moment, as it was opened and filled in."""
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    report = Axe().run(page).response
    assert len(report["passes"]) > 10, f"axe looked at nothing on {page.url}"
    violations = report["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("wider than the screen")
    return found
