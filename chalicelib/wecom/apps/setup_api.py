"""The configuration check over HTTP, for administrators."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from chalicelib.directory import service as directory
from chalicelib.platform import messages
from chalicelib.platform.web import Api, Call
from chalicelib.wecom.apps import asking, setup
from chalicelib.wecom.apps.asking import Note

api = Api(__name__, directory.require_admin)


class CheckedItem(BaseModel):
    """One thing looked at, in words; `remedy` says what to do where it is not good. `errcode` is WeCom's number."""

    key: str
    name: str
    use: str
    verdict: Literal["good", "refused", "unavailable", "unset", "skipped"]
    optional: bool
    errcode: int
    meaning: str
    remedy: str


class SetupCheck(BaseModel):
    """`missing` are the rights our app has not, by WeCom's number, with the names of what needs them. `address` is
    ours as WeCom saw it when it refused it.
    """

    good: bool
    items: list[CheckedItem]
    missing: list[MissingRight]
    address: str


class MissingRight(Note):
    names: list[str]


@api.on("GET", "/admin/wecom/setup", out=SetupCheck, admin=True)
def check_setup(call: Call) -> SetupCheck:
    """Ask WeCom once for everything we use of it, and look at what is set here."""
    return view(setup.check(call.userid), call.locale)


def view(checked: setup.Checked, locale: str) -> SetupCheck:
    items = [_item(one, locale) for one in checked.items]
    missing = []
    for errcode in checked.missing:
        found = asking.note(errcode, locale)
        names = [one.name for one in items if one.errcode == errcode]
        if found:
            missing.append(MissingRight(**found.model_dump(), names=names))
    return SetupCheck(good=checked.is_good, items=items, missing=missing, address=checked.address)


def _item(item: setup.Item, locale: str) -> CheckedItem:
    found = asking.note(item.errcode, locale)
    good = item.verdict == "good"
    said = "" if good else messages.text(f"wecom_verdicts.{item.verdict}", locale)
    remedy = messages.text(f"wecom_setup.{item.key}.remedy", locale)
    return CheckedItem(
        key=item.key,
        name=messages.text(f"wecom_setup.{item.key}.name", locale),
        use=messages.text(f"wecom_setup.{item.key}.use", locale),
        verdict=item.verdict,
        optional=item.optional,
        errcode=item.errcode,
        meaning=found.meaning if found else said,
        remedy=found.remedy if found else "" if good or item.verdict == "skipped" else remedy,
    )
