"""Where the site is published: ``site_url`` of mkdocs.yml, read without MkDocs, which would take half a second."""

from __future__ import annotations

import os
from pathlib import Path

import yaml

_KEY = "site_url"


def site_address(root: Path) -> str | None:
    """Return the address of the site of the project at `root`, ending in a slash; None if it cannot be told."""
    try:
        document = yaml.compose((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    pairs = document.value if isinstance(document, yaml.MappingNode) else ()
    node = next((value for key, value in pairs if key.value == _KEY), None)
    address = _text(node)
    return f"{address.rstrip('/')}/" if address else None


def _text(node: yaml.Node | None) -> str | None:
    """Return a text, or what ``!ENV [NAME, default]`` stands for: the first variable that is set, else the default."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV":
        *names, default = [str(item.value) for item in node.value]
        return next((os.environ[name] for name in names if os.environ.get(name)), default)
    return None
