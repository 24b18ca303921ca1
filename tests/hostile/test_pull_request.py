"""The pull request of a hostile fork: the steps of the workflow that may write are run on it, with invented git and gh.

Nothing of the pull request is run, nothing but the comment and its suggestions is written, and strangers' words in
them are text. Each thing that was planted is shown to work where it would be run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from factcheck.changes.markdown_format import MARKER
from factcheck.changes.suggestions import COMMENT_MARKER
from hostile.project import make_project
from post_to_github import STRANGERS

pytestmark = pytest.mark.skipif(not shutil.which("make") or os.name != "posix", reason="workflows run where make is")

WORDS = "@maintainer <img src=x onerror=alert(1)> [a](https://evil.site) ![b](https://evil.site/b.png) #1 GH-1 "
WORDS += "``` ```suggestion $x$ www.evil.site -->"
IDENTITY = ("-c", "user.name=A stranger", "-c", "user.email=stranger@example.org", "-c", "commit.gpgsign=false")
SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1(?!`)).|`(?=`))*?(?<!`)\1(?!`)", re.DOTALL)
GH = """#!{python}
import json, os, pathlib, sys
arguments = sys.argv[1:]
path = next(argument for argument in arguments if argument.startswith("repos/"))
method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
given = sys.stdin.read() if "--input" in arguments else ""
with open("{log}", "a") as log:
    log.write(json.dumps([method, path, given, bool(os.environ.get("GH_TOKEN"))]) + "\\n")
answers = json.loads(pathlib.Path("{answers}").read_text())
print(json.dumps(answers.get(path.partition("?")[0], [[]]) if method == "GET" else {{}}))
"""
GIT = """#!/bin/sh
echo "${{GH_TOKEN:-none}} $*" >> {log}
exec {git} "$@"
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, independent of whoever runs the tests; return what it prints."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *IDENTITY, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()


def commit(folder: Path) -> str:
    """Commit everything in a folder; return the commit."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "claim first-claim: @maintainer <b>")
    return git(folder, "rev-parse", "HEAD")


@dataclass(frozen=True)
class Forge:
    """A repository with the pull request of a stranger, and what the workflow finds on its machine."""

    folder: Path
    base: str
    head: str

    @property
    def trap(self) -> Path:
        """The file that whatever was planted makes when it runs."""
        return self.folder / "PWNED"

    def run_workflow(self, **answers: Any) -> subprocess.CompletedProcess[str]:
        """Run the steps of comment.yml in a fresh checkout of the main branch."""
        checkout = self.folder / "checkout"
        shutil.rmtree(checkout, ignore_errors=True)
        git(self.folder, "clone", "--quiet", "--branch", "main", str(self.folder / "origin"), str(checkout))
        pulls = [pull(8, self.base, self.base), pull(7, self.base, self.head)]
        known = {"repos/us/site/pulls": pulls, "repos/us/site/actions/runs/99/artifacts": {"artifacts": [{"id": 42}]}}
        (self.folder / "answers.json").write_text(json.dumps({**known, **answers}), encoding="utf-8")
        event = {"head_repository.owner.login": "stranger", "head_branch": "$(touch PWNED)`id`", "id": "99"}
        environment = {**os.environ, **self.environment(), **step_environment({**event, "head_sha": self.head})}
        return subprocess.run(
            ["bash", "-e", "-c", "make comment"],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """Return the environment of a machine that has our programs installed already."""
        stamp = self.folder / "stamp"
        stamp.touch()
        venv = Path(sys.prefix)
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "MAKEFLAGS": f" -- VENV={venv} RUNTIME={stamp}",
            "GITHUB_REPOSITORY": "us/site",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    @property
    def asked(self) -> list[tuple[str, str, str, bool]]:
        """What gh was asked: the method, the path, what it was given, and whether it had the token."""
        return [tuple(json.loads(line)) for line in (self.folder / "gh.log").read_text("utf-8").splitlines()]


def pull(number: int, base: str, head: str) -> dict[str, Any]:
    """Return a pull request as GitHub describes it."""
    return {"number": number, "base": {"sha": base}, "head": {"sha": head}}


def step_environment(event: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that comment.yml gives to its last step, for an event."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/comment.yml").read_text("utf-8"))
    (step,) = [step for step in workflow["jobs"]["comment"]["steps"] if "run" in step]
    assert step["run"] == "make comment"
    values = {f"${{{{ github.event.workflow_run.{name} }}}}": value for name, value in event.items()}
    values["${{ github.token }}"] = "secret"
    return {name: values.get(value, "https://site.example/") for name, value in step["env"].items()}


def plant(fork: Path, trap: Path) -> None:
    """Put into a fork whatever might run, or be taken for something else, when somebody looks at it."""
    python = f"open({str(trap)!r}, 'w')\n"
    for name in ("sitecustomize.py", "usercustomize.py", "conftest.py", "scripts/sitecustomize.py", "click.py"):
        (fork / name).write_text(python)
    for name in ("scripts/factcheck/__init__.py", "scripts/post_to_github.py", "scripts/mkdocs_hooks.py"):
        (fork / name).write_text(python + (fork / name).read_text("utf-8"))
    (fork / "Makefile").write_text(f"$(shell touch {trap})\ncomment help:\n\t@touch {trap}\n")
    (fork / "mkdocs.yml").write_text("hooks: [scripts/mkdocs_hooks.py]\nsite_url: https://evil.site/\n")
    (fork / ".gitattributes").write_text("* filter=evil diff=evil merge=evil ident export-ignore\n")
    (fork / "facts/.gitattributes").write_text("*.yml -diff export-ignore\n")
    (fork / ".gitmodules").write_text(
        f'[submodule "facts/evil"]\n\tpath = facts/evil\n\turl = ext::sh -c touch% {trap}\n\tupdate = !touch {trap}\n'
    )
    for folder in ("hooks", ".githooks", ".git-hooks"):
        (fork / folder).mkdir()
        for name in ("post-checkout", "post-merge", "reference-transaction"):
            (fork / folder / name).write_text(f"#!/bin/sh\ntouch {trap}\n")
            (fork / folder / name).chmod(0o755)
    (fork / "facts/claims/linked.yml").symlink_to("/etc/passwd")
    (fork / "facts/claims/@maintainer <b>``x.yml").write_text(f"id: {WORDS}\n")
    (fork / "facts/claims/control.yml").write_text("id: a\x1b[2J\x07\n")
    (fork / "facts/sources/large.yml").write_bytes(b"a: b\n" * 500_000)
    name = f"id: evil\nname:\n  en: {json.dumps(WORDS)}\nkind: person\n"
    (fork / "facts/entities/evil.yml").write_text(name, "utf-8")
    claim, source = fork / "facts/claims/first-claim.yml", fork / "facts/sources/first-source.yml"
    text = re.sub(
        r"(explanation:\n    en: ).*", lambda match: match[1] + json.dumps(WORDS * 9), claim.read_text("utf-8")
    )
    claim.write_text(text.replace("rating: confirmed", "rating:   unproven"), "utf-8")
    source.write_text(source.read_text("utf-8").replace("tier: primary", "tier: primry"), "utf-8")


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """Return a repository of the small project, with the whole program, and the pull request of a hostile fork."""
    folder = tmp_path_factory.mktemp("forge")
    base = make_project(folder, small=True)
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, base / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("Makefile", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, base)
    git(base, "init", "--quiet", "--initial-branch=main")
    first = commit(base)
    git(folder, "clone", "--quiet", "--bare", str(base), str(folder / "origin"))
    git(folder, "clone", "--quiet", str(folder / "origin"), str(folder / "fork"))
    plant(folder / "fork", folder / "PWNED")
    commit(folder / "fork")
    git(folder / "fork", "update-index", "--add", "--cacheinfo", f"160000,{first},facts/evil")
    git(folder / "fork", "commit", "--quiet", "--amend", "--no-edit")
    head = git(folder / "fork", "rev-parse", "HEAD")
    git(folder / "fork", "push", "--quiet", "origin", "HEAD:refs/pull/7/head")
    (folder / "bin").mkdir()
    own = {"log": folder / "gh.log", "answers": folder / "answers.json", "python": sys.executable}
    programs = {"gh": GH.format(**own), "git": GIT.format(log=folder / "git.log", git=shutil.which("git"))}
    for name, text in programs.items():
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)
    return Forge(folder, first, head)


@pytest.fixture
def written(forge: Forge) -> list[tuple[str, str, Any]]:
    """Return what the workflow writes about the pull request: the method, the path and the content."""
    (forge.folder / "gh.log").unlink(missing_ok=True)
    (forge.folder / "git.log").unlink(missing_ok=True)
    done = forge.run_workflow()
    assert done.returncode == 0, done.stderr
    assert all(token for *_, token in forge.asked)
    return [(method, path, json.loads(given)) for method, path, given, _ in forge.asked if method != "GET"]


def outside_code(markdown: str) -> str:
    """Return Markdown without its code spans, in which everything is text, and without what is ours."""
    left = SPAN.sub("CODE", markdown.replace(MARKER, ""))
    left = re.sub(r"</?(?:details|summary)>", "", left)
    return re.sub(r"\]\(https://(?:site\.example|github\.com)/[a-z0-9/-]*\)", "]", left)


def test_nothing_of_a_pull_request_is_run(forge: Forge, written: list[tuple[str, str, Any]]) -> None:
    assert written
    assert not forge.trap.exists()
    assert not list(forge.folder.glob("**/PWNED"))
    lines = (forge.folder / "git.log").read_text("utf-8").splitlines()
    assert all(line.startswith("none ") for line in lines), "git reads what a stranger wrote: it gets no token"
    assert not any(re.search(r" (?:checkout|submodule|merge|apply|archive|worktree) ", line) for line in lines)


def test_nothing_but_the_comment_and_its_suggestions_is_written(written: list[tuple[str, str, Any]]) -> None:
    assert [(method, path) for method, path, _ in written] == [
        ("POST", "repos/us/site/issues/7/comments"),
        ("POST", "repos/us/site/pulls/7/reviews"),
    ]


def test_words_of_strangers_are_text_in_the_comment(written: list[tuple[str, str, Any]]) -> None:
    body = written[0][2]["body"]
    assert body.startswith(MARKER)
    assert "(https://github.com/us/site/actions/runs/99/artifacts/42): unpack it" in body
    assert body.endswith(STRANGERS), "whoever opens the preview is told who has made it"
    assert len(body) < 65_536
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", body)
    for shown in ("The company says so.", "@maintainer <img", "x onerror=alert(1)>"):
        assert shown in body, "what the pull request changes is shown"
    assert not re.search(r"[@<$]|\]\(|!\[|#[0-9]|GH-[0-9]|https?:|www\.", outside_code(body))


def test_suggestions_hold_lines_of_records_in_a_block_that_they_cannot_end(written: list[tuple[str, str, Any]]) -> None:
    review = written[1][2]
    assert review["event"] == "COMMENT"
    assert review["comments"]
    for item in review["comments"]:
        head, _, block = item["body"].removeprefix(COMMENT_MARKER).partition("\n\n")
        assert not re.search(r"[@<]|\]\(", outside_code(head))
        fence = re.match("`+", block)
        assert fence
        assert block.count(fence[0]) == 2
    assert {item["path"] for item in review["comments"]} == {
        *("facts/claims/first-claim.yml", "facts/entities/evil.yml", "facts/sources/first-source.yml")
    }


def test_comment_of_ours_is_changed_and_that_of_a_stranger_is_not(forge: Forge) -> None:
    own = {"id": 2, "body": f"{MARKER}\nold", "user": {"login": "github-actions[bot]"}}
    planted = {"id": 1, "body": f"{MARKER}\nplanted", "user": {"login": "stranger"}}
    (forge.folder / "gh.log").unlink(missing_ok=True)
    forge.run_workflow(**{"repos/us/site/issues/7/comments": [[planted], [own]]})
    written = [(method, path) for method, path, *_ in forge.asked if method != "GET"]
    assert written[0] == ("PATCH", "repos/us/site/issues/comments/2")


def test_commit_that_is_no_longer_the_last_one_is_passed_over(forge: Forge) -> None:
    (forge.folder / "gh.log").unlink(missing_ok=True)
    done = forge.run_workflow(**{"repos/us/site/pulls": [pull(7, forge.base, forge.base)]})
    assert "no open pull request" in done.stdout
    assert {method for method, *_ in forge.asked} == {"GET"}


@pytest.mark.parametrize(
    "start",
    [
        lambda fork: ["make", "-C", str(fork), "help"],
        lambda fork: ["env", f"PYTHONPATH={fork}", sys.executable, "-c", ""],
        lambda fork: ["env", f"PYTHONPATH={fork / 'scripts'}", sys.executable, "-c", "import factcheck"],
        lambda fork: [str(fork / "hooks/post-checkout")],
    ],
    ids=["Makefile", "sitecustomize", "package", "hook"],
)
def test_what_was_planted_works_where_it_is_run(forge: Forge, start: Callable[[Path], list[str]]) -> None:
    subprocess.run(start(forge.folder / "fork"), check=False, capture_output=True)
    assert forge.trap.exists()
    forge.trap.unlink()
