"""The directory, and the rows of WeCom: sign-ins that work once, tokens fetched once."""

import datetime as dt
import threading

import pytest

from chalicelib.directory import service as directory
from chalicelib.directory.model import Department, Person, PersonDisabledError, PersonNotFoundError
from chalicelib.platform import clock, sessions
from chalicelib.platform.errors import NotAdministratorError, NotSignedInError
from chalicelib.wecom import client as wecom_client
from chalicelib.wecom import store as wecom
from tests.store.store_support import at_once, dump

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
THERMAL = Department(
    11, "热工计量所", parent=1, order=3, head="wangfang", deputies=("zoukai",), leader="zhaogang"
)
ROOT = Department(1, "院", order=1, leader="gaojianguo")
PEOPLE = (
    Person("wangfang", "王芳", "所长", 11, ("dept-head",), pinyin="wangfang"),
    Person("liming", "李明", "工程师", 11, pinyin="liming"),
    Person("linhao", "林浩", "系统管理员", 1, ("it-admin", "admin"), pinyin="linhao"),
    Person("gone", "离职", "工程师", 11, active=False, pinyin="gone"),
)


@pytest.fixture
def institute() -> None:
    directory.load([THERMAL, ROOT], PEOPLE)


@pytest.mark.usefixtures("institute")
def test_people_and_departments_come_back_as_they_went_in():
    assert directory.people(person.userid for person in PEOPLE) == {p.userid: p for p in PEOPLE}
    assert directory.departments() == {11: THERMAL, 1: ROOT}


@pytest.mark.usefixtures("institute")
def test_loading_the_same_institute_again_changes_nothing(database):
    before = dump(database)
    directory.load([THERMAL, ROOT], PEOPLE)
    assert dump(database) == before


@pytest.mark.usefixtures("institute")
def test_the_snapshot_holds_the_holders_of_a_role_and_those_departments_name():
    found = directory.snapshot({"admin"}, {"liming"})
    assert [person.userid for person in found.in_role("admin")] == ["linhao"]
    assert found.person("liming") == PEOPLE[1]
    assert found.person("wangfang") == PEOPLE[0]
    assert found.person("gone") is None


@pytest.mark.usefixtures("institute")
@pytest.mark.parametrize(
    ("words", "department", "expected"),
    [
        ("", None, ["liming", "linhao", "wangfang"]),
        ("李", None, ["liming"]),
        ("LI", None, ["liming", "linhao"]),
        ("", 11, ["liming", "wangfang"]),
        ("李", 1, []),
        ("离职", None, []),
    ],
)
def test_search_finds_people_in_service_in_the_order_of_pinyin(words, department, expected):
    found, cursor = directory.search(words, department, None)
    assert [person.userid for person in found] == expected
    assert cursor is None


def test_cursors_walk_over_all_people_once():
    everybody = [Person(f"p{n:03d}", f"人{n}", "", 1, pinyin=f"p{n:03d}") for n in range(120)]
    directory.load([ROOT], everybody)
    found, cursor = directory.search("", None, None)
    pages = [found]
    while cursor:
        found, cursor = directory.search("", None, cursor)
        pages.append(found)
    assert [person for page in pages for person in page] == everybody
    assert [len(page) for page in pages][:2] == [50, 50]


@pytest.mark.usefixtures("institute")
def test_a_disabled_person_is_out_with_all_sessions_and_may_come_back():
    with clock.frozen(NOON):
        token = sessions.start("liming")
        directory.set_active("liming", active=False)
        with pytest.raises(NotSignedInError):
            sessions.authenticate(token)
        with pytest.raises(PersonDisabledError):
            directory.person("liming")
        assert directory.set_active("liming", active=True) == PEOPLE[1]
        with pytest.raises(NotSignedInError):
            sessions.authenticate(token)


@pytest.mark.usefixtures("institute")
def test_only_a_holder_of_the_role_in_service_is_an_administrator():
    directory.require_admin("linhao")
    for userid in ("liming", "nobody"):
        with pytest.raises(NotAdministratorError):
            directory.require_admin(userid)
    directory.set_active("linhao", active=False)
    with pytest.raises(NotAdministratorError):
        directory.require_admin("linhao")


def test_nobody_is_nobody():
    with pytest.raises(PersonNotFoundError):
        directory.person("nobody")
    with pytest.raises(PersonNotFoundError):
        directory.set_active("nobody", active=False)


def test_a_sign_in_state_works_once_though_eight_take_it_at_once():
    assert wecom.take_state("warm", "b") is None
    wecom.keep_state("s" * 32, "browser", "/#/tasks")
    answers = at_once(8, lambda _: wecom.take_state("s" * 32, "browser"))
    assert sorted(answers, key=str) == ["/#/tasks", *[None] * 7]
    assert wecom.take_state("s" * 32, "browser") is None


def test_a_sign_in_state_belongs_to_the_browser_that_began():
    wecom.keep_state("s" * 32, "browser", "/")
    assert wecom.take_state("s" * 32, "another") is None
    assert wecom.take_state("s" * 32, "browser") == "/"


def test_a_sign_in_state_is_over_after_five_minutes():
    with clock.frozen(NOON):
        wecom.keep_state("s" * 32, "browser", "/")
    with clock.frozen(NOON + dt.timedelta(minutes=5, seconds=1)):
        assert wecom.take_state("s" * 32, "browser") is None


def test_the_table_holds_neither_state_nor_browser(database):
    wecom.keep_state("s" * 32, "browser-secret", "/")
    assert "s" * 32 not in str(dump(database))
    assert "browser-secret" not in str(dump(database))


class Vendor:
    """Answers `gettoken` after everybody has come, and counts."""

    def __init__(self) -> None:
        self.calls = 0
        self._lock = threading.Lock()

    def get(self, url, params, timeout):
        with self._lock:
            self.calls += 1
            number = self.calls
        return Answer({"errcode": 0, "access_token": f"token-{number}", "expires_in": 7200})


class Answer:
    def __init__(self, body) -> None:
        self._body = body

    def json(self):
        return self._body


@pytest.fixture
def app() -> wecom_client.Client:
    made = wecom_client.Client("corp", "1000002", "secret", "http://127.0.0.1:1")
    made._http = Vendor()
    return made


def test_fifty_callers_with_an_expired_token_fetch_one(app):
    wecom.keep_token(app._name, "old", clock.to_text(clock.now() - dt.timedelta(minutes=1)))
    assert at_once(50, lambda _: app.access_token) == ["token-1"] * 50
    assert app._http.calls == 1


def test_fifty_callers_without_any_token_fetch_one(app):
    wecom.read_token(app._name)
    assert at_once(50, lambda _: app.access_token) == ["token-1"] * 50
    assert app._http.calls == 1


def test_a_good_token_is_used_without_asking(app):
    wecom.keep_token(app._name, "good", clock.to_text(clock.now() + dt.timedelta(hours=1)))
    assert app.access_token == "good"
    assert app._http.calls == 0


def test_a_token_the_vendor_refused_is_replaced_once_though_fifty_heard_it(app):
    wecom.keep_token(app._name, "refused", clock.to_text(clock.now() + dt.timedelta(hours=1)))

    def replace(_: int) -> str:
        app.forget_token("refused")
        return app.access_token

    assert at_once(50, replace) == ["token-1"] * 50
    assert app._http.calls == 1


def test_a_lease_whose_holder_died_is_free_again_after_ten_seconds(app):
    with clock.frozen(NOON):
        assert wecom.take_lease(app._name)
        assert not wecom.take_lease(app._name)
    with clock.frozen(NOON + dt.timedelta(seconds=11)):
        assert app.access_token == "token-1"
