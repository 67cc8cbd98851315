"""The long test: random requests in random flows, under lost machines, lost answers and steps called twice.

`make soak` follows 10,000 steps at least, new ones each time; `--seed` follows the same again. The invariants are
looked at after every step (tests/support/invariants.py), and each request is brought to its end. 5,000 days of the
directory and WeCom changing at random follow, each up to the night that makes both the same. Fault runs over the
tables and the outbox follow, where there are any. Prints a summary; exits 1 at the first violation, with the flow, the
form and the seed that show it.
"""

import argparse
import copy
import os
import secrets
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from tests.support.random_flows import FORMS, flows
from tests.support.random_requests import Requests, steps, walk
from tests.support.sync import runs as sync_runs
from tests.support.sync.stored import begin_stored
from tests.support.sync.tables import sync_tables

ROOT = Path(__file__).parents[1]
FAULTS = ROOT / "tests" / "faults"
BATCH = 100
STEPS_OF_ONE = 60
GENTLE = settings(
    max_examples=BATCH,
    deadline=None,
    database=None,
    derandomize=False,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000, help="how many steps at least")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32), help="the same run again")
    parser.add_argument("--sync-runs", type=int, default=5000, help="days of two directories that change")
    parser.add_argument("--stored-runs", type=int, default=40, help="of them over the product's stores")
    parser.add_argument("--fault-runs", type=int, default=1000, help="requests under injected faults")
    asked = parser.parse_args()
    began = time.monotonic()
    print(f"seed {asked.seed}", flush=True)
    try:
        batches = follow(asked.steps, asked.seed)
    except BaseException:  # noqa: BLE001 - whatever ends it is told, and ends the run
        traceback.print_exc()
        print(
            f"\nA violation after {sum(steps.values())} steps; `python -m bench.soak --seed {asked.seed}` shows it again."
        )
        return 1
    summary(batches, time.monotonic() - began)
    if not converging(asked.sync_runs, asked.stored_runs, asked.seed):
        return 1
    return faults(asked.fault_runs, asked.seed)


def follow(least: int, seed: int) -> int:
    """Batches of random requests, every fourth steered by hypothesis alone; how many batches it took."""
    number = 0
    while sum(steps.values()) < least:
        number += 1
        if number % 4:
            hypothesis.seed(seed + number)(walks)()
        else:
            machine = hypothesis.seed(seed + number)(Requests)
            run_state_machine_as_test(machine, settings=settings(GENTLE, stateful_step_count=40))
        print(f"  {sum(steps.values()):>7} steps", flush=True)
    return number


@GENTLE
@given(flows(), FORMS, st.integers(0, 2**32))
def walks(flow: object, form: dict[str, object], seed: int) -> None:
    walk(flow, form, seed, STEPS_OF_ONE)  # type: ignore[arg-type]


def summary(batches: int, seconds: float) -> None:
    print(
        f"\n{sum(steps.values())} steps of {steps['submit']} requests in {batches} batches, 0 violations, {seconds:.0f} s"
    )
    for name, count in steps.most_common():
        print(f"  {name:<16}{count:>7}")


def converging(runs: int, stored: int, seed: int) -> bool:
    """Days of the directory and WeCom changing at random, until the night makes them the same."""
    began, happened = time.monotonic(), Counter[str]()
    try:
        for number in range(runs):
            happened += sync_runs.run(seed + number).happened
        with sync_tables(people=0) as aws:
            empty = copy.deepcopy(aws.content())
            for number in range(stored):
                aws.restore(copy.deepcopy(empty))
                sync_runs.day(begin_stored(seed + number, aws), seed + number, changes=16)
    except AssertionError as problem:
        print(f"The directories differ after the night: {problem}")
        return False
    print(
        f"\n{runs} days of two directories ({stored} more over the stores), 0 differences after the night, "
        f"{time.monotonic() - began:.0f} s"
    )
    for name, count in happened.most_common():
        print(f"  {name:<24}{count:>7}")
    return True


def faults(runs: int, seed: int) -> int:
    """The fault runs of the tests, with more requests, and others."""
    if not list(FAULTS.glob("test_*.py")):
        return 0
    wanted = {"FAULT_RUNS": str(runs), "FAULT_SEED": str(seed)}
    print(f"\nFault runs (tests/faults), {' '.join('='.join(one) for one in wanted.items())}", flush=True)
    command = [sys.executable, "-m", "pytest", str(FAULTS), "-q", "-s"]
    return subprocess.run(command, cwd=ROOT, env=os.environ | wanted, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
