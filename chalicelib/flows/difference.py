"""What changed between two versions of a flow, in the office's words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.flows.details import Teller
from chalicelib.flows.model import Flow, FormField, Node, RecordEffect, Rule, Span, Starters, inner
from chalicelib.platform import messages

Kind = Literal["added", "removed", "changed", "moved"]
WAYS = frozenset({"branch", "inclusive", "parallel"})
"""What stands inside a node is told by itself."""
FLOW_WORDS = (
    "name",
    "section",
    "description",
    "serial",
    "title",
    "starters",
    "withdraw",
    "due",
    "checks",
    "asl",
)


@dataclass(frozen=True)
class Difference:
    """`place` is a path in the file, `sentence` what an office reads."""

    kind: Kind
    place: str
    sentence: str


def difference(old: Flow, new: Flow, locale: str = messages.DEFAULT_LOCALE) -> list[Difference]:
    """Everything that is not the same: the flow itself, its form, its nodes, its effects; empty for equal flows."""
    told = _Told(Teller(old, locale), Teller(new, locale))
    return [
        *told.words("flow", "", (old, new), FLOW_WORDS),
        *told.fields("form", old.form, new.form),
        *told.nodes(old, new),
        *told.effects(old, new),
    ]


@dataclass(frozen=True)
class _Told:
    """Tells with the old flow's names for what was, and the new one's for what is."""

    old: Teller
    new: Teller

    def words(
        self, what: str, name: str, pair: tuple[Any, Any], words: tuple[str, ...], place: str = ""
    ) -> Iterator[Difference]:
        """One change for each word that says something else."""
        for word in words:
            was, now = (getattr(side, word, None) for side in pair)
            if was == now:
                continue
            said = self._text(
                f"{what}_changed",
                name=name,
                word=messages.name_of("change_words", word, self.new.locale),
                old=_shown(self.old, was),
                new=_shown(self.new, now),
            )
            yield Difference("changed", f"{place}.{word}" if place else word, said)

    def fields(
        self, place: str, old: Mapping[str, FormField], new: Mapping[str, FormField], table: str = ""
    ) -> Iterator[Difference]:
        for key in [*old, *(key for key in new if key not in old)]:
            was, now, here = old.get(key), new.get(key), f"{place}.{key}"
            if was is None or now is None:
                yield self._one("field", now, was, here, table)
                continue
            words = tuple(word for word in FormField.model_fields if word != "columns")
            yield from self.words("field", table + was.label, (was, now), words, here)
            yield from self.fields(f"{here}.columns", was.columns, now.columns, f"{now.label}·")

    def nodes(self, old: Flow, new: Flow) -> Iterator[Difference]:
        before = {node.key: node for node in old.walk()}
        after = {node.key: node for node in new.walk()}
        for key in [*before, *(key for key in after if key not in before)]:
            was, now, here = before.get(key), after.get(key), f"nodes.{key}"
            if was is None or now is None or was.kind != now.kind:
                if was is not None:
                    yield self._one("node", None, was, here)
                if now is not None:
                    yield self._one("node", now, None, here)
                continue
            words = tuple(word for word in type(now).model_fields if word not in WAYS | {"kind"})
            yield from self.words("node", _name(self.new, now), (was, now), words, here)
            yield from self._ways(was, now, here)
        for key, previous in _moved(old, new):
            name, after_name = _name(self.new, after[key]), self._text("beginning")
            if previous:
                after_name = _name(self.new, after[previous])
            said = self._text("node_moved", name=name, after=after_name)
            yield Difference("moved", f"nodes.{key}", said)

    def effects(self, old: Flow, new: Flow) -> Iterator[Difference]:
        for moment in type(new.effects).model_fields:
            was, now = getattr(old.effects, moment), getattr(new.effects, moment)
            name = messages.name_of("change_words", moment, self.new.locale)
            for kind, gone, here in (("removed", was, now), ("added", now, was)):
                teller = self.old if kind == "removed" else self.new
                for number, effect in enumerate(gone):
                    if effect not in here:
                        said = self._text(f"effect_{kind}", name=name, what=_shown(teller, effect))
                        yield Difference(kind, f"effects.{moment}.{number}", said)  # type: ignore[arg-type]

    def _ways(self, was: Node, now: Node, place: str) -> Iterator[Difference]:
        """The conditions of the ways of a node."""
        conditions = [
            tuple(getattr(way, "when", "") for way in getattr(node, "ways", ())) for node in (was, now)
        ]
        if conditions[0] != conditions[1] or len(inner(was)) != len(inner(now)):
            pair = [" | ".join(filter(None, told)) or str(len(inner(was))) for told in conditions]
            word = messages.name_of("change_words", "ways", self.new.locale)
            name = _name(self.new, now)
            said = self._text("node_changed", name=name, word=word, old=pair[0], new=pair[1])
            yield Difference("changed", place, said)

    def _one(self, what: str, now: Any, was: Any, place: str, table: str = "") -> Difference:
        """A field or node that is only in one of the two."""
        kind: Kind = "removed" if now is None else "added"
        thing = was if now is None else now
        teller = self.old if now is None else self.new
        name = table + thing.label if isinstance(thing, FormField) else _name(teller, thing)
        detail = thing.type.value if isinstance(thing, FormField) else teller.node(thing)
        return Difference(kind, place, self._text(f"{what}_{kind}", name=name, detail=detail or "-"))

    def _text(self, said: str, /, **params: Any) -> str:
        return messages.text(f"changes.{said}", self.new.locale, **params)


def _moved(old: Flow, new: Flow) -> Iterator[tuple[str, str]]:
    """Nodes of both flows that stand elsewhere, each with the one it now comes after.

    As few as can be: what keeps its order among the others has not moved. Who stands in another way has.
    """
    before, after = _standing(old), _standing(new)
    lines = [[key for key in one if key in other] for one, other in ((before, after), (after, before))]
    kept: set[str] = set()
    for block in SequenceMatcher(None, lines[0], lines[1], autojunk=False).get_matching_blocks():
        kept |= set(lines[0][block.a : block.a + block.size])
    order = list(after)
    for place, key in enumerate(order):
        if key in before and (key not in kept or before[key] != after[key]):
            yield key, order[place - 1] if place else ""


def _standing(flow: Flow) -> dict[str, tuple[tuple[str, int], ...]]:
    """Each node in the order of the text, with the ways around it, branches' too."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}

    def walk(nodes: tuple[Node, ...], around: tuple[tuple[str, int], ...]) -> None:
        for node in nodes:
            found[node.key] = around
            for number, sequence in enumerate(inner(node)):
                walk(sequence, (*around, (node.key, number)))

    walk(flow.nodes, ())
    return found


def _name(teller: Teller, node: Node) -> str:
    return node.name or f"{messages.name_of('nodes', node.kind, teller.locale)} ({node.key})"


def _shown(teller: Teller, value: Any) -> str:
    """A value as people read it: rules and spans in words, everything else as short as it was written."""
    if isinstance(value, Rule):
        return teller.rule(value)
    if isinstance(value, bool):
        return messages.text(f"values.{str(value).lower()}", teller.locale)
    if value is None or value in ("", (), {}, []):
        return messages.text("changes.nothing", teller.locale)
    if value == "everyone":
        return messages.text("changes.everyone", teller.locale)
    return _composed(teller, value)


def _head(teller: Teller, value: BaseModel) -> tuple[list[str], frozenset[str]]:
    """What is told in a sentence, and the words that are told with it."""
    if isinstance(value, Span):
        return [teller.span(value)], frozenset({"hours", "workdays"})
    if isinstance(value, RecordEffect):
        action = teller.text(f"record_{value.action.value}")
        told = teller.text("record", library=value.library, action=action)
        return [told], frozenset({"library", "action"})
    return [], frozenset()


def _composed(teller: Teller, value: Any) -> str:
    if isinstance(value, Starters):
        roles = [messages.name_of("roles", role, teller.locale) for role in value.roles]
        rest = value.model_dump(exclude_defaults=True, exclude={"roles"})
        return ", ".join([*roles, *(f"{word}: {said}" for word, said in rest.items())])
    if isinstance(value, BaseModel):
        head, told = _head(teller, value)
        fields = type(value).model_fields
        said = {word: getattr(value, word) for word in fields if word not in told}
        standing = {w: s for w, s in said.items() if s != fields[w].default}
        return ", ".join([*head, *(f"{w}: {_shown(teller, s)}" for w, s in standing.items())])
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(teller, said)}" for key, said in value.items())
    if isinstance(value, tuple | list):
        return "; ".join(_shown(teller, part) for part in value)
    return str(value)
