"""Each language's site speaks that language only: its own words, the theme's, dates, amounts, quotation marks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from babel.dates import get_month_names
from babel.messages.pofile import read_po

from browser.hostile import EVERY, harmless, id_of
from browser.html_pages import Element, framed_pages, parse, read_page, runs
from browser.sites import AWKWARD_TITLE
from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS
from factcheck.languages import BY_CODE, CATALOGUES, LANGUAGES
from factcheck.report.report import Report

NBSP = "\N{NO-BREAK SPACE}"
FOLDER_OF = {"en": "", "fr": "fr/"}
RETIRED = ("claims/moved-00", "claims/withdrawn-00")
OTHER = {"en": "fr", "fr": "en"}
PLACEHOLDER = re.compile(r"%\([a-z]+\)s|#")
language_of_pages = pytest.mark.parametrize("language", LANGUAGES)


class Words(NamedTuple):
    """What one language's interface may say: whole texts, and parts long enough to be told from other words."""

    whole: re.Pattern[str]
    parts: re.Pattern[str]

    def in_text(self, text: str) -> bool:
        """Return whether a text is one of them or contains one."""
        return bool(self.whole.fullmatch(text.strip(" :.,")) or self.parts.search(text))


def fragments(message: str) -> Iterator[str]:
    """Yield the pieces of a message between its placeholders."""
    yield from (piece.strip(" :.,()“”«»" + NBSP) for piece in PLACEHOLDER.split(message))


def catalogue() -> Iterator[tuple[str, str]]:
    """Yield the site's own words in English and in French."""
    with (CATALOGUES / "fr.po").open("rb") as file:
        for message in read_po(file, locale="fr"):
            english = message.id if isinstance(message.id, tuple | list) else [message.id]
            french = message.string if isinstance(message.string, tuple | list) else [message.string]
            if message.id:
                yield from zip(english, (BY_CODE["fr"].bound(text or "") for text in french), strict=True)


def theme_words() -> Iterator[tuple[str, str]]:
    """Yield the theme's own words in English and in French."""
    package = find_spec("material")
    assert package
    assert package.origin
    folder = Path(package.origin).parent / "templates" / "partials" / "languages"
    english, french = (
        dict(re.findall(r'"([a-z.]+)": "([^"]*)"', (folder / f"{language}.html").read_text(encoding="utf-8")))
        for language in LANGUAGES
    )
    assert len(english) > 40
    settings = ("language", "direction", "search.config")
    yield from (
        (words, french[key]) for key, words in english.items() if key in french and not key.startswith(settings)
    )


class _Settings(yaml.SafeLoader):
    """Reads MkDocs' configuration without the environment."""


_Settings.add_constructor("!ENV", lambda _loader, _node: None)


def configured_words() -> Iterator[tuple[str, str]]:
    """Yield name, menu, copyright and switches of both languages' configuration."""

    def texts(file: str) -> list[str]:
        config = yaml.load((ROOT / file).read_text(encoding="utf-8"), Loader=_Settings)  # noqa: S506 - it is a safe one
        menu = [name for entry in config["nav"] for name in _names(entry)]
        switches = [palette["toggle"]["name"] for palette in config["theme"]["palette"]]
        return [config["site_name"], config["site_description"], config["copyright"], *switches, *menu]

    return zip(texts("mkdocs.yml"), texts("mkdocs.fr.yml"), strict=True)


def _names(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        for name, below in entry.items():
            yield name
            if isinstance(below, list):
                yield from (inner for item in below for inner in _names(item))


@cache
def interface() -> Mapping[str, Words]:
    """Return, for each language, the words that only its interface has."""
    pairs = [*catalogue(), *theme_words(), *configured_words()]
    both = {language: {pair[number] for pair in pairs} for number, language in enumerate(LANGUAGES)}
    found = {}
    for language, messages in both.items():
        foreign = "\n".join(both[OTHER[language]])
        pieces = {piece for message in messages for piece in fragments(message)}
        long = [piece for piece in pieces if " " in piece or len(piece) >= 6]
        parts = [piece for piece in long if not _has(foreign.casefold(), piece.casefold())]
        whole = [message.strip(" :.,") for message in messages - both[OTHER[language]]]
        whole = [message for message in whole if " " in message or not _has(foreign, message)]
        found[language] = Words(
            re.compile("|".join(map(_with_anything, filter(_says_enough, whole)))),
            re.compile("|".join(rf"\b{re.escape(part)}\b" for part in sorted(parts, key=len, reverse=True))),
        )
    return found


def _has(text: str, words: str) -> bool:
    """Return whether a text has these words: “note” is one in both languages."""
    return bool(re.search(rf"\b{re.escape(words)}\b", text))


def _says_enough(message: str) -> bool:
    """Return whether a message has words besides its placeholders."""
    return not PLACEHOLDER.search(message) or len(PLACEHOLDER.sub("", message)) >= 5


def _with_anything(message: str) -> str:
    """Return a pattern for a message with anything in the place of its placeholders."""
    return r"\S.*".join(map(re.escape, PLACEHOLDER.split(message)))


def texts_of(value: Any, language: str) -> Iterator[str]:
    """Yield every text of a record that pages of a language may show."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in [value[language]] if language in value else value.values():
            yield from texts_of(item, language)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item, language)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name), language)


@cache
def written(language: str) -> str:
    """Return the hand-written pages of a language as plain text."""
    pages = sorted((ROOT / "docs" / language).rglob("*.md"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    plain = re.sub(r"[ \n\t]+", " ", re.sub(r"\]\([^)]*\)|[\[\]*`>|]", " ", text))
    return BY_CODE[language].bound(plain)


def own_texts(corpus: Corpus, language: str) -> list[str]:
    """Return what people wrote in records and pages, the longest first."""
    found = {text for entry in corpus.entries for text in texts_of(entry.record, language) if len(text) > 3}
    return sorted(found, key=len, reverse=True)


def interface_text(text: str, own: Iterable[str], language: str) -> str:
    """Return a text without what people wrote in records or in hand-written pages."""
    if " " in text and text in written(language):
        return ""
    for piece in own:
        text = text.replace(piece, " ")
        if text.endswith("…") and piece[:20] in text and piece.startswith(text[text.index(piece[:20]) : -1]):
            text = text[: text.index(piece[:20])]  # a description ends where there is no more room
    return text


def foreign_words(page: Element, language: str, own: list[str]) -> Iterator[str]:
    """Yield every piece of interface on a page that is in the other language."""
    words = interface()[OTHER[language]]
    for text, element in language_runs(page, language):
        if words.in_text(text) and words.in_text(interface_text(text, own, language)):
            yield f"<{element.tag}> {text[:100]!r}"


def language_runs(page: Element, language: str) -> Iterator[tuple[str, Element]]:
    """Yield the texts on a page that are in a language, with single blanks; code has none."""
    for text, element in runs(page):
        if element.lang == language and not element.inside("code"):
            yield re.sub(r"[ \n\t]+", " ", text).strip(), element


def pages_in(site: Path, language: str, *, framed: bool = True) -> Iterator[Path]:
    """Yield the pages of one language: those with the frame of the site, or all."""
    for path in framed_pages(site) if framed else sorted(site.rglob("*.html")):
        if path.relative_to(site).as_posix().startswith("fr/") == (language == "fr"):
            yield path


@language_of_pages
def test_pages_contain_no_word_of_the_other_languages_interface(site: Path, sample: Report, language: str) -> None:
    own = own_texts(sample.corpus, language)
    found = {
        str(path.relative_to(site)): words
        for path in pages_in(site, language, framed=False)
        if (words := list(foreign_words(read_page(path), language, own)))
    }
    assert found == {}


@language_of_pages
def test_pages_of_full_records_contain_no_word_of_the_other_languages_interface(
    harmless_site: Path, language: str
) -> None:
    own = [harmless(number) for number in EVERY]
    for path in pages_of_full_records(harmless_site, language):
        page = read_page(path)
        assert list(foreign_words(page, language, own)) == [], path
        assert len(page.find("em", class_="fc-untranslated")) <= 6


@language_of_pages
def test_pages_of_lists_contain_no_word_of_the_other_languages_interface(
    large: Path, sample: Report, language: str
) -> None:
    own = [AWKWARD_TITLE, *own_texts(sample.corpus, language)]
    pages = list((large / FOLDER_OF[language] / "lists").glob("*/index.html"))
    assert len(pages) > 5
    for path in pages:
        assert list(foreign_words(read_page(path), language, own)) == [], path


def test_french_pages_of_full_records_have_no_break_spaces_before_high_punctuation(harmless_site: Path) -> None:
    for path in pages_of_full_records(harmless_site, "fr"):
        for text, element in language_runs(read_page(path).one("article"), "fr"):
            assert not re.search(r"(?<![\xa0\u202f])[:;?!»](?=\s|$)|«(?![\xa0\u202f])", text), (path, element.tag, text)


def pages_of_full_records(site: Path, language: str) -> Iterator[Path]:
    """Yield the pages of one record of each kind, with what moved and was withdrawn."""
    for name in (*(f"{folder}/{id_of(kind, 0)}" for kind, folder in FOLDERS.items()), *RETIRED):
        yield site / FOLDER_OF[language] / name / "index.html"


def test_words_of_the_interface_are_enough_to_tell_the_languages_apart() -> None:
    words = interface()
    for language in LANGUAGES:
        assert words[language].whole.pattern.count("|") > 150
        assert words[language].parts.pattern.count("|") > 120


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("fr", "<dt>Name</dt>"),
        ("fr", "<p>Last checked: <strong>hier</strong></p>"),
        ("fr", '<a title="Edit this page">x</a>'),
        ("fr", "<p>Claim 3 in Les Echos:</p>"),
        ("fr", "<title>x - Word for Word</title>"),
        ("en", "<dt>Nom</dt>"),
        ("en", '<input placeholder="Rechercher">'),
        ("en", '<q lang="fr">x</q><p>Dans les mots de l’article :</p>'),
    ],
)
def test_planted_word_of_the_other_language_is_found(language: str, html: str) -> None:
    assert list(foreign_words(parse(f'<html lang="{language}">{html}</html>'), language, []))


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("fr", '<p lang="en">Last checked: yesterday</p>'),
        ("fr", "<p>Last checked by the owner</p>"),
        ("fr", "<dt>Sources</dt><dt>Description</dt>"),
        ("en", '<span lang="fr">Éléments de preuve</span>'),
    ],
)
def test_words_of_records_and_marked_languages_are_not_taken_for_the_interface(language: str, html: str) -> None:
    page = parse(f'<html lang="{language}">{html}</html>')
    assert not list(foreign_words(page, language, ["Last checked by the owner"]))


def test_interface_of_each_record_page_is_the_translation_of_the_other_one(site: Path, sample: Report) -> None:
    french = dict(catalogue())
    own = set(own_texts(sample.corpus, "en")) | set(own_texts(sample.corpus, "fr"))

    def said(path: Path, known: Iterable[str]) -> Counter[str]:
        texts = (text for text, _ in language_runs(read_page(path).one("article"), language_of(path)))
        return Counter(text for text in texts if text in known and text not in own)

    def language_of(path: Path) -> str:
        return read_page(path).one("html").lang

    pages = [path for path in pages_in(site, "en") if len(path.relative_to(site).parts) == 3]
    # A page of versions tells what changed in its own language, which may be another field than in the other one.
    pages = [path for path in pages if path.relative_to(site).parts[0] not in {"contribute", "versions"}]
    assert len(pages) > 40
    for path in pages:
        twin = site / "fr" / path.relative_to(site)
        in_english = said(path, french)
        expected = Counter[str]()
        for words, times in in_english.items():
            expected[french[words]] += times
        assert not expected - said(twin, french.values()), path


@language_of_pages
def test_search_and_theme_speak_the_language_of_the_page(site: Path, language: str) -> None:
    for path in pages_in(site, language):
        settings = json.loads(read_page(path).one("script", id="__config").text)
        expected = {"en": "Type to start searching", "fr": "Taper pour démarrer la recherche"}[language]
        assert settings["translations"]["search.result.placeholder"] == expected, path


# Dates, amounts, quotation marks

MONTHS = {language: "|".join(get_month_names("wide", locale=language).values()) for language in LANGUAGES}
FOREIGN_FORMS = {
    "fr": re.compile(rf"\d (?:{MONTHS['en']})\b|\b(?:{MONTHS['en']}) \d|\$\d|\b(?:billion|million)\b|[“”](?![^«]*»)"),
    "en": re.compile(rf"\d(?:er)? (?:{MONTHS['fr']})\b|\b(?:{MONTHS['fr']}) \d|\d,\d+ mill|\bmilliards?\b|[«»]"),
}


@language_of_pages
def test_pages_write_no_date_amount_or_quotation_mark_in_the_other_languages_form(
    site: Path, sample: Report, language: str
) -> None:
    own = own_texts(sample.corpus, language)
    pattern = FOREIGN_FORMS[language]
    for path in pages_in(site, language):
        for text, _ in language_runs(read_page(path), language):
            if pattern.search(text):
                assert not pattern.search(interface_text(text, own, language)), (path, text)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("claims/nimbus-1b-total", "$1 billion"),
        ("fr/claims/nimbus-1b-total", f"1 milliard{NBSP}de dollars"),
        ("claims/orbit-up-to-2b", "up to $2 billion"),
        ("fr/claims/orbit-up-to-2b", f"jusqu’à 2 milliards{NBSP}de dollars"),
        ("sources/aurora-post-2024", "11 March 2024"),
        ("fr/sources/aurora-post-2024", "11 mars 2024"),
        ("articles/quotidien-aurora-2024", "11–13 March 2024"),
        ("fr/articles/quotidien-aurora-2024", "du 11 au 13 mars 2024"),
        ("claims/orbit-primary-provider", "“le principal fournisseur de cloud”"),
        ("fr/claims/orbit-primary-provider", f"«{NBSP}le principal fournisseur de cloud{NBSP}»"),
        ("fr/claims/orbit-primary-provider", f"Dernière vérification{NBSP}:"),
    ],
)
def test_page_writes_dates_amounts_and_quotations_in_its_languages_form(site: Path, page: str, text: str) -> None:
    # Which blank is inside an amount or a date is the business of the locale's data.
    shown = read_page(site / page / "index.html").one("article").text
    assert re.search(re.escape(text).replace(r"\ ", rf"[ {NBSP}]"), shown)


@language_of_pages
def test_short_quotations_are_between_the_marks_of_the_pages_language(site: Path, language: str) -> None:
    opening, closing = {"en": ("“", "”"), "fr": (f"«{NBSP}", f"{NBSP}»")}[language]
    quotations = [element for path in pages_in(site, language) for element in read_page(path).find("q")]
    assert len(quotations) > 20
    for element in quotations:
        assert element.text.startswith(opening), element.text
        assert element.text.endswith(closing), element.text


def test_texts_of_the_french_interface_have_no_break_spaces_before_high_punctuation() -> None:
    for english, french in catalogue():
        assert not re.search(r"(?<![\xa0\u202f])[:;?!»](?!/)|«(?![\xa0\u202f])", french), (english, french)
