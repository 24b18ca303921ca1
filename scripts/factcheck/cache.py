"""What earlier runs found, by content: for each file its data and findings, and for a whole project its report.

The cache is one SQLite database for each project, in the user's cache folder and never in the project, where a pull
request could fill it. It holds JSON, so reading it runs no code; each value has a checksum, so a damaged one counts as
missing. It can be deleted at any time and several processes may use it at once. Without it everything is worked out
anew.
"""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Self
from zlib import crc32

from platformdirs import user_cache_path

FOLDER_VARIABLE = "FACTCHECK_CACHE"
"""The environment variable that names another folder for the cache."""
MAX_PROJECTS = 8
"""How many databases are kept: those of the projects used last."""
MAX_REPORTS = 16
"""How many reports a database keeps: the newest."""
_LIBRARIES = ("jsonschema", "jsonschema-rs", "PyYAML")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reports (id INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, value BLOB NOT NULL);
"""
_DIGEST_SIZE, _CHECKSUM_SIZE = 16, 4  # bytes
_WAIT = 2.0  # seconds for another process to finish writing


def digest(*parts: bytes) -> bytes:
    """Return a digest of several byte strings; no other sequence of strings has the same."""
    state = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.digest()


def cache_folder() -> Path:
    """Return the user's cache folder for all projects, which only the user may read; make it if that is possible."""
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else user_cache_path("factcheck-site")
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@cache
def code_digest() -> bytes:
    """Return a digest of all that judges records besides the schemas: our code, Python and the libraries."""
    package = Path(__file__).parent
    files = (
        part
        for path in sorted(package.rglob("*.py"))
        for part in (os.fsencode(path.relative_to(package)), path.read_bytes())
    )
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return digest(f"{sys.version} {platform.platform()} {libraries}".encode(), *files)


class Cache:
    """What is known of the files and reports of one project.

    Whatever goes wrong with the database, the cache only forgets: no method raises for it. Threads may share it.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the cache.

        Args:
            path: the database, which is made if it is not there; None remembers nothing after this process.
        """
        self.contents: dict[bytes, Any] = {}
        """What this process has made of the files, by their keys: a preview reads them again and again."""
        self._path = path
        self._lock = Lock()
        self._database = _open(path) if path else None

    @classmethod
    def of(cls, root: Path) -> Self:
        """Return the cache of the project at `root`, in the user's cache folder."""
        folder = cache_folder()
        name = digest(os.fsencode(root.resolve())).hex()
        with suppress(OSError):
            old = sorted(folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
            for path in old[MAX_PROJECTS:]:
                path.unlink(missing_ok=True)
        return cls(folder / f"{name}.sqlite")

    def files(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of these keys that are known."""
        wanted, found = set(keys), {}
        with self._forgetting() as database:
            for key, value in database.execute("SELECT key, value FROM files") if database else ():
                if key in wanted and (checked := _checked(key, value)) is not None:
                    found[key] = checked
        return found

    def save_files(self, values: Mapping[bytes, bytes], known: Iterable[bytes]) -> None:
        """Add values, and remove all that are neither added nor `known`."""
        with self._forgetting() as database:
            if database and values:
                database.execute("CREATE TEMP TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY) WITHOUT ROWID")
                database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in (*known, *values)))
                database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", _rows(values))
                database.execute("DELETE FROM files WHERE key NOT IN (SELECT key FROM kept)")
                database.execute("DROP TABLE kept")

    def report(self, key: bytes) -> bytes | None:
        """Return the report on a project in the state of this key; None if there is none."""
        with self._forgetting() as database:
            rows = database.execute("SELECT value FROM reports WHERE key = ?", (key,)).fetchall() if database else []
            if rows:
                return _checked(key, rows[0][0])
        return None

    def save_report(self, key: bytes, value: bytes) -> None:
        """Add a report, and remove the oldest ones."""
        with self._forgetting() as database:
            if database:
                database.executemany("INSERT OR REPLACE INTO reports (key, value) VALUES (?, ?)", _rows({key: value}))
                database.execute("DELETE FROM reports WHERE id <= (SELECT max(id) FROM reports) - ?", (MAX_REPORTS,))

    @contextmanager
    def _forgetting(self) -> Iterator[sqlite3.Connection | None]:
        """Give the database, as one transaction; if it fails, go on without one, and remove it if it is damaged."""
        with self._lock:
            try:
                if self._database:
                    with self._database:
                        yield self._database
                else:
                    yield None
            except sqlite3.Error as error:
                self._database = None
                if self._path and not isinstance(error, sqlite3.OperationalError):
                    with suppress(OSError):
                        self._path.unlink()


def _open(path: Path) -> sqlite3.Connection | None:
    """Return the database at `path`; None if there cannot be one."""
    for _ in range(2):  # what is no database of ours is removed, and a new one made
        try:
            database = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
            database.executescript(f"PRAGMA synchronous = OFF; {_SCHEMA}")
        except sqlite3.OperationalError:
            return None
        except sqlite3.Error:
            with suppress(OSError):
                path.unlink()
        else:
            return database
    return None


def _rows(values: Mapping[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    return ((key, _checksum(key, value) + value) for key, value in values.items())


def _checked(key: object, stored: object) -> bytes | None:
    """Return a stored value without its checksum; None if it is not what was stored under this key."""
    if not isinstance(key, bytes) or not isinstance(stored, bytes):
        return None
    value = stored[_CHECKSUM_SIZE:]
    return value if stored[:_CHECKSUM_SIZE] == _checksum(key, value) else None


def _checksum(key: bytes, value: bytes) -> bytes:
    return crc32(value, crc32(key)).to_bytes(_CHECKSUM_SIZE)
