"""Rows of the approvals table: all of one request under one key, so one query reads it whole.

| row | pk | sk | gsi1 (a person's) | gsi2 (queues) | gsi3 (by status) |
|---|---|---|---|---|---|
| request | `R#<id>` | `1#REQUEST` | `STARTER#<userid>` / time | `REQUESTS` / time | `STATUS#<status>` / time |
| visit | `R#<id>` | `2#<node>#<number>` | | `DUE` / next look | |
| task | `R#<id>` | `3#<node>#<visit>#<number>` | `OPEN#`, `WAITING#`, `DONE#` or `CC#<userid>` / time | | |
| serial | `SERIAL#<flow>#<serial>` | `SERIAL` | | | |
| token | `R#<id>` | `4#<node>#<visit>#<run>#<digest>` | | | |
| event | `R#<id>` | `5#<seq, 6 digits>` | | | |
| outgoing | `R#<id>` | `7#<ulid>` | | `OUTBOX` / time, while pending | |
| repair | `REPAIR` | `LATEST` | | | |
| rules | `RULES` | `LATEST` | | | |

Indexes feed lists only; decisions read the base table consistently.
"""

from __future__ import annotations

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.platform.store import Table

OUTBOX, DUE, REQUESTS = "OUTBOX", "DUE", "REQUESTS"


class ByPerson(GlobalSecondaryIndex["ApprovalRow"]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class ByQueue(GlobalSecondaryIndex["ApprovalRow"]):
    class Meta:
        index_name = "gsi2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class ByStatus(GlobalSecondaryIndex["ApprovalRow"]):
    class Meta:
        index_name = "gsi3"
        projection = AllProjection()

    gsi3pk = UnicodeAttribute(hash_key=True)
    gsi3sk = UnicodeAttribute(range_key=True)


class ApprovalRow(Table):
    class Meta(Table.Meta):
        capability = "approvals"
        stream = True
        stream_prefix = "7#"

    kind = DiscriminatorAttribute()

    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    by_person = ByPerson()
    by_queue = ByQueue()
    by_status = ByStatus()
    request = UnicodeAttribute()


class RequestRow(ApprovalRow, discriminator="request"):
    serial = UnicodeAttribute()
    title = UnicodeAttribute()
    flow = UnicodeAttribute()
    flow_version = NumberAttribute()
    starter = UnicodeAttribute()
    submitted_at = UnicodeAttribute()
    closed_at = UnicodeAttribute(null=True)
    status = UnicodeAttribute()
    form = JSONAttribute()
    routing = JSONAttribute()
    preview = JSONAttribute()
    current = JSONAttribute(default=list)
    run = NumberAttribute()
    revision = NumberAttribute()
    form_revision = NumberAttribute()
    events = NumberAttribute()
    head_hash = UnicodeAttribute()
    reminded_at = UnicodeAttribute(null=True)
    reminded_by = UnicodeAttribute(default="")
    restarted_at = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    resumes = JSONAttribute(default=dict)
    picks = JSONAttribute(default=dict)
    supervisors = ListAttribute(of=UnicodeAttribute, default=list)
    parent = JSONAttribute(default=dict)
    source = UnicodeAttribute(default="")
    incomplete = BooleanAttribute(default=False)
    begun = JSONAttribute(default=dict)


class VisitRow(ApprovalRow, discriminator="visit"):
    node = UnicodeAttribute()
    number = NumberAttribute()
    node_kind = UnicodeAttribute()
    name = UnicodeAttribute()
    sign = UnicodeAttribute(default="")
    scope = UnicodeAttribute(default="")
    ratio = NumberAttribute(default=0)
    min_votes = NumberAttribute(default=0)
    actions = ListAttribute(of=UnicodeAttribute, default=list)
    opened_at = UnicodeAttribute()
    entries = ListAttribute(of=UnicodeAttribute, default=list)
    due_at = UnicodeAttribute(null=True)
    then = UnicodeAttribute(default="")
    remind_minutes = NumberAttribute(default=0)
    reason = UnicodeAttribute(default="")
    outcome = JSONAttribute(null=True)
    left = UnicodeAttribute(default="")
    resume = JSONAttribute(null=True)
    detail = JSONAttribute(default=dict)


class SerialRow(ApprovalRow, discriminator="serial"):
    """Which request a serial number means."""


class TokenRow(ApprovalRow, discriminator="token"):
    """A token a machine was given: a row of its own, on no index, read by the outbox sender alone.

    Every attempt of a step brings another, and the calls that tell them may come in any order: all are kept.
    """

    token = UnicodeAttribute()
    at = UnicodeAttribute()


class TaskRow(ApprovalRow, discriminator="task"):
    node = UnicodeAttribute()
    visit = NumberAttribute()
    number = NumberAttribute()
    userid = UnicodeAttribute()
    state = UnicodeAttribute()
    role = UnicodeAttribute(default="vote")
    parent = NumberAttribute(default=0)
    on_behalf_of = UnicodeAttribute(default="")
    opened_at = UnicodeAttribute()
    due_at = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)
    comment = UnicodeAttribute(default="")
    card = JSONAttribute(default=dict)


class EventRow(ApprovalRow, discriminator="event"):
    seq = NumberAttribute()
    at = UnicodeAttribute()
    action = UnicodeAttribute()
    actor = UnicodeAttribute()
    node = UnicodeAttribute(default="")
    visit = NumberAttribute(default=0)
    comment = UnicodeAttribute(default="")
    detail = JSONAttribute()
    prev_hash = UnicodeAttribute()
    hash = UnicodeAttribute()


class OutgoingRow(ApprovalRow, discriminator="outgoing"):
    outgoing_kind = UnicodeAttribute()
    body = JSONAttribute()
    created_at = UnicodeAttribute()
    sent_at = UnicodeAttribute(null=True)
    attempts = NumberAttribute(default=0)


class RepairRow(ApprovalRow, discriminator="repair"):
    """What the latest reconciliation came to, and how many machines were replaced since the beginning.

    `orphans`: executions running without an open request, as they were last counted.
    """

    at = UnicodeAttribute()
    result = UnicodeAttribute(default="")
    dead = NumberAttribute(default=0)
    replaced = NumberAttribute(default=0)
    orphans = NumberAttribute(default=0)


class RulesRow(ApprovalRow, discriminator="rules"):
    """Approver rules that found nobody when they were looked at last: the first of them, and how many there were."""

    at = UnicodeAttribute()
    items = JSONAttribute()
    total = NumberAttribute()
