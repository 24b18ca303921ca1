"""How French words are written: cut short before vowels, with no-break spaces, with quotation marks within others."""

from __future__ import annotations

import re

import pytest

from factcheck.languages import BY_CODE
from factcheck.site.no_break import bind_settings, bound_page

ENGLISH, FRENCH = BY_CODE["en"], BY_CODE["fr"]
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("message", "name", "expected"),
    [
        ("selon les termes de %(who)s", "Anthropic", "selon les termes d’Anthropic"),
        ("selon les termes de %(who)s", '<a href="x">Amazon</a>', 'selon les termes d’<a href="x">Amazon</a>'),
        ("selon les termes de %(who)s", "Google", "selon les termes de Google"),
        ("parce que %(who)s le dit", "OpenAI", "parce qu’OpenAI le dit"),
        ("le site de %(who)s", "<a>Les Echos</a>", "le site des <a>Echos</a>"),
        ("attribué à %(who)s", "Le Monde", "attribué au Monde"),
        ("attribué par %(who)s", "Les Echos", "attribué par Les Echos"),
        ("de %(who)s", "A", "de A"),
        ("de %(who)s", "1er mai 2024", "du 1er mai 2024"),
        ("de %(who)s", "octobre 2023", "d’octobre 2023"),
        ("jusqu’à %(who)s", "3 mai 2024", "jusqu’au 3 mai 2024"),
        ("lue le %(who)s", "mai 2024", "lue en mai 2024"),
        ("lue le %(who)s", "3 mai 2024", "lue le 3 mai 2024"),
        ("100 %% de %(who)s", "Azure, 5 %", "100 % d’Azure, 5 %"),
    ],
)
def test_french_words_meet_the_name_after_them(message: str, name: str, expected: str) -> None:
    assert FRENCH.filled(message, {"who": name}) == expected
    assert ENGLISH.filled("of %(who)s", {"who": name}) == f"of {name}"


def has_fault(text: str) -> bool:
    return any(re.search(fault, text) for fault in FRENCH.typography)


@pytest.mark.parametrize(
    "text",
    [
        "les mots de Anthropic",
        "il dit que Amazon",
        "il faut que il",
        "voir la annonce",
        "et si il paie",
        "quelque 300 millions d’euros",
        f"«{NBSP}dit «{NBSP}oui{NBSP}»{NBSP}»",
    ],
)
def test_missing_elisions_and_nested_quotation_marks_are_faults(text: str) -> None:
    assert has_fault(text)


def test_right_elisions_and_quotation_marks_are_no_faults() -> None:
    assert not has_fault(
        "les mots d’Anthropic, et le oui, la une, le un, le onze, de A à Z, presque une, celle-là aussi"
    )
    assert not has_fault(f"«{NBSP}dit “oui”{NBSP}», puis «{NBSP}non{NBSP}»")


def test_what_a_quotation_quotes_has_the_inner_marks() -> None:
    assert FRENCH.nested(f"Google, «{NBSP}préféré{NBSP}»") == "Google, “préféré”"
    assert ENGLISH.nested("Google, “preferred”") == "Google, ‘preferred’"


def test_hand_written_pages_get_no_break_spaces_outside_of_code_and_addresses() -> None:
    html = (
        '<p>« Oui » :\n4 milliards, 5 % <code>a : b</code> ? <a href="x?a : b" title="Où ?">Ici</a></p><pre>c : d</pre>'
    )
    bound = (
        '<p>«~Oui~»~:\n4~milliards, 5~% <code>a : b</code>_? <a href="x?a : b" title="Où_?">Ici</a></p><pre>c : d</pre>'
    )
    assert bound_page(html, [], FRENCH) == bound.replace("~", NBSP).replace("_", NARROW)
    assert bound_page(html, [], ENGLISH) == html


def test_menus_and_the_site_s_own_words_get_them_too() -> None:
    words = "Textes : CC"
    settings = {"site_name": "", "site_description": words, "copyright": words, "nav": [{words: ["a.md"]}]}
    bind_settings(settings, FRENCH)
    bound = f"Textes{NBSP}: CC"
    assert settings == {"site_name": "", "site_description": bound, "copyright": bound, "nav": [{bound: ["a.md"]}]}
