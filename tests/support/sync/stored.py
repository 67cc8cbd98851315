"""The same runs over the product's own stores and use cases: only WeCom is in memory."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from chalicelib.directory import arranging, changing
from chalicelib.directory import service as directory
from chalicelib.directory.model import Author, Department, Person
from chalicelib.platform.errors import DomainError
from chalicelib.wecom import callback_store
from chalicelib.wecom.events import Dirty, Event
from chalicelib.wecom.sync import engine, run_store, store
from chalicelib.wecom.sync.memory import TableMemory
from chalicelib.wecom.sync.model import Held, Member, Question, Unit
from chalicelib.wecom.sync.ours import DirectoryOurs, member_of, unit_of
from chalicelib.wecom.sync.ports import Ports, StepRefusedError
from tests.support.fake_aws import FakeAws, faults
from tests.support.faults.platform import PREFIX
from tests.support.sync.books import MemoryBook, MemoryDirectory, MemoryLinks, Tree, institute
from tests.support.sync.runs import Office

ADMIN = Author("linhao", "console")


class StoredTree:
    """Our directory, changed by the use cases as an administrator does."""

    @property
    def people(self) -> Mapping[str, Member]:
        return {one.userid: member_of(one) for one in directory.everybody()}

    @property
    def units(self) -> Mapping[int, Unit]:
        return {number: unit_of(one) for number, one in directory.departments().items()}

    def put_member(self, userid: str, member: Member) -> None:
        main, *also = member.departments or ()
        fields = {"name": member.name, "title": member.title, "department": main, "also": tuple(also)}
        there = directory.people([userid]).get(userid)
        try:
            if there is None:
                changing.create_person(Person(userid, **fields), ADMIN)
            elif there.active != member.active and not member.active:
                changing.change_person(userid, {"active": False}, ADMIN)
            else:
                changing.change_person(userid, {**fields, "active": member.active}, ADMIN)
        except DomainError as error:
            raise StepRefusedError(error.code) from error

    def put_unit(self, number: int, unit: Unit) -> None:
        fields = {"name": unit.name, "parent": unit.parent, "order": unit.order}
        try:
            if number not in directory.departments():
                arranging.create_department(Department(number, **fields), ADMIN)
            elif unit.active:
                arranging.change_department(number, {**fields, "closed_on": ""}, ADMIN)
            else:
                arranging.change_department(number, {"closed_on": changing.today()}, ADMIN)
        except DomainError as error:
            raise StepRefusedError(error.code) from error

    def rename(self, userid: str, to: str) -> None:
        changing.rename_person(userid, to, ADMIN)


@dataclass
class StoredOffice(Office):
    """Both sides, linked, with the product's memory of them. The numbers are left out: nobody calls here."""

    aws: Any = None
    heard: int = 0

    @property
    def ports(self) -> Ports:
        return Ports(DirectoryOurs(), self.theirs, TableMemory())

    def changed_here(self, name: str) -> None:
        """The change's own row says so."""

    def renamed_here(self, userid: str, to: str) -> None:
        """So does the rename's."""

    def hear(self, name: str, to: str = "") -> None:
        """As a callback is remembered: under a nonce of its own, and an event that is another each time."""
        self.heard += 1
        what = "department" if name.startswith("unit ") else "user"
        dirty = [Dirty(what, name.removeprefix("unit "), to), *([Dirty("user", to)] if to else [])]
        callback_store.take(
            f"nonce {self.heard}", Event("change_contact", "", f"event {self.heard}", tuple(dirty))
        )

    def dies(self, soon: int | None) -> None:
        self.aws.plan._ordered.clear()
        if soon is not None:
            self.aws.plan.order("dynamodb", "TransactWriteItems", *[None] * soon, faults.DEATH_AFTER)

    def say(self, kind: str, subject: str, *, approved: bool) -> None:
        run_store.ask([Question(cast("Held", kind), subject)])
        run_store.say(kind, subject, "approved" if approved else "refused", "linhao")

    def new_day(self) -> None:
        store.change_state([store.StateRow.removed_on.set("")])

    def written(self) -> object:
        tables = (self.aws.dynamodb.table(f"{PREFIX}-{name}") for name in ("directory", "wecom"))
        return [dict(table.items) for table in tables], len(self.theirs.told)


def begin_stored(seed: int, aws: FakeAws) -> StoredOffice:
    """A small institute in the directory, the same in WeCom, and what was agreed."""
    chance = random.Random(seed)
    tree = institute(chance, chance.randint(4, 14), chance.randint(2, 6))
    directory.load(
        [
            Department(number, unit.name or "", unit.parent, unit.order or 0)
            for number, unit in tree.units.items()
        ],
        [_person(userid, one) for userid, one in tree.people.items()],
    )
    book = MemoryBook(Tree(keeps=False, people=dict(tree.people), units=dict(tree.units)))
    memory = MemoryLinks()
    ours: Any = MemoryDirectory(tree, memory)
    ours.tree = StoredTree()
    office = StoredOffice(chance, ours, book, memory, numbers=False, aws=aws)
    engine.reconcile(office.ports)
    return office


def _person(userid: str, member: Member) -> Person:
    main, *also = member.departments or ()
    return Person(userid, member.name or "", member.title or "", main, also=tuple(also))
