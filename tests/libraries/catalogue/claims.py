"""What the catalogue asks of a library and what our definition says, in one form: path -> value. Where they differ is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.numbering import placeholders
from chalicelib.libraries.verify.shape import place_of

HERE = Path(__file__).parent
LIBRARIES = HERE.parents[2] / "libraries"
Claims = dict[str, Any]
OPERATIONS = {"recalc": "recalculate"}
ME = {"me": "$me", "my_dept": "$me.department", "true": True, "false": False}
RESETS = {"{dd}": "daily", "{mm}": "monthly", "{yyyy}": "yearly"}
"""The finest part of a day in a serial; without one it never begins anew."""


def entries() -> dict[str, dict[str, Any]]:
    """The libraries of the catalogue by key."""
    found = yaml.safe_load((HERE / "libraries.yaml").read_text("utf-8"))["libraries"]
    return {entry["key"]: entry for entry in found}


def shipped(key: str) -> Library:
    return read((LIBRARIES / f"{key}.library.yaml").read_text("utf-8"))


def wanted(entry: dict[str, Any]) -> Claims:
    """Everything a catalogue entry says."""
    found: Claims = {
        "name": entry["name_zh"],
        "description": entry["purpose_zh"].rstrip("。"),
        "append_only": entry["append_only"],
        "seed_in_use": entry["seed_in_use"],
        "enabled": entry["enabled"],
        "unique_note": entry.get("unique_note"),
    }
    for field in entry["fields"]:
        found |= _field(f"fields.{field['key']}", field)
    for child in entry.get("children", []):
        place = f"fields.{child['key']}"
        found |= {f"{place}.label": child["name_zh"], f"{place}.append_only": child.get("append_only", False)}
        for field in child["fields"]:
            found |= _field(place_of(f"{child['key']}.{field['key']}"), field)
    found |= {f"unique_keys.{'+'.join(key)}": True for key in entry["unique_keys"]}
    found |= _numbering(entry["numbering"])
    for view in entry["views"]:
        found |= _view(view)
    named = _named(
        [permission["who"].replace("all_staff", "everyone") for permission in entry["permissions"]]
    )
    for place, permission in zip(named, entry["permissions"], strict=True):
        found |= _permission(place, permission)
    for reminder in entry["reminders"]:
        found |= _reminder(reminder)
    for word in ("invariants", "statistics"):
        found |= {f"{word}.{number}": text for number, text in enumerate(entry[word])}
    found |= dict.fromkeys(_days().get(entry["key"], {}), SAID)
    found |= {f"flows.{word}": flows for word, flows in entry["flows"].items()}
    return {path: value for path, value in found.items() if value not in (None, False, [])}


def said(library: Library) -> Claims:
    """What our definition says of the same."""
    found: Claims = {
        "name": library.name,
        "description": library.description,
        "append_only": library.append_only,
    }
    for path, field in library.walk():
        found |= _said_field(place_of(path), field)
        if field.unique:
            found[f"unique_keys.{path}"] = True
        if field.row_key:
            found |= {f"unique_keys.{library.keys[0]}+{path}.{name}": True for name in field.row_key}
    found |= {f"unique_keys.{'+'.join(key.fields)}": True for key in library.unique_keys}
    found |= {f"unique_keys.{'+'.join(library.keys)}": True, **_said_numbering(library)}
    if len(library.keys) == 1:
        place = place_of(library.keys[0])
        found |= {f"{place}.unique": True, f"{place}.auto": bool(library.pattern)}
    for view in library.views:
        found |= {
            f"views.{view.key}.name": view.name,
            f"views.{view.key}.columns": list(view.columns),
            f"views.{view.key}.filter": _plain(view.filter),
            f"views.{view.key}.sort": list(view.sorting),
            f"views.{view.key}.group": [view.group],
            f"views.{view.key}.child": view.child,
        }
    named = _named([permission.who for permission in library.permissions])
    for place, permission in zip(named, library.permissions, strict=True):
        found |= {
            f"{place}.who": True,
            f"{place}.rows": permission.rows if isinstance(permission.rows, str) else _plain(permission.rows),
            f"{place}.ops": [operation.value for operation in permission.ops],
            f"{place}.hidden": list(permission.hidden),
            f"{place}.read_only": list(permission.read_only),
        }
    for reminder in library.reminders:
        found |= {
            f"reminders.{reminder.key}.when": (
                reminder.date,
                list(reminder.before_days),
                reminder.repeat_days,
            ),
            f"reminders.{reminder.key}.to": sorted([*reminder.to.fields, *reminder.to.roles]),
        }
    meanings = _days().get(library.key, {})
    found |= {path: SAID for path, meaning in meanings.items() if _says(library, meaning)}
    names = {statistic.name for statistic in library.statistics}
    return found | {f"statistics.{name}": name for name in names}


SAID = "as days.yaml says"


def _days() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "days.yaml").read_text("utf-8"))
    return found


def _says(library: Library, meaning: dict[str, Any]) -> bool:
    """Whether every word that is given stands so in the library."""
    whole = library.model_dump(mode="json", by_alias=True, exclude_none=True)
    parts = {word: {one["key"]: one for one in whole[word]} for word in ("reminders", "deadlines")}
    parts["fields"] = whole["fields"]
    return all(
        _plain_part(parts[kind].get(key, {}).get(word)) == value
        for kind, several in meaning.items()
        for key, words in several.items()
        for word, value in words.items()
    )


def _plain_part(value: Any) -> Any:
    """A part as it is written: without the words it leaves out."""
    if not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if one not in ([], None)}


def _named(whos: list[str]) -> list[str]:
    """Permissions by who they are for, a second one of the same with its number."""
    return [
        f"permissions.{who}" + (f"-{whos[:n].count(who) + 1}" if who in whos[:n] else "")
        for n, who in enumerate(whos)
    ]


def left(key: str) -> set[str]:
    """The paths of what our definition does not say as the catalogue does."""
    ours, names = said(shipped(key)), {one.name for one in shipped(key).statistics}
    return {
        path
        for path, value in wanted(entries()[key]).items()
        if ours.get(path) != value and not (path.startswith("statistics.") and value in names)
    }


def _field(place: str, field: dict[str, Any]) -> Claims:
    plain = {"label": "name_zh", "type": "type", "default": "default", "min": "min", "library": "library"}
    found = {f"{place}.{ours}": field.get(theirs) for ours, theirs in plain.items()}
    found |= {f"{place}.{word}": field.get(word, False) for word in ("required", "sensitive")}
    return found | {
        f"{place}.unique": field.get("unique", False),
        f"{place}.options": field.get("options"),
        f"{place}.computed": _expression(field["formula"]) if "formula" in field else None,
        f"{place}.auto": field.get("auto", False),
    }


def _said_field(place: str, field: LibraryField) -> Claims:
    return {
        **{
            f"{place}.{word}": getattr(field, word)
            for word in ("label", "default", "min", "library", "required")
        },
        f"{place}.type": field.type.value,
        f"{place}.sensitive": field.sensitive,
        f"{place}.append_only": field.append_only,
        f"{place}.options": list(field.options),
        f"{place}.unique": field.unique,
        f"{place}.computed": field.computed,
        f"{place}.auto": field.computed is not None,
    }


def _expression(text: str) -> str:
    """Amounts are yuan with cents there, fen here."""
    rounded = re.fullmatch(r"round\((.+), 2\)", text)
    return f"$round({rounded[1]})" if rounded else text.replace("500000", "50000000")


def _numbering(numbering: dict[str, Any] | None) -> Claims:
    if numbering is None:
        return {}
    codes = {_of_code(key): value for key, value in numbering.items() if isinstance(value, dict)}
    pattern = re.sub(
        r"{yyyymm(dd)?}", lambda match: "{yyyy}{mm}" + ("{dd}" if match[1] else ""), numbering["pattern"]
    )
    pattern = re.sub(r"{seq:0(\d)d}", r"{seq:\1}", pattern)
    return {
        "numbering.pattern": re.sub(r"{(\w+)}", lambda match: f"{{{_of_code(match[1])}}}", pattern),
        "numbering.codes": codes,
        "numbering.scope": {
            part for part in numbering["scope"].split("+") if part not in {"day", "month", "year", "global"}
        },
        "numbering.reset": numbering["reset"],
        "numbering.note": numbering.get("note"),
    }


def _of_code(key: str) -> str:
    return {"cat": "category"}.get(key, key.removesuffix("_code"))


def _said_numbering(library: Library) -> Claims:
    pattern = library.pattern
    return {
        "numbering.pattern": pattern,
        "numbering.codes": library.codes,
        "numbering.scope": set(placeholders(pattern)),
        "numbering.reset": next((reset for part, reset in RESETS.items() if part in pattern), "never"),
    }


def _view(view: dict[str, Any]) -> Claims:
    place = f"views.{view['key']}"
    return {
        f"{place}.name": view["name_zh"],
        f"{place}.columns": view["columns"],
        f"{place}.filter": _condition(view.get("filter")),
        f"{place}.sort": view.get("sort"),
        f"{place}.group": view.get("group"),
        f"{place}.child": view.get("child"),
    }


def _condition(said: Any) -> dict[str, Any] | None:
    if said is None:
        return None
    if isinstance(said, dict):
        return {key: value for one in said["all"] for key, value in (_condition(one) or {}).items()}
    field, operator, value = said
    value = {"$me.dept": "$me.department"}.get(value, value) if isinstance(value, str) else value
    return {
        field: {"empty": True} if operator == "is_empty" else value if operator == "eq" else {operator: value}
    }


def _permission(place: str, permission: dict[str, Any]) -> Claims:
    return {
        f"{place}.who": True,
        f"{place}.rows": _rows(permission["rows"]),
        f"{place}.ops": [OPERATIONS.get(word, word) for word in permission["ops"]],
        f"{place}.hidden": permission.get("hidden_fields"),
        f"{place}.read_only": permission.get("readonly_fields"),
    }


def _rows(text: str) -> Any:
    """A condition; the text itself where it is none of ours."""
    ways = [_row(way) for way in text.split(" or ")]
    return text if text == "all" or None in ways else ways[0] if len(ways) == 1 else {"any": ways}


def _row(text: str) -> dict[str, Any] | None:
    if one := re.fullmatch(r"(\w+) (?:==|contains) (\S+)", text):
        return {one[1]: ME.get(one[2], one[2])}
    several = re.fullmatch(r"(\w+) in \[(.+)\]", text)
    return {several[1]: {"in": several[2].split(", ")}} if several else None


def _reminder(reminder: dict[str, Any]) -> Claims:
    place, found = (
        f"reminders.{reminder['key']}",
        re.fullmatch(r"(\S+) 前([\d天、与当]+)(，逾期后每天)?", reminder["when"]),
    )
    when: Any = reminder["when"]
    if found:
        days = [0 if part == "当天" else int(part.rstrip("天")) for part in re.split("[、与]", found[2])]
        when = (found[1], days, 1 if found[3] else None)
    return {
        f"{place}.when": when,
        f"{place}.to": sorted(reminder["to"]),
        f"{place}.repeat": reminder["repeat"],
    }


def _plain(condition: Filter | None) -> Any:
    """A condition as it is written: lists and values instead of models."""
    return condition.model_dump(mode="json", by_alias=True, exclude_none=True) if condition else None


def reasons() -> Iterator[tuple[str, str, str]]:
    """Library (`everywhere` for all), path, reason."""
    for key, told in yaml.safe_load((HERE / "left-out.yaml").read_text("utf-8")).items():
        for path, reason in told.items():
            yield key, path, reason
