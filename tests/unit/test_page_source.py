"""What a hand-written page may hold. Markdown itself, as MkDocs sets it up, is the witness of what is accepted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
import yaml
from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT
from factcheck.analysis.page_markup import (
    MOST_BLANKS,
    MOST_DEFINITIONS,
    MOST_EMPHASIS,
    MOST_HEADINGS,
    MOST_LEVELS,
    MOST_LINKS,
)
from factcheck.analysis.page_syntax import KINDS, find_references, find_slots
from factcheck.loading.front_matter import MAX_CHARACTERS, split_front_matter
from factcheck.loading.page_source import read_page_source
from factcheck.loading.yaml_refusals import MAX_BYTES

PAGE = "docs/en/about.md"
SHELL = "docs/en/claims/RECORDID.md"


def found(text: str | bytes, path: str = PAGE) -> list[tuple[str, int, int]]:
    """Return code, line and column of all that is wrong with a page."""
    page, findings = read_page_source(path, text if isinstance(text, bytes) else text.encode())
    assert (page is None) == bool(findings)
    assert all(finding.hint for finding in findings)
    assert all(finding.message.isprintable() for finding in findings)
    return [(finding.code, finding.location.line, finding.location.column) for finding in findings]


# Bytes and characters

CONTENTS = {
    "not-utf-8": ("Caf\u00e9\n\nna\u00efve".encode("latin-1"), ("SYN009", 1, 4)),
    "utf-16": ("# A\n".encode("utf-16"), ("SYN009", 1, 1)),
    "byte-order-mark": ("\ufeff# A\n", ("SYN009", 1, 1)),
    "too-large": ("a " * (MAX_BYTES // 2) + "a", ("SYN008", 1, 1)),
    "reversed-text": ("# A\n\na \u202eb\n", ("SYN010", 3, 3)),
    "tab": ("# A\n\n\ta\n", ("SYN010", 3, 1)),
    "nul": ("# A\n\na\0b\n", ("SYN010", 3, 2)),
    "start-of-text": ("a \x02klzzwxh:0001\x03\n", ("SYN010", 1, 3)),
    "line-separator": ("a\u2028<script>\n", ("SYN010", 1, 2)),
    "windows-line-ends": ("# A\r\n\r\nb\r\n", ("SYN010", 1, 4)),
    "combining-marks": ("e" + "\u0301" * 20000, ("SYN010", 1, 2)),
    "decomposed": ("# A\n\ncafe\u0301\n", ("SYN011", 3, 4)),
}


@pytest.mark.parametrize(("content", "finding"), CONTENTS.values(), ids=CONTENTS)
def test_content_that_is_not_plain_text_is_refused_at_its_place(
    content: str | bytes, finding: tuple[str, int, int]
) -> None:
    assert found(content)[0] == finding


# Fields at the top

FIELDS = {
    "template": ("---\ntitle: a\ntemplate: x\n---\n", (3, 1)),
    "icon": ("---\nicon: ../../x\n---\n", (2, 1)),
    "status": ("---\nstatus: new\n---\n", (2, 1)),
    "tags": ("---\ntags: [a]\n---\n", (2, 1)),
    "refresh in the description": ('---\ndescription: \'"><meta http-equiv="refresh" content="0">\'\n---\n', (2, 14)),
    "end of the title": ("---\ntitle: x</title><script>a()</script>\n---\n", (2, 8)),
    "title that is a number": ("---\ntitle: 12\n---\n", (2, 8)),
    "title that is a list": ("---\ntitle: [a]\n---\n", (2, 8)),
    "part that cannot be hidden": ("---\nhide: [policy]\n---\n", (2, 7)),
    "hide that is no list": ("---\nhide: toc\n---\n", (2, 7)),
    "another setting of the search": ("---\nsearch: {boost: 9}\n---\n", (2, 9)),
    "picture of another site": ("---\nsharing: {image: 'https://a.example/x.png'}\n---\n", (2, 1)),
    "own search that is a text": ("---\nown_search: a\n---\n", (2, 13)),
    "fields without an end": ("---\ntitle: a\n", (1, 1)),
    "fields without a line feed at their end": ("---\ntitle: a\n---", (1, 1)),
    "no fields": ("---\n---\n---\n", (1, 1)),
    "end of a document": ("---\ntitle: a\n...\ntemplate: x\n---\n", (1, 1)),
    "blanks after the line": ("---  \ntemplate: x\n---\n", (1, 1)),
    "fields of MultiMarkdown": ("template: x\ntitle: y\n\n# A\n", (1, 1)),
    "indented field of MultiMarkdown": ("   Template: x\n", (1, 1)),
    "too many characters": (f"---\ntitle: {'x' * MAX_CHARACTERS}\n---\n", (1, 1)),
}


@pytest.mark.parametrize(("text", "place"), FIELDS.values(), ids=FIELDS)
def test_fields_that_a_page_cannot_have_are_refused(text: str, place: tuple[int, int]) -> None:
    assert found(text) == [("PAG002", *place)]


@pytest.mark.parametrize("front", ["a: &x 1\nb: *x", "title: !!python/name:os.system a", "title: a\ntitle: b", "a: ["])
def test_fields_are_strict_yaml(front: str) -> None:
    assert {code for code, _, _ in found(f"---\n{front}\n---\n")} & {"SYN001", "SYN002", "SYN003", "SYN004"}


def test_mkdocs_finds_the_fields_that_we_have_judged() -> None:
    front = (
        "title: A & B\ndescription: 2023-10-27 it was, “so”\nhide: [toc]\nsearch: {exclude: true}\nown_search: true\n"
    )
    text = f"---\n{front}---\n\n# A\n"
    assert found(text) == []
    assert get_data(text) == ("# A\n", yaml.safe_load(front))
    assert get_data("\ntitle: x\n") == ("title: x\n", {})
    assert get_data("# A\ntemplate: x\n") == ("# A\ntemplate: x\n", {})


TOPS = [
    "---\n",
    "---",
    "...\n",
    "title: a\n",
    "template: x\n",
    "Title: b\n",
    "hide: [toc]\n",
    "\n",
    " ",
    "#",
    ":",
    "a",
    "- ",
    "'",
    "|\n",
]


def test_mkdocs_finds_no_fields_but_those_that_we_have_judged() -> None:
    chance = random.Random(20261128)  # noqa: S311 - the same pages in every run
    accepted = 0
    for _ in range(5000):
        text = "".join(chance.choice(TOPS) for _ in range(chance.randint(1, 8)))
        if not found(text):
            accepted += 1
            front, body = split_front_matter(text)
            rest, fields = get_data(text)
            assert (rest.strip(), fields) == (body.strip(), yaml.safe_load(front) if front else {}), text
    assert accepted > 500


def test_shell_holds_fields_and_a_heading_only() -> None:
    fields = "---\ntitle: RECORDTITLE\nsharing: {type: article, image: RECORDIMAGE, alt: RECORDALT}\n---\n"
    assert found(f"{fields}\n# Record\n", SHELL) == []
    assert found(f"{fields}\n# Record\n\n[x](RECORDTITLE)\n", SHELL) == [("PAG001", 5, 1)]
    assert found(fields.replace("RECORDALT", "x") + "# Record\n", SHELL) == [("PAG002", 3, 10)]


# HTML, links and pictures

HTML = [
    *("<script>a()</script>", "<img src=x onerror=a()>", "a <b>b</b>", "</p>", "<p", "<!DOCTYPE html>", "<?php ?>"),
    *("<![CDATA[x]]>", "<!-- a comment -->", "<!-- records: claims", "a <!-- records: claims -->", "<!--records:a-->"),
    *("<!-- records: claims --> <b>", "- <!-- records: claims -->", '<meta http-equiv="refresh" content="0">'),
    *("<form action=https://a.example>", "<svg/onload=a()>", "`<b>`", "``<b>``", "    <b>", "> ```\n> <b>\n> ```"),
    *("\\<b>", '<a href="javascript:a()">x</a>', '<a href="x" onclick="a()">x</a>', '<a href="x">', "<A HREF=x>x</A>"),
    *('<a href="//a.example">x</a>', '<a href="x">a|b</a>', '<a href="http://a.example/">x</a>', "<javascript:a>"),
    *("<http://a.example>", "<x@a.example>", "````\n<b>\n````", "```{.x}\n<b>\n```", '``` x hl_lines="\n<b>\n```'),
    *("```\n<b>", "```\n<b>\n~~~", "~~~\n<b>\n ~~~", " ```\n<b>\n ```"),
]
LINKS = [
    *(
        "[a](javascript:b)",
        "[a](java\nscript:b)",
        "[a](JAVASCRIPT:b)",
        "[a](jav&#97;script:b)",
        "[a](javascript&colon;b)",
    ),
    *("[a](`javascript:b`)", "[a](\\javascript:b)", "[a](<javascript:b>)", "[a]( javascript:b)", "[a](//a.example)"),
    *("[a](/\\a.example)", "[a](http://a.example)", "[a](data:text/html,b)", "[a](file:///etc/passwd)", "[a](/about/)"),
    *("[a](https://user@a.example/)", "[a](https://a.example\\@b.example/)", "[a](mailto:b)", "[a](tel:1)"),
    *('[a](b.md "title")', "[a](https://a.example/b_(c))", "`[a](javascript:b)`", "[a][b]\n\n[b]: javascript:c"),
    *("> [b]:\n> javascript:c", "[b]: data&colon;c", "[b]: //a.example", "[a\nb]: vbscript:c", "[^1]: [b]: file:c"),
    *(
        "![a](https://a.example/b.png)",
        "![a][b]",
        "![a]",
        "![^1](https://a.example/b.png)",
        "![`a`](x.png)",
    ),
    *("Hello![a](https://a.example)", "![a](//a.example/b.png)", "![a](data:image/png,b)"),
]


@pytest.mark.parametrize("text", HTML)
def test_html_is_refused(text: str) -> None:
    assert "PAG001" in {code for code, _, _ in found(f"# A\n\n{text}\n")}


@pytest.mark.parametrize("text", LINKS)
def test_address_that_a_page_may_not_link_to_is_refused(text: str) -> None:
    assert {code for code, _, _ in found(f"# A\n\n{text}\n")} >= {"PAG003"}


def test_line_and_column_are_right_below_the_fields() -> None:
    assert found("---\ntitle: é\n---\n\né <b>é</b>\n\né [é](x:y) ![](x:y)\n") == [
        ("PAG001", 5, 3),
        ("PAG003", 7, 7),
        ("PAG003", 7, 12),
        ("PAG003", 7, 16),
    ]


PLAIN = """# A title with `code` and *emphasis*

Some **words**, [a page](../about.md#part), [a site](https://a.example/b?c=d&e=f#g), [a letter](mailto:a@b.example),
[a claim](claim:x-1), [](source:y), <https://a.example/>, a < b, c <- d, x<3, &lt;b&gt;, [sic]: he said “so”, wait![^1]

<!-- records: claims -->

- a list
    - in a list

> a quotation [by reference][ref]

| a | b |
| --- | :-: |
| `x|y` | <a href="../api/v1/index.json">`api`</a>, <a href="../schemas/x.json">words</a> |

Term
:   Its definition

![A picture](images/a.png)

```html
<script>alert(1)</script> [a](javascript:b) ![a](https://a.example/b.png)
```

~~~
```
<b>
~~~

- - - - - - - - - - - -

[ref]: https://a.example/

[^1]: A note.
"""


def test_markdown_of_every_kind_is_accepted() -> None:
    assert found(PLAIN) == []
    assert [mark.name for mark in find_references(PLAIN)] == ["x-1", "y"]
    assert [mark.name for mark in find_slots(PLAIN)] == ["claims"]


def test_article_of_a_slot_is_a_reference() -> None:
    page = "# A\n\n<!-- records: labels article:an-id -->\n"
    assert found(page) == []
    assert [(mark.name, mark.article) for mark in find_slots(page)] == [("labels", "an-id")]
    (mark,) = find_references(page)
    assert (mark.kind, page[mark.offset :][: len(mark.name)]) == ("article", "an-id")


# Against Markdown itself

SETTINGS = yaml.load((ROOT / "mkdocs.yml").read_bytes(), Loader=yaml.BaseLoader)["markdown_extensions"]  # noqa: S506 - our own
ELEMENTS = {
    *(
        "html",
        "head",
        "body",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "br",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "hr", "sup", "div", "a", "img", "-text", "-comment"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
ATTRIBUTES = {"href", "src", "alt", "title", "id", "class", "start"}
ADDRESS = re.compile(rf"(?:https://|mailto:|(?:{KINDS}):)[^\\]*|(?!//|[a-z][a-z0-9+.-]*:)[^\\]*", re.IGNORECASE)
ATOMS = [
    *HTML,
    *LINKS,
    *PLAIN.split("\n"),
    *PLAIN.split(),
    *("[^1]", "[^2]", "\n[^1]: a\n", "\n\n    [^2]: b\n", "[^2]: c", "\n    - ", "\n    > "),
    *(
        "# &lt;script>a()&lt;/script>",
        "# `<b>`",
        "# \\&lt;b>",
        "## a &amp;lt;img src=x>",
        "a &lt;b>\n===\n",
        "&amp;lt;",
    ),
    *(
        "\n",
        "\n\n",
        "    ",
        "  \n",
        "`",
        "``",
        "```",
        "\n```\n",
        "\n~~~\n",
        "\\",
        "<",
        ">",
        "[",
        "](",
        ")",
        "![",
        "]:",
        "|",
    ),
    *(
        "*",
        "_",
        "#",
        "&",
        "&#60;",
        "&lt;",
        "'",
        '"',
        "{: onclick=a()}",
        "[TOC]",
        "\n- ",
        "\n> ",
        "\n1. ",
        "\n:   ",
        "<a",
    ),
]


def render(text: str) -> str:
    """Return the HTML that MkDocs makes of a page, with its headings as the theme repeats them in a menu."""
    extensions = dict.fromkeys(["toc", "tables", "fenced_code", *SETTINGS])
    settings = {name: dict(value) for name, value in SETTINGS.items() if value}
    markdown = Markdown(extensions=[*extensions], extension_configs=settings)
    return "".join([markdown.convert(text), *names(markdown.toc_tokens)])


def names(headings: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the names of headings and of those below them."""
    for heading in headings:
        yield heading["name"]
        yield from names(heading["children"])


def is_harmless(html: str) -> bool:
    """Return whether HTML has only elements, attributes and addresses that Markdown needs."""
    root = LexborHTMLParser(html).root
    for element in root.traverse() if root else ():
        if element.tag not in ELEMENTS:
            return False
        for name, value in element.attributes.items():
            is_alignment = name == "style" and re.fullmatch(r"text-align: [a-z]+;", value or "")
            if name not in ATTRIBUTES and not is_alignment:
                return False
            # Browsers remove these from an address.
            address = re.sub(r"[\t\n\r]", "", value or "").strip("".join(map(chr, range(33))))
            if name in {"href", "src"} and not ADDRESS.fullmatch(address):
                return False
            if name == "src" and ":" in address:
                return False
    return True


def mutate(chance: random.Random) -> str:
    """Return a page of random pieces, or one in which something was changed."""
    if chance.random() < 0.6:
        return "".join(chance.choice(ATOMS) for _ in range(chance.randint(1, 12)))
    lines = PLAIN.split("\n")
    start = chance.randrange(len(lines))
    text = "\n".join(lines[start : start + chance.randint(1, 12)])
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(ATOMS) + text[place + chance.choice((0, 0, 1, 5)) :]
    return text


def test_whatever_is_accepted_becomes_harmless_html() -> None:
    chance = random.Random(20261128)  # noqa: S311 - the same pages in every run
    pages = [mutate(chance) for _ in range(3000)]
    accepted = [page for page in pages if not found(page)]
    assert len(accepted) > 300
    assert [page for page in accepted if not is_harmless(render(page))] == []


def test_the_witness_sees_harm() -> None:
    refused = [f"# A\n\n{text}\n" for text in HTML + LINKS]
    harmful = [text for text in refused if not is_harmless(render(text))]
    assert len(harmful) > len(refused) / 2


# Time, and depth

REPEATED = [
    *(
        "<!-- records:",
        "<!-- records: ",
        "<",
        "<a",
        '<a href="x">',
        "](",
        "](claim:",
        "](https://a",
        "![",
        "[",
        "[^",
        "`",
    ),
    *(
        "[^a]:",
        "]:",
        "\n```",
        "\n```\n",
        "> ",
        "- ",
        "1. ",
        "*a ",
        "\n:   x",
        "&#",
        "\\",
        "[a]: x\n",
        "* * ",
        "- \n",
        "---\n",
    ),
]


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_time_is_bounded_by_the_size_of_a_page(piece: str) -> None:
    for text in (
        (piece * MAX_BYTES)[:MAX_BYTES],
        piece + " " * (MAX_BYTES - len(piece)),
        f"---\n{piece * 6000}"[:MAX_BYTES],
    ):
        start = perf_counter()
        found(text)
        list(find_slots(text))
        list(find_references(text))
        assert perf_counter() - start < 1  # about 0.1; a quadratic pattern would take more than ten


NOTES = [
    *("[^1]: a\n\n    [^2]: b", "[^1]: [^2]: a", "[^1]: - [^2]: a", "> [^1]: a", "- [^1]: a", "[^1]:\n\n    > [^2]: a"),
    *("[^a\nb]: c", "    [^a\n    b]: c", "[^]: a", "[^a[b]: c", "[^\\\\]: a", "[^a b]: c"),
]


@pytest.mark.parametrize("text", NOTES, ids=ascii)
def test_note_that_markdown_could_fail_at_is_refused(text: str) -> None:
    assert "PAG001" in {code for code, _, _ in found(f"# A\n\nb[^1]\n\n{text}\n")}


DEEP = {
    "brackets": "[" * (MOST_LINKS + 1),
    "emphasis": "*a **b " * MOST_EMPHASIS + "** *" * MOST_EMPHASIS,
    "definitions": "a\n:   b\n" * (MOST_DEFINITIONS + 1),
    "definitions in a quotation": "> a\n>  :   b\n" * (MOST_DEFINITIONS + 1),
    "numbered lists": "1. " * (MOST_LEVELS + 1) + "a",
    "lists of two kinds": "* - " * MOST_LEVELS + "a",
    "indented lists": " " * (MOST_BLANKS + 1) + "- a",
    "headings": "# a\n" * MOST_HEADINGS,
    "underlined headings": "a\n===\n" * MOST_HEADINGS,
    "headings in quotations": "> # a\n" * MOST_HEADINGS,
    "tables of contents": "[TOC]\n\n[TOC]",
    "quotations": "> " * (MOST_LEVELS + 1) + "a",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_page_that_markdown_could_not_take_is_refused(text: str) -> None:
    assert [code for code, _, _ in found(f"# A\n\n{text}\n")] == ["PAG001"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * MOST_LINKS,
        "[^1]: a\n\n" + "[^1]" * (MOST_LINKS - 1),
        ("*a **b " * (MOST_EMPHASIS // 4) + "** *" * (MOST_EMPHASIS // 4) + "\n\n") * 20,
        ("a\n:   b\n" * MOST_DEFINITIONS + "\n") * 3,
        "1. " * MOST_LEVELS + "a",
        "\n".join("    " * level + "- " * MOST_LEVELS + "a" for level in range(MOST_BLANKS // 4 + 1)),
        "[" * 500 + "a" + "](b)" * 500,
        "[TOC]\n\n" + "# a\n" * (MOST_HEADINGS - 1),
        ":--------------: | ---\n\n- - - - - - - - - - -\n\n* * * * * * * * * * *\n\n--------------",
    ],
    ids=["brackets", "notes", "emphasis", "definitions", "numbered", "indented", "links", "headings", "rules"],
)
def test_markdown_takes_what_is_accepted_at_the_limit(text: str) -> None:
    assert found(text) == []
    assert is_harmless(render(text))
