"""What AWS answers to each row of the contract, and what ministack is known to answer instead.

A divergence names the code or the test that lives with it. One that disappears fails the contract, so that what was
done for it can go. `python -m tests.fake_aws.answers` writes docs/divergences.md from it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fake_aws import contract_flows as flows
from tests.fake_aws import contract_tables as tables
from tests.fake_aws.places import Contract

PAGE = Path(__file__).parents[2] / "docs" / "divergences.md"
Row = Callable[[Contract], Any]
AWS: dict[Row, Any] = {
    flows.used_token: "TaskTimedOut",
    flows.garbage_token: "InvalidToken",
    flows.output_not_json: "InvalidOutput",
    flows.output_too_large: "refused",
    flows.cause_too_long: "refused",
    flows.input_too_large: "refused",
    flows.token_after_retry: [True, True, True],
    flows.entry_over_a_retry: [True, False],
    flows.timeout_keeps_the_wait: {"routing": 1},
    flows.same_start_while_running: "accepted",
    flows.other_start_while_running: "ExecutionAlreadyExists",
    flows.same_start_after_the_end: "ExecutionAlreadyExists",
    flows.missed_heartbeat: "FAILED",
    flows.redriven: ["accepted", "RUNNING"],
    flows.token_of_a_stopped_run: "TaskTimedOut",
    flows.stop_of_a_run_that_has_ended: ["accepted", "FAILED"],
    flows.history_of_three_tasks: 20,
    flows.history_of_a_choice: 6,
    flows.siblings_of_a_failed_branch: ["FAILED", "TaskTimedOut"],
    flows.error_of_a_branch: {"Error": "ReturnedTo.head", "Cause": "because"},
    flows.variables_of_branches: ["of a", "of b"],
    flows.variable_of_an_outer_name: "refused",
    flows.parse_in_a_catch: {"days": 3},
    flows.computed_failure: ["FAILED", "Rejected", "too late"],
    flows.assign_of_a_choice: ["rule", "default"],
    flows.undefined_value: "States.QueryEvaluationError",
    flows.failing_function_is_retried: 2,
    flows.answer_of_a_function: {"greeting": "hello"},
    flows.version_that_was_started: "old",
    tables.conditional_put: ["accepted", "ConditionalCheckFailedException"],
    tables.transaction_told_twice: ["accepted", "accepted", "IdempotentParameterMismatchException", "1"],
    tables.transaction_without_a_token: "2",
    tables.reasons_of_a_cancelled_transaction: [
        "TransactionCanceledException",
        "None",
        "ConditionalCheckFailed",
        False,
    ],
    tables.one_item_twice_in_a_transaction: "ValidationException",
    tables.transaction_too_long: "ValidationException",
    tables.item_too_large: "ValidationException",
    tables.empty_key: "ValidationException",
    tables.pages_of_a_query: [["n1", "n2"], ["n3", "n4"], []],
    tables.a_range_backwards: ["n4", "n3", "n2"],
    tables.filter_counts_after_the_limit: [2, 3],
    tables.update_of_nothing: [None, {"a": {"N": "2"}, "seen": {"SS": ["liming"]}}],
}


@dataclass(frozen=True)
class Divergence:
    """What ministack answers, and how the platform lives with it."""

    answer: Any
    living: str


ONLY_THE_FAKE = "Tested on the fake alone."
DIVERGENCES: dict[Row, Divergence] = {
    flows.used_token: Divergence(
        "TaskDoesNotExist", "`machine.GONE` takes every word for a token that is gone."
    ),
    flows.garbage_token: Divergence("TaskDoesNotExist", "`machine.GONE`, as above."),
    flows.output_not_json: Divergence("accepted", "Outputs are made by `json.dumps` alone. " + ONLY_THE_FAKE),
    flows.output_too_large: Divergence(
        "accepted", "Routing values alone leave the database. " + ONLY_THE_FAKE
    ),
    flows.cause_too_long: Divergence(
        "accepted", "The same values are the cause of a failure. " + ONLY_THE_FAKE
    ),
    flows.input_too_large: Divergence("accepted", "The verifier bounds the routing values. " + ONLY_THE_FAKE),
    flows.token_after_retry: Divergence(
        [False, False, True], "A visit keeps each token it was given in this run: any of them may be the one."
    ),
    flows.same_start_while_running: Divergence(
        "ExecutionAlreadyExists", "`machine.start` takes both answers for a start that has happened."
    ),
    flows.missed_heartbeat: Divergence("RUNNING", "No state of ours has a heartbeat."),
    flows.redriven: Divergence(
        ["InvalidAction", "FAILED"],
        "Runs are replayed, not redriven; a redrive by hand is tested on the fake.",
    ),
    flows.token_of_a_stopped_run: Divergence(
        "accepted", "The sender answers tokens of the present run alone. Tested on the fake."
    ),
    flows.stop_of_a_run_that_has_ended: Divergence(
        ["ValidationException", "FAILED"], "`machine.stop` takes both for a run that is over."
    ),
    flows.history_of_three_tasks: Divergence(14, "The verifier counts events as AWS does."),
    flows.siblings_of_a_failed_branch: Divergence(
        ["RUNNING", "accepted"], "What leaves a fork answers every open token in it, the deciding one first."
    ),
    flows.variables_of_branches: Divergence(
        ["of b", "of b"], "Every way of a fork has variables of its own."
    ),
    flows.variable_of_an_outer_name: Divergence(
        "accepted", "The same; and the fake refuses such a machine, as AWS does."
    ),
    flows.failing_function_is_retried: Divergence(
        1, "The run fails there and is replayed by the repair job."
    ),
    flows.version_that_was_started: Divergence(
        "new", "A request's replay starts on its own version; that runs stay on it is tested on the fake."
    ),
}


def title(row: Row) -> str:
    """What a row asks: its docstring, or its name in words."""
    words = row.__name__.replace("_", " ")
    return (row.__doc__ or f"{words[0].upper()}{words[1:]}.").split("\n")[0]


def page() -> str:
    """docs/divergences.md."""
    lines = [
        "# Where the emulator of the laptop is not AWS",
        "",
        "The platform runs on AWS and, unchanged, on ministack. What it relies on in Step Functions and DynamoDB is a",
        "contract (`tests/fake_aws/`), asked of ministack and of a small fake with the semantics of AWS",
        "(`tests/support/fake_aws/`), on which the fault runs are made. Here the emulator answers otherwise. A difference",
        "that disappears fails the contract, and a new one too. Generated by `./xt python -m tests.fake_aws.answers`.",
        "",
        f"{len(AWS)} rows, of which {len(DIVERGENCES)} differ.",
        "",
        "| what is asked | AWS | ministack | how we live with it |",
        "|---|---|---|---|",
    ]
    for row, found in DIVERGENCES.items():
        lines.append(f"| {title(row)} | {_shown(AWS[row])} | {_shown(found.answer)} | {found.living} |")
    return "\n".join(lines) + "\n"


def _shown(answer: Any) -> str:
    return f"`{answer if isinstance(answer, str) else json.dumps(answer)}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
