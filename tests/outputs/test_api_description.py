"""The description of the API, read by openapi-spec-validator: it follows every reference, also into the schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from conftest import ROOT
from factcheck.pages.page import API
from factcheck.site.write_site import write_schemas


@pytest.fixture
def description(published: Mapping[str, bytes], tmp_path: Path) -> tuple[str, Any]:
    """Return the address of the description in a folder that also has the schemas, as a site has, and what it says."""
    write_schemas(tmp_path, ROOT / "schemas")
    content = published[f"{API}openapi.json"]
    path = tmp_path / API / "openapi.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path.as_uri(), json.loads(content)


def faults(address: str, content: Any) -> list[str]:
    return [error.message for error in OpenAPIV31SpecValidator(content, base_uri=address).iter_errors()]


def test_description_is_right_and_its_references_lead_somewhere(description: tuple[str, Any]) -> None:
    assert faults(*description) == []


def test_the_reader_notices_mistakes(description: tuple[str, Any]) -> None:
    address, content = description
    content["paths"]["/claims/{id}.json"]["get"]["parameters"] = []
    assert faults(address, content)
