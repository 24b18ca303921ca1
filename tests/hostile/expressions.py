"""Every regular expression of the program, and texts made from each that would show that its time explodes."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from itertools import combinations, islice
from pathlib import Path
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import factcheck
from conftest import ROOT

Expression = re.Pattern[Any]
SCRIPTS = ROOT / "scripts"
_METHODS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}
_SAMPLES = {
    names.CATEGORY_DIGIT: "1",
    names.CATEGORY_SPACE: " ",
    names.CATEGORY_WORD: "a",
    names.CATEGORY_NOT_DIGIT: "a",
    names.CATEGORY_NOT_SPACE: "a",
    names.CATEGORY_NOT_WORD: "-",
}
MOST_TOKENS, MOST_STARTS = 5, 8


def modules() -> Iterator[Any]:
    """Yield every module of the package."""
    for info in pkgutil.walk_packages(factcheck.__path__, "factcheck."):
        if info.name != "factcheck.__main__":
            yield importlib.import_module(info.name)


def held(value: object, depth: int = 4) -> Iterator[Expression]:
    """Yield the expressions that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping) and depth:
        yield from (found for pair in value.items() for part in pair for found in held(part, depth - 1))
    elif isinstance(value, list | tuple | set | frozenset) and depth:
        yield from (found for part in value for found in held(part, depth - 1))
    elif is_dataclass(value) and not isinstance(value, type) and depth:
        yield from (found for field in fields(value) for found in held(getattr(value, field.name), depth - 1))


def written() -> Iterator[tuple[Expression, str, str]]:
    """Yield each expression that is written in a call such as ``re.sub("a+", …)``, its module, and the method.

    It may be put together from constants of the module; one from other values is built when the call runs.
    """
    for module in modules():
        for node in ast.walk(ast.parse(Path(module.__file__).read_bytes())):
            method = ast.unparse(node.func).removeprefix("re.") if isinstance(node, ast.Call) else ""
            if not isinstance(node, ast.Call) or method not in _METHODS - {"compile"}:
                continue
            with suppress(NameError):
                if isinstance(node.args[0], ast.Constant | ast.JoinedStr):
                    pattern = eval(ast.unparse(node.args[0]), vars(module))  # noqa: S307 - our own words
                    yield re.compile(pattern), module.__name__, method


def uses() -> Mapping[str, set[str]]:
    """Return the methods that the program calls on something of a name, such as ``_NAME.search``."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in SCRIPTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                found[known_as(path, ast.unparse(node.value).rpartition(".")[2])].add(node.attr)
    return found


def known_as(module: Path, name: str) -> str:
    """Return what tells a name of a module from others: a private one is another one in each module."""
    return f"{module}: {name}" if name.startswith("_") else name


def pieces(tree: Any) -> Iterator[str]:
    """Yield the characters that an expression speaks of, and the words, which are several in a row."""
    word = ""
    for code, value in tree:
        if code is names.LITERAL:
            word += chr(value)
            continue
        if word:
            yield word
        word = ""
        yield from _pieces_of(code, value)
    if word:
        yield word


def _pieces_of(code: Any, value: Any) -> Iterator[str]:
    if code is names.IN:
        yield from islice(_members(value), 4)
    elif code in {names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT}:
        yield from pieces(value[2])
    elif code is names.SUBPATTERN:
        yield from pieces(value[3])
    elif code is names.BRANCH:
        yield from (piece for branch in value[1] for piece in pieces(branch))
    elif code in {names.ASSERT, names.ASSERT_NOT}:
        yield from pieces(value[1])
    elif code is names.ATOMIC_GROUP:
        yield from pieces(value)
    elif code is names.ANY:
        yield "a"
    elif code is names.NOT_LITERAL:
        yield chr(value)
        yield "a"


def _members(items: Any) -> Iterator[str]:
    """Yield a few characters of a class, or of those that it does not hold."""
    for code, value in items:
        if code is names.LITERAL:
            yield chr(value)
        elif code is names.RANGE:
            yield chr(value[0])
        elif code is names.CATEGORY:
            yield _SAMPLES[value]
        elif code is names.NEGATE:
            yield "x"


_MARK = "\ue000"


def example(tree: Any) -> str:
    """Return a short text that an expression describes, roughly: every part once, and a mark before what repeats."""
    text = ""
    for code, value in tree:
        if code is names.LITERAL:
            text += chr(value)
        elif code in {names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT}:
            text += _MARK + example(value[2]) * max(1, min(value[0], 8))
        elif code is names.SUBPATTERN:
            text += example(value[3])
        elif code is names.BRANCH:
            text += example(value[1][0])
        elif code is names.ATOMIC_GROUP:
            text += example(value)
        elif code in {names.IN, names.ANY, names.NOT_LITERAL}:
            text += next(_pieces_of(code, value), "a")
    return text


def units(expression: Expression) -> list[tuple[str, str]]:
    """Return hostile texts, each as what comes first and what is repeated after it."""
    pattern, flags = expression.pattern, expression.flags
    if isinstance(pattern, bytes):
        pattern, flags = pattern.decode("latin-1"), flags & ~re.UNICODE
    tree = parser.parse(pattern, flags)
    branches = [example(branch) for code, value in tree if code is names.BRANCH for branch in value[1]]
    tokens = sorted(dict.fromkeys(pieces(tree)), key=len, reverse=True)
    tokens = list(dict.fromkeys([*tokens[:2], *sorted(tokens, key=len)]))[:MOST_TOKENS]
    starts = [""]
    for text in [example(tree), *branches]:
        parts = text.split(_MARK)
        starts += ["".join(parts[:end]) for end in range(1, len(parts) + 1)]
    starts = list(dict.fromkeys(starts))[:MOST_STARTS]
    found = [(start, first + second) for start in starts for first, second in combinations([*tokens, ""], 2)]
    found += [("", start + token) for start in starts for token in ("", *tokens)]
    return [unit for unit in dict.fromkeys(found) if unit[1]]


def hostile_text(expression: Expression, unit: tuple[str, str], size: int) -> Any:
    """Return a text of a size, made from a unit, that ends in a character of no use."""
    start, repeated = unit
    text = f"{start}{repeated * (size // len(repeated))}\x01"
    return text.encode("latin-1", "replace") if isinstance(expression.pattern, bytes) else text


def seconds(expression: Expression, text: Any, methods: Collection[str]) -> float:
    """Return how long an expression takes for a text, by the methods that are used; by all, if none is known."""
    start = time.thread_time()
    for method in set(methods) & {"match", "fullmatch"} or (() if methods else ("match", "fullmatch")):
        getattr(expression, method)(text)
    if not methods or not set(methods) <= {"match", "fullmatch"}:
        for _ in expression.finditer(text):
            pass
    return time.thread_time() - start
