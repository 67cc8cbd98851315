"""The story: 李明 asks for leave, 陈静 takes over the work, 王芳 approves, and whoever else the form calls for."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

import httpx

from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar
from cli.demo.visitor import SurpriseError, Visitor
from cli.local.settings import Local

T = TypeVar("T")
FLOW, LIBRARY, ACCOUNT = "leave-request", "leave-ledger", "annual"
STARTER, AGENT, HEAD = "liming", "chenjing", "wangfang"
DAY_MINUTES, HOUR_MINUTES = 480, 60
PATIENCE_SECONDS = 45.0
POLL_SECONDS = 0.15
MOST_STEPS = 12
COMMENTS = {STARTER: "申请", AGENT: "工作已交接，同意代理。", HEAD: "同意，注意休息。"}


@dataclass
class Story:
    """What happened. `minutes` is the leave taken; the balances are those of the starter, in minutes."""

    request: dict[str, Any] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    minutes: int = 0
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


class Demo:
    def __init__(self, local: Local, tell: Callable[[str], None]) -> None:
        self._local = local
        self._tell = tell
        self._visitors: dict[str, Visitor] = {}
        self._open = ExitStack()

    def run(self) -> Story:
        """Walk one request through. Raise SurpriseError at the first thing that is not as it should be."""
        started = time.monotonic()
        with self._open:
            story = Story()
            starter = self.visitor(STARTER)
            story.before = balance(starter)
            form = make_form(
                story.before["available"], clock.wall(clock.now()).date(), len(own_requests(starter))
            )
            view = self.submit(starter, form)
            story.minutes = int(view["form"]["minutes"])
            self.check_hold(starter, story)
            story.request = self.walk(starter, view["id"], story)
            self.check_ledger(starter, story)
            self.check_cards(story)
            story.seconds = time.monotonic() - started
            return story

    def visitor(self, userid: str) -> Visitor:
        """Return the person, signed in on first need."""
        if userid not in self._visitors:
            visitor = self._open.enter_context(Visitor(self._local.gateway_url, userid))
            person = visitor.sign_in()["person"]
            self._tell(f"{person['name']} ({userid}) has signed in")
            self._visitors[userid] = visitor
        return self._visitors[userid]

    def submit(self, starter: Visitor, form: dict[str, Any]) -> dict[str, Any]:
        preview = starter.post(f"/api/flows/{FLOW}/preview", {"form": form})
        if preview["errors"]:
            raise SurpriseError(f"the form is refused: {preview['errors']}")
        view = starter.post("/api/requests", {"flow": FLOW, "form": form}, status=201)
        self._tell(f"{view['serial']}: leave from {form['start_at']} to {form['end_at']} filed")
        return view

    def walk(self, starter: Visitor, request: str, story: Story) -> dict[str, Any]:
        """Do every open task as the person it belongs to until the request is closed."""
        for _ in range(MOST_STEPS):
            view, task = wait_for(partial(self.next_step, starter, request), f"the next step of {request}")
            if task is None:
                return closed(view, story)
            self.decide(task, request, story)
        raise SurpriseError(f"{request} is still running after {MOST_STEPS} decisions")

    def next_step(self, starter: Visitor, request: str) -> tuple[dict[str, Any], str | None] | None:
        """Return the request and whose turn it is, nobody when it is closed, None when it is between nodes."""
        view = starter.get(f"/api/requests/{request}")
        if view["status"] != "running":
            return view, None
        for node in view["path"]:
            if node["state"] == "current":
                for person in node["people"]:
                    if to_do(self.visitor(person["userid"]), request):
                        return view, str(person["userid"])
        return None

    def decide(self, userid: str, request: str, story: Story) -> None:
        person = self.visitor(userid)
        task = person.get(f"/api/requests/{request}")["my_tasks"][0]
        if "approve" not in task["actions"]:
            raise SurpriseError(f"{userid} cannot approve at {task['node_name']}: only {task['actions']}")
        decision = {"action": "approve", "comment": COMMENTS.get(userid, "同意。")}
        person.post(f"/api/tasks/{task['id']}/decision", decision, if_match=task["etag"])
        self._tell(f"{userid} has decided: {task['node_name']}")
        story.people.append(userid)

    def check_hold(self, starter: Visitor, story: Story) -> None:
        held = balance(starter)["available"]
        if held != story.before["available"] - story.minutes:
            raise SurpriseError(
                f"{story.before['available']} minutes were available, {story.minutes} are held, but {held} are left"
            )

    def check_ledger(self, starter: Visitor, story: Story) -> None:
        """The approved minutes are gone from the balance and nothing is held any more."""
        wanted = (story.before["balance"] - story.minutes, story.before["held"])
        story.after = wait_for(partial(moved, starter, wanted), f"the ledger to show {wanted[0]} minutes")

    def check_cards(self, story: Story) -> None:
        """Everybody who decided got a message that names the request in the sandbox WeCom."""
        for userid in dict.fromkeys(story.people):
            arrived = partial(self.cards, userid, story.request)
            story.cards[userid] = wait_for(arrived, f"a card for {userid}")

    def cards(self, userid: str, request: dict[str, Any]) -> int | None:
        found = httpx.get(
            f"{self._local.sandbox_url}/sandbox/messages", params={"userid": userid}, trust_env=False
        )
        marks = (request["id"], request["serial"])
        return (
            sum(any(mark in str(item) for mark in marks) for item in found.raise_for_status().json()["items"])
            or None
        )


def make_form(available: int, today: date, earlier: int) -> dict[str, Any]:
    """Return a form for a whole day while there is plenty, else for an hour; the day moves with each run."""
    if available < HOUR_MINUTES:
        raise SurpriseError(
            f"{STARTER} has only {available} minutes of leave left: start afresh with `./xt reset`"
        )
    day = workday_after(today, earlier % 200 + 1)
    unit, end = ("day", "17:30") if available >= 3 * DAY_MINUTES else ("hour", "09:30")
    return {
        "kind": ACCOUNT,
        "unit": unit,
        "start_at": f"{day}T08:30",
        "end_at": f"{day}T{end}",
        "reason": "家中有事，需要处理。",
        "out_of_town": False,
        "agent": AGENT,
    }


def workday_after(today: date, count: int) -> date:
    """Return the count-th workday after today (1: the next one)."""
    calendar, day = institute_calendar(), today
    while count:
        day += timedelta(days=1)
        count -= calendar.is_workday(day)
    return day


def own_requests(starter: Visitor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = starter.get("/api/requests", view="mine", flow=FLOW, **({"cursor": cursor} if cursor else {}))
        found += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return found


def balance(starter: Visitor) -> dict[str, Any]:
    accounts = starter.get(f"/api/libraries/{LIBRARY}/balances")["items"]
    found = [account for account in accounts if account["account"] == ACCOUNT]
    if not found:
        raise SurpriseError(
            f"{STARTER} has no {ACCOUNT} leave account; there are {[a['account'] for a in accounts]}"
        )
    return dict(found[0])


def moved(starter: Visitor, wanted: tuple[int, int]) -> dict[str, Any] | None:
    now = balance(starter)
    return now if (now["balance"], now["held"]) == wanted else None


def to_do(person: Visitor, request: str) -> bool:
    cursor: dict[str, str] = {}
    while True:
        page = person.get("/api/tasks", state="open", **cursor)
        if any(item["request_id"] == request for item in page["items"]):
            return True
        if page["next_cursor"] is None:
            return False
        cursor = {"cursor": page["next_cursor"]}


def closed(view: dict[str, Any], story: Story) -> dict[str, Any]:
    """Return the closed request after checking that it went the way it should."""
    if view["status"] != "approved":
        raise SurpriseError(f"{view['serial']} ended {view['status']}, not approved")
    if story.people[:2] != [AGENT, HEAD]:
        raise SurpriseError(f"it should have gone to {AGENT}, then {HEAD}; it went to {story.people}")
    return view


def wait_for(check: Callable[[], T | None], what: str) -> T:
    """Ask until there is an answer. Raise SurpriseError when patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (answer := check()) is None:
        if time.monotonic() > deadline:
            raise SurpriseError(f"waited {PATIENCE_SECONDS:.0f} s in vain for {what}")
        time.sleep(POLL_SECONDS)
    return answer
