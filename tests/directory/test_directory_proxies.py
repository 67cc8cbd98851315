"""Who may stand in for whom, and when."""

from dataclasses import replace

import pytest

from chalicelib.directory.model import (
    Person,
    Proxy,
    ProxyOverlapError,
    ProxyPeriodError,
    ProxyPersonError,
    check_proxy,
)

HEYAN = Person("heyan", "何燕", "主任", 12)
WANTED = Proxy("p1", "wangfang", "heyan", "2026-12-01T00:30:00.000Z", "2026-12-08T09:30:00.000Z")


def test_somebody_else_in_service_stands_in_for_up_to_a_year():
    check_proxy(WANTED, HEYAN, ())
    check_proxy(replace(WANTED, until_at="2027-12-02T00:30:00.000Z"), HEYAN, ())


@pytest.mark.parametrize(
    "until", ["2026-12-01T00:30:00.000Z", "2026-11-30T00:30:00.000Z", "2027-12-03T00:30:00.000Z"]
)
def test_a_proxy_ends_after_it_begins_and_within_a_year(until: str):
    with pytest.raises(ProxyPeriodError):
        check_proxy(replace(WANTED, until_at=until), HEYAN, ())


@pytest.mark.parametrize("who", [None, replace(HEYAN, active=False), Person("wangfang", "王芳", "所长", 11)])
def test_nobody_stands_in_who_is_not_there_or_is_the_person(who: Person | None):
    with pytest.raises(ProxyPersonError):
        check_proxy(WANTED, who, ())


OTHER = replace(WANTED, id="p0", proxy="zhoumin")


@pytest.mark.parametrize(
    "beside",
    [
        replace(OTHER, until_at=WANTED.from_at),
        replace(OTHER, from_at=WANTED.until_at, until_at="2026-12-20T00:00:00.000Z"),
        replace(OTHER, removed_at="2026-11-30T00:00:00.000Z"),
        replace(OTHER, flows=("purchase",)),
    ],
)
def test_one_that_is_over_removed_or_for_other_flows_is_no_hindrance(beside: Proxy):
    check_proxy(replace(WANTED, flows=("leave-request",)), HEYAN, (beside,))


@pytest.mark.parametrize(
    ("wanted", "beside"),
    [
        ((), ()),
        (("leave-request",), ()),
        ((), ("leave-request",)),
        (("leave-request", "purchase"), ("purchase",)),
    ],
)
def test_two_do_not_stand_in_at_the_same_time_for_the_same_flow(wanted: tuple, beside: tuple):
    with pytest.raises(ProxyOverlapError):
        check_proxy(replace(WANTED, flows=wanted), HEYAN, (replace(OTHER, flows=beside),))
