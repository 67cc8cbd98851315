"""`python -m cli.checks [--only NAME,NAME]`: run the stages in order and stop at the first that fails."""

import argparse
import sys
import time
from dataclasses import dataclass

from cli.checks.stages import STAGES, Stage, StageError
from cli.output import print_table


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
    for stage in stages:
        say(f"── {stage.name}: {stage.title}")
        started = time.monotonic()
        try:
            outcome = stage.run()
        except StageError as problem:
            results.append(Result(stage.name, time.monotonic() - started, "FAILED"))
            say(f"{problem}\n")
            break
        results.append(Result(stage.name, time.monotonic() - started, outcome))
        say(f"   {outcome}, {results[-1].seconds:.1f} s")
    show(results)
    return 0 if all(result.outcome != "FAILED" for result in results) else 1


def show(results: list[Result]) -> None:
    total = sum(result.seconds for result in results)
    rows = [(result.name, f"{result.seconds:.1f} s", result.outcome) for result in results]
    say("")
    print_table(("stage", "time", "outcome"), [*rows, ("total", f"{total:.1f} s", "")])


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
