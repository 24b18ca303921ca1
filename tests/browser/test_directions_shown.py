"""Words that are written from right to left, as a browser shows them."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Page

from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.kinds import CLAIM
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.schema.schemas import read_schemas
from unit.test_directions import in_arabic

WAY = "element => [getComputedStyle(element).direction, element.lang]"


def test_quotations_run_from_right_to_left_and_sums_in_them_do_not(page: Page, sample: Report) -> None:
    entries = tuple(replace(entry, record=in_arabic(entry.record)) for entry in sample.corpus.entries)
    renderer = Renderer(
        Corpus(entries=entries),
        "en",
        Site(url="https://site.example/", name="Site"),
        (),
        schemas=read_schemas(ROOT / "schemas"),
    )
    found = renderer.page(CLAIM, next(iter(sample.corpus.claims)))
    body = found.body if found else ""
    page.set_content(f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{body}')
    quotations = page.locator("blockquote.fc-quote").all()
    assert quotations
    for quotation in quotations:
        assert quotation.evaluate(WAY) == ["rtl", "ar"]
        amount = quotation.locator("bdi").first
        assert amount.evaluate(WAY)[0] == "ltr"
    assert page.locator("h1").evaluate(WAY)[0] == "ltr"
