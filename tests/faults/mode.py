"""A way something can fail."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mode:
    """`tests` are `file::function`; a file without a folder stands in tests/faults."""

    number: str
    what: str
    remedy: str
    tests: tuple[str, ...]

    def paths(self) -> list[tuple[Path, str]]:
        """File and function of each test."""
        found = []
        for test in self.tests:
            file, _, function = test.partition("::")
            path = f"tests/{file}.py" if "/" in file else f"tests/faults/{file}.py"
            found.append((ROOT / path, function))
        return found
