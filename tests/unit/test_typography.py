"""The check of typography first searches each text for signs of a fault; it finds what it would find without that."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks.sty001_typography import FAULTS, typography
from factcheck.corpus import Corpus, make_entry
from factcheck.finding import FixedPlace, Location
from factcheck.kinds import ENTITY
from factcheck.languages import BY_CODE
from factcheck.records.record import Entity

texts = st.text("ab1 .-:;!?'\"*_]()`<>&#/\u00a0\n", max_size=12) | st.text(max_size=12)


@given(texts.filter(lambda text: not set(text) & set("“”«»")))
def test_every_fault_of_typography_is_found(text: str) -> None:
    file = FixedPlace(Location("facts/entities/a.yml"))
    for code, language in BY_CODE.items():
        record = Entity(id="a", name={code: text}, kind="company")
        entry = make_entry(kind=ENTITY, stem="a", file=file, record=record)
        assert typography.run
        found = list(typography.run(Corpus(entries=(entry,))))
        assert bool(found) == any(re.search(fault, text) for fault in {**FAULTS, **language.typography})
