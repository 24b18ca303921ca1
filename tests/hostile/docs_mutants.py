"""Mutants of ``docs/``: payloads at every position of a page, damaged text, odd files, links, and large pages."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hostile.payloads import ELEMENTS, FRONT_MATTER, MARKDOWN, NAMES, TARGETS, disguised
from hostile.project import Content, Link, Mutant, Special

POSITIONS = {
    "paragraph": "\n\n{}\n\n",
    "line": "\n{}\n",
    "in words": " word {} word ",
    "heading": "\n\n## {}\n\n",
    "underlined heading": "\n\n{}\n===\n\n",
    "list": "\n\n- one\n- {}\n",
    "deep list": "\n\n- one\n    1. two\n        - {}\n",
    "quotation": "\n\n> {}\n",
    "table": "\n\n| a | b |\n| - | - |\n| {} | x |\n",
    "definition": "\n\nTerm\n:   {}\n",
    "footnote": "\n\nx[^n]\n\n[^n]: {}\n",
    "emphasis": " **{}** ",
    "link text": " [{}](about.md) ",
    "link target": " [x]({}) ",
    "link title": ' [x](about.md "{}") ',
    "image text": " ![{}](x.png) ",
    "automatic link": " <https://example.org/{}> ",
    "reference": "\n\n[x][r]\n\n[r]: {}\n",
    "code": " `{}` ",
    "double code": " `` {} ` `` ",
    "block of code": "\n\n```\n{}\n```\n",
    "unclosed block of code": "\n\n~~~\n{}\n",
    "indented code": "\n\n    {}\n",
    "comment": "\n\n<!-- {} -->\n",
    "after a comment": "\n\n<!-- x -->{}\n",
    "in an element": "\n\n<div>\n{}\n</div>\n",
    "in a list after a block of code": "\n\n- x\n\n    ```\n    x\n    ```\n\n    {}\n",
    "after broken code": " `` x ` {} ``` ",
    "after an escaped backtick": " \\`{}\\` ",
}
"""Where a payload is put: Markdown treats each of these in its own way."""
BOMBS = {
    "blanks in a slot": "<!-- records:" + " " * 20_000,
    "slots": "<!-- records: " * 5_000,
    "brackets": "[" * 20_000,
    "links": "[x](" * 8_000,
    "images": "![" * 10_000,
    "backticks": "".join("`" * n + " " for n in range(250)),
    "emphasis": "*a_ " * 10_000,
    "stars": "*" * 30_000,
    "quotations": "> " * 900 + "x",
    "lists": "\n".join("    " * n + "- x" for n in range(60)),
    "tags": "<a " * 8_000,
    "attributes": "<a " + "x" * 30_000,
    "comments": "<!--" * 8_000,
    "entities": "&#x" * 10_000,
    "table": "| a " * 500 + "\n" + "| - " * 500 + "\n" + ("| x " * 500 + "\n") * 20,
    "references": "".join(f"[{n}]: x\n" for n in range(2_000)) + "[1]" * 2_000,
    "footnotes": "[^1]" * 3_000 + "\n\n[^1]: x",
    "one long word": "x" * 60_000,
    "blanks": " " * 60_000 + "x",
    "line feeds": "\n" * 60_000,
    "large": "words and words\n" * 40_000,
    "marks": "e" + "\u0301" * 30_000,
    "autolinks": "<https:" * 5_000,
    "escapes": "\\" * 50_000,
    "fences": "```\n" * 5_001,
    "tildes and backticks": "~~~\n```\n" * 4_001,
    "front matter": "---\n" * 8_000,
    "references to records": "](claim:" * 5_000,
    "headings": "# x\n" * 3_000,
    "open elements": "<div>\n" * 3_000,
    "definitions": "x\n: " * 4_000,
}
"""Texts that take some programs far longer than their size."""
FRONT = "---\ntitle: Attack\ndescription: A page of an attack.\n---\n\n"
PAGE = "# Attack\n\nSome words.\n"


def docs_mutant(random_: random.Random, originals: Mapping[str, bytes]) -> Mutant:
    """Return a mutant of the pages and files in ``docs/``."""
    pages = [name for name in originals if name.endswith(".md")]
    ways = (_payload, _payload, _payload, _payload, _front_matter, _damage, _damage, _odd_file, _link, _bomb)
    return random_.choice(ways)(random_, random_.choice(pages), originals)


def payload_page(random_: random.Random) -> tuple[str, str]:
    """Return a page by itself with one or two payloads, and where they were put."""
    text, where = PAGE, list[str]()
    if random_.random() < 0.3:
        text, where = f"# {_piece(random_)}\n\nSome words.\n", ["the first heading"]
    for _ in range(random_.choice((1, 1, 1, 2))):
        position = random_.choice(list(POSITIONS))
        where.append(position)
        text += POSITIONS[position].replace("{}", _piece(random_))
    front = random_.choice((FRONT, FRONT, FRONT, "", f"---\n{random_.choice(FRONT_MATTER)}\n---\n\n"))
    return front + text + "\nLast words.\n", " and ".join(where)


def _piece(random_: random.Random) -> str:
    return disguised(random_.choice(ELEMENTS + MARKDOWN), random_)


def _payload(random_: random.Random, page: str, originals: Mapping[str, bytes]) -> Mutant:
    if random_.random() < 0.5:
        text, where = payload_page(random_)
        return Mutant(f"payload, {where}", {page: text.encode("utf-8", "surrogateescape")})
    position = random_.choice(list(POSITIONS))
    piece = POSITIONS[position].replace("{}", _piece(random_))
    text = originals[page].decode()
    place = random_.randrange(len(text) + 1)
    return Mutant(f"payload, {position}", {page: (text[:place] + piece + text[place:]).encode()})


def _front_matter(random_: random.Random, page: str, originals: Mapping[str, bytes]) -> Mutant:
    lines = random_.choice(FRONT_MATTER)
    if random_.random() < 0.3:
        lines = f"description: {random_.choice(ELEMENTS)!r}"
    if random_.random() < 0.3:
        lines = f"title: A page\n{lines}"
    opening, closing = random_.choice(
        (("---", "---"), ("---", "---"), ("---", "..."), ("\ufeff---", "---"), ("--- ", "---"))
    )
    _, _, body = originals[page].decode().rpartition("\n---\n")
    return Mutant("front matter", {page: f"{opening}\n{lines}\n{closing}\n{body}".encode()})


def damage(random_: random.Random, raw: bytes) -> bytes:
    """Return bytes with some of them changed, removed, doubled or put elsewhere."""
    data, lines = bytearray(raw), raw.splitlines(keepends=True)
    for _ in range(random_.choice((1, 1, 2, 5))):
        place = random_.randrange(len(data) + 1)
        way = random_.randrange(7)
        if way == 0 and place < len(data):
            data[place] ^= 1 << random_.randrange(8)
        elif way == 1:
            del data[place : place + random_.choice((1, 2, 10, 200))]
        elif way == 2:
            data[place:place] = random_.choice(ODD_BYTES)
        elif way == 3:
            other = random_.randrange(len(data) + 1)
            data[place:place] = data[other : other + 40]
        elif way == 4:
            data[place:place] = random_.choice(lines)
        elif way == 5:
            data[place:] = b""
        elif len(lines) > 1:
            first, second = random_.sample(range(len(lines)), 2)
            lines[first], lines[second] = lines[second], lines[first]
            data = bytearray(b"".join(lines))
    return bytes(data)


ODD_BYTES = (
    *(
        b"\0",
        b"\xff",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b"\r\n",
        b"\t",
        b"\x0b",
        b"\x0c",
        b"\x1b[31m",
    ),
    *(
        "\u2028".encode(),
        "\u202e".encode(),
        "\u200b".encode(),
        "\x85".encode(),
        "\ue000".encode(),
        "\U0010ffff".encode(),
    ),
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"'",
        b"`",
        b"[",
        b"](",
        b"{",
        b"}",
        b": ",
        b"#",
        b"- ",
        b"\n\n",
        b"---\n",
        b"<!--",
        b"-->",
    ),
)


def _damage(random_: random.Random, page: str, originals: Mapping[str, bytes]) -> Mutant:
    return Mutant("damaged page", {page: damage(random_, originals[page])})


def _odd_file(random_: random.Random, page: str, _: Mapping[str, bytes]) -> Mutant:
    folder = random_.choice(("docs/en/", "docs/en/", "docs/fr/", "docs/", "docs/de/", "docs/en/claims/"))
    name = random_.choice(NAMES)
    contents: tuple[Content, ...] = (
        b"window.PWN=1",
        random_.choice(ELEMENTS).encode(),
        FRONT.encode() + PAGE.encode(),
        b"",
    )
    files: dict[str, Content] = {folder + name: random_.choice(contents)}
    if random_.random() < 0.1:
        files = {page: Special(pipe=random_.random() < 0.5)}
    return Mutant("odd file", files)


def _link(random_: random.Random, page: str, _: Mapping[str, bytes]) -> Mutant:
    places = (
        page,
        "docs/en/x.md",
        "docs/en/x.txt",
        "docs/en/folder",
        "docs/x",
        "docs/fr/x.md",
        "docs/en/claims/x.md",
        "docs/.overrides/x.html",
        "docs/.overrides/assets/x.js",
        "docs/.overrides/partials/x.html",
        "docs/.overrides/x",
    )
    return Mutant("link", {random_.choice(places): Link(random_.choice(TARGETS))})


def _bomb(random_: random.Random, page: str, originals: Mapping[str, bytes]) -> Mutant:
    name = random_.choice(list(BOMBS))
    bomb = BOMBS[name][: random_.choice((2_000, 20_000, 10**9))]
    if random_.random() < 0.2:
        return Mutant(f"large: {name}", {page: f"---\ntitle: x\ndescription: {bomb!r}\n---\n".encode()})
    return Mutant(f"large: {name}", {page: originals[page] + b"\n\n" + bomb.encode() + b"\n"})
