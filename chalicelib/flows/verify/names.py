"""Problems of names: keys of nodes and fields, numbers, titles, messages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from chalicelib.flows.model import REVISE, Cc, Effects, Flow, Fork, Inclusive, Node, Notify, Parallel
from chalicelib.flows.verify.problem import Problem
from chalicelib.flows.verify.texts import WORDS

RESERVED = frozenset({"begin", "close", REVISE, "route"})
SEQUENCE = re.compile(r"{seq:[1-9]}")
PLACEHOLDER = re.compile(r"{([^}]*)}")
MESSAGE_WORDS = frozenset({"starter.name", "request.serial", "request.title", "last_comment"})
"""What a message can say beside the form; `last_comment` is what was said last with a decision."""
TITLE_WORDS = frozenset({"flow.name", "starter.name", "submitted_on"})


def name_problems(flow: Flow) -> Iterator[Problem]:
    yield from _keys(flow)
    for key in flow.form:
        if key in WORDS:
            yield Problem(
                "F017", f"form.{key}", f"in expressions {key!r} means something else", "choose another word"
            )
    if not SEQUENCE.search(flow.serial):
        yield Problem("F013", "serial", "every request would get the same number", "add {seq:4}")
    yield from _messages(flow)


def made_states(node: Node) -> Iterator[str]:
    """The states the compiler makes for a node beside the one of its key."""
    if node.when:
        yield f"{node.key}_if"
    if isinstance(node, Fork):
        yield from (f"{node.key}_ways", f"{node.key}_join")
        count = len(node.parallel) if isinstance(node, Parallel) else len(node.ways)
        for number in range(1, count + 1):
            yield from (f"{node.key}_{number}_route", f"{node.key}_{number}_leave")
            if isinstance(node, Inclusive):
                yield f"{node.key}_{number}_if"


def _keys(flow: Flow) -> Iterator[Problem]:
    nodes = list(flow.walk())
    made = {state: node.key for node in nodes for state in made_states(node)}
    for key, count in Counter(node.key for node in nodes).items():
        place = f"nodes.{key}"
        if count > 1:
            yield Problem("F010", place, "two nodes have this key", "keys name states: give each its own")
        if key in RESERVED or key.endswith("_if"):
            yield Problem("F011", place, "this key is the compiler's own", "choose another word")
        elif key in made:
            yield Problem(
                "F011",
                place,
                f"the compiler makes a state of this name for {made[key]}",
                "choose another word",
            )


def _messages(flow: Flow) -> Iterator[Problem]:
    fields = {f"form.{key}" for key in flow.form}
    for place, message in _texts(flow):
        for name in PLACEHOLDER.findall(message):
            if name not in MESSAGE_WORDS | fields:
                yield Problem("F052", place, f"{{{name}}} means nothing here", _hint(MESSAGE_WORDS))
    for name in PLACEHOLDER.findall(flow.title):
        if name not in {*TITLE_WORDS, *fields}:
            yield Problem("F052", "title", f"{{{name}}} means nothing here", _hint(TITLE_WORDS))


def _hint(words: frozenset[str]) -> str:
    return ", ".join([*(f"{{{word}}}" for word in sorted(words)), "{form.<field>}"])


def _texts(flow: Flow) -> Iterator[tuple[str, str]]:
    for node in flow.walk():
        if isinstance(node, Cc):
            yield f"nodes.{node.key}.message", node.message
    for moment in Effects.model_fields:
        for number, effect in enumerate(getattr(flow.effects, moment)):
            if isinstance(effect, Notify):
                yield f"effects.{moment}.{number}.message", effect.message
