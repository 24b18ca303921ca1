"""What README and guides show of the program is what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, run
from factcheck.analysis.page_syntax import OF_ARTICLES, SLOTS, find_references
from factcheck.commands import COMMANDS
from factcheck.languages import LANGUAGES

PAGES = ("README.md", "docs/en/contribute/index.md", "docs/fr/contribute/index.md")
SHOWN = re.compile(
    r"facts/claims/(.+)\.yml:3:10: error REF001 unknown article '(.+)'\n(?:.+\n)+?  hint: .*'(.+)'\?.*\n.+"
)


def test_error_that_is_shown_to_beginners_is_what_the_program_says(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same mistake is made in the small project, with the names that are shown."""
    found = SHOWN.search((ROOT / PAGES[0]).read_text(encoding="utf-8"))
    assert found
    claim, wrong, article = found.groups()
    new_names = {"first-claim": claim, "first-article": article}
    for path in sorted((project / "facts").rglob("*.yml")):
        text = re.sub("|".join(new_names), lambda match: new_names[match[0]], path.read_text(encoding="utf-8"))
        path.unlink()
        path.with_stem(new_names.get(path.stem, path.stem)).write_text(text, encoding="utf-8")
    file = project / f"facts/claims/{claim}.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"article: {article}", f"article: {wrong}"), "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", project)
    monkeypatch.chdir(project)
    monkeypatch.delenv("SITE_URL", raising=False)
    assert run("validate", f"facts/claims/{claim}.yml") == 1
    assert capsys.readouterr().out.startswith(f"{found[0]}\n")
    for page in PAGES:
        assert found[0] in (ROOT / page).read_text(encoding="utf-8"), page


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_names_all_lists_that_a_page_can_ask_for(language: str) -> None:
    guide = (ROOT / "docs" / language / "contribute" / "index.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z-]+)`", guide)
    assert set(SLOTS) <= set(named)
    assert all(named.count(name) >= 2 for name in OF_ARTICLES)


def test_only_stories_and_guides_speak_of_single_records() -> None:
    """A page of the site is about all articles; what fits one of them only is told in a story."""
    pages = [path for language in LANGUAGES for path in (ROOT / "docs" / language).rglob("*.md")]
    free = [path for path in pages if not {"stories", "contribute"} & set(path.parts)]
    assert len(free) > 30
    marks = {path.name: {mark.kind for mark in find_references(path.read_text(encoding="utf-8"))} for path in free}
    assert {name: kinds for name, kinds in marks.items() if kinds - {"rating", "term"}} == {}


SAYING = ("scripts/factcheck", "docs", "schemas", ".github", "README.md", "ARCHITECTURE.md", "AGENTS.md")
"""Where commands are named to people: in messages, pages, descriptions and guides."""


def test_every_command_that_is_named_exists() -> None:
    every = [
        path for name in SAYING for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    texts = [
        path.read_text("utf-8") for path in every if path.suffix in {".py", ".md", ".yml", ".json", ".html", ".po"}
    ]
    named = {pair for text in texts for pair in re.findall(r"[`'](factcheck|make) ([a-z][a-z-]*)", text)}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) > 20
    assert {word for program, word in named if word not in (COMMANDS if program == "factcheck" else targets)} == set()
