"""What all tests share: generated examples are the same on every machine and never limited by its speed, and what AWS
looks like is read from disk once.
"""

import gc

from hypothesis import HealthCheck, settings

from tests.support import aws_once

settings.register_profile(
    "project",
    deadline=None,
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")
aws_once.installed()


def pytest_collection_finish() -> None:
    """Thousands of tests live as long as the run: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
