"""One page, asked for by itself, is the page that a build makes."""

from __future__ import annotations

import pytest

from factcheck.checks import REGISTRY
from factcheck.kinds import PAGES
from factcheck.pages import environment
from factcheck.pages.page import Site, kind_at
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report


@pytest.fixture
def renderer(sample: Report, monkeypatch: pytest.MonkeyPatch) -> Renderer:
    monkeypatch.setattr(environment, "LISTED", 5)  # so that lists go on on further pages
    return Renderer(sample.corpus, "fr", Site(url="https://s.example/", name="S"), tuple(REGISTRY.values()))


def test_each_page_is_found_by_its_address(renderer: Renderer) -> None:
    for page in renderer.pages():
        assert kind_at(page.address) == (page.kind, page.id)
        assert renderer.page(page.kind, page.id) == page


def test_what_is_not_there_has_no_page(renderer: Renderer) -> None:
    for address in ("", "claims/", "claims/x", "about/", "claims/x/y/", "contribute/", "x/claims/x/"):
        assert kind_at(address) is None
    for kind in PAGES:
        assert renderer.page(kind, "nowhere") is None
        assert renderer.page(kind, "nowhere-now") is None
    assert renderer.page("list", "claims-2")
    for id_ in ("claims-1", "claims-0", "claims-02", "claims-99", "claims--2", "terms-2", ""):
        assert renderer.page("list", id_) is None
