"""Which files are read, and what is said about all others."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.finding import Finding, Location
from factcheck.format_files import format_files
from factcheck.loading.fact_files import escape_name, find_files, read_start
from factcheck.loading.yaml_refusals import MAX_BYTES

FILE = "id: x\n"
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="such a file cannot be made there")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    for name in ("articles", "claims", "sources", "entities"):
        (folder / name).mkdir(parents=True)
        (folder / name / ".gitkeep").touch()
    for name in ("ratings.yml", "terms.yml"):
        (folder / name).write_text(FILE, encoding="utf-8")
    return folder


def found(facts: Path) -> list[tuple[str, str]]:
    """Return code and path of each finding, and check that whoever reads the files gets it, too."""
    findings = find_files(facts.parent).findings
    assert all(finding.hint for finding in findings)
    assert set(findings) <= set(read_all(facts))
    return [(finding.code, finding.location.path) for finding in findings]


def read_all(facts: Path) -> list[Finding]:
    """Return what is wrong with all files and their folders."""
    return format_files(facts.parent, lambda _: True).findings


def test_files_are_found_by_path_with_their_kinds(facts: Path) -> None:
    for name in (
        "claims/b.yml",
        "claims/a-1.yml",
        "articles/z.yml",
        "sources/s.yml",
        "entities/e.yml",
        "exceptions.yml",
    ):
        (facts / name).write_text(FILE, encoding="utf-8")
    files = find_files(facts.parent).files
    assert found(facts) == []
    assert [(file.kind, file.path) for file in files] == [
        ("article", "facts/articles/z.yml"),
        ("claim", "facts/claims/a-1.yml"),
        ("claim", "facts/claims/b.yml"),
        ("entity", "facts/entities/e.yml"),
        ("exceptions", "facts/exceptions.yml"),
        ("ratings", "facts/ratings.yml"),
        ("source", "facts/sources/s.yml"),
        ("terms", "facts/terms.yml"),
    ]
    assert all(file.absolute == str(facts.parent / file.path) for file in files)


def test_broken_files_are_known_and_reported(facts: Path) -> None:
    (facts / "claims" / "good.yml").write_text("id: good\n", encoding="utf-8")
    (facts / "claims" / "bad.yml").write_text("id: NO\n", encoding="utf-8")
    (facts / "claims" / "Named.yaml").write_text("id: named\n", encoding="utf-8")
    known = {("claim", "good"), ("claim", "bad"), ("claim", "named"), ("ratings", "ratings")}
    assert known <= find_files(facts.parent).known
    assert [(finding.code, finding.location) for finding in read_all(facts)] == [
        ("FIL002", Location("facts/claims/Named.yaml")),
        ("SYN012", Location("facts/claims/bad.yml", 1, 5)),
    ]


@pytest.mark.parametrize("required", ["ratings.yml", "terms.yml"])
def test_missing_vocabulary_is_reported(facts: Path, required: str) -> None:
    (facts / required).unlink()
    assert found(facts) == [("FIL005", f"facts/{required}")]


def test_missing_folder_is_reported(facts: Path) -> None:
    shutil.rmtree(facts)
    assert found(facts) == [("FIL005", "facts")]
    facts.touch()
    assert found(facts) == [("FIL005", "facts")]


def test_folder_without_records_may_be_missing(facts: Path) -> None:
    shutil.rmtree(facts / "entities")
    assert found(facts) == []


GOOD_NAMES = ["a.yml", "a1-b2.yml", "2023.yml", "x" * 80 + ".yml", "console.yml", "com10.yml", "claim-1.yml"]
BAD_NAMES = [
    *("Abc.yml", "a.YML", "a.yaml", "a_b.yml", "a b.yml", "-a.yml", "a-.yml", "a--b.yml", ".yml", "a.b.yml"),
    *("con.yml", "aux.yml", "nul.yml", "prn.yml", "com1.yml", "lpt9.yml", "x" * 81 + ".yml"),
    *("é.yml", "e\u0301.yml", "\u0430bc.yml", "a\n.yml", "\n::warning::x.yml", "a\u202eb.yml", "a%2e.yml", "a\\b.yml"),
]


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_good_name_is_accepted(facts: Path, name: str) -> None:
    (facts / "claims" / name).write_text(FILE, encoding="utf-8")
    assert found(facts) == []


@needs_posix
@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_bad_name_is_refused_and_shown_in_ascii(facts: Path, name: str) -> None:
    (facts / "claims" / name).write_text(FILE, encoding="utf-8")
    ((code, path),) = found(facts)
    assert code == "FIL002"
    assert path.isascii()
    assert path.isprintable()
    assert len(find_files(facts.parent).files) == 2


def test_yaml_suffix_gets_a_hint(facts: Path) -> None:
    (facts / "claims" / "a-b.yaml").write_text(FILE, encoding="utf-8")
    assert find_files(facts.parent).findings[0].hint == "rename it to a-b.yml"


@needs_posix
def test_twins_that_differ_in_case_are_named(facts: Path) -> None:
    (facts / "claims" / "abc.yml").write_text(FILE, encoding="utf-8")
    (facts / "claims" / "Abc.yml").write_text(FILE, encoding="utf-8")
    if len(list((facts / "claims").iterdir())) < 3:
        pytest.skip("this file system does not tell upper from lower case")
    (finding,) = find_files(facts.parent).findings
    assert finding.code == "FIL002"
    assert "abc.yml" in finding.message


@needs_posix
def test_name_that_is_not_utf8_is_shown_with_escapes(facts: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(facts / "claims") + b"/a\xff.yml")).touch()
    except OSError:
        pytest.skip("this file system takes no such name")
    assert found(facts) == [("FIL002", r"facts/claims/a\xff.yml")]


@pytest.mark.parametrize(
    "name",
    [
        "readme.md",
        "claims/readme.md",
        "claims/.gitattributes",
        ".gitattributes",
        "claims/a.yml.old",
        "Ratings.yml",
        "a.yml",
    ],
)
def test_misplaced_file_is_reported(facts: Path, name: str) -> None:
    if name == "Ratings.yml" and (facts / name).exists():
        pytest.skip("this file system does not tell upper from lower case")
    (facts / name).write_text(FILE, encoding="utf-8")
    assert found(facts) == [("FIL003", f"facts/{name}")]


@pytest.mark.parametrize("name", ["people", "claims/old", "claims/a.yml", ".gitkeep", "claims/deep/deeper"])
def test_misplaced_folder_is_reported_and_not_entered(facts: Path, name: str) -> None:
    (facts / name).mkdir(parents=True)
    (facts / name / "b.yml").write_text(FILE, encoding="utf-8")
    (facts / name / "Bad Name.yml").write_text(FILE, encoding="utf-8")
    top = "/".join(name.split("/")[:2])
    assert found(facts) == [("FIL003", f"facts/{top}")]


@pytest.mark.parametrize("folder", ["entities", "articles"])
def test_folder_of_records_that_is_a_file_is_reported(facts: Path, folder: str) -> None:
    shutil.rmtree(facts / folder)
    (facts / folder).touch()
    assert found(facts) == [("FIL003", f"facts/{folder}")]


@needs_posix
def test_vocabulary_that_is_a_folder_is_reported(facts: Path) -> None:
    (facts / "terms.yml").unlink()
    (facts / "terms.yml").mkdir()
    assert found(facts) == [("FIL003", "facts/terms.yml")]


@needs_posix
@pytest.mark.parametrize("name", ["claims/a.yml", "claims/pipe"])
def test_pipe_is_reported_and_not_waited_for(facts: Path, name: str) -> None:
    os.mkfifo(facts / name)
    assert found(facts) == [("FIL003", f"facts/{name}")]


@needs_posix
@pytest.mark.parametrize("name", ["claims/a.yml", "claims/.gitkeep", "exceptions.yml", "people", "claims/loop"])
@pytest.mark.parametrize("target", ["/etc/hostname", "../ratings.yml", "nowhere", "."])
def test_link_is_reported_and_not_followed(facts: Path, name: str, target: str) -> None:
    (facts / name).unlink(missing_ok=True)
    (facts / name).symlink_to(target)
    assert found(facts) == [("FIL001", f"facts/{name}")]


@needs_posix
@pytest.mark.parametrize("name", ["facts", "facts/claims"])
def test_linked_folder_is_reported_and_not_entered(facts: Path, name: str) -> None:
    folder = facts.parent / name
    (facts / "claims" / "Bad.yml").touch()
    folder.rename(facts.parent / "elsewhere")
    folder.symlink_to(facts.parent / "elsewhere")
    assert found(facts) == [("FIL001", name)]


@needs_posix
def test_project_below_a_link_is_read(facts: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(facts.parent)
    assert len(find_files(tmp_path / "link").files) == 2


def fail(error: OSError) -> Callable[..., Finding]:
    def failing(*_: object) -> Finding:
        raise error

    return failing


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file"), OSError()]
)
def test_unreadable_file_is_reported(facts: Path, error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop the superuser, as which many containers run.
    monkeypatch.setattr(os, "open", fail(error))
    findings = read_all(facts)
    assert [(finding.code, finding.location.path) for finding in findings] == [
        ("FIL004", "facts/ratings.yml"),
        ("FIL004", "facts/terms.yml"),
    ]
    assert (error.strerror or "OSError") in findings[0].message


def test_unreadable_folder_is_reported(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", fail(PermissionError(13, "Permission denied")))
    assert [(finding.code, finding.location.path) for finding in find_files(facts.parent).findings] == [
        ("FIL004", "facts")
    ]


@needs_posix
def test_file_that_becomes_a_link_after_it_was_listed_is_not_followed(facts: Path) -> None:
    (facts / "claims" / "a.yml").symlink_to("../ratings.yml")
    with pytest.raises(OSError, match=r".*"):
        read_start(facts / "claims" / "a.yml")


def test_no_more_of_a_file_is_read_than_needed(facts: Path) -> None:
    path = facts / "claims" / "a.yml"
    path.write_bytes(b"#" * 10 * MAX_BYTES)
    assert len(read_start(path)) == MAX_BYTES + 1
    assert [finding.code for finding in read_all(facts)] == ["SYN008"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a-b.yml", "a-b.yml"),
        ("a\n::error::b", r"a\n::error::b"),
        ("\x1b[31m", r"\x1b[31m"),
        ("é", r"\xe9"),
        ("\u202e", r"\u202e"),
        ("𝒳", r"\U0001d4b3"),
    ],
)
def test_names_are_escaped(name: str, shown: str) -> None:
    assert escape_name(name) == shown


def test_what_open_editors_leave_is_passed_over(facts: Path) -> None:
    for name in (".a.yml.swp", "a.yml~", ".DS_Store", "#a.yml#", "4913"):
        (facts / "claims" / name).write_text(FILE, encoding="utf-8")
    assert found(facts) == []


@needs_posix
def test_the_lock_of_emacs_is_passed_over_though_it_is_a_link(facts: Path) -> None:
    (facts / "claims" / ".#a.yml").symlink_to("user@host.1:2")
    assert found(facts) == []


def test_file_that_could_hide_a_change_from_a_review_is_not_passed_over(facts: Path) -> None:
    (facts / ".gitattributes").write_text("*.yml -diff\n", encoding="utf-8")
    assert found(facts) == [("FIL003", "facts/.gitattributes")]
