"""All files that the site publishes for programs, made from the invented records of tests/sample."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from conftest import ROOT
from factcheck.checks import REGISTRY
from factcheck.languages import LANGUAGES
from factcheck.outputs.all_outputs import output_files
from factcheck.pages.page import Site, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.report.report import Report
from factcheck.schema.schemas import read_schemas

URL = "https://factcheck.example/"


@pytest.fixture(scope="session")
def renderers(sample: Report) -> Mapping[str, Renderer]:
    """Return the renderer of each language."""
    sites = {language: Site(url=URL + language_folder(language), name="Word for Word") for language in LANGUAGES}
    checks, schemas = tuple(REGISTRY.values()), read_schemas(ROOT / "schemas")
    return {
        language: Renderer(sample.corpus, language, site, checks, schemas=schemas) for language, site in sites.items()
    }


@pytest.fixture(scope="session")
def published(renderers: Mapping[str, Renderer]) -> Mapping[str, bytes]:
    """Return the content of each file of all outputs, by its path in the site."""
    return {
        language_folder(language) + path: make()
        for language, renderer in renderers.items()
        for path, make in output_files(renderer).items()
    }
