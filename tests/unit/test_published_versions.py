"""What records said on earlier days comes from git or, without it, from what the last build kept; and pages show it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from conftest import ROOT, TODAY
from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.kinds import RECORDS, VERSIONS
from factcheck.languages import MAIN
from factcheck.outputs.json_api import Api
from factcheck.pages.changed_fields import field_titles
from factcheck.pages.page import Site, versions_file, versions_id
from factcheck.pages.renderer import Renderer
from factcheck.pages.said_then import SaidThen
from factcheck.pages.version_page import said_since
from factcheck.project import check_project
from factcheck.published_versions import NO_VERSIONS, _versions, read_history
from factcheck.records.version import (
    GIT_BEGAN,
    NO_GIT,
    SHALLOW,
    UNREADABLE,
    History,
    content_id,
    directory_id,
    in_order,
)
from factcheck.revisions import check_base
from factcheck.schema.schemas import read_schemas
from git_project import CLAIM, IDENTITY, TITLE, change_twice, commit_on, edit, git

KEY = ("claim", "first-claim")
CORRECTED = 'record:\n  corrections:\n    - date: "2026-11-25"\n      type: typo\n      text:\n        en: A comma.\n'
RECORDS_AND_PARTS = {"common", *(kind.name for kind in RECORDS)}
SITE = Site(url="https://s.example/", name="S")


@pytest.fixture
def changed(project: Path) -> Path:
    """Return a project whose claim was made on 22 November, committed on the 24th, and changed twice on the 26th."""
    return change_twice(project)


def history_of(project: Path, kept: Path | None = None) -> History:
    return read_history(project, list(corpus_of(project).files), kept)


def corpus_of(project: Path) -> Corpus:
    return check_project(project, today=TODAY).corpus


def renderer_of(project: Path, language: str = "en", kept: Path | None = None) -> Renderer:
    return Renderer(corpus_of(project), language, SITE, (), history=history_of(project, kept))


def test_a_version_is_what_was_there_in_the_evening_and_the_first_is_dated_by_the_record(changed: Path) -> None:
    history = history_of(changed)
    assert history.complete
    versions = history.versions(*KEY)
    assert [version.date for version in versions] == ["2026-11-22", "2026-11-26"]
    assert [version.data["claim"]["short"]["en"] for version in versions] == [TITLE, "Example got $2 million"]
    assert versions[0].content == f"swh:1:cnt:{git(changed, 'rev-parse', f'HEAD~2:{CLAIM}')}"
    assert versions[1].commit == git(changed, "rev-parse", "HEAD")
    assert history.published(*KEY) is versions[1]


def test_all_records_together_have_the_name_that_git_gives_their_folder(changed: Path) -> None:
    assert history_of(changed).whole == f"swh:1:dir:{git(changed, 'rev-parse', 'HEAD:facts')}"
    edit(changed, "Example got $2 million", "Example got $3 million")
    assert history_of(changed).whole != f"swh:1:dir:{git(changed, 'rev-parse', 'HEAD:facts')}"


@pytest.mark.parametrize("paths", [("a/b.yml", "a.yml", "a-b/c", "ab"), ("x",), ("é.yml", "z/ä/ö")])
def test_names_of_folders_are_those_of_git(tmp_path: Path, paths: tuple[str, ...]) -> None:
    git(tmp_path, "init", "--quiet")
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    git(tmp_path, "add", "--all")
    files = {path: content_id(path.encode()) for path in paths}
    assert directory_id(files) == f"swh:1:dir:{git(tmp_path, 'write-tree')}"


def test_the_first_version_is_no_older_than_what_it_tells(project: Path) -> None:
    """A project that was copied into a new repository has corrections in its first commit."""
    git(project, "init", "--quiet")
    edit(project, "record:\n", CORRECTED)
    commit_on(project, "2026-11-28")
    assert [version.date for version in history_of(project).versions(*KEY)] == ["2026-11-25"]


def test_a_day_that_leaves_nothing_changed_makes_no_version(changed: Path) -> None:
    edit(changed, "Example got $2 million", "Example won $2 million")
    commit_on(changed, "2026-11-27")
    edit(changed, "Example won $2 million", "Example got $2 million")
    commit_on(changed, "2026-11-27")
    assert len(history_of(changed).versions(*KEY)) == 2


def test_a_merge_is_one_change_on_its_day(changed: Path) -> None:
    git(changed, "checkout", "--quiet", "-b", "other")
    edit(changed, "Example got $2 million", "Example won $2 million")
    commit_on(changed, "2026-11-27")
    git(changed, "checkout", "--quiet", "main")
    commit_on(changed, "2026-11-27")
    environment = {**os.environ, "GIT_COMMITTER_DATE": "2026-11-29T12:00:00+00:00"}
    merge = ["git", "-C", str(changed), *IDENTITY, "merge", "--quiet", "--no-ff", "--message", "merge", "other"]
    subprocess.run(merge, check=True, env=environment)
    assert [version.date for version in history_of(changed).versions(*KEY)][2:] == ["2026-11-29"]


def test_a_clock_that_was_wrong_turns_no_order_around(changed: Path) -> None:
    edit(changed, "Example got $2 million", "Example won $2 million")
    commit_on(changed, "2001-01-01")
    versions = history_of(changed).versions(*KEY)
    assert [version.date for version in versions] == ["2026-11-22", "2026-11-26"]
    assert versions[-1].data["claim"]["short"]["en"] == "Example won $2 million"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-11-24", "2099-01-01", "2026-11-29"], ["2026-11-24", "2026-11-29", "2026-11-29"]),
        (["2026-11-24", "2001-01-01", "2026-11-29"], ["2026-11-24", "2026-11-29", "2026-11-29"]),
        (["2026-11-24", "2026-11-26", "2001-01-01"], ["2026-11-24", "2026-11-26", "2026-11-26"]),
        (["2099-01-01", "2026-11-26", "2026-11-26"], ["2026-11-26", "2026-11-26", "2026-11-26"]),
        (["1960-01-01"], [GIT_BEGAN]),
        ([], []),
    ],
)
def test_one_wrong_clock_moves_no_other_day(days: list[str], expected: list[str]) -> None:
    assert in_order(days) == expected


@pytest.mark.parametrize("created", ["2026-00-00", "0000-01-01", "2019-01-01", "2099-01-01", "no day"])
def test_a_record_cannot_choose_a_day_on_which_it_was_not_there(project: Path, created: str) -> None:
    git(project, "init", "--quiet")
    path = project / CLAIM
    now = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(created|checked): "[0-9-]+"', rf'\1: "{created}"', now), encoding="utf-8")
    commit_on(project, "2026-11-24")
    path.write_text(now, encoding="utf-8")
    commit_on(project, "2026-11-26")
    assert [version.date for version in history_of(project).versions(*KEY)] == ["2026-11-24", "2026-11-26"]
    assert renderer_of(project).page(VERSIONS, versions_id(*KEY)) is not None


def test_what_is_not_committed_is_not_published(changed: Path) -> None:
    edit(changed, "Example got $2 million", "Example won $2 million")
    renderer = renderer_of(changed)
    assert renderer.history.published(*KEY) is None
    page = renderer.page(*KEY)
    assert page is not None
    assert "What this page says is not published yet." in page.body
    assert "swh:1:cnt:" in page.body


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_has_what_changed_and_all_words_of_then(changed: Path, language: str) -> None:
    renderer = renderer_of(changed, language)
    key = (VERSIONS, versions_id(*KEY))
    assert key in [*renderer.keys()]
    page = renderer.page(*key)
    assert page is not None
    versions = renderer.history.versions(*KEY)
    assert [page.body.count(f">{version.content}<") for version in versions] == [1, 1]
    newest, _, first = page.body.partition('id="version-2026-11-22"')
    assert "<details" not in newest
    assert "<details" in first
    claim = renderer.page(*KEY)
    assert claim is not None
    assert f'href="~/{page.address}"' in claim.body
    if language == "en":
        assert re.search(r"</span><del>raised</del> <span[^>]*>[^<]*</span><ins>got</ins>", newest)
    else:  # the French text has not changed
        assert "<ins>" not in newest


def test_a_record_that_has_not_changed_has_no_page_of_versions(changed: Path) -> None:
    renderer = renderer_of(changed)
    assert renderer.page(VERSIONS, versions_id("source", "first-source")) is None
    page = renderer.page("source", "first-source")
    assert page is not None
    assert "This is the first version." in page.body


def test_of_a_list_only_what_differs_is_shown(changed: Path) -> None:
    said = SaidThen(renderer_of(changed).view)
    (part,) = said.difference(
        {"quotations": ["One, two", "Three."]}, {"quotations": ["Three.", "Four, five."]}
    ).passages
    assert [line.words.striptags() for line in part.lines] == ["Taken out: One, two", "Put in: Four, five."]
    (part,) = said.difference({"quotations": ["a b", "c"]}, {"quotations": ["c", "a b"]}).passages
    assert [str(line.words) for line in part.lines] == ["in another order"]


def test_old_forms_and_hostile_words_are_shown_as_they_are(changed: Path) -> None:
    path = changed / CLAIM
    now = path.read_text(encoding="utf-8")
    for day, text in (
        ("27", now.replace("review:", 'verdict: "<b>odd</b>"\nreview:')),
        ("28", "no: record\n- at all\n"),
    ):
        path.write_text(text, encoding="utf-8")
        commit_on(changed, f"2026-11-{day}")
    path.write_text(now, encoding="utf-8")
    commit_on(changed, "2026-11-29")
    page = renderer_of(changed).page(VERSIONS, versions_id(*KEY))
    assert page is not None
    assert "&lt;b&gt;odd&lt;/b&gt;" in page.body
    assert "<b>odd" not in page.body
    assert "cannot be read as a record" in page.body
    assert history_of(changed).at(*KEY, "2026-11-28") == history_of(changed).at(*KEY, "2026-11-27")
    since = page.body.partition('id="version-2026-11-29"')[2].partition("<section>")[0]
    assert "odd" in since
    assert TITLE not in since, "compared with a file that made no page"


def test_every_field_of_a_record_has_a_title_that_is_translated() -> None:
    with (ROOT / "scripts/factcheck/languages/fr.po").open("rb") as file:
        known = {message.id for message in read_po(file)}
    schemas = [schema for name, schema in read_schemas(ROOT / "schemas").items() if name in RECORDS_AND_PARTS]
    shown = _fields_in(schemas) - {"en", "fr", "sha256", "how", "was", "now"}  # pages show no such field
    assert {title for name in shown for title in field_titles((name,), "en")} <= known


def _fields_in(schema: object) -> set[str]:
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = set(schema.get("properties", ())) if isinstance(schema, dict) else set()
    return own.union(*map(_fields_in, parts))


def test_a_record_leads_to_what_it_said_at_its_earlier_address(changed: Path) -> None:
    text = (changed / CLAIM).read_text(encoding="utf-8")
    stone = 'id: first-claim\nmoved_to: new-claim\ndate: "2026-11-28"\nreason:\n  en: Renamed.\n'
    (changed / CLAIM).write_text(stone, encoding="utf-8")
    (changed / CLAIM).with_stem("new-claim").write_text(text.replace("id: first-claim", "id: new-claim"), "utf-8")
    for article in (changed / "facts/articles").iterdir():
        article.write_text(article.read_text("utf-8").replace("- first-claim", "- new-claim"), "utf-8")
    commit_on(changed, "2026-11-28")
    page = renderer_of(changed).page("claim", "new-claim")
    assert page is not None
    assert 'versions/claim-first-claim/">What it said at its earlier address, until 28 November 2026' in page.body
    old = renderer_of(changed).page(VERSIONS, versions_id(*KEY))
    assert old is not None
    newest = old.body.partition("<section>")[2].partition("</section>")[0]
    assert "new-claim" in newest
    assert "<del>" not in newest, "nothing is gone: it is at its new address"


def keep(project: Path, folder: Path) -> None:
    """Write the files of versions of a project as a build does."""
    makers = Api(Renderer(corpus_of(project), MAIN, SITE, (), history=history_of(project))).makers()
    for path, make in makers.items():
        if path.startswith("versions/"):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(json.dumps(make()), encoding="utf-8")


def test_without_git_versions_come_from_the_last_build_if_their_words_have_their_name(
    changed: Path, tmp_path: Path
) -> None:
    keep(changed, tmp_path)
    whole = history_of(changed)
    shutil.rmtree(changed / ".git")
    kept = history_of(changed, tmp_path)
    assert kept.gap == NO_GIT
    assert [version.content for version in kept.versions(*KEY)] == [item.content for item in whole.versions(*KEY)]
    assert kept.published(*KEY) is not None
    file = tmp_path / versions_file(*KEY)
    whole_file = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(file.read_text(encoding="utf-8").replace(TITLE, "Example raised $3 million"), encoding="utf-8")
    assert [version.date for version in history_of(changed, tmp_path).versions(*KEY)] == ["2026-11-26"]
    for odd in (
        "[" * 100_000,
        '{"versions": null}',
        '{"versions": [{"date": "2026-00-00", "content": "", "text": ""}]}',
    ):
        file.write_text(odd, encoding="utf-8")
        assert history_of(changed, tmp_path).versions(*KEY) == ()
    same_day = json.dumps({"versions": [{**version, "date": "2026-11-22"} for version in whole_file["versions"]]})
    file.write_text(same_day, encoding="utf-8")
    assert [version.date for version in history_of(changed, tmp_path).versions(*KEY)] == ["2026-11-22"]


def test_a_page_without_its_history_says_so(changed: Path) -> None:
    shutil.rmtree(changed / ".git")
    page = renderer_of(changed).page(*KEY)
    assert page is not None
    assert "Earlier versions are not available here." in page.body


def test_the_end_of_a_history_is_not_taken_for_all_of_it(changed: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{changed}", str(clone))
    assert history_of(clone).gap == SHALLOW
    assert history_of(clone).versions(*KEY) == ()


def test_a_build_can_be_made_without_versions(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_VERSIONS, "1")
    assert not history_of(changed).records
    assert history_of(changed).contents


def test_data_has_the_file_of_each_version(changed: Path) -> None:
    makers = Api(Renderer(corpus_of(changed), MAIN, SITE, (), history=history_of(changed))).makers()
    made = makers[versions_file(*KEY)]()
    assert made["complete"]
    assert [content_id(item["text"].encode()) for item in made["versions"]] == [
        item["content"] for item in made["versions"]
    ]
    record = makers["claims/first-claim.json"]()
    assert record["version"] == {"content": made["versions"][-1]["content"], "published": "2026-11-26"}
    assert record["versions"].endswith("api/v1/versions/claim-first-claim.json")


def test_a_correction_is_told_since_the_first_version_that_has_it(changed: Path) -> None:
    path = changed / CLAIM
    entry = 'date: "2026-11-26"\n      type: typo\n      text:\n        en: A word.\n        fr: Un mot.\n'
    path.write_text(f"{path.read_text(encoding='utf-8')}  corrections:\n    - {entry}", encoding="utf-8")
    commit_on(changed, "2026-11-28")
    renderer = renderer_of(changed)
    claim = renderer.corpus.claims["first-claim"]
    assert [day for day, *_ in said_since(renderer.view, claim)] == ["2026-11-28"]
    page = renderer.page(*KEY)
    assert page is not None
    assert '<li data-date="2026-11-28">' in page.body
    contents = re.findall(r'data-version="([0-9-]+)" data-content="([^"]+)"( data-current)?>', page.body)
    assert [(day, bool(current)) for day, _, current in contents] == [
        ("2026-11-22", False),
        ("2026-11-26", False),
        ("2026-11-28", True),
    ]


def test_every_day_leads_to_what_changed(changed: Path) -> None:
    shown = renderer_of(changed).slot("versions")
    days = re.findall(r'id="day-([0-9-]+)"', shown)
    assert days == ["2026-11-26", "2026-11-24", "2026-11-22"]
    assert 'href="~/versions/claim-first-claim/#version-2026-11-26"' in shown
    assert 'href="~/sources/first-source/"' in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_withdrawn_still_has_its_words(changed: Path, language: str) -> None:
    words = "{en: 'A title', fr: 'Un titre'}"
    stub = f"id: first-claim\nwithdrawn: {{title: {words}, date: '2026-11-28', reason: {words}}}\n"
    (changed / CLAIM).write_text(stub, encoding="utf-8")
    commit_on(changed, "2026-11-28")
    renderer = renderer_of(changed, language)
    retired, page = renderer.page(*KEY), renderer.page(VERSIONS, versions_id(*KEY))
    assert retired is not None
    assert page is not None
    assert f'href="~/{page.address}"' in retired.body
    assert "Example got $2 million" in page.body or language == "fr"
    assert (VERSIONS, versions_id(*KEY)) in [*renderer.keys()]


def sign(folder: Path) -> None:
    """Let the newest commit have a signature, which cannot be verified."""
    unsigned = git(folder, "cat-file", "commit", "HEAD")
    lines = "gpgsig -----BEGIN SSH SIGNATURE-----\n x\n -----END SSH SIGNATURE-----\n\n"
    (folder / ".git/signed").write_text(unsigned.replace("\n\n", f"\n{lines}", 1) + "\n", encoding="utf-8")
    git(folder, "update-ref", "HEAD", git(folder, "hash-object", "-t", "commit", "-w", ".git/signed"))


def test_settings_of_a_repository_and_what_stands_in_for_its_commits_change_nothing(changed: Path) -> None:
    sign(changed)
    whole = history_of(changed).versions(*KEY)
    for name, value in {
        "log.showRoot": "false",
        "log.showSignature": "true",
        "i18n.logOutputEncoding": "UTF-16",
        "color.ui": "always",
        "log.diffMerges": "off",
    }.items():
        git(changed, "config", name, value)
    git(changed, "replace", "HEAD~1", "HEAD~2")
    (changed / ".git/info/grafts").write_text(f"{git(changed, 'rev-parse', 'HEAD')}\n", encoding="utf-8")
    _versions.cache_clear()
    found = history_of(changed).versions(*KEY)
    assert [(version.date, version.commit, version.content) for version in found] == [
        (version.date, version.commit, version.content) for version in whole
    ]


def test_a_history_that_cannot_be_read_is_not_taken_for_none(changed: Path) -> None:
    git(changed, "config", "diff.orderFile", "missing")
    assert history_of(changed).gap == UNREADABLE
    page = renderer_of(changed).page(*KEY)
    assert page is not None
    assert "or parts of it are missing" in page.body


@pytest.mark.skipif(os.name != "posix", reason="the program that was planted is a shell script")
def test_what_was_not_fetched_is_missing_and_no_program_is_run_to_fetch_it(changed: Path, tmp_path: Path) -> None:
    mark, program = tmp_path / "was-run", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\n", encoding="utf-8")
    program.chmod(0o755)
    object_ = git(changed, "rev-parse", f"HEAD~2:{CLAIM}")
    (changed / f".git/objects/{object_[:2]}/{object_[2:]}").unlink()
    for name, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{program} x",
        "protocol.ext.allow": "always",
    }.items():
        git(changed, "config", name, value)
    history = history_of(changed)
    assert (history.gap, history.versions(*KEY)) == (UNREADABLE, ())
    with pytest.raises(SetupError, match=r"missing|cannot read"):
        check_base(changed, "HEAD~2", today=TODAY)
    assert not mark.exists()
    subprocess.run(["git", "-C", str(changed), "cat-file", "-p", object_], check=False, capture_output=True)
    assert mark.exists()  # where git may fetch, it runs what was planted
