"""YAML that does not forgive: a key said twice is an error, not the last one winning in silence."""

from __future__ import annotations

from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key_node.tag != "tag:yaml.org,2002:merge" and str(key) in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands here twice", key_node.start_mark
                )
            seen.add(str(key))
        return super().construct_mapping(node, deep)


def load(text: str) -> Any:
    """The content of a YAML text. Raises yaml.YAMLError, also for a key that stands twice in one place."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
