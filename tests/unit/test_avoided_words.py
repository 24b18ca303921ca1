"""One thing has one plain name: no text of ours uses a word that `Language.avoided` lists.

The check STY005 reads records and hand-written pages; this test reads them, too, and everything else that people read.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from conftest import ROOT
from factcheck.checks import REGISTRY
from factcheck.checks.sty005_avoided_word import find_avoided
from factcheck.languages import CATALOGUES, LANGUAGES, MAIN

PACKAGE = ROOT / "scripts" / "factcheck"
PROSE = (
    *(
        "README.md",
        "ARCHITECTURE.md",
        "mkdocs.yml",
        "Makefile",
        "LICENSE-DATA.md",
        "benchmarks/README.md",
        "schemas/*.md",
        "tests/*/README.md",
    ),
    *(
        ".github/*.md",
        ".github/*/*.md",
        ".github/ISSUE_TEMPLATE/*",
        "docs/.overrides/*.md",
        f"docs/{MAIN}/**/*.md",
        "scripts/factcheck/outputs/*.yml",
    ),
)
"""Files in the main language that people read."""
ALLOWED = {
    **dict.fromkeys(
        ("schemas/claim.schema.md: designation", "schemas/common.schema.md: designation"),
        "the name of a type of payload, as people write it in YAML",
    ),
    "schemas/common.schema.json: designation": "the same name",
}
"""Words that are right in a place all the same, by the place and the words, with the reason."""


def _files(*patterns: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each of these files; a pattern that fits none would hide that nothing is read."""
    for pattern in patterns:
        paths = sorted(ROOT.glob(pattern))
        assert paths, f"no file: {pattern}"
        yield from ((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def _schemas() -> Iterator[tuple[str, str]]:
    """Yield each text in a schema that describes something."""
    for path, text in _files("schemas/*.json"):
        for found in re.finditer(r'"(?:description|title|\$comment)": ("(?:[^"\\]|\\.)*")', text):
            yield path, json.loads(found[1])


def _messages() -> Iterator[tuple[str, str]]:
    """Yield what the program says: each text in its code that is more than a word and does not explain the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        nodes = [] if path.parent.name == "languages" else list(ast.walk(ast.parse(path.read_bytes())))
        explaining = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node.value if " " in node.value else ""


def _templates() -> Iterator[tuple[str, str]]:
    """Yield the words in templates that are not translated."""
    for path, text in _files("scripts/factcheck/**/*.html", "docs/.overrides/**/*.html"):
        yield path, re.sub(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " ", text)


def _catalogue(language: str) -> Iterator[tuple[str, str]]:
    """Yield the site's own words in a language, from the catalogue of the first language that has one."""
    code = language if language != MAIN else next(code for code in LANGUAGES if code != MAIN)
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        for message in read_po(file, locale=code):
            said = message.id if language == MAIN else message.string
            yield from (("catalogue", text) for text in ([said] if isinstance(said, str) else said or ()))


def _found(language: str, texts: Iterator[tuple[str, str]]) -> list[str]:
    """Return the words to avoid in these texts, each with its place and what to write instead."""
    return [
        f"{place}: {found.words!r} in {text[max(0, found.offset - 30) : found.offset + 40]!r}; write {found.instead}"
        for place, text in texts
        for found in find_avoided(text, language)
        if f"{place}: {found.words}" not in ALLOWED
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Designations of a company, and a designation", ["Designations", "designation"]),
        ("We say label, others say “designation” or `designation`", []),
        ("A quotation in another one: « a “label”, not a designation »", []),
        ("[all labels](../designations.md), <!-- records: designations -->, https://s.example/designation", []),
        ("```\ndesignation\n```\nMy designation", ["designation"]),
        ("A predesignation or designationless", []),
    ],
)
def test_words_to_avoid_are_found_where_they_are_ours(text: str, found: list[str]) -> None:
    assert [item.words for item in find_avoided(text, MAIN)] == found
    assert all(text[item.offset :].startswith(item.words) for item in find_avoided(text, MAIN))


def test_checks_are_explained_without_words_to_avoid() -> None:
    texts = ((check.code, f"{check.title}\n{check.doc}") for check in REGISTRY.values())
    assert _found(MAIN, texts) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_no_word_to_avoid(language: str) -> None:
    assert _found(language, _catalogue(language)) == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != MAIN])
def test_pages_in_other_languages_have_no_word_to_avoid(language: str) -> None:
    assert _found(language, _files(f"docs/{language}/**/*.md", f"mkdocs.{language}.yml")) == []


@pytest.mark.parametrize(
    "texts", [_files(*PROSE), _schemas(), _templates(), _messages()], ids=["prose", "schemas", "templates", "messages"]
)
def test_texts_in_the_main_language_have_no_word_to_avoid(texts: Iterator[tuple[str, str]]) -> None:
    assert _found(MAIN, texts) == []
