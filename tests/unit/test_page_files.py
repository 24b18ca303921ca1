"""What may be below ``docs/``, and what is said about all else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import ROOT
from factcheck.errors import SiteError
from factcheck.kinds import PAGES
from factcheck.loading.page_files import MAX_PICTURE, find_docs
from factcheck.pages.page import API, PICTURES, SCHEMAS
from factcheck.site.build import PREVIEW
from factcheck.site.hook import SiteBuild, keep_named
from factcheck.site.search_index import FOLDER

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="such a file cannot be made there")
PNG = b"\x89PNG\r\n\x1a\n"


def put(root: Path, name: str, content: bytes = b"# A page\n") -> Path:
    """Write a file below ``docs/``."""
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def found(root: Path) -> list[tuple[str, str]]:
    """Return code and path of each finding."""
    findings = find_docs(root).findings
    assert all(finding.hint for finding in findings)
    return [(finding.code, finding.location.path) for finding in findings]


def named(root: Path) -> set[str]:
    """Return the files that a build may take, below ``docs/``."""
    return {Path(path).relative_to(root / "docs").as_posix() for path in find_docs(root).named}


GOOD = {
    "en/index.md": b"# A page\n",
    "en/about/us/us.md": b"# A page\n",
    "fr/index.md": b"# A page\n",
    "en/designations.md": b"# A page\n",
    "en/designations/RECORDID.md": b"# Record\n",
    "en/contribute/checks/RECORDID.md": b"# Record\n",
    "en/contribute/checks/index.md": b"# A page\n",
    "en/images/a-1.png": PNG,
    "fr/images/b.jpg": b"\xff\xd8\xff\xe0",
    "fr/images/c.webp": b"RIFF\0\n\0\0WEBPVP8 ",
    "screenshot.png": PNG,
    ".overrides/main.html": b"<p>",
    ".overrides/.icons/fc/quote.svg": b"<svg>",
    ".overrides/assets/fonts/OFL.txt": b"x",
    ".overrides/assets/x.min.js": b"x",
}


def test_pages_pictures_and_files_of_the_theme_are_named(tmp_path: Path) -> None:
    for name, content in GOOD.items():
        put(tmp_path, name, content)
    assert found(tmp_path) == []
    assert named(tmp_path) == set(GOOD)
    assert {page.path for page in find_docs(tmp_path).pages} == {
        f"docs/{name}" for name in GOOD if name.endswith(".md")
    }


def test_nothing_is_wrong_with_our_own_docs() -> None:
    assert found(ROOT) == []


def test_docs_may_be_missing(tmp_path: Path) -> None:
    assert find_docs(tmp_path).findings == ()


MISPLACED = [
    *("en/assets/javascripts/bundle.79ae519e.min.js", "en/evil.js", "en/x.htm", "en/x.xhtml", "en/x.svg", "en/x.html"),
    *("en/assets/factcheck.css", "en/api/index.json", "en/CNAME", "en/robots.txt", "en/env.txt"),
    *("en/x.md.txt", "en/x.MD", "en/x.markdown", "en/x.pdf", "en/images/x.svg", "en/images/x.gif", "en/images/x.md"),
    *("en/x.png", "index.md", "index.html", "x.svg", "robots.txt", "en", ".overrides", "en/RECORDID.md"),
    *("en/about/RECORDID.md", "en/images/RECORDID.md", ".gitattributes", "en/.gitattributes", "en/.gitignore"),
    *(".overrides/x.php", ".overrides/assets/x.map", ".overrides/assets/a b.js", ".overrides/.gitattributes"),
    *("en/images/fake.png", "fake.png", "en/a/b/c/d/e/deep.md", "de-at/index.md", "assets/x.png"),
]


@pytest.mark.parametrize("name", MISPLACED)
def test_misplaced_file_is_a_finding_and_no_build_takes_it(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    ((code, path),) = found(tmp_path)
    assert code == "FIL003"
    assert f"docs/{name}".startswith(path)
    assert named(tmp_path) == set()


@needs_posix
@pytest.mark.parametrize(
    "name",
    ["About.md", "a_b.md", "a b.md", "con.md", "é.md", "a\n::error::.md", f"{'x' * 81}.md", "Sub/x.md", "images/X.png"],
    ids=ascii,
)
def test_name_that_is_no_id_is_refused_and_shown_in_ascii(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"en/{name}", PNG)
    ((code, path),) = found(tmp_path)
    assert code == "FIL002"
    assert path.isascii()
    assert path.isprintable()


@pytest.mark.parametrize("folder", sorted(PAGES.values()))
def test_page_where_the_pages_of_records_are_made_is_refused(tmp_path: Path, folder: str) -> None:
    put(tmp_path, f"fr/{folder}/index.md")
    for name in ("amazon", "amazon/index", "amazon/more"):
        page = put(tmp_path, f"fr/{folder}/{name}.md")
        assert found(tmp_path) == [("IDS004", f"docs/fr/{folder}/{name}.md")]
        page.unlink()


@pytest.mark.parametrize("name", ["a", "a/b", "contribute/checks"])
def test_two_pages_with_one_address_are_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"en/{name}.md")
    put(tmp_path, f"en/{name}/index.md")
    ((code, _),) = found(tmp_path)
    assert code == "IDS004"


@pytest.mark.parametrize("first", [API, SCHEMAS, PICTURES, FOLDER, "fr", "en", "404", "sitemap", "templates"])
def test_page_in_the_place_of_other_files_of_the_site_is_refused(tmp_path: Path, first: str) -> None:
    name = first.partition("/")[0]
    put(tmp_path, f"en/{name}.md")
    put(tmp_path, f"fr/{name}/inner/x.md")
    assert [code for code, _ in found(tmp_path)] == ["IDS004", "IDS004"]
    assert named(tmp_path) == set()


def test_large_picture_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "en/images/a.png", PNG + bytes(MAX_PICTURE))
    assert found(tmp_path) == [("SYN008", "docs/en/images/a.png")]


@needs_posix
def test_links_are_refused_wherever_they_are(tmp_path: Path) -> None:
    put(tmp_path, "en/index.md")
    links = ("en/secret.md", "en/folder", "en/x.png~", "en/old~/loop", "en/Bad/loop", ".overrides/assets/x.js", "new")
    for name in links:
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to("/")
    assert {path for code, path in found(tmp_path) if code == "FIL001"} == {f"docs/{name}" for name in links}
    assert named(tmp_path) == {"en/index.md"}


@needs_posix
@pytest.mark.parametrize("name", ["docs", "docs/en"])
def test_folder_that_is_a_link_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to("/etc")
    assert found(tmp_path) == [("FIL001", name)]


@needs_posix
def test_pipe_is_a_finding_and_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "en/index.md")
    os.mkfifo(tmp_path / "docs" / "en" / "pipe.md")
    assert found(tmp_path) == [("FIL003", "docs/en/pipe.md")]


def test_file_that_cannot_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "en/index.md")
    put(tmp_path, "en/images/a.png", PNG)

    def refuse(path: str, limit: int) -> bytes:  # noqa: ARG001
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("factcheck.loading.page_files.read_plain", refuse)
    assert found(tmp_path) == [("FIL004", "docs/en/images/a.png"), ("FIL004", "docs/en/index.md")]


@needs_posix
def test_what_open_editors_leave_is_passed_over_and_no_build_takes_it(tmp_path: Path) -> None:
    put(tmp_path, "en/index.md")
    for name in ("en/.index.md.swp", "en/index.md~", "en/.DS_Store", "en/#index.md#", ".overrides/assets/x.js~"):
        put(tmp_path, name)
    (tmp_path / "docs" / "en" / ".#index.md").symlink_to("user@host.1:2")
    assert found(tmp_path) == []
    assert named(tmp_path) == {"en/index.md"}


@needs_posix
def test_45_name_that_is_not_utf8_is_refused_and_shown_in_ascii(tmp_path: Path) -> None:
    put(tmp_path, "en/index.md")
    try:
        os.close(os.open(os.fsencode(tmp_path / "docs" / "en") + b"/\xff.md", os.O_CREAT))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert found(tmp_path) == [("FIL002", r"docs/en/\xff.md")]


def test_mkdocs_gets_named_files_only(tmp_path: Path) -> None:
    """A page with a mistake is left out as well: the preview then shows the mistake, and MkDocs cannot fail at it."""
    names = {"en/index.md": b"# A\n", "en/bad.md": b"<b>\n", "en/x.js": b"a()\n", "en/index.md~": b"# A\n"}
    paths = [str(put(tmp_path, name, content)) for name, content in names.items()]
    theme = str(tmp_path / "theme" / "x.js")
    files = [SimpleNamespace(abs_src_path=path) for path in (*paths, theme, None)]
    keep_named({"config_file_path": str(tmp_path / "mkdocs.yml")}, files)
    assert [file.abs_src_path for file in files] == [paths[0], theme, None]


@needs_posix
def test_preview_does_not_follow_a_link_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "en/index.md")
    (tmp_path / "docs" / "en" / "disk").symlink_to("/")
    monkeypatch.setenv(PREVIEW, "http://127.0.0.1:8000/")
    addresses = {"edit_url": "https://e.example/", "report_url": "https://e.example/", "tag": "tag:s.example,2026:"}
    extra = {"language": "en", **addresses}
    settings = {"config_file_path": str(tmp_path / "mkdocs.yml"), "extra": extra, "site_url": "https://s.example/"}
    with pytest.raises(SiteError, match="docs/en/disk"):
        SiteBuild().prepare(settings)
