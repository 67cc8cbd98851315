"""The world of a rehearsal: people, libraries and time, as a case says they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from chalicelib.approvals import context, facts
from chalicelib.approvals.model.types import State
from chalicelib.approvals.openings import Facts
from chalicelib.approvals.shelf import Shelf
from chalicelib.directory import service as directory_service
from chalicelib.directory.model import Directory, Person, Proxy
from chalicelib.flows import form
from chalicelib.flows.approvers import Asking
from chalicelib.flows.model import Flow
from chalicelib.platform import clock
from chalicelib.platform.calendar import institute_calendar


@dataclass
class World:
    """`now` moves, the rest stands still."""

    directory: Directory
    starter: Person
    now: dt.datetime
    shelf: Shelf
    proxies: tuple[Proxy, ...] = ()

    def pass_time(self, span: dt.timedelta) -> None:
        self.now += span

    def reach(self, instant: dt.datetime) -> None:
        """Forward to an instant; never back."""
        self.now = max(self.now, instant)

    def facts(self, flow: Flow, state: State) -> Facts:
        """What a request's nodes are opened on."""
        request = state.request
        asking = Asking(
            flow=flow.key,
            starter=self.starter,
            values=request.form,
            directory=self.directory,
            now=self.now,
            decided=facts.decided(state),
            picks=request.picks,
            record=self.shelf.record,
            matrix=self.shelf.cell,
            proxies=self.proxies,
            libraries=context.libraries_of(flow),
        )
        return Facts(flow, self.starter, asking, institute_calendar(), self.now)

    def surroundings(self, serial: str = "") -> form.Surroundings:
        """The outside facts of a form, of a request that was submitted before where there is a `serial`. Files are whoever's they are, requests there are where they are named."""
        return form.Surroundings(
            starter=directory_service.starter_facts(self.starter, self.directory),
            today=clock.wall(self.now).date(),
            calendar=institute_calendar(),
            balance=self.shelf.available,
            knows_user=lambda userid: self.directory.person(userid) is not None,
            knows_department=lambda number: number in self.directory.departments,
            file_trouble=lambda _: "",
            knows_record=lambda library, key: self.shelf.record(library, key) is not None,
            knows_request=lambda _, __: True,
            record=self.shelf.record,
            serial=serial,
        )
