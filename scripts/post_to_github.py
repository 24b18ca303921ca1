"""Say on GitHub what the program has found: one comment on a pull request, and one issue a week. See --help.

It runs with a token that may write, so it runs code of the main branch only. The commits of a pull request are fetched
as data: nothing of them is checked out, and the programs that read them do not get the token. What GitHub knows is
asked, and written, with its own program `gh`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.changes.markdown_format import MARKER, MOST_CHARACTERS
from factcheck.changes.suggestions import COMMENT_MARKER

OURS = "github-actions[bot]"
"""Who writes with the token of a workflow. Nothing that anybody else wrote is ever changed."""
WEEKLY = "<!-- factcheck weekly -->"
"""The first line of the issue, which nobody sees: by it the issue is found again."""
TITLE = "What has to be looked at again"
NOTHING = "Nothing has to be looked at again. The next finding opens a new issue."
PREVIEW = "preview"
"""The name of the artifact with the pages that a pull request changes."""
TOKENS = ("GH_TOKEN", "GITHUB_TOKEN")
STRANGERS = " Its own code has made it: open it as you would a stranger’s page."
_CONTENT = re.compile(r"facts/|docs/[a-z]{2,3}/")
_COMMIT = re.compile("[0-9a-f]{40}")


def ask(path: str) -> list[Any]:
    """Return a list that GitHub has, from all of its pages."""
    pages: list[list[Any]] = json.loads(_gh("--paginate", "--slurp", path))
    return [item for page in pages for item in page]


def write(method: str, path: str, **fields: Any) -> None:
    """Make or change something on GitHub."""
    _gh("--method", method, path, "--input", "-", given=json.dumps(fields))


def _gh(*arguments: str, given: str | None = None) -> str:
    return subprocess.run(["gh", "api", *arguments], input=given, capture_output=True, text=True, check=True).stdout


@dataclass(frozen=True)
class Pull:
    """A pull request: its number, the last commit of the branch that it is for, and its own last commit."""

    number: int
    base: str
    head: str

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "Pull":
        """Return the pull request that GitHub describes.

        Raises:
            ValueError: a commit is none.
        """
        base, head = str(answer["base"]["sha"]), str(answer["head"]["sha"])
        if not _COMMIT.fullmatch(base) or not _COMMIT.fullmatch(head):
            raise ValueError(base, head)
        return cls(int(answer["number"]), base, head)


def find_pull(repository: str, owner: str, branch: str, commit: str) -> Pull | None:
    """Return the open pull request of a branch, if `commit` is its last one; None if there is none any more.

    Which one it is, is asked of GitHub: a run of a stranger's code could say anything.
    """
    fields = {"state": "open", "head": f"{owner}:{branch}"}
    options = [option for name, value in fields.items() for option in ("--raw-field", f"{name}={value}")]
    found = json.loads(_gh("--method", "GET", f"repos/{repository}/pulls", *options))
    return next((pull for pull in map(Pull.of, found) if pull.head == commit), None)


def fetch(pull: Pull) -> None:
    """Fetch the commits of a pull request as data: no tag, no other repository, and nothing is checked out."""
    options = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
    _run("git", "fetch", *options, "origin", f"+refs/pull/{pull.number}/head:refs/remotes/pull/{pull.number}")


def describe(pull: Pull, format_: str) -> str:
    """Return what a pull request changes, as the program says it."""
    return _run(sys.executable, "-P", "-m", "factcheck", "diff", pull.base, pull.head, "--format", format_)


def _run(*command: str) -> str:
    """Run a program that reads what strangers wrote, without the token; return what it prints."""
    kept = {name: value for name, value in os.environ.items() if name not in TOKENS}
    kept["PYTHONPATH"] = str(Path(__file__).resolve().parent)
    return subprocess.run(command, env=kept, stdout=subprocess.PIPE, text=True, check=True).stdout


def post_comment(repository: str, pull: Pull, text: str) -> None:
    """Write the one comment of ours on a pull request, or change it."""
    comments = ask(f"repos/{repository}/issues/{pull.number}/comments?per_page=100")
    own = next(_own(comments, MARKER), None)
    if not own:
        write("POST", f"repos/{repository}/issues/{pull.number}/comments", body=text)
    elif own["body"] != text:
        write("PATCH", f"repos/{repository}/issues/comments/{own['id']}", body=text)


def post_review(repository: str, pull: Pull, review: Mapping[str, Any]) -> None:
    """Write the suggestions for a pull request that are not there yet."""
    there = {
        _place(item)
        for item in _own(ask(f"repos/{repository}/pulls/{pull.number}/comments?per_page=100"), COMMENT_MARKER)
    }
    new = [item for item in review["comments"] if _place(item) not in there]
    if new:
        write("POST", f"repos/{repository}/pulls/{pull.number}/reviews", **{**review, "comments": new})


def _own(items: Iterable[Mapping[str, Any]], marker: str) -> Iterator[Mapping[str, Any]]:
    """Yield what we wrote ourselves, by its author and its first line."""
    return (item for item in items if item["user"]["login"] == OURS and (item["body"] or "").startswith(marker))


def _place(comment: Mapping[str, Any]) -> tuple[Any, ...]:
    return comment["path"], comment.get("line"), comment["body"]


def post_issue(repository: str, text: str) -> None:
    """Write the one open issue of ours, or change it; with nothing to say, close it."""
    issues = ask(f"repos/{repository}/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100")
    own = next(_own(issues, WEEKLY), None)
    body = f"{WEEKLY}\n{text.strip() or NOTHING}"
    if own and not text.strip():
        write("PATCH", f"repos/{repository}/issues/{own['number']}", body=body, state="closed")
    elif own and own["body"] != body:
        write("PATCH", f"repos/{repository}/issues/{own['number']}", body=body)
    elif text.strip() and not own:
        write("POST", f"repos/{repository}/issues", title=TITLE, body=body)


def shortened(text: str) -> str:
    """Return as many lines of a text as GitHub takes."""
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[:MOST_CHARACTERS].rpartition("\n")[0] + "\n\n*There is more than an issue can hold.*"


def comment_on_pull(repository: str) -> None:
    """Say on a pull request what it changes. The environment names its branch and the commit that was checked."""
    pull = find_pull(repository, *(os.environ[name] for name in ("HEAD_OWNER", "HEAD_BRANCH", "HEAD_COMMIT")))
    if not pull:
        print("There is no open pull request any more whose last commit this is.")
        return
    fetch(pull)
    preview = preview_link(repository, os.environ["RUN_ID"], own_code=changes_code(pull))
    post_comment(repository, pull, describe(pull, "markdown").strip() + preview)
    try:
        post_review(repository, pull, json.loads(describe(pull, "review")))
    except subprocess.CalledProcessError as error:
        print(f"::warning::The suggestions could not be written: exit code {error.returncode}")


def preview_link(repository: str, run: str, *, own_code: bool) -> str:
    """Return where the preview of a pull request is, if the run that checked it has made one.

    Of what the run says, only the number of the preview is used. With `own_code`, readers are told who has made it.
    """
    there = json.loads(_gh(f"repos/{repository}/actions/runs/{int(run)}/artifacts?name={PREVIEW}"))["artifacts"]
    if not there:
        return ""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    address = f"{server}/{repository}/actions/runs/{int(run)}/artifacts/{int(there[0]['id'])}"
    return f"\n\n[What readers will see]({address}): unpack it and open `index.html`.{STRANGERS if own_code else ''}"


def changes_code(pull: Pull) -> bool:
    """Return whether a pull request changes more than records and hand-written pages: what makes a preview, perhaps."""
    listed = _run("git", "diff", "--name-only", "--no-ext-diff", "--no-renames", "-z", f"{pull.base}...{pull.head}")
    return not all(_CONTENT.match(name) for name in listed.split("\0") if name)


def main() -> None:
    """Read the arguments, and write to GitHub."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("comment", "issue"), help="a comment on a pull request, or the weekly issue")
    parser.add_argument("file", nargs="?", type=Path, help="the text of the issue")
    arguments = parser.parse_args()
    repository = os.environ["GITHUB_REPOSITORY"]
    if arguments.what == "comment":
        comment_on_pull(repository)
    else:
        post_issue(repository, shortened(arguments.file.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
