"""A small institute in the table, a noon in it, and days after that."""

import datetime as dt

import pytest

from chalicelib.directory import service
from chalicelib.directory.model import Author, Department, Person
from chalicelib.platform import clock

NOON = dt.datetime(2026, 12, 1, 4, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 12, 1)
ADMIN = Author("linhao", "console", "人事通知")
DEPARTMENTS = (
    Department(1, "院", head="sunwei"),
    Department(11, "热工所", 1, 1, "wangfang", ("liming",)),
    Department(12, "办公室", 1, 2, "linhao"),
    Department(111, "温度室", 11, 1),
)
PEOPLE = (
    Person("sunwei", "孙伟", "院长", 1, ("president",), pinyin="sunwei"),
    Person("wangfang", "王芳", "所长", 11, pinyin="wangfang", mobile="10000000001"),
    Person("liming", "李明", "工程师", 11, pinyin="liming", also=(12,)),
    Person("linhao", "林浩", "管理员", 12, ("admin",), pinyin="linhao"),
    Person("zengjing", "曾静", "工程师", 111, pinyin="zengjing"),
)
NEWCOMER = Person("zhaomin", "赵敏", "工程师", 11, mobile="10000000009")


@pytest.fixture(autouse=True)
def institute(empty):
    service.load(DEPARTMENTS, PEOPLE)
    with clock.frozen(NOON):
        yield


def one(userid: str) -> Person:
    return service.people([userid])[userid]


def names(words: str, department: int | None = None) -> list[str]:
    return [person.userid for person in service.search(words, department, None)[0]]


def later(days: int):
    return clock.frozen(NOON + dt.timedelta(days=days))
