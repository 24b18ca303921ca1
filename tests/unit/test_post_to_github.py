"""What is written on GitHub: one comment, one issue, and no suggestion twice; and what the workflows may do."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

import post_to_github
from conftest import ROOT
from factcheck.changes.markdown_format import MOST_CHARACTERS
from factcheck.changes.suggestions import COMMENT_MARKER
from post_to_github import NOTHING, OURS, WEEKLY, Pull, post_issue, post_review, shortened

WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").iterdir()}
MAKE = re.compile(r"make ([a-z-]+)")


class Forge:
    """Answers as gh does, and keeps what is written."""

    def __init__(self, *items: dict[str, Any]) -> None:
        self.items = items
        self.written: list[tuple[str, str, Any]] = []

    def __call__(self, *arguments: str, given: str | None = None) -> str:
        if given is None:
            return json.dumps([list(self.items)])
        self.written.append((arguments[1], arguments[2], json.loads(given)))
        return "{}"


def forge(monkeypatch: pytest.MonkeyPatch, *items: dict[str, Any]) -> Forge:
    """Put an invented forge with these issues or comments in the place of gh."""
    made = Forge(*items)
    monkeypatch.setattr(post_to_github, "_gh", made)
    return made


def issue(number: int, text: str, login: str = OURS) -> dict[str, Any]:
    """Return an issue as GitHub describes it."""
    return {"number": number, "user": {"login": login}, "body": f"{WEEKLY}\n{text}"}


def test_first_finding_opens_the_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    there = forge(monkeypatch, issue(1, "planted", "stranger"))
    post_issue("us/site", "## Claims\n")
    ((method, path, fields),) = there.written
    assert (method, path) == ("POST", "repos/us/site/issues")
    assert fields["body"] == f"{WEEKLY}\n## Claims"


def test_issue_is_changed_in_place_and_closed_when_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    there = forge(monkeypatch, issue(1, "planted", "stranger"), issue(2, "old"))
    post_issue("us/site", "new")
    post_issue("us/site", "old")
    post_issue("us/site", "\n")
    assert there.written == [
        ("PATCH", "repos/us/site/issues/2", {"body": f"{WEEKLY}\nnew"}),
        ("PATCH", "repos/us/site/issues/2", {"body": f"{WEEKLY}\n{NOTHING}", "state": "closed"}),
    ]


def test_nothing_to_do_opens_no_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    there = forge(monkeypatch)
    post_issue("us/site", "")
    assert there.written == []


def test_suggestion_that_is_there_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {"path": "facts/a.yml", "line": 3, "body": f"{COMMENT_MARKER}\nold"}
    new = {"path": "facts/a.yml", "line": 4, "body": f"{COMMENT_MARKER}\nnew"}
    there = forge(monkeypatch, {**old, "user": {"login": OURS}}, {**new, "user": {"login": "stranger"}})
    review = {"event": "COMMENT", "body": "", "commit_id": "c", "comments": [old, new]}
    post_review("us/site", Pull(7, "b", "c"), review)
    post_review("us/site", Pull(7, "b", "c"), {**review, "comments": [old]})
    assert there.written == [("POST", "repos/us/site/pulls/7/reviews", {**review, "comments": [new]})]


def test_commit_of_a_pull_request_is_one() -> None:
    answer = {"number": 7, "base": {"sha": "a" * 40}, "head": {"sha": "--upload-pack=x"}}
    with pytest.raises(ValueError, match="upload-pack"):
        Pull.of(answer)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["facts/claims/a.yml", "docs/en/about.md", "docs/fr/images/a.png"], False),
        (["facts/claims/a.yml", "docs/.overrides/main.html"], True),
        (["mkdocs.yml"], True),
        (["x/facts/a.yml"], True),
    ],
)
def test_code_is_all_but_records_and_pages(monkeypatch: pytest.MonkeyPatch, files: list[str], *, code: bool) -> None:
    monkeypatch.setattr(post_to_github, "_run", lambda *_: "\0".join([*files, ""]))
    assert post_to_github.changes_code(Pull(7, "b", "c")) is code


@pytest.mark.parametrize(("artifacts", "link"), [([], ""), ([{"id": 42}], "/us/site/actions/runs/9/artifacts/42)")])
def test_comment_leads_to_the_preview_once_there_is_one(
    monkeypatch: pytest.MonkeyPatch, artifacts: list[dict[str, int]], link: str
) -> None:
    monkeypatch.setattr(post_to_github, "_gh", lambda _path: json.dumps({"artifacts": artifacts}))
    said = post_to_github.preview_link("us/site", "9", own_code=False)
    assert link in said
    assert bool(said) == bool(artifacts)


def test_long_text_is_cut_at_a_line() -> None:
    assert shortened("a\n" * 10) == "a\n" * 10
    cut = shortened("0123456789\n" * MOST_CHARACTERS)
    assert len(cut) < MOST_CHARACTERS + 100
    assert cut.endswith("0123456789\n\n*There is more than an issue can hold.*")


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_workflows_run_targets_that_are_there(name: str) -> None:
    workflow = WORKFLOWS[name]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    for target in MAKE.findall("\n".join(commands)):
        assert re.search(rf"(?m)^{target}:", makefile), target


@pytest.mark.parametrize("name", ["comment.yml", "weekly.yml"])
def test_what_may_write_checks_out_the_main_branch_only(name: str) -> None:
    for job in WORKFLOWS[name]["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"].get("ref", "") in {"", "${{ github.event.repository.default_branch }}"}
                assert step["with"]["persist-credentials"] is False
            # What somebody chose reaches a program only through the environment.
            assert "${{" not in step.get("run", "")


RECIPES = [ROOT / f"docs/{language}/contribute/ci.md" for language in ("en", "fr")]
BLOCK = re.compile(r"(?ms)^```yaml\n(.*?)^```$")
SHOWN = {"What changes for readers": "Ce qui change pour les lecteurs", "expose_as: Preview": "expose_as: Aperçu"}


def test_recipes_for_other_forges_are_yaml_and_run_targets_that_are_there() -> None:
    english, french = ([*BLOCK.findall(path.read_text("utf-8"))] for path in RECIPES)
    gitlab, forgejo = (yaml.safe_load(block) for block in english)
    commands = [line for job in gitlab.values() for part in ("script", "after_script") for line in job.get(part, [])]
    commands += [step["run"] for job in forgejo["jobs"].values() for step in job["steps"]]
    targets = set(MAKE.findall("\n".join(commands)))
    assert targets == {"validate", "diff", "preview", "reports", "weekly", "site"}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(re.search(rf"(?m)^{target}:", makefile) for target in targets)
    for words, translated in SHOWN.items():
        english[0] = english[0].replace(words, translated)
    assert french == english
