"""Read YAML and reject duplicate keys, which PyYAML would silently overwrite."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


class _StrictLoader(SafeLoader):
    """A safe loader that rejects a mapping with a duplicate key."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands here a second time", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """Read a YAML file and reject duplicate keys.

    Parameters
    ----------
    path
        A UTF-8 file.

    Returns
    -------
    object
        Content of the file: mappings, lists and plain values.

    Raises
    ------
    ValueError
        If the file is not valid YAML or has a duplicate key; the message names file and line.

    Examples
    --------
    >>> read_yaml(Path(__file__).with_name("figures.yml"))["figures"]["all_in_cost_line"]["value"]
    0.24
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ValueError(f"{path.name}{line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: {error}") from error
