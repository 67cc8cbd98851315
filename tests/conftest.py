"""What all tests share: generated examples are the same on every machine and never limited by its speed, and what AWS
looks like is read from disk once.
"""

import functools
import gc

import botocore.useragent
from botocore.loaders import JSONFileLoader, Loader
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
_list_available_services = Loader.list_available_services


@functools.cache
def _read_once(file_path: str) -> object:
    return _load_file(JSONFileLoader(), file_path)


@functools.cache
def _listed_once(type_name: str, *places: str) -> list[str]:
    return _list_available_services(Loader(list(places), include_default_search_paths=False), type_name)


JSONFileLoader.load_file = lambda _, file_path: _read_once(file_path)
"""Each test makes clients anew, and botocore reads a service's model for each: half of the time of all tests."""
Loader.list_available_services = lambda self, type_name: list(_listed_once(type_name, *self.search_paths))
"""For each it also looks through the folders of all services."""
botocore.useragent.sanitize_user_agent_string_component = functools.cache(
    botocore.useragent.sanitize_user_agent_string_component
)
"""With each call it spells out anew what program calls, letter by letter."""


def pytest_collection_finish() -> None:
    """Thousands of tests live as long as the run: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
