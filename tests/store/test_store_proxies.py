"""Standing proxies in the table: what is kept, what holds, and two of them at once."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.approvals import proxies
from chalicelib.approvals.proxies import Wanted
from chalicelib.directory import proxy_store
from chalicelib.directory import service as directory
from chalicelib.directory.model import Proxy, ProxyNotFoundError, ProxyOverlapError
from chalicelib.platform import clock
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.store import Put, transact
from tests.store.store_support import at_once
from tests.store.test_store_people import PEOPLE, ROOT, THERMAL


@pytest.fixture
def institute() -> None:
    directory.load([THERMAL, ROOT], PEOPLE)


def proxy(number: int, **more: Any) -> Proxy:
    """A week in which somebody stands in for liming, so many weeks from now."""
    begin = clock.now() + dt.timedelta(days=7 * number)
    return Proxy(
        f"p{number}",
        "liming",
        "wangfang",
        clock.to_text(begin),
        clock.to_text(begin + dt.timedelta(days=6)),
        **more,
    )


@pytest.mark.usefixtures("institute")
def test_a_proxy_comes_back_as_it_went_in_and_holds_in_its_time():
    wanted = proxy(1, flows=("leave-request",), condition="days > 3", note="出差")
    directory.add_proxy(wanted)
    assert directory.proxies_for("liming") == ([wanted], [])
    assert directory.proxies_for("wangfang") == ([], [wanted])
    assert directory.proxies_of(["liming"], clock.now()) == ()
    assert directory.proxies_of(["liming"], clock.now() + dt.timedelta(days=8)) == (wanted,)
    assert directory.proxies_of(["linhao"], clock.now() + dt.timedelta(days=8)) == ()


@pytest.mark.usefixtures("institute")
def test_a_proxy_that_is_over_stands_in_its_person_s_list_only():
    past = proxy(-2)
    transact([Put(proxy_store.proxy_row(past))])
    directory.add_proxy(proxy(1))
    assert [one.id for one in directory.proxies_for("liming")[0]] == ["p1", "p-2"]
    assert [one.id for one in proxy_store.read_proxies(clock.to_text(clock.now()))] == ["p1"]
    with pytest.raises(ProxyNotFoundError):
        directory.remove_proxy("liming", past.id, "liming")


@pytest.mark.usefixtures("institute")
def test_an_ended_proxy_keeps_who_ended_it_and_makes_room_for_another():
    directory.add_proxy(proxy(1))
    with pytest.raises(ProxyOverlapError):
        directory.add_proxy(replace(proxy(1), id="again"))
    directory.remove_proxy("liming", "p1", "linhao")
    directory.remove_proxy("liming", "p1", "liming")
    (ended,) = directory.proxies_for("liming")[0]
    assert (ended.removed_by, bool(ended.removed_at)) == ("linhao", True)
    assert directory.proxies_for("wangfang") == ([], [])
    assert directory.proxies_of(["liming"], clock.now() + dt.timedelta(days=8)) == ()
    directory.add_proxy(replace(proxy(1), id="again"))


@pytest.mark.usefixtures("institute")
def test_of_eight_proxies_set_up_at_once_for_the_same_time_one_is():
    now = clock.now()

    def add(number: int) -> str:
        wanted = Wanted(
            "wangfang", clock.wall(now) + dt.timedelta(days=1), clock.wall(now) + dt.timedelta(days=2)
        )
        return proxies.add("liming", wanted, Attempt("liming", f"key-{number}", {"number": number}))

    answers = at_once(8, add)
    made = [one for one in answers if isinstance(one, str)]
    assert len(made) == 1
    assert all(isinstance(one, ProxyOverlapError) for one in answers if not isinstance(one, str))
    assert [one.id for one in directory.proxies_for("liming")[0]] == made


@pytest.mark.usefixtures("institute")
def test_the_same_attempt_sets_up_one_proxy_however_often_and_at_once():
    now = clock.now()
    wanted = Wanted(
        "wangfang", clock.wall(now) + dt.timedelta(days=1), clock.wall(now) + dt.timedelta(days=2)
    )
    attempt = Attempt("liming", "key", {"same": True})
    answers = at_once(4, lambda _: proxies.add("liming", wanted, attempt))
    answers.append(proxies.add("liming", wanted, attempt))
    assert len(set(answers)) == 1
    assert [one.id for one in directory.proxies_for("liming")[0]] == answers[:1]
