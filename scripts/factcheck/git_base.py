"""The report on another revision, such as the one that a pull request is to be merged into (``--base``)."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from factcheck.cache import Cache
from factcheck.git_objects import find_commit, write_files
from factcheck.project import check_project
from factcheck.report.report import Report
from factcheck.schema.schemas import Schemas, read_schemas

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
        schemas = Schemas(read_schemas(root / "schemas"))
        return check_project(folder, today=today, texts=texts, schemas=schemas, cache=cache, jobs=jobs)
