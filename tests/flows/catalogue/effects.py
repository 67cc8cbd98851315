"""Effects of the catalogue, as effects of a flow, or as nodes at its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.flows.catalogue import rules
from tests.flows.catalogue.conditions import Words, literal, message
from tests.flows.catalogue.coverage import Entry

MOMENTS = {"on_submit": "submitted", "on_approved": "approved", "on_rejected": "rejected"}
GUARDS = {
    "locked_by_flow is empty": '$not($exists(record.locked_by_flow)) or record.locked_by_flow in ["", request.serial]',
    "paid_amount + amount <= amount": "record.paid_amount + amount <= record.amount",
    "stock_qty - held_qty >= 0": "record.stock_qty - record.held_qty - row.qty >= 0",
    "budget - held - used >= 0": (
        "($line := record.lines[subject = $$.row.subject]; $line.budget - $line.held - $line.used + row.delta >= 0)"
    ),
}
FORMULAS = {
    "(stock_qty*avg_price + qty*unit_price)/(stock_qty+qty)，保留4位": (
        "$round((record.stock_qty * record.avg_price + row.qty * row.unit_price) / (record.stock_qty + row.qty), 4)"
    ),
}
"""Rules in words for values that depend on the record."""
CHILDREN: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "payments": ({"contract_no": "contract"}, {"phase": "phase"}),
    "services": ({"contract_no": "contract"}, {"instrument": "row.instrument"}),
    "lines": ({"project_no": "project"}, {"subject": "row.subject"}),
}
"""The record and the row that an update of a child table means."""
CALLS: Mapping[str, tuple[str, str]] = {
    "number_assign": ("numbering", "assign"),
    "archive": ("archive", "file"),
    "staff_create": ("hr", "staff_create"),
    "staff_update": ("hr", "staff_update"),
    "task_reassign": ("platform", "task_reassign"),
    "attendance_mark": ("attendance", "mark"),
    "attendance_recalc": ("attendance", "recalc"),
    "punch_insert": ("attendance", "punch_insert"),
    "punch_geofence": ("attendance", "punch_geofence"),
    "delegate": ("platform", "delegate"),
    "invoice_register": ("finance", "invoice_register"),
    "flow_close": ("platform", "close_request"),
    "loan_create": ("finance", "loan_create"),
    "print_label": ("asset", "print_label"),
    "calendar_block": ("calendar", "block"),
    "esign_revoke": ("qiyuesuo", "revoke"),
    "seal_revoke": ("seal_device", "revoke"),
}
DAY = "[Y0001]-[M01]-[D01]"
INSIDE = re.compile(r"^([^$]+)(\$form\.\w+)$")
Said = dict[str, Any]


@dataclass
class Done:
    """What a flow does beside asking people: effects by moment, nodes at the end, and nodes after a step."""

    moments: dict[str, list[Said]] = field(default_factory=dict)
    nodes: list[Said] = field(default_factory=list)
    after: dict[str, list[Said]] = field(default_factory=dict)

    def add(self, moment: str, effect: Said) -> None:
        self.moments.setdefault(moment, []).append(effect)


def effects_of(flow: Entry, words: Words, tables: Mapping[str, Any]) -> Done:
    """Every effect; those of a rejection happen on a withdrawal too, but for its messages."""
    done = Done()
    for moment, ours in MOMENTS.items():
        for one in flow.each(moment):
            kind = one.take("do")
            for effect in _effect(one, kind, words, done, tables):
                done.add(ours, effect)
                if ours == "rejected" and kind != "notify":
                    done.add("withdrawn", effect)
            if ours == "rejected" and kind == "notify":
                one.leave("when_withdrawn")
    return done


def _effect(one: Entry, kind: str, words: Words, done: Done, tables: Mapping[str, Any]) -> list[Said]:
    if kind == "lib_create" and (events := tables["created_with"].get(one.path)):
        return [record(one, kind, words, more=events)]
    if kind == "lib_append" and "match" not in one:
        for word in ("library", "child", "set"):
            one.take(word)  # stands in the record that was just created
        return []
    if kind.startswith("lib_"):
        return [record(one, kind, words, tables=tables)]
    if kind.startswith("ledger_"):
        return [_movement(one, kind, words)]
    if kind == "calendar_block" and "at_step" in one:
        done.after.setdefault(one.take("at_step"), []).append({**_call(one, kind, words), "name": "占用日历"})
        return []
    return OTHERS.get(kind, _plain_call)(one, kind, words, done)


def record(
    one: Entry, kind: str, words: Words, *, more: Said | None = None, tables: Mapping[str, Any] | None = None
) -> Said:
    """A write of a library."""
    found: Said = {"library": one.take("library"), "action": kind.removeprefix("lib_")}
    if "child" in one:
        found["child"] = one.take("child")
    for word, ours in (("set", "map"), ("match", "match"), ("add", "add")):
        if word in one:
            found[ours] = _values(one, word, words, tables or {})
    found["map"] = {**found.get("map", {}), **(more or {})}
    if kind == "lib_update" and "child" in one:
        one.take("match")
        match, row = CHILDREN[found["child"]]
        found |= {"match": dict(match), "row": dict(row)}
    if "formula" in one:
        found["map"] = {key: FORMULAS[said] for key, said in one.take("formula").items()}
    if "repeat" in one:
        found["times"] = words.value(one.take("repeat"))
    if guard := GUARDS.get(one.look("guard", "")):
        one.take("guard")
        found["guard"] = guard
    return {name: part for name, part in {**found, **_each_and_when(one, words)}.items() if part != {}}


def _values(one: Entry, word: str, words: Words, tables: Mapping[str, Any]) -> Said:
    found = {}
    for key, said in one.take(word).items():
        if isinstance(said, dict) and "next_version_of" in said:
            table, by = one.look("child"), said["next_version_of"]
            found[key] = f"(${by} := row.{by}; $count(record.{table}[{by} = ${by}]) + 1)"
        elif isinstance(said, dict) and "lookup" in said:
            found[key] = f"$lookup({tables['lookup']}, {words.value(said['by'])})"
        else:
            found[key] = words.value(said)
    return found


def _each_and_when(one: Entry, words: Words) -> Said:
    found: Said = {}
    if "each" in one:
        found["each"] = one.take("each").removeprefix("form.")
    if "when" in one:
        found["when"] = words.condition(one.take("when"))
    return found


def _movement(one: Entry, kind: str, words: Words) -> Said:
    found = {"library": one.take("library"), "action": kind.removeprefix("ledger_")}
    for word in ("account", "amount"):
        found[word] = words.value(one.take(word))
    if "order" in one:
        one.leave("order")
    return {**found, **_each_and_when(one, words)}


def _notify(one: Entry, _: str, words: Words, __: Done) -> list[Said]:
    one.take("channel")
    told = {"notify": rules.people_told(one.take("to"), words), "message": message(one.take("template_zh"))}
    return [{**told, **_each_and_when(one, words)}]


def _cc(one: Entry, _: str, words: Words, done: Done) -> list[Said]:
    done.nodes.append({"cc": rules.people_told(one.take("to"), words), "name": "抄送"})
    return []


def _start(one: Entry, _: str, words: Words, __: Done) -> list[Said]:
    start: Said = {"flow": one.take("flow"), "wait": one.take("wait")}
    start["map"] = words.handed(start["flow"], one.take("map"))
    return [{"start": start, **_each_and_when(one, words)}]


def _schedule(one: Entry, _: str, words: Words, done: Done) -> list[Said]:
    action, at = one.take("action"), _moment(one, words)
    if action == "external_call" or "each" in one:
        call = _called(one, words, at, action)
        return [call]
    if action == "subflow_prompt":
        one.take("flow")
    text = message(one.take("template_zh"))
    node: Said = {
        "cc": rules.people_told(one.take("to"), words),
        "at": at,
        "name": "到期提醒",
        "message": text,
    }
    node |= _each_and_when(one, words)
    done.nodes.append(node)
    if days := one.take("escalate_workdays"):
        done.nodes.append(
            {**node, "at": f"$add_workdays({words.value(one.look('at'))}, {days})", "name": "再次提醒"}
        )
    return []


def _called(one: Entry, words: Words, at: str, action: str) -> Said:
    """A planned call, of another system or, row by row, of the one that reminds."""
    if action == "external_call":
        call: Said = _system(one)
        call["with"] = {name: words.value(said) for name, said in one.take("payload").items()}
    else:
        call = {"system": "reminder", "operation": "remind", "with": {"to": words.value(one.take("to"))}}
    around = _each_and_when(one, words)
    each = {"each": around.pop("each")} if "each" in around else {}
    return {"call": {**call, **each, "at": at}, **around}


def _system(one: Entry) -> Said:
    """People are changed in the directory, which WeCom follows; of WeCom itself a flow can have a meeting."""
    system, operation = one.take("system"), one.take("op")
    return {"system": "directory" if operation.startswith("user.") else system, "operation": operation}


def _moment(one: Entry, words: Words) -> str:
    day = words.value(one.take("at"))
    if days := one.take("offset_workdays"):
        return f"$add_workdays({day}, {days})"
    if days := one.take("offset_days"):
        return f'$fromMillis($toMillis({day}) + {days * 86_400_000}, "{DAY}")'
    if hours := one.take("offset_hours"):
        return f'$fromMillis($toMillis({day}) + {hours * 3_600_000}, "{DAY}T[H01]:[m01]")'
    if time := one.take("time"):
        return f"{day} & {literal('T' + time)}"
    return day


def _external(one: Entry, _: str, words: Words, __: Done) -> list[Said]:
    call: Said = {**_system(one), "with": {}}
    for name, said in one.take("payload").items():
        call["with"][name] = "last_comment" if said == "$last_comment" else words.value(said)
    return [_around(call, one, words)]


def _export(one: Entry, _: str, words: Words, __: Done) -> list[Said]:
    call = {"system": one.take("system"), "operation": f"export_{one.take('doc')}"}
    return [_around(call, one, words)]


def _plain_call(one: Entry, kind: str, words: Words, _: Done) -> list[Said]:
    return [_call(one, kind, words)]


def _call(one: Entry, kind: str, words: Words) -> Said:
    """A call whose parts are what the effect says."""
    system, operation = CALLS[kind]
    parts: Said = {}
    for name in [key for key in one.names() if key not in {"do", "each", "when", "at_step"}]:
        said = one.take(name)
        if name.endswith("_when"):
            parts[name] = words.condition(said)
        elif isinstance(said, dict):
            parts |= {key: words.value(part) for key, part in said.items()}
        elif isinstance(said, str) and (found := INSIDE.match(said)):
            parts[name] = f"{literal(found.group(1))} & {words.value(found.group(2))}"
        else:
            parts[name] = words.value(said) if not _is_pattern(name) else literal(said)
    return _around({"system": system, "operation": operation, "with": parts}, one, words)


def _is_pattern(name: str) -> bool:
    """Whether a text in braces is for the other side to fill in."""
    return name in {"rule", "scope"}


def _around(call: Said, one: Entry, words: Words) -> Said:
    around = _each_and_when(one, words)
    each = {"each": around.pop("each")} if "each" in around else {}
    return {"call": {**call, **each}, **around}


OTHERS: Mapping[str, Callable[[Entry, str, Words, Done], list[Said]]] = {
    "notify": _notify,
    "cc": _cc,
    "subflow_start": _start,
    "schedule": _schedule,
    "external_call": _external,
    "export": _export,
}
