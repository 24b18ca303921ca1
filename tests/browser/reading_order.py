"""A page as somebody hears it who cannot see it: Chromium's accessibility tree, short enough to be read.

It is Playwright's snapshot without addresses. What a page shows in one line is one line here, and signs say what it is:

    [a link]   <a button>   {a picture}   one cell | another   *the head of a row or column*
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from playwright.sync_api import Locator

_NODE = re.compile(r'(?P<role>[a-z]+)(?: "(?P<name>.*)")?(?P<states>(?: \[[^\]]*\])*)', re.DOTALL)
_SIGNS = {
    "link": "[{}]",
    "button": "<{}>",
    "img": "{{{}}}",
    "rowheader": "*{}*",
    "columnheader": "*{}*",
    **dict.fromkeys(("text", "cell", "strong", "emphasis", "code", "time", "mark", "superscript"), "{}"),
}
"""How each part of a line is written, by its role."""
_NAMED_BY_TEXT = {"link", "button", "img"}
_PASSED_OVER = {"rowgroup"}
"""What no screen reader announces."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the tree: its role, its name, its states as Playwright writes them, and what is in it."""

    role: str
    name: str
    states: str
    inside: tuple[Node, ...] = ()

    @classmethod
    def read(cls, item: str | dict[str, Any]) -> Node:
        """Return a thing from Playwright's YAML."""
        [(key, inside)] = item.items() if isinstance(item, dict) else [(item, [])]
        found = _NODE.fullmatch(key)
        if not found or found["role"] == "text":
            return cls("text", str(inside) if found else key, "")
        parts = inside if isinstance(inside, list) else [{"text": inside}]
        nodes = [cls.read(part) for part in parts if not (isinstance(part, dict) and "/url" in part)]
        heard = {found["name"], *(node.name for node in nodes if node.role != "text")}  # a label is in the name
        nodes = [node for node in nodes if node.role != "text" or len(nodes) == 1 or node.name not in heard]
        return cls(found["role"], (found["name"] or "").replace('\\"', '"'), found["states"], tuple(nodes))

    @property
    def line(self) -> str | None:
        """The thing in one line; None if it takes several."""
        between = " | " if self.role == "row" else " "
        lines = [node.line for node in self.inside]
        if any(line is None for line in lines):
            return None
        words = between.join(filter(None, lines)) if self.role not in _NAMED_BY_TEXT or not self.name else self.name
        return re.sub(r" (?=[,.;)])", "", _SIGNS.get(self.role, "{}").format((words or self.name) + self.states))

    def lines(self, indent: str = "") -> Iterator[str]:
        """Yield the lines of the thing and of what is in it."""
        if self.role in _PASSED_OVER:
            for node in self.inside:
                yield from node.lines(indent)
        elif self.role in _SIGNS and self.line is not None:
            yield f"{indent}- {self.line}"
        else:
            yield from self._block(indent)

    def _block(self, indent: str) -> Iterator[str]:
        head = f"{indent}- {self.role}{self.states}"
        words = self.line if all(node.role in _SIGNS for node in self.inside) else None
        if self.name and self.role != "row" and words != self.name:
            head += f' "{self.name}"'
        if words is not None:
            words = words.removesuffix(self.states)
            yield f"{head}: {words}" if words and not head.endswith(f'"{words}"') else head
            return
        yield f"{head}:"
        for node in self.inside:
            yield from node.lines(f"{indent}  ")


def reading_order(place: Locator) -> str:
    """Return what is in a place of a page, in the order in which it is read, one line for each thing."""
    return "".join(f"{line}\n" for item in yaml.safe_load(place.aria_snapshot()) for line in Node.read(item).lines())
