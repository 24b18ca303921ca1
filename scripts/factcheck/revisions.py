"""Two revisions of a project: the report on one, what differs between two, and corrections for what is new."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.cache import Cache
from factcheck.changes.project_change import ProjectChange, compare_reports
from factcheck.changes.suggestions import Suggestion, fix_words, suggest, to_review
from factcheck.finding import Finding
from factcheck.format_files import format_files
from factcheck.git_objects import changed_files, changed_lines, common_commit, find_commit, project_prefix, write_files
from factcheck.loading.fact_files import escape_name, find_files
from factcheck.loading.other_files import site_address
from factcheck.parallel import cores
from factcheck.project import check_project
from factcheck.report.report import Report
from factcheck.report.text import code
from factcheck.schema.schemas import Schemas

_FOLDERS = ("facts", "docs")


@contextmanager
def laid_out(root: Path, commit: str, *, links: bool = False) -> Iterator[Path]:
    """Lay the records and pages of a commit out in a temporary folder, and return it; see :func:`write_files`.

    Raises:
        SetupError: git is missing, or the commit holds more than a project can.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_files(root, commit, _FOLDERS, Path(folder), links=links)
        yield Path(folder)


def check_base(  # noqa: PLR0913 - what `check_project` takes
    root: Path,
    revision: str,
    *,
    today: date,
    texts: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Report:
    """Return the report on a revision of the project at `root`, as far as it fits today's schemas.

    Args:
        root: the folder of the project, at the top of a git repository or anywhere in it.
        revision: a commit, branch or tag, such as ``origin/main``.
        today: the day of the run.
        texts: as for :func:`check_project`.
        cache: as for :func:`check_project`, but not one that is used for other files: it remembers where they are.
        jobs: how many processes to use at most.

    Raises:
        SetupError: git is missing, this is no repository, or it does not know the revision.
    """
    with laid_out(root, find_commit(root, revision)) as folder:
        schemas = Schemas.of(root)
        return check_project(folder, today=today, texts=texts, schemas=schemas, cache=cache, jobs=jobs)


def compare_revisions(
    root: Path, base: str, head: str | None, *, today: date, texts: Mapping[str, str] | None = None
) -> ProjectChange:
    """Return what differs between two revisions of the project at `root`.

    Both are judged by the schemas and checks at hand. `base` is taken as it was when the two parted.

    Args:
        root: the folder of the project.
        base: the revision to compare with.
        head: the other revision; None for the files at hand.
        today: the day of the run.
        texts: full texts to compare quotations with, as for :func:`check_project`.

    Raises:
        SetupError: git is missing, this is no repository, or it does not know a revision.
    """
    end = find_commit(root, head or "HEAD")
    start = common_commit(root, find_commit(root, base), end)
    # A cache for each: it remembers where files are.
    before = check_base(root, start, today=today, texts=texts, cache=Cache.of(root), jobs=cores())
    with laid_out(root, end, links=True) if head else nullcontext(root) as folder:
        after = check_project(
            folder,
            today=today,
            base=before.corpus,
            texts=texts,
            schemas=Schemas.of(root),
            cache=Cache.of(root),
            jobs=cores(),
        )
    commit = end if head else None
    after = replace(after, site=site_address(root))
    files = map(escape_name, changed_files(root, start, commit))
    return compare_reports(before, after, base=start, head=commit, files=files)


def review_revisions(root: Path, base: str, head: str, *, today: date) -> dict[str, Any]:
    """Return corrections for the lines that `head` changes, as a review for GitHub; see :func:`to_review`.

    Raises:
        SetupError: as for :func:`compare_revisions`.
    """
    change = compare_revisions(root, base, head, today=today)
    commit = find_commit(root, head)
    with laid_out(root, commit) as folder:
        suggestions = list(_suggestions(root, folder, change, commit))
    return to_review(suggestions, commit, project_prefix(root))


def _suggestions(root: Path, folder: Path, change: ProjectChange, commit: str) -> Iterator[Suggestion]:
    """Yield the corrections of the records in `folder`, in whose files the words that were meant are written first."""
    # No other files than those of records: a name from git could lead anywhere.
    files = {file.path for file in find_files(folder).files}.intersection(changed_files(root, change.base, commit))
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in change.findings.new:
        found[finding.location.path].append(finding)
    fixed: dict[str, str] = {}
    reasons: dict[str, dict[int, str]] = {}
    for path in sorted(files):
        text = _read(folder / path)
        if text is not None:
            fixed[path], reasons[path] = fix_words(text, found[path])
            (folder / path).write_text(fixed[path], encoding="utf-8", newline="")
    schemas = Schemas.of(root)
    formatted = {item.path: item for item in format_files(folder, fixed.__contains__, schemas).changed}
    for path, text in fixed.items():
        item = formatted.get(path)
        if item or reasons[path]:
            yield from suggest(
                path,
                text,
                item.after if item else text,
                changed=changed_lines(root, change.base, commit, path),
                reasons=reasons[path],
                more={fix.line: f"{code(fix.done)}, as `make format` does." for fix in item.fixes} if item else {},
            )


def _read(path: Path) -> str | None:
    """Return what a file holds; None if it is gone or no text."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
