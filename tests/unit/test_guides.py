"""The guides for a first article and a first claim: their commands are run, and what they show is what comes out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, run
from factcheck.finding import Pointer, walk
from factcheck.languages import LANGUAGES
from factcheck.loading.other_files import TEXTS_VARIABLE
from factcheck.schema.to_do import is_to_do

GUIDES = ("first-article", "first-claim")
BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXT = re.compile(r"`~/texts/([a-z-]{1,40}\.txt)`[^\n]*\n\n```text\n(.*?)```", re.DOTALL)
DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
FILE = re.compile(r"`(facts/[a-z0-9/-]{1,80}\.yml)`")


def guide(name: str, language: str) -> str:
    return (ROOT / f"docs/{language}/contribute/{name}.md").read_text(encoding="utf-8")


def commands(block: str) -> list[list[str]]:
    """Return the arguments of each call of `factcheck` in a block."""
    lines = block.replace("\\\n", " ").splitlines()
    return [shlex.split(line.removeprefix("$ factcheck ")) for line in lines if line.startswith("$ factcheck ")]


def values(text: str) -> set[tuple[Pointer, object]]:
    """Return the values in a file, with their places, but for days and for what is to do."""
    found = walk(yaml.safe_load(text))
    single = {(place, value) for place, value in found if isinstance(value, str | int)}
    return {(place, value) for place, value in single if not is_to_do(value) and not DAY.fullmatch(str(value))}


def test_guides_lead_to_records_without_a_fault(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    (home / "texts").mkdir(parents=True)
    monkeypatch.chdir(project)
    monkeypatch.setenv(TEXTS_VARIABLE, str(home / "texts"))
    ran = []
    for name in GUIDES:
        page = guide(name, "en")
        for file, text in TEXT.findall(page):
            (home / "texts" / file).write_text(text, encoding="utf-8")
        path = FILE.search(page)
        for kind, block in BLOCK.findall(page):
            if kind == "yaml":
                assert path
                target = project / path[1]
                assert values(target.read_text(encoding="utf-8")) <= values(block)
                target.write_text(block, encoding="utf-8")
            for command in commands(block) if kind == "console" else ():
                assert run(*[part.replace("~", str(home)) for part in command]) == 0, capsys.readouterr()
                ran.append(command[0])
    assert ran.count("new") == 6
    assert ran[-1] == "validate"
    assert (project / "facts/claims/bank-lent-20m.yml").is_file()


@pytest.mark.parametrize("name", GUIDES)
def test_guides_show_the_same_in_every_language(name: str) -> None:
    shown = {language: BLOCK.findall(guide(name, language)) for language in LANGUAGES}
    assert all(blocks == shown["en"] for blocks in shown.values())
