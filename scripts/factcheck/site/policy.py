"""What the policy of our pages (Content-Security-Policy) forbids must not stand in them: browsers would not run it.

The policy allows no script in a page but the theme's own, by hashes that are written in ``mkdocs.yml`` and never taken
from the pages themselves: whoever smuggled a script into a record would have its hash allowed, too. This check finds
what a page has against it when the site is built. It is the messenger; the browser is the guard.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path

from factcheck.parallel import cores, parallel_map
from factcheck.site.files import read, walk
from factcheck.site.pieces import KEPT, pieces

_SCRIPT = re.compile(r"(?is)<script\b([^>]*)>(.*?)(?:</script|\Z)")
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*+>""")
"""A tag with all its attributes; quoted values may hold anything. Comments are read like the rest: rather too much."""
_SUSPECT_NAMES = {"on": r"[a-z\x80-\xff]+", "style": "", "src": ""}
_SUSPECTS = tuple(
    re.compile(rf"{name}(?<![a-z0-9_-]{name}){rest}[\s\x1c-\x1f\x80-\xff]*=".encode("latin-1"))
    for name, rest in _SUSPECT_NAMES.items()
)
"""A quick look at a page in small letters: nearly all need no other. What comes first is found fastest.

It may suspect too much: bytes of other scripts may be blanks, or letters of which some have small ones in ours.
"""
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PIN = re.compile(r"'(sha256-[A-Za-z0-9+/]+=*)'")
_DATA = {"application/json", "application/ld+json"}
"""Types of script elements that hold data: no browser runs them, and no policy is asked about them."""
_ROOM = 80
"""Characters of a faulty piece of HTML that a message shows."""
_OUTSIDE = re.compile(r"(?i)\s*(?:https?:)?//")


@dataclass(frozen=True, slots=True)
class Breach:
    """Something on a page that its policy forbids: the page, the piece of HTML, and what is wrong with it."""

    page: str
    html: str
    problem: str

    def __str__(self) -> str:
        """Return the breach in one line."""
        return f"{self.page}: {_short(self.html)!r}: {self.problem}"


def _short(html: str) -> str:
    """Return the beginning of a piece of HTML, in one line."""
    line = " ".join(html.split())
    return line if len(line) <= _ROOM else f"{line[: _ROOM - 1]}…"


@lru_cache(maxsize=64)
def digest(script: str) -> str:
    """Return the hash of an inline script in the form that a policy writes it."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def pinned(policy: str) -> frozenset[str]:
    """Return the hashes of the inline scripts that a policy allows."""
    return frozenset(_PIN.findall(policy))


def inline_scripts(html: str) -> Iterator[str]:
    """Yield the inline scripts of a page that a browser would run, as they stand."""
    _, scripts = _apart(html)
    return _inline(scripts)


def _apart(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a page without its scripts, and the attributes and the body of each script."""
    parts = _SCRIPT.split(html)
    return "".join(parts[::3]), list(zip(parts[1::3], parts[2::3], strict=True))


def _inline(scripts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for attributes, body in scripts:
        found = _attributes(attributes)
        if "src" not in found and found.get("type", "").strip().lower() not in _DATA:
            yield body


def check_policy(folder: Path, policy: str) -> list[Breach]:
    """Return everything on the pages in `folder` that `policy` forbids."""
    pins, names = pinned(policy), sorted(name for name in walk(folder) if name.endswith(".html"))

    found = parallel_map(lambda name: _look(folder, name, pins), names, jobs=cores())
    return [breach for breaches in found for breach in breaches]


def _look(folder: Path, name: str, pins: frozenset[str]) -> list[Breach]:
    if all(_is_clean(piece, pins) for piece in pieces(read(f"{folder}/{name}"))):
        return []
    html = (folder / name).read_text(encoding="utf-8")
    return [Breach(name, piece, problem) for piece, problem in _breaches(html, pins)]


@lru_cache(maxsize=KEPT)
def _is_clean(html: bytes, pins: frozenset[str]) -> bool:
    """Return whether a piece of a page needs no other look: all its scripts end and are allowed, nothing is suspect."""
    rest, *scripts = html.split(b"<script")
    if len(scripts) != html.lower().count(b"<script"):
        return False
    for script in scripts:
        attributes, _, more = script.partition(b">")
        body, end, behind = more.partition(b"</script")
        if not end or attributes[:1].strip() or not _is_allowed(attributes.decode(), body.decode(), pins):
            return False
        rest += behind
    return not _is_suspect(rest.lower())


def _is_allowed(attributes: str, body: str, pins: frozenset[str]) -> bool:
    return not any(_problems(f"<script{attributes}>")) and all(
        digest(script) in pins for script in _inline([(attributes, body)])
    )


def _breaches(html: str, pins: frozenset[str]) -> Iterator[tuple[str, str]]:
    rest, scripts = _apart(html)
    for script in _inline(scripts):
        if digest(script) not in pins:
            yield script, "an inline script that is not one of the theme's"
    tags = [f"<script{attributes}>" for attributes, _ in scripts]
    if _is_suspect(rest.encode().lower()):
        tags += _TAG.findall(rest)
    yield from ((tag, problem) for tag in tags for problem in _problems(tag))


def _is_suspect(html: bytes) -> bool:
    return b"<style" in html or any(pattern.search(html) for pattern in _SUSPECTS)


def _problems(tag: str) -> Iterator[str]:
    if re.match(r"(?i)<style\b", tag):
        yield "an inline stylesheet: write it into a file"
    for name, value in _attributes(tag).items():
        if name == "style":
            yield "an inline style: give the element a class"
        elif name.startswith("on"):
            yield "an inline event handler"
        elif name == "src" and _OUTSIDE.match(value):
            yield "loaded from another host"


@lru_cache(maxsize=1 << 10)
def _attributes(tag: str) -> Mapping[str, str]:
    """Return names and values of the attributes in a tag; those without a value say nothing here."""
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(tag)}
