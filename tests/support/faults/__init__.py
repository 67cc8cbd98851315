"""The whole platform on the fake of AWS: many requests, everything that can go wrong, and the proof that nothing did."""

from tests.support.faults.platform import Platform
from tests.support.faults.run import Report, run

__all__ = ["Platform", "Report", "run"]
