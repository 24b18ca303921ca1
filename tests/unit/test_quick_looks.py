"""Checks that first look for a sign of a fault find just what they would find without that."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.checks.check import Check
from factcheck.checks.languages.copied_translation import CHECK as COPIED
from factcheck.checks.style.markup_in_text import CHECK as MARKED
from factcheck.checks.style.markup_in_text import MARKUP
from factcheck.checks.style.typography import CHECK as SET
from factcheck.checks.style.typography import FAULTS, FRENCH_FAULTS
from factcheck.corpus import Corpus, make_entry
from factcheck.finding import FixedPlace, Location
from factcheck.records.record import Entity

texts = st.text("ab1 .-:;!?'\"*_]()`<>&#/\u00a0\n", max_size=12) | st.text(max_size=12)


def found(check: Check, **name: str) -> int:
    """Return how much a check finds in a name, in several languages."""
    file = FixedPlace(Location("facts/entities/a.yml"))
    entry = make_entry(kind="entity", stem="a", file=file, record=Entity(id="a", name=name, kind="company"))
    assert check.run
    return len(list(check.run(Corpus(entries=(entry,)))))


@given(texts)
@example("see https://a.b")
@example("&amp;")
@example("[a](b)")
def test_every_markup_is_found(text: str) -> None:
    assert found(MARKED, en=text) == bool(MARKUP.search(text))


@given(texts.filter(lambda text: not set(text) & set("“”«»")))
def test_every_fault_of_typography_is_found(text: str) -> None:
    for language, faults in {"en": FAULTS, "fr": FAULTS | FRENCH_FAULTS}.items():
        assert found(SET, **{language: text}) == any(re.search(fault, text) for fault in faults)


@given(st.lists(st.sampled_from(["a b c d", "a b c", "b b c d"]), min_size=1, max_size=3))
def test_every_repeated_text_is_found(texts: list[str]) -> None:
    repeated = [text for number, text in enumerate(texts) if text in texts[:number] and text.count(" ") > 2]
    assert found(COPIED, **dict(zip(("en", "fr", "zh"), texts, strict=False))) == len(repeated)
