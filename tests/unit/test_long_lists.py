"""However many claims there are, a page lists so many, and leads to further pages or to the search for the rest."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from factcheck.corpus import Corpus, Surroundings
from factcheck.languages import LANGUAGES
from factcheck.loading.snapshot import take_snapshot
from factcheck.pages import environment
from factcheck.pages.lists import ANCHOR, Part
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.reading import read_snapshot
from factcheck.report.report import Report
from synthetic import make_project

SITE = Site(url="https://s.example/", name="S")
FEW = 4
PAGED = ("claims", "corrections", "due", "sources", "entities", "designations", "money")
"""The slots that list records, however many there are; the list continues on further pages."""


@pytest.fixture
def whole(sample: Report) -> Renderer:
    """Return a renderer whose lists are as long as they may be."""
    renderer = Renderer(sample.corpus, "en", SITE, ())
    renderer.slot("ratings")  # now it has read the limits
    return renderer


@pytest.fixture
def renderer(sample: Report, whole: Renderer, monkeypatch: pytest.MonkeyPatch) -> Renderer:  # noqa: ARG001 - made before
    """Return a renderer whose lists are cut soon."""
    monkeypatch.setattr(environment, "LISTED", FEW)
    monkeypatch.setattr(environment, "MOST", 4)
    return Renderer(sample.corpus, "en", SITE, ())


@pytest.mark.parametrize("slot", PAGED)
def test_long_list_shows_its_beginning_and_leads_to_all(renderer: Renderer, whole: Renderer, slot: str) -> None:
    cut, full = renderer.slot(slot), whole.slot(slot)
    first = rf"[A-Z][a-z, ]+: 1 to {FEW} of \d+[a-z, ]*\."
    assert re.search(rf"{first} <a href=\"~/search/\?page=\w+\">", cut)
    assert f'<a href="~/lists/{slot}-2/" rel="next">' in cut
    entries = [
        [body.count(item) for item in ('<p class="fc-timeline__date', "<tr data-rating", '<tr><th scope="row">')]
        for body in (cut, full)
    ]
    assert sum(entries[0]) < sum(entries[1])
    assert all(few <= all_ for few, all_ in zip(*entries, strict=True))


@pytest.mark.parametrize("slot", PAGED)
def test_short_list_is_whole(whole: Renderer, slot: str) -> None:
    assert "fc-rest" not in whole.slot(slot)
    assert "fc-parts" not in whole.slot(slot)


def test_timeline_that_is_long_shows_its_beginning_and_leads_to_all(renderer: Renderer, whole: Renderer) -> None:
    shown = renderer.slot("timeline", "quotidien-aurora-2024")
    assert re.search(rf"Showing the first {FEW} of \d+\. <a href=\"~/search/\?page=claim", shown)
    assert "fc-rest" not in whole.slot("timeline", "quotidien-aurora-2024")


def test_list_of_claims_that_is_cut_has_no_filter_of_its_own(renderer: Renderer, whole: Renderer) -> None:
    cut = renderer.slot("claims")
    assert cut.count("<tr data-rating") == FEW
    assert f"Claims: 1 to {FEW} of {len(renderer.corpus.claims)}, " in cut
    assert "explore" not in cut.replace("fc-explored", "").replace('id="explored"', "")
    assert "explore.js" in whole.slot("claims")


def test_counts_of_claims_lead_where_these_are_listed(renderer: Renderer, whole: Renderer) -> None:
    for slot in ("ratings", "summary"):
        assert '<a href="~/claims/?rating=unproven" ' in whole.slot(slot)
        assert '<a href="~/search/?page=claim&amp;rating=unproven" ' in renderer.slot(slot)
        assert "~/claims/?" not in renderer.slot(slot)
    assert not [page.id for page in renderer.pages() if "~/claims/?" in page.body]


@pytest.mark.parametrize(
    ("number", "last", "choices"),
    [
        (1, 2, [1, 2]),
        (1, 34, [1, 2, 3, 0, 34]),
        (4, 34, [1, 2, 3, 4, 5, 6, 0, 34]),
        (5, 34, [1, 2, 3, 4, 5, 6, 7, 0, 34]),
        (6, 34, [1, 0, 4, 5, 6, 7, 8, 0, 34]),
        (30, 34, [1, 0, 28, 29, 30, 31, 32, 33, 34]),
        (34, 34, [1, 0, 32, 33, 34]),
    ],
)
def test_pages_to_choose_from(number: int, last: int, choices: list[int]) -> None:
    part = Part(name="claims", kind="claim", label="", number=number, last=last, entries=(), said="")
    assert part.choices == choices
    assert part.address(1) == f"claims/#{ANCHOR}"
    assert part.address(2) == "lists/claims-2/"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return some more claims than fit on a page."""
    root = tmp_path_factory.mktemp("many") / "project"
    make_project(root, environment.LISTED)
    return read_snapshot(take_snapshot(root), Surroundings()).corpus


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_from_the_first_page_to_every_claim_once(many: Corpus, language: str) -> None:
    renderer = Renderer(many, language, SITE, ())
    bodies = [renderer.slot("claims")]
    while following := re.search(r'<a href="~/lists/([^"/]+)/" rel="next">', bodies[-1]):
        page = renderer.page("list", following[1])
        assert page
        bodies.append(page.body)
    rows = [re.findall(r'<th scope="row"><a href="~/claims/([^"/]+)/">', body) for body in bodies]
    assert [len(found) for found in rows] == [environment.LISTED, len(many.claims) - environment.LISTED]
    assert [id_ for found in rows for id_ in found] == list(many.claims)
    assert all(len(gzip.compress(body.encode())) < 80_000 for body in bodies)


def test_chart_of_too_many_signs_is_left_out(sample: Report, whole: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LISTED", 1)
    monkeypatch.setattr(environment, "MOST", 1)
    renderer = Renderer(sample.corpus, "en", SITE, ())
    for slot in ("designations", "independence"):
        assert renderer.slot(slot).count("<figure") < whole.slot(slot).count("<figure")
    assert renderer.slot("money").count("<svg") < whole.slot("money").count("<svg")


def test_pages_of_records_are_cut_as_well(renderer: Renderer, whole: Renderer) -> None:
    def bodies(of: Renderer) -> dict[str, str]:
        return {f"{page.kind}/{page.id}": page.body for page in of.pages()}

    cut, full = bodies(renderer), bodies(whole)
    assert '<a href="~/search/?page=claim&amp;about=aurora">' in cut["entity/aurora"]
    assert "fc-rest" in cut["term/primary"]
    assert not any("fc-rest" in body for body in full.values())
    longest = max(
        (body for name, body in cut.items() if not name.startswith(("article", "as_of", "claim", "timeline"))), key=len
    )
    assert len(gzip.compress(longest.encode())) < 10_000


@pytest.mark.parametrize("path", sorted(environment.TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_whatever_is_cut_says_so(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"([\w.]+)\[:limit\]", text):
        assert re.search(rf"rest\(.*\b{re.escape(name)} \| length", text), name
