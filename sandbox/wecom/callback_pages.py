"""The callbacks' part of the page: where events go, what may happen, and how the latest went."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.wecom import callbacks, changes, presses
from sandbox.wecom.callbacks import CallbackError
from sandbox.wecom.changes import ChangeError
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.markup import Html, el
from sandbox.wecom.presses import PressError
from sandbox.wecom.store import Store

_LATEST: Final = 10
_CHANGES: Final = {
    "create_user": "新增成员（账号、部门）",
    "move_user": "调整部门（账号、部门）",
    "rename_user": "修改账号（账号、新账号）",
    "delete_user": "删除成员（账号）",
    "create_party": "新增部门（上级部门）",
    "delete_party": "删除空部门（部门）",
}
_STATES: Final = {
    "delivered": "已送达",
    "failed": "未送达",
    "dropped": "已丢弃",
    "held": "暂缓，等下一个事件",
    "new": "正在送达",
}
_WORDS: Final = re.compile(r"<(?:Event|ChangeType|UserID|NewUserID|Id|EventKey)><!\[CDATA\[(.*?)\]\]>")
"""What a line of the list says of an event."""
Form = dict[str, str]


def routes(store: Store, credentials: Credentials) -> list[Route]:
    """Forms of the page post here and come back to it."""

    async def enter(form: Form) -> None:
        await callbacks.enter(store, credentials, form.get("url", ""))

    async def change(form: Form) -> None:
        for fields in changes.make(store, form.get("change", ""), dict(form)):
            await callbacks.emit(store, credentials, changes.contact_event(credentials, store.now(), fields))

    async def press(form: Form) -> None:
        words = (form.get(name, "") for name in ("userid", "msgid", "key"))
        await callbacks.emit(store, credentials, presses.press(store, credentials, *words))

    works = {"/callback": enter, "/contacts": change, "/press": press}
    return [Route(path, _posted(work), methods=["POST"]) for path, work in works.items()]


def panel(store: Store, userid: str) -> Html:
    """Two forms and a list."""
    return el(
        "section",
        el("h2", "回调与通讯录"),
        el(
            "form",
            el("input", type="hidden", name="back", value=userid),
            el("label", "回调地址（保存时校验）", for_="url"),
            el("input", id="url", name="url", value=callbacks.address(store)),
            el("button", "保存"),
            class_="field",
            method="post",
            action="/callback",
        ),
        el(
            "form",
            el("input", type="hidden", name="back", value=userid),
            el("label", "通讯录变更", for_="change"),
            el(
                "select",
                *[el("option", name, value=key) for key, name in _CHANGES.items()],
                id="change",
                name="change",
            ),
            el("label", "账号", for_="changed"),
            el("input", id="changed", name="userid", value=userid),
            el("label", "新账号", for_="new_userid"),
            el("input", id="new_userid", name="new_userid"),
            el("label", "部门编号", for_="department"),
            el("input", id="department", name="department", inputmode="numeric"),
            el("button", "变更并回调"),
            class_="field",
            method="post",
            action="/contacts",
        ),
        _events(callbacks.latest(store, _LATEST)),
        class_="panel",
    )


def _events(events: list[dict[str, Any]]) -> Html:
    if not events:
        return el("p", "还没有回调。", class_="hint")
    rows = [
        el(
            "li",
            f"{event['id']}：{_STATES[event['state']]}",
            el("small", " ".join(_WORDS.findall(event["text"]))),
            el("small", _attempts(event["attempts"])),
        )
        for event in events
    ]
    return el("ul", *rows, class_="waiting")


def _attempts(attempts: list[dict[str, Any]]) -> str:
    return "，".join(f"{one['status'] or '无应答'}（{one['seconds']} 秒）" for one in attempts)


def _posted(work: Callable[[Form], Awaitable[None]]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("只能从本页提交。", status_code=403)
        form = {key: values[-1] for key, values in parse_qs((await request.body()).decode()).items()}
        try:
            await work(form)
        except (CallbackError, ChangeError, PressError) as error:
            return PlainTextResponse(f"未能完成：{error}", status_code=400)
        back = form.get("back") or form.get("userid", "")
        return RedirectResponse("/?" + urlencode({"userid": back}), status_code=303)

    return endpoint
