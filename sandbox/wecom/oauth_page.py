"""What the sign-in page looks like."""

import sqlite3
from itertools import groupby
from urllib.parse import urlencode

from sandbox.institute import DEMO_CAST
from sandbox.wecom.markup import Html, el, join, page, script


def choice(people: list[sqlite3.Row], query: dict[str, str]) -> str:
    """Everybody by department, the demo cast on top; one tap signs in."""
    by_id = {person["userid"]: person for person in people}
    cast = [(by_id[userid], part) for userid, part in DEMO_CAST.items() if userid in by_id]
    groups = groupby(people, key=lambda person: str(person["department_name"]))
    body = el(
        "main",
        el("p", "沙箱 · 企业微信替身", class_="badge"),
        el("h1", "选择登录身份"),
        el("p", "这里不是真正的企业微信。点一下任意成员，即以其身份登录。", class_="hint"),
        el(
            "div",
            el("label", "查找成员", for_="find"),
            el("input", id="find", type="search", placeholder="姓名、账号或部门", autocomplete="off"),
            class_="field",
        ),
        el("p", "没有符合的成员。", id="nobody", class_="hint", role="status", hidden=True),
        _group("演示人员", [_row(person, query, part) for person, part in cast]),
        *[_group(name, [_row(person, query) for person in rows]) for name, rows in groups],
        class_="narrow",
    )
    return page("企业微信登录（沙箱）", join(body, script("find.js")))


def refusal(part: str, sentence: str) -> str:
    """Why nobody can sign in with this link."""
    body = el(
        "main",
        el("p", "沙箱 · 企业微信替身", class_="badge"),
        el("h1", "无法登录"),
        el("p", sentence),
        el("p", f"参数：{part}", class_="hint"),
        class_="narrow",
    )
    return page("无法登录（沙箱）", body)


def _group(name: str, rows: list[Html]) -> Html:
    return el("section", el("h2", name), el("ul", *rows, class_="people"), data_group=True)


def _row(person: sqlite3.Row, query: dict[str, str], part: str | None = None) -> Html:
    words = (
        f"{person['name']} {person['userid']} {person['department_name']} {person['position']} {part or ''}"
    )
    inner = (
        el("span", str(person["name"])[0], class_="face", aria_hidden="true"),
        el(
            "span",
            el("strong", str(person["name"])),
            el("small", f"{person['department_name']} · {person['position']}"),
            class_="who",
        ),
        el("span", part, class_="part") if part else None,
    )
    if not person["enabled"]:
        disabled = el("span", "已禁用", class_="part off")
        return el("li", el("span", *inner, disabled, class_="person"), data_words=words.lower())
    address = "?" + urlencode(query | {"login_as": person["userid"]})
    return el("li", el("a", *inner, href=address, class_="person"), data_words=words.lower())
