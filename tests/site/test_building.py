"""Building again, on one core or several, with mistakes, stopped, without room, and with the records in ``facts/``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.building import build_copy, copy_project, require_built
from conftest import ROOT
from factcheck.kinds import FOLDERS
from factcheck.languages import LANGUAGES
from factcheck.report.report import Report
from factcheck.site.target_folder import MARK

BUILD = """
import os, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from factcheck.cli import main
main(["build"])
"""
"""What runs `factcheck build` on one core."""
MOVED_TO_IT = "nimbus-300m"
"""The claim of the sample that has moved to the one that a test changes."""


def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return time and bytes of each file in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_site_built_again_on_one_core_differs_only_in_the_pages_of_what_was_changed(site: Path, tmp_path: Path) -> None:
    """The first site is MkDocs' own, built on all cores; unchanged files keep their bytes and times."""
    root, claim = tmp_path / "project", "nimbus-300m-now"
    shutil.copytree(site.with_name("project"), root, symlinks=True)
    shutil.copytree(site, root / "site")
    before = files_of(root / "site")
    record = root / "facts" / "claims" / f"{claim}.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("authors:\n", "authors:\n    - Somebody Else\n", 1), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts"), "TZ": "Pacific/Kiritimati"}
    command = [sys.executable, "-c", BUILD]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    after = files_of(root / "site")
    # What was published is an earlier version now.
    assert after.keys() - before.keys() == {f"{root}versions/claim-{claim}/index.html" for root in ("", "fr/")}
    assert not before.keys() - after.keys()
    changed = {name for name in before if after[name] != before[name]}
    pages = {name.removeprefix("fr/") for name in changed if name.endswith("index.html") and "/card/" not in name}
    # Pages of days lead to what the claim said then.
    assert {name for name in pages if "as-of/quotidien-aurora-2024-" not in name} == {
        f"claims/{claim}/index.html",
        f"claims/{MOVED_TO_IT}/index.html",  # names the version to cite
        "versions/index.html",
        # These name the version of the whole.
        *("index.html", "data/index.html", "cite/index.html"),
    }
    assert {name for name in changed if name.startswith("api/v1/")} == {
        f"api/v1/claims/{claim}.json",
        f"api/v1/versions/claim-{claim}.json",
        "api/v1/index.json",  # names the version of the whole
    }
    assert all(after[name][1] != before[name][1] for name in changed)


def break_link_and_lose_shell(root: Path) -> None:
    """Let a page in French link to a page that is not there, and take the shell of claims in French away.

    The warnings about so many links are more than a pipe holds.
    """
    page = root / "docs" / "fr" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](none.md)\n" * 900, encoding="utf-8")
    (root / "docs" / "fr" / "claims" / "RECORDID.md").unlink()


def smuggle_script(root: Path) -> None:
    """Let a template write what the policy of pages forbids into a page in French."""
    template = root / "docs" / ".overrides" / "partials" / "alternate.html"
    html = '{% if page and page.file.src_uri == "about.md" and config.theme.language == "fr" %}<p onclick="a()">x</p>'
    script = "<script>b()</script>{% endif %}"
    template.write_text(f"{template.read_text(encoding='utf-8')}{html}{script}\n", encoding="utf-8")


def add_unnamed_file(root: Path) -> None:
    """Put a file into the theme that no site may have."""
    file = root / "docs" / ".overrides" / "assets" / "more" / "x.js"
    file.parent.mkdir()
    file.write_text("x()\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "code", "messages"),
    [
        (break_link_and_lose_shell, 2, ["none.md", "no shell for record pages"]),
        (add_unnamed_file, 1, ["No file of a site may be there", "assets/more/x.js", "fr/assets/more/x.js"]),
        (
            smuggle_script,
            1,
            [
                "The policy of our pages (extra.policy in mkdocs.yml) forbids:",
                "fr/about/index.html: 'b()': an inline script that is not one of the theme's",
                """fr/about/index.html: '<p onclick="a()">': an inline event handler""",
            ],
        ),
    ],
)
def test_fault_in_any_language_fails_the_build_and_is_shown(
    tmp_path: Path, change: Callable[[Path], None], code: int, messages: list[str]
) -> None:
    built = build_copy(tmp_path / "copy", change)
    assert built.returncode == code
    assert [message for message in messages if message not in built.output] == []
    assert "Traceback" not in built.output
    assert "Aborted" in built.stdout


PAGE = """\
---
title: R&D, “x”
description: It's R&D.
---

# Code & *so on*

![A picture](images/a.png), [words](methodology.md), <https://a.example/?a=b&c=d>

```html
<script>window.PWN=1</script>
```
"""


def add_page_picture_and_leftovers(root: Path) -> None:
    """Give a page an ampersand, code and a picture, and put beside it what editors leave."""
    folder = root / "docs" / "en"
    about = folder / "about.md"
    body = about.read_text(encoding="utf-8").split("---\n", 2)[2]  # other pages link to its headings
    about.write_text(PAGE + body, encoding="utf-8")
    (folder / "images").mkdir()
    shutil.copy(root / "docs" / "screenshot.png", folder / "images" / "a.png")
    for name in (".about.md.swp", "about.md~", "#about.md#", "images/.DS_Store", "../.overrides/assets/search.js~"):
        (folder / name).write_text("left", encoding="utf-8")
    (folder / ".#about.md").symlink_to("user@host.1:2")


def leave_out_titles(root: Path) -> None:
    """Give pages in English no title but a heading, with what could become HTML in it."""
    for path in (root / "docs" / "en" / name for name in ("about.md", "money.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        path.write_text(f"# R&D &lt;/title&gt;&lt;script&gt;a()&lt;/script&gt;\n{body}", encoding="utf-8")


def test_heading_in_the_place_of_a_title_stays_text(tmp_path: Path) -> None:
    """The theme would unescape it: the build, which finds any script, would fail."""
    site = require_built(build_copy(tmp_path / "copy", leave_out_titles))
    assert "<title>R&amp;D &lt;/title&gt;&lt;script&gt;a()&lt;/script&gt; – Word for Word</title>" in (
        site / "about" / "index.html"
    ).read_text(encoding="utf-8")


def test_page_says_the_same_everywhere_and_nothing_that_editors_leave_is_published(tmp_path: Path) -> None:
    site = require_built(build_copy(tmp_path / "copy", add_page_picture_and_leftovers))
    html = (site / "about" / "index.html").read_text(encoding="utf-8")
    for words in (
        "<title>R&amp;D, “x” – Word for Word</title>",
        '<meta name="description" content="It&#x27;s R&amp;D.">',
        '<meta property="og:title" content="R&amp;D, “x”">',
        '<meta property="og:description" content="It&#x27;s R&amp;D.">',
        '<img alt="A picture" src="../images/a.png"',
        "&lt;script&gt;window.PWN=1&lt;/script&gt;",
    ):
        assert words in html
    assert "R&amp;D, “x”" in (site / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in site.rglob("*") if path.is_file() and path.read_bytes() == b"left"] == []


def with_own_records(root: Path) -> None:
    """Give the project at `root`, a copy, this project's own records and pages."""
    for name in ("facts", "docs"):
        shutil.rmtree(root / name)
        shutil.copytree(ROOT / name, root / name)


def test_every_record_in_facts_has_a_page_in_each_language(tmp_path: Path, real: Report) -> None:
    """The only build of the records in ``facts/``; it checks all links and the policy by itself.

    The site has an address that must be written differently; it is the same one everywhere.
    """
    written = "https://xn--cole-9oa.example/%C3%A0%20lire/"
    site = require_built(build_copy(tmp_path / "copy", with_own_records, url="https://École.example/à lire/"))
    for folder in ("", "fr/"):
        assert f'<link rel="canonical" href="{written}{folder}">' in (site / folder / "index.html").read_text("utf-8")
        assert f"<loc>{written}{folder}</loc>" in (site / folder / "sitemap.xml").read_text("utf-8")
    assert f'"{written}' in (site / "api" / "v1" / "index.json").read_text("utf-8")
    for language in LANGUAGES:
        root = site if language == LANGUAGES[0] else site / language
        for kind, folder in FOLDERS.items():
            assert not [id_ for id_ in real.corpus.tables[kind] if not (root / folder / id_ / "index.html").is_file()]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from factcheck.cli import run_program
run_program("build")
"""
"""What runs `factcheck build` where no file may be larger than a size, as if a disk were full."""


def with_old_site(root: Path) -> dict[str, tuple[int, bytes]]:
    """Copy the sample project to `root`, with something that a build of ours has left there; return that."""
    copy_project(root)
    (root / "site").mkdir()
    for name in (MARK, "index.html"):
        (root / "site" / name).write_text("old", encoding="utf-8")
    return files_of(root / "site")


@pytest.mark.parametrize("room", [1000, 30_000, 200_000])
def test_build_without_room_ends_in_a_sentence_and_leaves_the_old_site(tmp_path: Path, room: int) -> None:
    """Different files are too large: our own, the theme's, and those of one language or both."""
    root = tmp_path / "project"
    before = with_old_site(root)
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LIMITED, str(room)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    output = done.stdout + done.stderr
    assert done.returncode == 2, output
    assert "cannot be read or written: the file would be larger than this process may write" in output
    assert "Traceback" not in output
    assert files_of(root / "site") == before
    assert not list(root.glob(".site-*"))


def test_build_that_is_stopped_in_its_middle_leaves_no_process_and_no_folder(tmp_path: Path) -> None:
    root = tmp_path / "project"
    before = with_old_site(root)
    command = [sys.executable, "-m", "factcheck", "build"]
    environment = {**os.environ, "PYTHONPATH": str(root / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        while not list(root.glob(".site-*/fr/about/index.html")):  # both languages are being built
            assert running.poll() is None
            time.sleep(0.02)
        running.terminate()
        output, _ = running.communicate(timeout=60)  # it ends when the last process that could write has ended
    assert running.returncode == 143
    assert output.splitlines()[-1] == "factcheck: stopped by SIGTERM"
    assert "Traceback" not in output
    assert files_of(root / "site") == before
    assert not list(root.glob(".site-*"))
