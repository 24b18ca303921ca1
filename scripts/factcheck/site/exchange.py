"""Put a finished folder in the place of another in one step, and let only one build do so at a time.

Before that, files that are as they were get the time of their last change back: programs that copy a site to a server
go by it.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from factcheck.errors import SetupError
from factcheck.parallel import cores, parallel_map
from factcheck.site.files import read

try:
    import fcntl
except ImportError:  # Windows
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; the system lets go of it even if we are killed. On Windows nothing is locked.

    Raises:
        SetupError: somebody else holds it.
    """
    if not HAS_LOCKS:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"another build is running (it holds {path})"
            raise SetupError(message) from error
        yield


def keep_times(fresh: Path, target: Path) -> None:
    """Give each file in `fresh` that is the same in `target` the time of that one."""
    paths = list(_files(str(fresh))) if target.exists() else []
    start = len(str(fresh))
    parallel_map(lambda path: _keep_time(path, f"{target}{path[start:]}"), paths, jobs=cores())


def _files(folder: str) -> Iterator[str]:
    for path, _, names in os.walk(folder):
        yield from (f"{path}{os.sep}{name}" for name in names)


def _keep_time(new: str, old: str) -> bool:
    """Return whether a file is as it was."""
    try:
        before = os.lstat(old)
        same = S_ISREG(before.st_mode) and before.st_size == os.lstat(new).st_size and read(old) == read(new)
        if same:
            os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    except OSError:  # there was no such file, or none that we may read
        return False
    return same


def exchange(fresh: Path, target: Path) -> None:
    """Make `fresh` the new `target`; the old one, if there was one, is then at `fresh`.

    On Linux one system call does it (renameat2, RENAME_EXCHANGE), so that no reader ever finds nothing.
    Elsewhere two renames do, with a moment in between.
    """
    if not target.exists():
        fresh.rename(target)
    elif not _exchange_at_once(fresh, target):
        old = fresh.with_name(f"{fresh.name}-old")
        target.rename(old)
        fresh.rename(target)
        old.rename(fresh)


def _exchange_at_once(fresh: Path, target: Path) -> bool:
    """Return whether the system could do it in one step."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    result: int = renameat2(_AT_FDCWD, os.fsencode(fresh), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
    return result == 0
