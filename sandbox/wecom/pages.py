"""The page at `/`: a member's phone on one side, the fault switches on the other."""

from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.institute import DEMO_CAST
from sandbox.wecom import calendar, callback_pages, callbacks, faults, inbox, members
from sandbox.wecom.credentials import Credentials
from sandbox.wecom.markup import Html, el, join, page
from sandbox.wecom.phone import bubble
from sandbox.wecom.store import Store

_LATEST: Final = 50
_FAULT_NAMES: Final = {
    "slow": "变慢：处理后延迟数秒才应答",
    "lost": "应答丢失：处理后断开连接",
    "truncated": "应答截断：处理后只返回半截 JSON",
    "odd_names": '字段名带空格：直播详情的 "status "',
    "bad_gateway": "网关错误：返回 502 网页，不处理",
    "busy": "系统繁忙：errcode -1，不处理",
    "frequency": "超过频率：errcode 45009，不处理",
    "untrusted_ip": "IP 不可信：errcode 60020，不处理",
    "expire_tokens": "凭证到期：先让 access_token 过期",
    "not_callable": "不在可调用应用内：errcode 301002，不处理",
    "forbidden": "接口未开通：errcode 48002，不处理",
    "no_privilege": "不在可见范围：errcode 60011，不处理",
    "revoke_tokens": "凭证作废：先让 access_token 失效",
    "event_doubled": "事件重复：回调送达两次",
    "event_reordered": "事件乱序：等下一个事件之后再送达",
    "event_dropped": "事件丢失：不再送达",
}


def routes(store: Store, credentials: Credentials) -> list[Route]:
    """`GET /?userid=`; its form posts to `/faults` and comes back."""

    async def home(request: Request) -> Response:
        userid = request.query_params.get("userid", next(iter(DEMO_CAST))).lower()
        return HTMLResponse(_home(store, userid))

    async def order(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("只能从本页提交。", status_code=403)
        form = {key: values[-1] for key, values in parse_qs((await request.body()).decode()).items()}
        try:
            await _order(store, credentials, form)
        except ValueError as error:
            return PlainTextResponse(f"填写有误：{error}", status_code=400)
        return RedirectResponse("/?" + urlencode({"userid": form.get("userid", "")}), status_code=303)

    return [Route("/", home), Route("/faults", order, methods=["POST"])]


async def _order(store: Store, credentials: Credentials, form: dict[str, str]) -> None:
    if form.get("action") == "clear":
        faults.clear(store)
        await callbacks.release(store, credentials)
        return
    count, seconds = int(form.get("count", "1")), float(form.get("seconds", "0"))
    faults.order(store, form.get("kind", ""), form.get("path_prefix", ""), count, seconds)


def _home(store: Store, userid: str) -> str:
    body = el(
        "main",
        el("header", el("p", "沙箱 · 企业微信替身", class_="badge"), el("h1", "成员的手机")),
        el(
            "div",
            _picker(store, userid),
            _phone(store, userid),
            el("div", _switches(store, userid), callback_pages.panel(store, userid)),
            class_="columns",
        ),
        class_="wide",
    )
    return page("企业微信（沙箱）", body)


def _picker(store: Store, userid: str) -> Html:
    people = members.everybody(store)
    options = [
        el(
            "option",
            f"{person['department_name']} · {person['name']}（{person['userid']}）",
            value=person["userid"],
            selected=person["userid"] == userid,
        )
        for person in people
    ]
    by_id = {person["userid"]: person for person in people}
    shortcuts = [
        el(
            "a",
            str(by_id[cast]["name"]),
            href=f"/?userid={cast}",
            aria_current="page" if cast == userid else None,
        )
        for cast in DEMO_CAST
        if cast in by_id
    ]
    return el(
        "section",
        el("h2", "看谁的手机"),
        el("nav", *shortcuts, class_="shortcuts", aria_label="演示人员"),
        el(
            "form",
            el("label", "成员", for_="userid"),
            el("select", *options, id="userid", name="userid"),
            el("button", "查看"),
            class_="field",
            method="get",
            action="/",
        ),
        class_="panel",
    )


def _phone(store: Store, userid: str) -> Html:
    person = members.find(store, userid)
    if person is None:
        return el("section", el("p", "没有这个成员。", class_="hint"), class_="phone", aria_label="手机")
    messages = inbox.messages(store, userid, _LATEST)
    shown = (
        el("ol", *[bubble(message) for message in messages])
        if messages
        else el("p", "还没有消息。", class_="hint")
    )
    state = "" if person["enabled"] else "（已禁用）"
    dropped = inbox.dropped(store, userid)
    return el(
        "section",
        el("h2", f"{person['name']}{state}", el("small", str(person["position"]))),
        el("p", f"另有 {dropped} 条因超过每分钟 30 条被丢弃。", class_="hint") if dropped else None,
        calendar.panel(store, userid),
        shown,
        class_="phone",
        aria_label=f"{person['name']}的消息",
    )


def _switches(store: Store, userid: str) -> Html:
    kinds = [el("option", _FAULT_NAMES[kind], value=kind) for kind in (*faults.KINDS, *faults.EVENT_KINDS)]
    return el(
        "section",
        el("h2", "制造故障"),
        el(
            "form",
            el("input", type="hidden", name="userid", value=userid),
            el("label", "故障", for_="kind"),
            el("select", *kinds, id="kind", name="kind"),
            el("label", "路径开头", for_="path_prefix"),
            el("input", id="path_prefix", name="path_prefix", value="/cgi-bin/message/send", required=True),
            el("label", "次数", for_="count"),
            el("input", id="count", name="count", type="number", value="1", min="1", max="100000"),
            el("label", "秒数（变慢时）", for_="seconds"),
            el("input", id="seconds", name="seconds", type="number", value="8", min="0", max="300"),
            el("button", "打开"),
            class_="field",
            method="post",
            action="/faults",
        ),
        _waiting(faults.waiting(store), userid),
        class_="panel",
    )


def _waiting(ordered: list[dict[str, Any]], userid: str) -> Html:
    if not ordered:
        return el("p", "当前没有故障。", class_="hint")
    rows = [
        el(
            "li",
            _FAULT_NAMES[fault["kind"]],
            el("small", f"{fault['path_prefix']} · 还剩 {fault['remaining']} 次"),
        )
        for fault in ordered
    ]
    clear = el(
        "form",
        el("input", type="hidden", name="userid", value=userid),
        el("button", "全部关闭", name="action", value="clear", class_="quiet"),
        method="post",
        action="/faults",
    )
    return join(el("ul", *rows, class_="waiting"), clear)
