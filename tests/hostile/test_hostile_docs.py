"""``docs/`` is input, too: what was tried there is a finding with file and line, before anything is built.

The names of the inputs begin with the number of the fault or of the threat, as they were given when it was tried.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

import pytest

from conftest import TODAY, run
from factcheck.finding import Finding, Severity
from factcheck.loading.yaml_refusals import MAX_BYTES
from factcheck.project import check_project
from factcheck.report.report import Report

FRONT = "---\ntitle: About\n{}\n---\n\n# About\n"
BODY = "# About\n\n{}\n"

FILES = {
    "1-bundle-of-the-theme": "en/assets/javascripts/bundle.79ae519e.min.js",
    "1-script": "en/evil.js",
    "1-page-without-policy": "en/x.html",
    "1-page-of-another-ending": "en/x.htm",
    "1-page-of-xml": "en/x.xhtml",
    "1-drawing": "en/x.svg",
    "1-stylesheet": "en/assets/factcheck.css",
    "1-file-of-the-data": "en/api/index.json",
    "1-name-of-the-site": "en/CNAME",
    "1-rules-for-robots": "en/robots.txt",
    "50-attributes-of-git": "en/.gitattributes",
    "own-script-in-the-theme-under-another-name": ".overrides/assets/search.mjs",
    "own-index-in-another-language": "en/fr/index.md",
    "own-page-in-place-of-a-list": "en/lists/claims-2.md",
    "own-page-of-a-day": "en/as-of/today.md",
    "own-second-start-page": "en/README.md",
    "own-shell-of-nothing": "en/RECORDID.md",
    "48-address-of-another-page": "en/about/index.md",
    "48-address-of-a-record": "en/claims/first-claim.md",
}
PAGES: dict[str, tuple[str, str, int]] = {
    "1-script-in-markdown": (BODY.format('<script src="../evil.js"></script>'), "PAG001", 3),
    "3-slot-of-blanks": (BODY.format("<!-- records:" + " " * 20_000), "PAG001", 3),
    "8-refresh": (BODY.format('<meta http-equiv=refresh content="0;url=https://a.example">'), "PAG001", 3),
    "8-refresh-in-the-description": (FRONT.format('description: "\\"><meta http-equiv=refresh>"'), "PAG002", 3),
    "8-end-of-the-title": (FRONT.format("description: x</title><script>a()</script>"), "PAG002", 3),
    "8-form": (BODY.format("<form action=https://a.example><button>x</button></form>"), "PAG001", 3),
    "8-base": (BODY.format("<base href=https://a.example>"), "PAG001", 3),
    "8-object": (BODY.format("<object data=https://a.example></object>"), "PAG001", 3),
    "8-set-of-pictures": (BODY.format("<img srcset='https://a.example/x.png 2x'>"), "PAG001", 3),
    "8-poster": (BODY.format("<video poster=https://a.example/x.png></video>"), "PAG001", 3),
    "8-link-in-a-drawing": (BODY.format("<svg><a xlink:href=javascript:a()>x</a></svg>"), "PAG001", 3),
    "8-stylesheet": (BODY.format("<link rel=stylesheet href=https://a.example/x.css>"), "PAG001", 3),
    "9-template": (FRONT.format("template: x"), "PAG002", 3),
    "own-template-without-lines-around": ("template: x\n\n# About\n", "PAG002", 1),
    "own-html-behind-a-slot": (BODY.format("<!-- records: claims --> `<div onclick=a()>`"), "PAG001", 3),
    "own-script-in-a-fence-that-is-none": (
        BODY.format('```x hl_lines="\n<b>\n```\n"\n<script>a()</script>'),
        "PAG001",
        3,
    ),
    "own-script-in-the-address-of-code": (BODY.format("[x](`javascript:a()`)"), "PAG003", 3),
    "own-lists-without-end": (BODY.format("1. " * 2000), "PAG001", 3),
    "own-brackets-without-end": (BODY.format("[" * 30_000), "PAG001", 1),
    "60-address-of-a-script": (BODY.format("[x](javascript:a())"), "PAG003", 3),
    "60-entities": (BODY.format("[x](java&Tab;script&colon;a)"), "PAG003", 3),
    "60-data": (BODY.format("[x][y]\n\n[y]: data:text/html,x"), "PAG003", 5),
    "67-icon": (FRONT.format("icon: ../../secret"), "PAG002", 3),
    "66-tags": (FRONT.format("tags: [<script>]"), "PAG002", 3),
    "70-picture-that-counts-readers": (BODY.format("![x](https://a.example/x.png)"), "PAG003", 3),
}


def errors(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is Severity.ERROR]


def put(project: Path, name: str, content: str | bytes) -> None:
    path = project / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("name", FILES.values(), ids=FILES)
def test_file_that_does_not_belong_there_is_a_finding(project: Path, name: str) -> None:
    put(project, "en/about.md", "# About\n")
    put(project, name, "# x\n")
    found = errors(check_project(project, today=TODAY))
    assert found
    assert all(finding.location.path.startswith("docs/") for finding in found)


@pytest.mark.parametrize(("text", "code", "line"), PAGES.values(), ids=PAGES)
def test_page_is_refused_at_its_line_and_in_no_time(project: Path, text: str, code: str, line: int) -> None:
    put(project, "en/about.md", text)
    start = perf_counter()
    report = check_project(project, today=TODAY)
    assert perf_counter() - start < 2
    found = [(finding.code, finding.location.line) for finding in errors(report)]
    assert (code, line) in found
    assert {page.path for page in report.corpus.pages} == {"docs/en/index.md"}


def test_every_input_is_shown_in_one_run_without_a_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, "en/bytes.md", "# Caf\xe9\n".encode("latin-1"))  # fault 9
    put(project, "en/large.md", "x" * (MAX_BYTES + 1))
    for name, (text, _, _) in PAGES.items():
        put(project, f"en/pages/{name}.md", text)
    monkeypatch.chdir(project)
    assert run("validate", "--format", "json") == 1
    shown = capsys.readouterr()
    places = {(finding["path"], finding["code"]) for finding in json.loads(shown.out)["findings"]}
    assert {("docs/en/bytes.md", "SYN009"), ("docs/en/large.md", "SYN008")} <= places
    assert {(f"docs/en/pages/{name}.md", code) for name, (_, code, _) in PAGES.items()} <= places
    assert "Traceback" not in shown.out + shown.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such links")
@pytest.mark.parametrize("name", ["en/env.md", "en/env.txt", "en/env.md~", "en/images/x.png", ".overrides/assets/x.js"])
def test_41_link_to_the_environment_is_a_finding(project: Path, name: str) -> None:
    path = project / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("/proc/self/environ" if Path("/proc/self/environ").exists() else "/etc/passwd")
    report = check_project(project, today=TODAY)
    assert [(finding.code, finding.location.path) for finding in errors(report)] == [("FIL001", f"docs/{name}")]
