"""Plain data as the text of a file in canonical form, with the comments that it had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.finding import Pointer
from factcheck.kinds import FOLDERS
from factcheck.records.field_order import Hint, item_hint, ordered, root_hint
from factcheck.records.yaml_values import write_key, write_value

STEP = 2
"""How many blanks each level is indented by."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The comments of a file: those above a field or item, the one beside it, and those below everything."""

    above: Mapping[Pointer, list[str]] = field(default_factory=dict)
    beside: Mapping[Pointer, str] = field(default_factory=dict)
    below: tuple[str, ...] = ()


def header(kind: str) -> str:
    """Return the first line of a file: it names the schema for editors."""
    up = "../../" if kind in FOLDERS else "../"
    return f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"


def write(data: Mapping[str, Any], kind: str, kept: Kept) -> str:
    """Return the text of a file.

    Args:
        data: what stands in it; its keys may be in any order.
        kind: the kind of its records.
        kept: its comments.
    """
    writer = _Writer(kept)
    writer.lines.append(header(kind))
    writer.fields(data, root_hint(kind, data), 0, ())
    return "\n".join([*writer.lines, *kept.below, ""])


class _Writer:
    """The lines so far."""

    def __init__(self, kept: Kept) -> None:
        self.lines: list[str] = []
        self._kept = kept
        self._has_comments = bool(kept.above or kept.beside)

    def fields(self, data: Mapping[str, Any], hint: Hint, indent: int, pointer: Pointer) -> None:
        """Write the fields of a mapping."""
        margin, has_comments, here = " " * indent, self._has_comments, pointer
        for key, child in ordered(hint, tuple(data), data.get("type")):
            if has_comments:
                here = (*pointer, key)
                self._above(here, indent)
            self._value(data[key], child, f"{margin}{write_key(key)}:", indent, here)

    def _items(self, data: list[Any], hint: Hint, indent: int, pointer: Pointer) -> None:
        """Write the items of a list, each behind a hyphen."""
        for index, item in enumerate(data):
            here = (*pointer, index)
            if self._has_comments:
                self._above(here, indent)
            if isinstance(item, dict) and item:
                first = len(self.lines)
                self.fields(item, hint, indent + STEP, here)
                while self.lines[first].lstrip(" ").startswith("#"):  # comments above its first field come before it
                    self.lines[first] = self.lines[first][STEP:]
                    first += 1
                self.lines[first] = " " * indent + "- " + self.lines[first].lstrip(" ")
            else:
                self._value(item, hint, " " * indent + "-", indent, here)

    def _value(self, value: Any, hint: Hint, lead: str, indent: int, pointer: Pointer) -> None:
        """Write a value behind the name of its field or its hyphen."""
        beside = f" {self._kept.beside[pointer]}" if self._has_comments and pointer in self._kept.beside else ""
        if not isinstance(value, dict | list):
            first, *rest = write_value(value, len(lead) + 1, indent + STEP)
            self.lines.append(f"{lead} {first}{beside}")
            self.lines += rest
        elif not value:
            self.lines.append(f"{lead} {'{}' if isinstance(value, dict) else '[]'}{beside}")
        else:
            self.lines.append(lead + beside)
            if isinstance(value, dict):
                self.fields(value, hint, indent + STEP, pointer)
            else:
                self._items(value, item_hint(hint), indent + STEP, pointer)

    def _above(self, pointer: Pointer, indent: int) -> None:
        self.lines += (" " * indent + text for text in self._kept.above.get(pointer, ()))
