"""How people want to be told, and for administrators what did not arrive, over HTTP."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.directory import service as directory
from chalicelib.directory.model import Person
from chalicelib.platform import messages
from chalicelib.platform.answers import Answer
from chalicelib.platform.errors import VersionStaleError
from chalicelib.platform.web import Api, Call
from chalicelib.wecom import preferring, vendor_errors
from chalicelib.wecom.model import NoticeNotFoundError, PreferenceInvalidError
from chalicelib.wecom.notices import DAILY_AT, KINDS, Preferences, Way

api = Api(__name__, require_admin=directory.require_admin)
SHOWN = 20


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Quiet(Strict):
    """From and until, by the institute's clock: `22:00`, `07:30`."""

    begin: str = Field(max_length=5)
    end: str = Field(max_length=5)


class PreferencesBody(Strict):
    """`ways`: kind -> now, daily, off; what is not named is as usual."""

    ways: dict[str, str] = Field(max_length=50)
    quiet: Quiet | None = None


class KindView(BaseModel):
    key: str
    name: str
    way: Way
    ways: list[Way]
    urgent: bool


class PreferencesView(BaseModel):
    """`daily_at`: when the daily card comes."""

    kinds: list[KindView]
    quiet: Quiet | None
    daily_at: str
    version: int


class UnreachablePerson(BaseModel):
    userid: str
    name: str
    department: str
    since: str
    last: str
    missed: int
    reason: str


class FailedNotice(BaseModel):
    id: str
    kind: str
    title: str
    people: list[str]
    at: str
    attempts: int
    reason: str


class Undelivered(BaseModel):
    """Whom WeCom does not reach, what was given up, and how many notices are being tried again at this moment."""

    people: list[UnreachablePerson]
    notices: list[FailedNotice]
    retrying: int


@api.on("GET", "/messages/preferences", out=PreferencesView)
def get_preferences(call: Call) -> Answer:
    """How I want to be told of what."""
    return _shown(preferring.preferences(call.userid), call.locale)


@api.on(
    "PUT",
    "/messages/preferences",
    body=PreferencesBody,
    out=PreferencesView,
    guarded=True,
    errors=(PreferenceInvalidError, VersionStaleError),
)
def put_preferences(call: Call) -> Answer:
    """How I want to be told from now on."""
    body: PreferencesBody = call.body
    quiet = (body.quiet.begin, body.quiet.end) if body.quiet else None
    return _shown(preferring.prefer(call.userid, body.ways, quiet, call.version), call.locale)


@api.on("GET", "/admin/messages/undelivered", out=Undelivered, admin=True)
def list_undelivered(call: Call) -> Undelivered:
    """What did not arrive, and why."""
    unreachable, failed = preferring.unreachable(), preferring.failed()
    named = {one.userid for one in unreachable} | {person for one in failed for person in one.people[:SHOWN]}
    people, departments = directory.people(named), directory.departments()

    def department(person: Person | None) -> str:
        found = departments.get(person.department) if person else None
        return found.name if found else ""

    return Undelivered(
        people=[
            UnreachablePerson(
                userid=one.userid,
                name=people[one.userid].name if one.userid in people else one.userid,
                department=department(people.get(one.userid)),
                since=one.since,
                last=one.last,
                missed=one.missed,
                reason=messages.text(f"undelivered.{one.why}", call.locale),
            )
            for one in unreachable
        ],
        notices=[
            FailedNotice(
                id=one.id,
                kind=messages.name_of("notices", f"{one.kind}.name", call.locale),
                title=one.title,
                people=[people[person].name if person in people else person for person in one.people[:SHOWN]],
                at=one.at,
                attempts=one.attempts,
                reason=_reason(one.errcode, call.locale),
            )
            for one in failed
        ],
        retrying=preferring.retrying(),
    )


@api.on(
    "POST", "/admin/messages/people/{userid}/again", status=204, admin=True, errors=(NoticeNotFoundError,)
)
def try_person_again(_: Call, userid: str) -> Answer:
    """Try somebody again with whatever comes next: the account was mended."""
    preferring.try_person_again(userid)
    return Answer(None, status=204)


@api.on(
    "POST", "/admin/messages/notices/{notice_id}/again", status=204, admin=True, errors=(NoticeNotFoundError,)
)
def send_notice_again(_: Call, notice_id: str) -> Answer:
    """Send again what was given up."""
    preferring.send_again(notice_id)
    return Answer(None, status=204)


def _reason(errcode: int | None, locale: str) -> str:
    if errcode is None:
        return messages.text("undelivered.silent", locale)
    found = vendor_errors.explain(errcode, locale)
    return (
        f"{errcode} {found.meaning}; {found.remedy}"
        if locale == "en"
        else f"{errcode} {found.meaning}；{found.remedy}"
    )


def _shown(found: Preferences, locale: str) -> Answer:
    view = PreferencesView(
        kinds=[
            KindView(
                key=kind.key,
                name=messages.name_of("notices", f"{kind.key}.name", locale),
                way=found.way(kind.key),
                ways=list(kind.ways),
                urgent=kind.urgent,
            )
            for kind in KINDS.values()
            if len(kind.ways) > 1
        ],
        quiet=Quiet(begin=found.quiet[0], end=found.quiet[1]) if found.quiet else None,
        daily_at=f"{DAILY_AT:%H:%M}",
        version=found.version,
    )
    return Answer(view, headers={"ETag": f'"{found.version}"'})
