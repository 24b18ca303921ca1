"""After a change, looking at what it can concern finds the same as looking at everything."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import CHECKS, TODAY
from factcheck.canonical.writer import Kept, header, write
from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus
from factcheck.examples import lay
from factcheck.kept import parts
from factcheck.kept import recheck as module
from factcheck.kept.outlines import Outline, pack, unpack
from factcheck.kept.parts import validate_in_parts
from factcheck.kept.recheck import recheck
from factcheck.kept.state import read_state
from factcheck.pipeline import Reading, Report, make_report, run_checks, validate
from factcheck.preview import records
from factcheck.preview.look import look
from factcheck.preview.part import concerned
from factcheck.preview.records import Records
from synthetic import make_project

ROUNDS = 12
COPIES = 63
"""So many claims stand in three articles, apart from the real one."""
LATER = date(2026, 12, 1)
"""A day on which hardly any warning is found in the real records and their copies."""


@pytest.fixture(autouse=True)
def _whatever_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at parts of small projects, too."""
    monkeypatch.setattr(module, "SHARE", 0)
    monkeypatch.setattr(parts, "SMALL", 1)
    monkeypatch.setattr(records, "today", lambda: LATER)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with four articles, which share most of their sources."""
    root = tmp_path_factory.mktemp("several") / "project"
    make_project(root, COPIES)
    return root


def outline_of(root: Path, day: date) -> Outline:
    """Return the outline of a project, as it comes back from where it is kept."""
    state = read_state(root, day)
    assert state
    report, made = validate_in_parts(root, today=day, processes=1)
    assert told(report) == told(validate(root, today=day))
    back = unpack(pack(made, state.judges), state.judges)
    assert back == made
    return back


def again(root: Path, outline: Outline, day: date) -> Report | None:
    state = read_state(root, day)
    assert state
    return recheck(root, outline, state)


class Previewed:
    """A preview of a project: it keeps all records at hand, and checks a part of them."""

    def __init__(self, root: Path) -> None:
        self._root, self._records = root, Records(root)
        self.report = self._judge(self._read().corpus)

    def _read(self) -> Reading:
        self._reading = self._records.read(look(self._root))
        return self._reading

    def _judge(self, part: Corpus) -> Report:
        reading = replace(self._reading, corpus=part)
        return make_report(self._root, reading, *run_checks(part, REGISTRY.values(), complete=reading.complete))

    def again(self) -> Report:
        """Return the report on what can have changed since the last look."""
        last = self._reading.corpus
        self.report = self._judge(concerned(self._read().corpus, last, self.report.touched))
        return self.report


def told(report: Report) -> tuple[object, ...]:
    """Return all that a report tells, without the records that it was made from."""
    return report.findings, report.skipped, report.looked_at, report.site, report.touched


VOCABULARIES = {f"facts/{name}.yml" for name in ("ratings", "terms", "floors", "exceptions")}


def changed_files(one: Path, other: Path) -> set[str]:
    """Return the paths of the records that differ between two projects."""
    before, now = read_state(one, TODAY), read_state(other, TODAY)
    assert before
    assert now
    return {path for path, _ in before.records.items() ^ now.records.items()}


EXAMPLES = sorted(
    path for path in CHECKS.glob("[A-Z]*-*") if not (path / "before").is_dir() and (path / "bad").is_dir()
)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_mistake_is_found_and_every_mending_is_seen(folder: Path, project: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    shutil.copytree(project, wrong)
    lay(wrong, folder / "bad")
    for outline, there in ((outline_of(project, TODAY), wrong), (outline_of(wrong, TODAY), project)):
        found = again(there, outline, TODAY)
        if found:
            assert told(found) == told(validate(there, today=TODAY))
        else:
            assert VOCABULARIES & changed_files(project, wrong)


def values(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the place of every value in a document: what holds it, and its key there."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield data, key
        yield from values(value)


class Vandal:
    """Changes a project in all the ways that people do, and in some that they do not."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._random = random.Random(seed)  # noqa: S311 - not for secrets
        self._facts = {path: path.read_bytes() for path in sorted((root / "facts").rglob("*.yml"))}
        self._records = [path for path in self._facts if path.parent.name != "facts"]
        self._pages: set[Path] = set()
        self._known: dict[object, list[object]] = {}
        for content in self._facts.values():
            for holder, key in values(yaml.load(content, yaml.CSafeLoader)):
                self._known.setdefault(key, []).append(holder[key])

    def restore(self) -> None:
        """Bring back all that was there."""
        for path in (self._root / "facts").rglob("*"):
            if path.is_symlink() or path.is_file():
                path.unlink()
        for path, content in self._facts.items():
            path.write_bytes(content)
        for page in self._pages:
            page.unlink(missing_ok=True)

    def strike(self) -> None:
        """Change one thing."""
        kind = self._random.choice(["claims", "claims", "claims", "articles", "sources", "entities"])
        path = self._random.choice([path for path in self._records if path.parent.name == kind])
        ways = [self._value] * 6 + [
            self._remove,
            self._copy,
            self._move,
            self._break,
            self._name,
            self._swap,
            self._page,
        ]
        self._random.choice(ways)(path)

    def _value(self, path: Path) -> None:
        """Take a value away, or put one of another record in its place."""
        data = yaml.load(self._facts[path], yaml.CSafeLoader)
        holder, key = self._random.choice(list(values(data)))
        if self._random.random() < 0.2:
            del holder[key]
        else:
            holder[key] = self._random.choice(self._known[key])
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def _copy(self, path: Path) -> None:
        path.with_name("copied.yml").write_bytes(self._facts[path])

    def _move(self, path: Path) -> None:
        other = self._random.choice([one for one in self._records if one.parent == path.parent])
        path.write_text(
            f'id: {path.stem}\nmoved_to: {other.stem}\ndate: "2026-11-01"\nreason:\n  en: So.\n  fr: Voilà.\n'
        )

    def _break(self, path: Path) -> None:
        path.write_bytes(self._facts[path] + self._random.choice([b"{", b"x: 1\n", b"\xff", b"id: again\n"]))

    def _name(self, path: Path) -> None:
        name = self._random.choice([f"{path.stem.upper()}.yml", f"{path.stem}.yaml", "notes.txt", "link.yml"])
        if name == "link.yml":
            path.with_name(name).unlink(missing_ok=True)
            path.with_name(name).symlink_to(path.name)
        else:
            path.with_name(name).write_bytes(self._facts[path])

    def _swap(self, path: Path) -> None:
        other = self._random.choice([one for one in self._records if one.parent == path.parent])
        path.write_bytes(self._facts[other])

    def _page(self, path: Path) -> None:
        page = self._root / "docs" / "en" / path.parent.name / f"{self._random.choice([path.stem, 'vandal'])}.md"
        page.parent.mkdir(exist_ok=True)
        self._pages.add(page)
        page.write_text(f"[x](claim:{path.stem})\n[x](source:none)\n", encoding="utf-8")


def vandalise(root: Path, seed: int, rounds: int) -> int:
    """Change a project again and again; return how often only a part of it was looked at."""
    parts = 0
    vandal, preview = Vandal(root, seed), Previewed(root)
    coin = random.Random(seed)  # noqa: S311 - not for secrets
    outline = outline_of(root, LATER)
    for number in range(rounds):
        way = coin.random()
        if way < 0.6:
            vandal.restore()
        for _ in range(coin.choice([1, 1, 1, 2])):
            vandal.strike()
        found, previewed = again(root, outline, LATER), preview.again()
        if found:
            parts += len(found.corpus.claims) < found.looked_at["claim"]
            expected = validate(root, today=LATER)
            assert told(found) == told(expected), f"round {number} of seed {seed}"
            assert told(previewed) == told(expected), f"round {number} of seed {seed}, previewed"
        if way > 0.8:
            outline = outline_of(root, LATER)
    return parts


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_as_days_pass_nothing_is_found_in_records_but_reviews_that_are_due(folder: Path, project: Path) -> None:
    """Or else everything would have to be looked at again every day. Exceptions are looked at every time."""
    lay(project, folder / "bad")
    now, later = (
        {(finding.code, finding.location) for finding in validate(project, today=day).findings}
        for day in (TODAY, TODAY + timedelta(days=1000))
    )
    assert {code for code, _ in later - now} <= {"DAT006", "EXC002"}


def test_whatever_changes_is_judged_as_by_looking_at_everything(several: Path, tmp_path: Path) -> None:
    shutil.copytree(several, tmp_path / "project")
    assert vandalise(tmp_path / "project", 1, ROUNDS) > ROUNDS // 8


Data = dict[str, Any]


def alter(root: Path, path: str, change: Callable[[Data], object]) -> None:
    """Change what stands in a file, and leave it in canonical form."""
    file = root / "facts" / path
    data = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    change(data)
    kind = {"claims": "claim", "sources": "source", "articles": "article"}[path.partition("/")[0]]
    file.write_text(write(data, kind, Kept()), encoding="utf-8")


def relate(root: Path, one: str, type_: str, other: str) -> None:
    relation = {"type": type_, "claim": other}
    alter(root, f"claims/{one}.yml", lambda data: data["claim"].setdefault("relations", []).append(relation))


def add_lead(root: Path, claim: str, source: str) -> None:
    lead = {"source": source}
    alter(root, f"claims/{claim}.yml", lambda data: data["review"].setdefault("to_check", []).append(lead))


def drop_leads(root: Path, claim: str) -> None:
    alter(root, f"claims/{claim}.yml", lambda data: data["review"].pop("to_check"))


def add_source(root: Path) -> None:
    """Add a source that nothing refers to yet, and that nobody has read."""
    copied = (root / "facts/sources/bloomberg-2023-02.yml").read_text(encoding="utf-8")
    assert "access: unread" in copied
    text = copied.replace("id: bloomberg-2023-02", "id: lone-source")
    (root / "facts/sources/lone-source.yml").write_text(text, encoding="utf-8")


def call_exclusive(root: Path, claim: str, provider: str) -> None:
    """Let it be said, of the same day, that somebody is the only provider."""
    said = {"type": "designation", "provider": provider, "customer": "openai", "term": "exclusive"}
    words = {"wording": "exclusive cloud provider", "lang": "en", "date": "2023-01-23"}
    alter(root, f"claims/{claim}.yml", lambda data: data["review"]["evidence"][0].update(recorded=said | words))


def circle(root: Path) -> None:
    """Let three claims of three articles lead in a circle; only one of them is told so."""
    relate(root, "ai-data-needs-cloud", "narrows", "ai-data-needs-cloud-0")
    relate(root, "ai-data-needs-cloud-1", "broadens", "ai-data-needs-cloud-0")
    relate(root, "ai-data-needs-cloud-1", "narrows", "ai-data-needs-cloud")


def two_leads(root: Path) -> None:
    add_source(root)
    add_lead(root, "ai-data-needs-cloud-0", "lone-source")
    add_lead(root, "ai-data-needs-cloud-1", "lone-source")


def one_lead(root: Path) -> None:
    add_source(root)
    add_lead(root, "ai-data-needs-cloud-0", "lone-source")


def badly_named(root: Path) -> None:
    one_lead(root)
    source = root / "facts/sources/lone-source.yml"
    source.rename(source.with_suffix(".yaml"))


def moved(root: Path) -> None:
    text = 'id: old-id\nmoved_to: ai-data-needs-cloud-0\ndate: "2026-11-01"\nreason:\n  en: So.\n  fr: Voilà.\n'
    (root / "facts/claims/old-id.yml").write_text(f"{header('claim')}\n{text}", encoding="utf-8")


def write_page(root: Path, path: str, text: str) -> None:
    (root / "docs/en" / path).write_text(text, encoding="utf-8")


def nothing(_: Path) -> None:
    """Leave all as it is."""


BAD, LONE = "facts/sources/lone-source.yaml", "facts/sources/lone-source.yml"
GOAL = "facts/claims/ai-data-needs-cloud-0.yml"
Step = Callable[[Path], object]
STORIES: dict[str, tuple[Step, Step, set[str]]] = {
    "a circle is still there": (circle, add_source, {"REL001", "REF004"}),
    "another article uses the source": (two_leads, lambda root: drop_leads(root, "ai-data-needs-cloud-0"), set()),
    "nobody uses the source now": (one_lead, lambda root: drop_leads(root, "ai-data-needs-cloud-0"), {"REF004"}),
    "another article excludes it": (
        lambda root: call_exclusive(root, "microsoft-openai-symbiosis-1", "microsoft"),
        lambda root: call_exclusive(root, "microsoft-openai-symbiosis-0", "google"),
        {"TRM002"},
    ),
    "what was badly named is gone": (badly_named, lambda root: (root / BAD).unlink(), {"REF001"}),
    "a source is gone": (one_lead, lambda root: (root / LONE).unlink(), {"REF001"}),
    "where a record moved is nothing": (moved, lambda root: (root / GOAL).unlink(), {"IDS003", "REF001"}),
    "the article is of later": (nothing, lambda root: publish(root, "2026-11-30"), {"DAT002"}),
    "a page has the address": (
        nothing,
        lambda root: write_page(root, "claims/ai-data-needs-cloud-0.md", ""),
        {"IDS004"},
    ),
    "a page names what is elsewhere": (
        nothing,
        lambda root: write_page(root, "new.md", "[](claim:ai-data-needs-cloud-0) [](claim:ai-data-needs-cloud-9)"),
        {"REF003"},
    ),
}


def publish(root: Path, day: str) -> None:
    alter(root, "articles/synthetic-0.yml", lambda data: data.update(published=day))


@pytest.mark.parametrize("story", STORIES)
def test_what_a_change_means_for_others_is_told(story: str, several: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(several, root)
    before, change, codes = STORIES[story]
    before(root)
    outline, preview = outline_of(root, LATER), Previewed(root)
    change(root)
    expected = validate(root, today=LATER)
    for found in again(root, outline, LATER), preview.again():
        assert found
        assert told(found) == told(expected)
        assert codes <= {finding.code for finding in found.findings}
        assert len(found.corpus.claims) < len(expected.corpus.claims)
