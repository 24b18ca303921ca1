"""The finished site has the records as data, once, and says where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factcheck.languages import LANGUAGES

SITE_URL = "https://factcheck.example/"


def addresses(value: Any) -> Iterator[str]:
    """Yield the addresses on the site that are in a file."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from addresses(item)
    elif isinstance(value, str) and value.startswith(SITE_URL):
        yield value.removeprefix(SITE_URL)


def test_every_address_in_the_data_leads_to_something(site: Path) -> None:
    files = sorted((site / "api").rglob("*.json"))
    assert len(files) > 50
    found = {
        address for file in files if file.name != "openapi.json" for address in addresses(json.loads(file.read_bytes()))
    }
    missing = [
        address
        for address in sorted(found)
        if not (site / address / "index.html").exists() and not (site / address).is_file()
    ]
    assert missing == []


def test_data_are_there_once_whatever_the_language(site: Path) -> None:
    assert not [name for language in LANGUAGES[1:] for name in ("api", "schemas") if (site / language / name).exists()]


@pytest.mark.parametrize("page", ["data/index.html", "fr/data/index.html"])
def test_page_about_the_data_leads_to_them(site: Path, page: str) -> None:
    html = (site / page).read_text(encoding="utf-8")
    assert 'api/v1/index.json"' in html
