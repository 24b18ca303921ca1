"""Links lead nowhere, in whichever folder: examples of checks, texts at hand, the revision to compare with."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import CHECKS, ROOT, TODAY
from factcheck.check_examples import read_examples
from factcheck.errors import SetupError
from factcheck.loading.other_files import TEXTS_VARIABLE, measure_as_yaml, texts_at_hand
from factcheck.revisions import check_base

EXAMPLES = "tests/checks"
EXAMPLE = f"{EXAMPLES}/QUO004-wrong-text"


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """Return a project that has two examples of checks and a secret beside it."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "schemas", root / "schemas")
    for name in ("base", Path(EXAMPLE).name, "FIL001-symbolic-link"):
        shutil.copytree(CHECKS / name, root / EXAMPLES / name, symlinks=True)
    (tmp_path / "secret" / "facts").mkdir(parents=True)
    (tmp_path / "secret" / "secret.txt").write_text("CANARY", encoding="utf-8")
    return root


def test_examples_of_checks_are_read_and_their_links_are_shown_as_links(examples: Path) -> None:
    found = read_examples(examples)
    assert set(found) == {"QUO004", "FIL001"}
    assert [file.path for file in found["FIL001"].bad if file.link] == ["facts/entities/linked-company.yml"]


@pytest.mark.parametrize(
    "place",
    [
        *("tests", EXAMPLES, EXAMPLE, f"{EXAMPLE}/bad", f"{EXAMPLE}/texts", f"{EXAMPLES}/base"),
        *(f"{EXAMPLES}/base/facts", f"{EXAMPLES}/base/facts/claims", f"{EXAMPLE}/texts/first-article.txt"),
        *(f"{EXAMPLES}/ABC001-x", f"{EXAMPLE}/bad/REMOVE"),
    ],
)
def test_link_among_the_examples_is_refused(examples: Path, place: str) -> None:
    path, secret = examples / place, examples.parent / "secret"
    if path.is_dir():
        shutil.move(path, examples.parent / "moved")
        secret = examples.parent / "moved"
    path.unlink(missing_ok=True)
    path.symlink_to(secret)
    with pytest.raises(SetupError, match="is a symbolic link; replace it with the file itself"):
        read_examples(examples)


@pytest.mark.parametrize(
    "name", ["../../../secret/secret.txt", "{secret}", "facts/out/secret.txt", "facts/nothing.yml"]
)
def test_nothing_outside_of_an_example_is_removed(examples: Path, name: str) -> None:
    secret = examples.parent / "secret" / "secret.txt"
    bad = examples / EXAMPLE / "bad"
    (bad / "REMOVE").write_text(name.format(secret=secret), encoding="utf-8")
    (bad / "facts").mkdir(exist_ok=True)
    (bad / "facts" / "out").symlink_to(secret.parent)
    with pytest.raises(SetupError, match="the example QUO004-wrong-text cannot be read"):
        read_examples(examples)
    assert secret.read_text(encoding="utf-8") == "CANARY"


def test_link_among_the_texts_at_hand_is_refused(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    monkeypatch.setenv(TEXTS_VARIABLE, str(folder))
    (folder / "first-article.txt").write_text("Words.", encoding="utf-8")
    assert texts_at_hand(project) == {"first-article": "Words."}
    (folder / "first-source.txt").symlink_to("/etc/hostname")
    with pytest.raises(SetupError, match="it is a symbolic link"):
        texts_at_hand(project)
    with pytest.raises(SetupError, match="it is a symbolic link"):
        measure_as_yaml(folder / "first-source.txt", "first-source")


def test_attributes_of_git_neither_hide_records_of_a_revision_nor_change_them(project: Path) -> None:
    attributes = "*.yml export-ignore\nfacts/** export-ignore\n*.yml export-subst eol=crlf text\n"
    for folder in (project, project / "facts"):
        (folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    claim = project / "facts" / "claims" / "first-claim.yml"
    text = claim.read_text(encoding="utf-8").replace("The company says so.", "$Format:%H$ says so.")
    claim.write_text(text, encoding="utf-8")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", "-C", str(project), *identity, *command], check=True, env=environment)
    claims = check_base(project, "HEAD", today=TODAY).corpus.claims
    assert claims["first-claim"].review.explanation["en"] == "$Format:%H$ says so."
