"""Each check has a page with the very files that the tests run; every finding leads to its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from conftest import CHECKS, ROOT
from factcheck.check_examples import read_examples
from factcheck.checks import REGISTRY
from factcheck.checks.example import Example, ExampleFile
from factcheck.errors import SetupError
from factcheck.finding import Finding, Location, Severity
from factcheck.loading.other_files import site_address
from factcheck.pages.check_pages import FAMILIES, excerpts
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.report import text
from factcheck.report.printers import FORMATS
from factcheck.report.report import Report

SITE = Site(url="https://s.example/", name="S")


@pytest.fixture(scope="module")
def examples() -> Mapping[str, Example]:
    return read_examples(ROOT)


@pytest.fixture(scope="module", params=["en", "fr"])
def pages(request: pytest.FixtureRequest, sample: Report, examples: Mapping[str, Example]) -> dict[str, Page]:
    renderer = Renderer(sample.corpus, request.param, SITE, tuple(REGISTRY.values()), examples)
    return {page.id: page for page in renderer.pages() if page.kind == "check"}


def test_every_check_has_a_page_of_its_own(pages: dict[str, Page]) -> None:
    assert set(pages) == {code.lower() for code in REGISTRY}
    assert all((ROOT / page.file).is_file() for page in pages.values())
    assert pages["quo001"].address == "contribute/checks/quo001/"


def test_every_family_of_codes_has_a_name() -> None:
    assert set(FAMILIES) == {code[:3] for code in REGISTRY}


def test_examples_are_the_folders_that_the_tests_run(examples: Mapping[str, Example]) -> None:
    assert set(examples) == {path.name[:6] for path in CHECKS.iterdir() if path.name != "base"}
    for code, example in examples.items():
        assert f" {code} " in example.output, code
        assert excerpts(example)["wrong"], code
        assert excerpts(example)["right"], code


def test_page_shows_what_is_wrong_what_is_said_and_what_is_right(pages: dict[str, Page]) -> None:
    body = pages["num005"].body
    assert '<span class="fc-example__line fc-example__line--bad" data-line="25">      hedge: exactly\n</span>' in body
    assert '<span class="fc-example__line fc-example__line--good" data-line="25">      hedge: up_to\n</span>' in body
    assert "error NUM005 the hedge is &#39;exactly&#39;, but the quotation says up_to" in body
    assert "facts/sources/old-source.yml" in pages["ids006"].body
    assert "first-article.txt" in pages["quo004"].body


def test_check_without_example_says_why(pages: dict[str, Page]) -> None:
    assert 'id="bad"' not in pages["fil004"].body
    assert "git" in pages["fil004"].body


def test_pages_are_there_without_the_tests(sample: Report, tmp_path: Path) -> None:
    assert read_examples(tmp_path) == {}
    renderer = Renderer(sample.corpus, "en", SITE, tuple(REGISTRY.values()))
    page = next(page for page in renderer.pages() if page.id == "quo001")
    assert "git cannot" not in page.body


def test_example_text_is_escaped_and_nothing_in_it_is_invisible(
    sample: Report, examples: Mapping[str, Example]
) -> None:
    hostile = ExampleFile("facts/<b>.yml", "id: <script>alert(1)</script>\n~/claims/")
    example = Example(bad=(hostile,), good=(), output="<img src=x>")
    check = REGISTRY["QUO001"]
    *_, page = Renderer(sample.corpus, "en", SITE, (check,), {"QUO001": example}).pages()
    shown = page.body
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "<img src=x>" not in shown
    assert "\\xe9" in "".join(file.text for file in examples["SYN009"].bad)
    assert ExampleFile("facts/entities/linked-company.yml", "example.yml", link=True) in examples["FIL001"].bad


def test_list_of_checks_links_to_their_pages(sample: Report) -> None:
    listed = Renderer(sample.corpus, "en", SITE, tuple(REGISTRY.values())).slot("checks")
    assert all(
        f'<a href="~/contribute/checks/{code.lower()}/">{Markup.escape(check.title)}</a>' in listed
        for code, check in REGISTRY.items()
    )


def test_findings_lead_to_their_page_in_every_format(sample: Report) -> None:
    check = REGISTRY["SCH004"]
    finding = Finding(location=Location("facts/x.yml"), code=check.code, severity=Severity.ERROR, message="m")
    report = replace(sample, findings=(finding,), site="https://s.example/")
    url = "https://s.example/contribute/checks/sch004/"
    assert f"more: {url}" in text.render(report, lambda _: ())
    assert f"more: {url}" in FORMATS["github"](report, lambda _: ()).replace("%0A", "\n").replace("%3A", ":")
    assert f'"url": "{url}"' in FORMATS["json"](report, lambda _: ())
    without = replace(report, site=None)
    assert "more: factcheck validate --explain SCH004" in text.render(without, lambda _: ())


@pytest.mark.parametrize(
    ("config", "variable", "expected"),
    [
        ("site_url: https://a.example", None, "https://a.example/"),
        ('site_url: !ENV [SITE_URL, "https://b.example/"]', None, "https://b.example/"),
        ('site_url: !ENV [SITE_URL, "https://b.example/"]', "https://c.example", "https://c.example/"),
        ('site_url: !ENV [OTHER_URL, SITE_URL, "https://b.example/"]', "https://c.example//", "https://c.example/"),
        ("site_url: !ENV SITE_URL", "https://\u00e9.example/a b", "https://xn--9ca.example/a%20b/"),
        ("site_url: !ENV SITE_URL", None, None),
        ("site_name: x", None, None),
        ("- a", None, None),
        ("a: [", None, None),
    ],
)
def test_address_of_the_site_is_read_from_its_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str, variable: str | None, expected: str | None
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    if variable:
        monkeypatch.setenv("SITE_URL", variable)
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert site_address(tmp_path) == expected


@pytest.mark.parametrize("variable", ["", " ", "a.example", "https://a.example/?x"])
def test_address_that_can_be_none_of_a_site_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text('site_url: !ENV [SITE_URL, "https://b.example/"]', encoding="utf-8")
    monkeypatch.setenv("SITE_URL", variable)
    with pytest.raises(SetupError, match=r"^SITE_URL is .*; write an address such as https://"):
        site_address(tmp_path)
    monkeypatch.delenv("SITE_URL")
    config.write_text("site_url: a.example", encoding="utf-8")
    with pytest.raises(SetupError, match=r"^SITE_URL \(its default is in mkdocs.yml\) is 'a.example'"):
        site_address(tmp_path)


def test_address_of_this_site_is_known_without_a_configuration_file_too(tmp_path: Path) -> None:
    assert site_address(tmp_path) is None
    if "SITE_URL" not in os.environ:
        assert site_address(ROOT) == "https://factcheck.example/"
