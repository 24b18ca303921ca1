"""The file that says where to report a vulnerability."""

from __future__ import annotations

from datetime import datetime

import yaml

from conftest import ROOT
from factcheck.outputs.security_txt import SECURITY, security_txt
from factcheck.pages.page import Site


def test_file_has_the_fields_that_the_standard_requires() -> None:
    site = Site(
        url="https://s.example/", name="Site", security_contact="https://r.example/new", security_expires="2027-01-01"
    )
    lines = dict(line.split(": ", 1) for line in security_txt(site).splitlines())
    assert lines["Contact"] == "https://r.example/new"
    assert lines["Expires"] == "2027-01-01"
    assert lines["Canonical"] == f"https://s.example/{SECURITY}"


def test_site_that_names_nobody_has_no_such_file() -> None:
    assert security_txt(Site(url="https://s.example/", name="Site")) == ""


def test_date_in_the_configuration_is_a_time_with_its_zone() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    expires = yaml.safe_load(text)["extra"]["security"]["expires"]
    assert datetime.fromisoformat(expires).tzinfo
