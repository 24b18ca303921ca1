"""Comparing with another revision: what is read from git, and what is said when it cannot be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import CHECKS, TODAY
from factcheck.cli import main
from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.git_objects import write_files
from factcheck.project import check_project
from factcheck.revisions import check_base
from git_project import commit, edit, git


def read_base(project: Path, revision: str) -> Corpus:
    """Return the records of a revision."""
    return check_base(project, revision, today=TODAY).corpus


def test_base_is_the_other_revision_not_the_files_at_hand(repository: Path) -> None:
    edit(repository, "rating: confirmed", "rating: unproven")
    assert read_base(repository, "main").claims["first-claim"].review.rating == "confirmed"
    assert read_base(repository, "HEAD").claims.keys() == {"first-claim"}


def test_changes_are_found_from_revision_to_files(repository: Path) -> None:
    edit(repository, "rating: confirmed", "rating: unproven")
    (repository / "facts/sources/first-source.yml").rename(repository / "facts/sources/other-source.yml")
    codes = {
        finding.code for finding in check_project(repository, today=TODAY, base=read_base(repository, "main")).findings
    }
    assert {"RAT006", "IDS006"} <= codes


def test_missing_file_is_the_place_of_the_finding(repository: Path) -> None:
    (repository / "facts/entities/example.yml").unlink()
    found = check_project(repository, today=TODAY, base=read_base(repository, "main")).findings
    assert "facts/entities/example.yml" in {finding.location.path for finding in found if finding.code == "IDS006"}


def test_missing_vocabulary_is_the_place_of_the_finding(repository: Path) -> None:
    (repository / "facts/ratings.yml").unlink()
    found = check_project(repository, today=TODAY, base=read_base(repository, "main")).findings
    assert {finding.location.path for finding in found if finding.code == "IDS006"} == {"facts/ratings.yml"}


def test_project_may_lie_in_a_folder_of_the_repository(tmp_path: Path, project: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    project.rename(outer / "site")
    git(outer, "init", "--quiet")
    commit(outer)
    assert read_base(outer / "site", "HEAD").claims.keys() == {"first-claim"}


def test_revision_without_records_is_an_empty_base(tmp_path: Path, project: Path) -> None:
    records = tmp_path / "kept"
    (project / "facts").rename(records)
    git(project, "init", "--quiet", "--initial-branch=main")
    first = commit(project)
    records.rename(project / "facts")
    assert read_base(project, first).entries == ()


def test_links_in_a_revision_are_not_followed(repository: Path) -> None:
    (repository / "facts/claims/linked.yml").symlink_to("/etc/passwd")
    commit(repository)
    base = read_base(repository, "HEAD")
    assert base.claims.keys() == {"first-claim"}
    assert ("claim", "linked") not in base.broken


def test_records_that_no_longer_fit_the_schemas_keep_their_ids(repository: Path) -> None:
    edit(repository, "  kind: factual\n", "")
    commit(repository)
    base = read_base(repository, "HEAD")
    assert base.claims == {}
    assert ("claim", "first-claim") in base.broken


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "main:facts", "HEAD~99"])
def test_unknown_revision_is_named(repository: Path, revision: str) -> None:
    with pytest.raises(SetupError, match="git does not know the revision"):
        read_base(repository, revision)
    assert not (repository / "x").exists()


def test_folder_without_repository_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    with pytest.raises(SetupError, match="not in a git repository"):
        read_base(project, "main")


def test_missing_git_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match="needs git"):
        read_base(project, "main")


def test_shallow_clone_is_told_apart(repository: Path, tmp_path: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    edit(repository, "The company says so.", "The company itself says so.")
    commit(repository)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), str(shallow))
    with pytest.raises(SetupError, match="fetch-depth: 0"):
        read_base(shallow, first)


def test_command_line_compares(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    edit(repository, "  kind: factual\n", "  # As the article puts it.\n  kind: factual\n")
    for arguments, code in ((["--base", "main"], 0), (["--base", "nowhere"], 2)):
        with pytest.raises(SystemExit) as stop:
            main(["validate", *arguments])
        assert stop.value.code == code
    edit(repository, "The company says so.", "The company itself says so.")
    with pytest.raises(SystemExit) as stop:
        main(["validate", "--base", "main"])
    assert stop.value.code == 1
    assert "RAT007 explanation was changed" in capsys.readouterr().out


def test_examples_with_a_base_revision_are_there() -> None:
    assert len(list(CHECKS.glob("*/before"))) >= 4


def make(repository: Path, given: str, *command: str) -> str:
    """Make an object of git from what it is given; return its name."""
    return subprocess.run(
        ["git", "-C", str(repository), *command], input=given, capture_output=True, text=True, check=True
    ).stdout.strip()


def plant(repository: Path, name: str) -> str:
    """Commit a file of a name that git itself would not make; return the commit."""
    *folders, last = name.split("/")
    entry = f"100644 blob {make(repository, 'id: x', 'hash-object', '-w', '--stdin')}\t{last}\n"
    for folder in reversed(folders):
        entry = f"040000 tree {make(repository, entry, 'mktree')}\t{folder}\n"
    return git(repository, "commit-tree", "-m", "planted", make(repository, entry, "mktree"))


@pytest.mark.parametrize("name", ["facts/../../planted.yml", "facts/claims/../../../planted.yml"])
def test_names_that_lead_elsewhere_are_passed_over(repository: Path, name: str, tmp_path: Path) -> None:
    target = tmp_path / "one" / "two"
    target.mkdir(parents=True)
    found = plant(repository, name)
    assert name in git(repository, "ls-tree", "-r", "--name-only", found)
    write_files(repository, found, ["facts"], target, links=True)
    assert list(tmp_path.rglob("planted.yml")) == []


def test_revision_with_more_files_than_a_project_has_is_refused(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.git_objects._MOST_LISTED", 100)
    with pytest.raises(SetupError, match="more files than a project can have"):
        read_base(repository, "HEAD")


def test_large_file_is_known_to_be_too_large_without_being_read(repository: Path) -> None:
    (repository / "facts/entities/large.yml").write_bytes(b"x" * (1024 * 1024 + 1))
    commit(repository)
    found = check_base(repository, "HEAD", today=TODAY).findings
    assert [(finding.code, finding.location.path) for finding in found] == [("SYN008", "facts/entities/large.yml")]
