"""What all tests share: generated examples are the same on every machine and never limited by its speed, and what AWS
looks like is read from disk once.
"""

import functools

from botocore.loaders import JSONFileLoader
from hypothesis import HealthCheck, settings

settings.register_profile(
    "project",
    deadline=None,
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")

_load_file = JSONFileLoader.load_file


@functools.cache
def _read_once(file_path: str) -> object:
    return _load_file(JSONFileLoader(), file_path)


JSONFileLoader.load_file = lambda _, file_path: _read_once(file_path)
"""Each test makes clients anew, and botocore reads a service's model for each: half of the time of all tests."""
