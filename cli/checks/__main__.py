"""`python -m cli.checks [--only NAME,NAME]`: run the stages in order and stop where one fails."""

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby

from cli.checks.stages import STAGES, Stage, StageError
from cli.output import print_table

FAILED = "FAILED"


@dataclass(frozen=True)
class Result:
    name: str
    seconds: float
    outcome: str


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m cli.checks", description=__doc__)
    names = [stage.name for stage in STAGES]
    parser.add_argument("--only", default=",".join(names), help=f"some of: {', '.join(names)}")
    wanted = parser.parse_args(arguments).only.split(",")
    if unknown := sorted(set(wanted) - set(names)):
        parser.error(f"no such stage: {', '.join(unknown)}; there are {', '.join(names)}")
    return run([stage for stage in STAGES if stage.name in wanted])


def run(stages: list[Stage]) -> int:
    """Return 0 when all stages pass, else 1."""
    results: list[Result] = []
    started = time.monotonic()
    for _, neighbours in groupby(stages, lambda stage: stage.beside):
        results += run_beside(list(neighbours))
        if any(result.outcome == FAILED for result in results):
            break
    show(results, time.monotonic() - started)
    return 0 if all(result.outcome != FAILED for result in results) else 1


def run_beside(stages: list[Stage]) -> list[Result]:
    """Run what does not mind neighbours on all cores, everything else one after the other up to what fails."""
    if not stages[0].beside:
        results: list[Result] = []
        for stage in stages:
            results.append(run_one(stage))
            if results[-1].outcome == FAILED:
                break
        return results
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run_one, stages))


def run_one(stage: Stage) -> Result:
    """Run a stage, saying when it begins and what came of it."""
    say(f"── {stage.name}: {stage.title}")
    started = time.monotonic()
    try:
        outcome, said = stage.run(), ""
    except StageError as problem:
        outcome, said = FAILED, f"{problem}\n"
    result = Result(stage.name, time.monotonic() - started, outcome)
    say(f"{said}   {stage.name} {outcome}, {result.seconds:.1f} s")
    return result


def show(results: list[Result], seconds: float) -> None:
    rows = [(result.name, f"{result.seconds:.1f} s", result.outcome) for result in results]
    say("")
    print_table(("stage", "time", "outcome"), [*rows, ("total", f"{seconds:.1f} s", "")])


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
