"""The path from two revisions to what differs between them: both are read, judged by the same checks, and compared."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.changes.project_change import ProjectChange, compare_reports
from factcheck.git_base import check_base, laid_out
from factcheck.git_objects import changed_files, common_commit, find_commit
from factcheck.loading.other_files import site_address
from factcheck.parallel import cores
from factcheck.project import check_project
from factcheck.schema.schemas import Schemas, read_schemas


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
    before = check_base(root, start, today=today, texts=texts, jobs=cores())
    with laid_out(root, end, links=True) if head else nullcontext(root) as folder:
        after = check_project(
            folder,
            today=today,
            base=before.corpus,
            texts=texts,
            schemas=Schemas(read_schemas(root / "schemas")),
            jobs=cores(),
        )
    commit = end if head else None
    after = replace(after, site=site_address(root))
    return compare_reports(before, after, base=start, head=commit, files=changed_files(root, start, commit))
