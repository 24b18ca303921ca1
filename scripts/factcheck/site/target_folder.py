"""The folder of a finished site: one build at a time writes to it, it never holds half a site, and nothing is left.

A build makes the new site in a folder beside the old one, ``.site-`` and eight letters, and exchanges the two in the
end. Files that have not changed keep the time of their last change: programs that copy a site to a server go by it.
"""

import filecmp
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.errors import SetupError
from factcheck.parallel import cores, parallel_map
from factcheck.plain_files import files_below

if sys.platform != "win32":
    import fcntl

MARK = ".factcheck-site"
"""A file in every site that we built: a build replaces only such a folder, or an empty one."""
LOCK = "FACTCHECK_LOCK"
"""The environment variable that tells our child processes the descriptor of the lock file, which they keep open."""
_OLD = "-old"
"""What is added to the name of the folder beside the site while the old site is in it."""


def is_foreign(target: Path) -> bool:
    """Return whether something is at `target` that no build of ours has made, and that none may replace."""
    return target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / MARK).exists())


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Keep other builds away from the folder `target`, and leave nothing beside it that a build has not finished.

    The lock is a file beside the folder. The system releases it when all processes that hold it have ended: this one,
    and the children that inherit it. Windows has no such lock.

    Raises:
        SetupError: another process holds it.
        OSError: the lock file cannot be made.
    """
    path = target.with_name(f".{target.name}.lock")
    with path.open("w") as file:
        if sys.platform == "win32":
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another build is running, or one of its processes still is (it holds {path})"
            raise SetupError(message) from error
        os.environ[LOCK] = str(file.fileno())
        try:
            clear_up(target)
            yield
        finally:
            del os.environ[LOCK]
            clear_up(target)


def clear_up(target: Path) -> None:
    """Remove what killed builds left beside the folder `target`; first put the old site back, if it is missing.

    Nobody else may be building: the lock must be held.
    """
    name = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}(?:{_OLD})?")
    left = [path for path in target.parent.iterdir() if name.fullmatch(path.name) and not path.is_symlink()]
    for path in left:
        if path.name.endswith(_OLD) and not target.exists():
            path.rename(target)
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def keep_times(fresh: Path, target: Path) -> None:
    """Give each file in `fresh` that is the same in `target` the time of that one."""
    paths = files_below(fresh) if target.exists() else []
    parallel_map(lambda path: _keep_time(fresh / path, target / path), paths, jobs=cores())


def _keep_time(new: Path, old: Path) -> None:
    with suppress(OSError):  # there was no such file, or none that we may read
        if filecmp.cmp(new, old, shallow=False):
            before = old.stat()
            os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(fresh: Path, target: Path) -> None:
    """Make `fresh` the new `target`; the old one, if there was one, is then at `fresh`.

    Between two renames there is no `target` for some microseconds. If it fails then, the old site goes back.
    """
    if not target.exists():
        fresh.rename(target)
        return
    old = fresh.with_name(fresh.name + _OLD)
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:
        if not target.exists():
            old.rename(target)
        raise
    old.rename(fresh)
