"""docs/operations-matrix.md, written from the table the tests run."""

from collections.abc import Iterator

from tests.operations.deciding import DECISIONS, WITHDRAWALS
from tests.operations.desk import ADMINISTRATORS, TALK, TASKS
from tests.operations.surroundings import COLUMNS
from tests.operations.table import Operation, Refused

TESTS = "../tests/operations/test_operations_matrix.py"
GROUPS = {
    "Deciding, returning and the way back": DECISIONS,
    "Withdrawing and taking back": WITHDRAWALS,
    "Tasks": TASKS,
    "Talking, urging, several at once": TALK,
    "Administrators, and time": ADMINISTRATORS,
}
HEAD = f"""# Operations, in every surrounding

Generated from the tests by `make generate`; every cell is run on the pure engine: the compiled machine of its flow,
walked in memory with the functions that people's clicks and Step Functions call. The cell of row `approve` and column
`all` is the test [`test_cell[approve-all]`]({TESTS}).

The request has passed `first` and `draft` and stands at `panel`; `check` and `last` come after it. People are called
by what they are there for. In the forks `draft`, `panel` and `check` are one way, `beside` is asked in another. The
sub-flow has these three nodes; its parent waits at `sub`, and goes back to its starter when it is not approved. The
clock of the last column gives the panel eight working hours from Monday 11-23 09:00 and asks the head of department
then; its reminder, an hour before, has been sent when the operation comes, at 17:03.

A cell tells who has an open task after the operation, node by node (`⏱`: when the clock looks next), or how the
request has ended. *refused* is an operation that is not possible there, with its error; nothing is changed by it.
"""


def rendered() -> str:
    return "\n".join([HEAD, *(line for title, rows in GROUPS.items() for line in _group(title, rows))])


def operations() -> list[Operation]:
    return [row for rows in GROUPS.values() for row in rows]


def _group(title: str, rows: tuple[Operation, ...]) -> Iterator[str]:
    yield f"## {title}\n"
    heads = [f"`{key}`<br>{words}" for key, words in COLUMNS.items()]
    yield f"| | {' | '.join(heads)} |"
    yield "|" + "---|" * (len(COLUMNS) + 1)
    for row in rows:
        cells = " | ".join(_cell(seen) for seen in row.seen.values())
        yield f"| **{row.title}**<br>`{row.key}`: {row.does} | {cells} |"
    yield ""


def _cell(seen: str | Refused) -> str:
    if isinstance(seen, Refused):
        return f"*refused* `{seen.code}`: {seen.why}"
    return seen.replace("; parent", "<br>parent").replace(" · ", "<br>")
