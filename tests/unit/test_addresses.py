"""The addresses of the configuration are checked, and written in one way everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES
from factcheck.site.addresses import check_addresses, page_context

VARIABLES = ("SITE_URL", "SITE_URL_FR", "EDIT_URL", "CREATE_URL", "ISSUE_URL", "REPORT_URL")


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def settings(site: str = "https://a.example/", edit: object = None, report: object = None) -> dict[str, Any]:
    extra = {"language": "en", "edit_url": edit, "report_url": report, "twins": [], "tag": "tag:a.example,2026:"}
    return {"site_url": site, "docs_dir": "docs/en", "extra": extra}


def test_addresses_are_written_as_they_must_be() -> None:
    config = settings("https://École.example", "https://a.example/edit", "https://a.example/new?t=é")
    check_addresses(config)
    assert config["site_url"] == "https://xn--cole-9oa.example/"
    assert config["extra"]["edit_url"] == "https://a.example/edit/"
    assert config["extra"]["report_url"] == "https://a.example/new?t=%C3%A9"
    assert page_context(config, "about.md", "about/")[0] == "https://a.example/edit/docs/en/about.md"


def test_address_for_edits_may_end_in_a_query() -> None:
    config = settings(edit="https://a.example/edit?file=")
    check_addresses(config)
    assert page_context(config, "about.md", "about/")[0] == "https://a.example/edit?file=docs/en/about.md"


def test_site_without_forms_has_no_buttons() -> None:
    config = settings()
    check_addresses(config)
    assert (config["extra"]["edit_url"], config["extra"]["report_url"]) == ("", "")
    assert page_context(config, "about.md", "about/")[0] == ""


def test_language_without_a_page_leads_to_its_start(tmp_path: Path) -> None:
    for page in ("en/index.md", "en/about.md", "en/data/index.md", "fr/index.md", "fr/data/index.md"):
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).touch()
    config = settings() | {"docs_dir": str(tmp_path / "en")}
    starts = [{"name": "English", "lang": "en", "link": "./"}, {"name": "Français", "lang": "fr", "link": "fr/"}]
    config["extra"]["twins"] = starts
    twins = [page_context(config, *page)[1][1] for page in (("about.md", "about/"), ("data/index.md", "data/"))]
    assert [(twin["link"], twin.get("path")) for twin in twins] == [
        ("fr/", None),
        ("https://a.example/fr/data/", "../fr/data/"),
    ]


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("SITE_URL", settings("https://a.example/?x")),
        ("EDIT_URL", settings(edit="github.com/x")),
        ("EDIT_URL", settings(edit=5)),
        ("REPORT_URL", settings(report="https://user@a.example/")),
        ("REPORT_URL", settings(report=" ")),
        ("CREATE_URL", settings() | {"extra": {**settings()["extra"], "create_url": "javascript:{text}"}}),
        ("ISSUE_URL", settings() | {"extra": {**settings()["extra"], "issue_url": "https://u@a.example/{text}"}}),
    ],
)
def test_message_about_an_address_names_its_variable(name: str, config: dict[str, Any]) -> None:
    with pytest.raises(SetupError, match=f"^{name} .* write an address such as https://"):
        check_addresses(config)


@pytest.mark.parametrize("tag", ["", None, "https://a.example/", "tag:a.example:", "tag:a.example,2026: "])
def test_name_of_entries_must_be_the_beginning_of_a_tag_uri(tag: str | None) -> None:
    config = settings()
    config["extra"]["tag"] = tag
    if tag is None:
        del config["extra"]["tag"]
    wrong = f"in mkdocs.yml is {tag!r}" if tag else "is missing in mkdocs.yml"
    with pytest.raises(SetupError, match=f"extra.tag {wrong}; .* tag:example.org,2026:"):
        check_addresses(config)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_variable_of_its_own(language: str) -> None:
    config = settings("https://a.example/#")
    config["extra"]["language"] = language
    name = "SITE_URL" if language == LANGUAGES[0] else f"SITE_URL_{language.upper()}"
    with pytest.raises(SetupError, match=f"^{name} "):
        check_addresses(config)
