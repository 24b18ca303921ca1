"""No check, no page and no output fails on days at the ends of the calendar, wherever a record has a date."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from conftest import ROOT
from factcheck.corpus import Corpus, Entry
from factcheck.project import run_checks
from factcheck.records import parse_document
from factcheck.records.edtf import is_edtf
from factcheck.records.structure import plain
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas
from hostile.facts_mutants import values
from outputs.test_hostile_history import readable
from outputs.text_readers import Published

DAYS = ("0001-01-01", "0001-02-29", "1582-10-10", "2024-02-29", "9999-12-31")
DATES = (*DAYS, "0001", "9999", "../0001", "9999/..", "0001/9999", "../2020-02-29", "2024-02~/..")


def moved(entry: Entry, schemas: Schemas, chance: random.Random) -> Entry:
    """Return a file with other days for half of its dates, as far as the schemas allow them."""
    data = plain(entry.record)
    for holder, key in list(values(data)):
        old = holder[key]
        if isinstance(old, str) and is_edtf(old) and chance.random() < 0.5:
            holder[key] = chance.choice(DAYS if len(old) == len(DAYS[0]) else DATES)
            if not schemas.accepts(entry.kind, data):
                holder[key] = old
    return replace(entry, record=parse_document(entry.kind, data))


def corpus_of(sample: Report, seed: int) -> Corpus:
    """Return the records of the sample project with other days."""
    schemas, chance = Schemas.of(ROOT), random.Random(seed)  # noqa: S311 - no secret
    return Corpus(entries=tuple(moved(entry, schemas, chance) for entry in sample.corpus.entries))


@pytest.mark.parametrize("seed", range(5, 16))
def test_no_check_fails_on_the_first_and_last_days_of_the_calendar(sample: Report, seed: int) -> None:
    run_checks(corpus_of(sample, seed))


def test_no_page_and_no_output_fails_on_them(sample: Report) -> None:
    published = Published(corpus_of(sample, 7), Schemas.of(ROOT).schemas)
    readable(published)
    for renderer in published.renderers.values():
        assert [*renderer.pages()]
