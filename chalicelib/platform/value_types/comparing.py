"""Sure mistakes of comparisons: `=`, `!=`, `in`, and the four orders. Each takes the types of both sides."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.platform.value_types.findings import Finding
from chalicelib.platform.value_types.kinds import DAY, Kind, Type, said

ORDERS = frozenset({"<", "<=", ">", ">="})
Side = tuple[str, Type]
"""How it is called, and what it is."""


def compared(operator: str, left: Side, right: Side) -> Iterator[Finding]:
    """What is wrong with a comparison; nothing where it cannot be told."""
    nulls = [side for side in (left, right) if side[1].kind is Kind.NULL]
    if nulls and operator != "in":
        yield _null(left if nulls[0] is right else right)
    elif operator in ORDERS:
        yield from _ordered(left, right)
    elif operator == "in":
        yield from _contained(left, right)
    else:
        yield from _equal(left, right)


def bad_day(found: Type, text: Type) -> bool:
    """Whether one is a date and the other a written text that cannot be one."""
    dated = found.kind in {Kind.DATE, Kind.DATETIME}
    return dated and text.literal and not all(DAY.fullmatch(key) for key in text.keys or ())


def _null(side: Side) -> Finding:
    name = side[0]
    return Finding(
        "null_compared", f"{name} is never null: what is not filled in is undefined", f"$not($exists({name}))"
    )


def _ordered(left: Side, right: Side) -> Iterator[Finding]:
    if left[1].unknown or right[1].unknown:
        yield from _unordered_one(left if right[1].unknown else right)
    elif left[1].several or right[1].several:
        yield _list_ordered(left if left[1].several else right)
    elif left[1].texts and right[1].texts:
        yield from _days(left, right)
    elif left[1].kind is not right[1].kind or left[1].kind is not Kind.NUMBER:
        yield _unordered(left, right)


def _unordered_one(side: Side) -> Iterator[Finding]:
    """With the other side not known, a list or a yes-or-no still has no order."""
    if side[1].several:
        yield _list_ordered(side)
    elif not (side[1].unknown or side[1].texts or side[1].kind is Kind.NUMBER):
        yield Finding("mixed_comparison", f"{side[0]} is {said(side[1])}, which has no order")


def _list_ordered(side: Side) -> Finding:
    return Finding(
        "list_compared",
        f"{side[0]} is a list, which is neither more nor less than anything",
        f"$count({side[0]}), $max(…), or one of it: {side[0]}[0]",
    )


def _unordered(left: Side, right: Side) -> Finding:
    message = (
        f"{left[0]} is {said(left[1])} and {right[0]} is {said(right[1])}: neither is more than the other"
    )
    one_is_text = left[1].texts or right[1].texts
    code = "order_of_texts" if one_is_text else "mixed_comparison"
    return Finding(code, message, "compare two numbers, or two texts or dates")


def _equal(left: Side, right: Side) -> Iterator[Finding]:
    if left[1].unknown or right[1].unknown:
        return
    if left[1].several or right[1].several:
        yield from _list_equal(left, right)
    elif left[1].texts and right[1].texts:
        yield from _equal_texts(left, right)
    elif left[1].kind is not right[1].kind:
        yield _mixed(left, right)


def _list_equal(left: Side, right: Side) -> Iterator[Finding]:
    """A list is never the same as one value; of a filtered one, one may be left."""
    if left[1].several and right[1].several:
        return
    listed, one = (left, right) if left[1].several else (right, left)
    if not listed[1].filtered:
        yield Finding(
            "list_compared", f"{listed[0]} is a list, {one[0]} is not", f"write {one[0]} in {listed[0]}"
        )
    elif _different(listed[1].item, one[1]):
        yield _mixed((listed[0], listed[1].item), one)


def _contained(left: Side, right: Side) -> Iterator[Finding]:
    items = right[0], right[1].item
    if left[1].unknown or items[1].unknown:
        return
    if left[1].several:
        if not left[1].filtered and not items[1].several:
            yield Finding(
                "list_compared",
                f"{left[0]} is a list, and no list is in {right[0]}",
                f'write "x" in {left[0]}, or $count({left[0]}[$ in {right[0]}]) > 0',
            )
    elif Kind.NULL in {left[1].kind, items[1].kind}:
        yield _null(left if items[1].kind is Kind.NULL else right)
    elif left[1].texts and items[1].texts:
        yield from _equal_texts(left, items)
    elif not items[1].several and left[1].kind is not items[1].kind:
        yield _mixed(left, items)


def _equal_texts(left: Side, right: Side) -> Iterator[Finding]:
    yield from _days(left, right)
    if {left[1].kind, right[1].kind} == {Kind.DATE, Kind.DATETIME}:
        yield Finding(
            "mixed_comparison",
            f"{left[0]} is {said(left[1])} and {right[0]} is {said(right[1])}: they are never the same",
            "compare $substring(…, 0, 10)",
        )
    for field, text in ((left, right), (right, left)):
        yield from not_options(field, text[1])


def not_options(field: Side, text: Type) -> Iterator[Finding]:
    """Written texts that are none of a field's options."""
    options = field[1].keys
    if options is None or field[1].literal or not text.literal:
        return
    for key in sorted((text.keys or frozenset()) - options):
        shown = ", ".join(sorted(options)[:12])
        yield Finding("not_an_option", f'"{key}" is not an option of {field[0]}', f"its options are {shown}")


def _days(left: Side, right: Side) -> Iterator[Finding]:
    for day, text in ((left, right), (right, left)):
        if bad_day(day[1], text[1]):
            message = f"{day[0]} is {said(day[1])}, {text[0]} is not"
            yield Finding("not_a_date", message, "a day is written 2026-01-31, a time 2026-01-31T09:00")


def _mixed(left: Side, right: Side) -> Finding:
    message = f"{left[0]} is {said(left[1])} and {right[0]} is {said(right[1])}: they are never the same"
    return Finding("mixed_comparison", message, "compare values of one type")


def _different(one: Type, other: Type) -> bool:
    if one.unknown or other.unknown or (one.texts and other.texts):
        return False
    return one.kind is not other.kind
