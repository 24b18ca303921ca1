"""What earlier runs found, by content: for each file its data and findings, and for a whole project its report.

The cache is one SQLite database for each project, in the user's cache folder and never in the project, where a pull
request could fill it. It is used only if the folder is the user's own and nobody else can write to it. It holds JSON,
so reading it runs no code; each value has a checksum, so a damaged one counts as missing. It can be deleted at any time
and several processes may use it at once. Without it, every run starts from scratch.
"""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Self

from factcheck.cache_folder import cache_folder

MAX_PROJECTS = 8
"""How many databases are kept: those of the projects used last."""
MAX_REPORTS = 16
"""How many reports a database keeps: the newest."""
_LIBRARIES = ("jsonschema", "jsonschema_rs", "yaml")
_TABLES = (
    "CREATE TABLE files (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE reports (id INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)",
)
"""All that is in a database of ours, as SQLite itself keeps it."""
_DIGEST_SIZE = 16  # bytes
_WAIT = 2.0  # seconds for another process to finish writing
_PASSING = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM),
}
"""The errors that say nothing about the content of a database."""
_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What a database may raise: SQLite quotes a damaged one in its messages."""


def digest(*parts: bytes) -> bytes:
    """Return a digest of several byte strings; no other sequence of strings has the same."""
    state = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.digest()


@cache
def code_digest() -> bytes:
    """Return a digest of all that judges records besides the schemas: our code, Python and the libraries."""
    package = Path(__file__).parent
    files = (
        part
        for path in sorted(package.rglob("*.py"))
        for part in (os.fsencode(path.relative_to(package)), path.read_bytes())
    )
    versions = " ".join(sorted({name for library in _LIBRARIES for name in _installed_beside(library)}))
    return digest(f"{sys.version} {platform.platform()} {versions}".encode(), *files)


def _installed_beside(library: str) -> Iterator[str]:
    """Yield name and version of each package in the folder of a library: importlib.metadata takes longer to load."""
    spec = find_spec(library)
    if spec and spec.origin:
        yield from (entry.name for entry in os.scandir(Path(spec.origin).parent.parent) if entry.name.endswith("-info"))


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
        if not folder:
            return cls(None)
        name = digest(os.fsencode(root.resolve())).hex()
        with suppress(OSError):
            old = sorted(folder.glob("*.sqlite"), key=lambda path: path.lstat().st_mtime, reverse=True)
            for path in old[MAX_PROJECTS:]:
                _remove(path)
        return cls(folder / f"{name}.sqlite")

    def forget(self) -> None:
        """Forget everything, and remember nothing from now on."""
        with self._lock:
            self.contents, self._database = {}, None
            if self._path:
                _remove(self._path)

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
            except _FAILURES as error:
                self._database = None
                if self._path and not _is_passing(error):
                    _remove(self._path)


def _open(path: Path) -> sqlite3.Connection | None:
    """Return the database at `path`; None if there cannot be one."""
    for _ in range(2):  # what is no database of ours is removed, and a new one made
        try:
            return _connect(path)
        except _FAILURES as error:
            if _is_passing(error):
                return None
            _remove(path)
    return None


def _connect(path: Path) -> sqlite3.Connection:
    """Open or make the database at `path`.

    Raises:
        sqlite3.Error: it cannot be made or opened; or it is damaged, or holds anything but our two tables: a trigger or
            a view would run what somebody else has written.
    """
    with suppress(OSError):  # it may still be read
        path.touch(mode=0o600)
    database = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA synchronous = OFF")
        _make_tables(database)
    except BaseException:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection) -> None:
    if not _tables(database):
        with database:
            database.execute("BEGIN IMMEDIATE")
            for table in _TABLES if not _tables(database) else ():
                database.execute(table)
    if _tables(database) != set(_TABLES):
        message = "not a database of ours"
        raise sqlite3.DatabaseError(message)


def _tables(database: sqlite3.Connection) -> set[str]:
    """Return what a database holds, each as the statement that made it."""
    return {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def _is_passing(error: Exception) -> bool:
    """Return whether an error says nothing about the content of a database: it is in use, or the disk is full."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _PASSING


def _remove(path: Path) -> None:
    """Remove a database, with what SQLite may have left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink()


def _rows(values: Mapping[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    return ((key, digest(key, value) + value) for key, value in values.items())


def _checked(key: object, stored: object) -> bytes | None:
    """Return a stored value without its checksum; None if it is not what was stored under this key."""
    if not isinstance(key, bytes) or not isinstance(stored, bytes):
        return None
    value = stored[_DIGEST_SIZE:]
    return value if stored[:_DIGEST_SIZE] == digest(key, value) else None
