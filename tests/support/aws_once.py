"""What botocore works out for each client, and with each call, worked out once for all tests.

Each test makes clients anew: reading what a service looks like, and looking for the folders of all services, was half of
the time of all tests. Nothing of a call is left out: it is checked, signed, sent and parsed as ever.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any

import botocore.hooks
import botocore.useragent
from botocore.hooks import EventAliaser
from botocore.loaders import JSONFileLoader, Loader

_load_file = JSONFileLoader.load_file
_list_services = Loader.list_available_services
_alias = EventAliaser._alias_event_name
_accepts_keywords = botocore.hooks.accepts_kwargs


@functools.cache
def _read(file_path: str) -> object:
    return _load_file(JSONFileLoader(), file_path)


@functools.cache
def _services(type_name: str, *places: str) -> list[str]:
    return _list_services(Loader(list(places), include_default_search_paths=False), type_name)


@functools.cache
def _name_of(event: str) -> str:
    return _alias(EventAliaser(None), event)


def _takes_keywords(function: Callable[..., Any]) -> bool:
    code = getattr(function, "__code__", None)
    return bool(code.co_flags & inspect.CO_VARKEYWORDS if code else _accepts_keywords(function))


def installed() -> None:
    """For the whole run."""
    JSONFileLoader.load_file = lambda _, file_path: _read(file_path)
    Loader.list_available_services = lambda self, type_name: list(_services(type_name, *self.search_paths))
    EventAliaser._alias_event_name = lambda _, event: _name_of(event)
    botocore.hooks.accepts_kwargs = _takes_keywords
    spelled = botocore.useragent.sanitize_user_agent_string_component
    botocore.useragent.sanitize_user_agent_string_component = functools.cache(spelled)
