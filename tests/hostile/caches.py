"""Damage what earlier runs have left in the cache: every answer must be the one that is given without a cache."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import ROOT, TODAY
from factcheck.cache import Cache, digest
from factcheck.cache_folder import FOLDER_VARIABLE, cache_folder
from factcheck.languages import MAIN
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.pages.social_cards import cards
from factcheck.pages.social_cards.artist import Artist
from factcheck.project import check_project
from factcheck.report.report import Report
from factcheck.site.pictures import write_pictures
from factcheck.site.write_site import FONTS
from hostile.project import make_project

MISTAKE = ("facts/entities/aurora.yml", "kind: company", "kind: company\nwebsite: https://aurora.example/\nwebsight: x")
# fmt: off
VALUES = (
    *(b"", b"null", b"[]", b"{}", b"0", b'"x"', b"[null, []]", b"[null, [], {}]", b"[[], [], {}, {}]", b"[[], [], {}]"),
    *(b"[" * 100_000, b'{"a":' * 50_000, b"NaN", b"\xff\xfe", b"[[null], [], {}, {}]", b"[1, 2]"),
    *(b'[{"id": 5}, []]', b"[null, [{}]]"),
    *(b'{"findings": [], "skipped": [], "looked_at": {}}', b"cos\nsystem\n(S'true'\ntR."),
    *(b'[[], [], {"claim": 10}, null]',),
)
# fmt: on
"""Values with the right checksum that are no results of ours, or say that nothing is wrong with no record at all.

Whoever could write to the user's own folder could forge better ones; that folder is used only if nobody else can.
"""
FOREIGN = (
    "CREATE TRIGGER t AFTER INSERT ON reports BEGIN UPDATE reports SET value = x'00'; END",
    "CREATE VIEW v AS SELECT key, value FROM files",
    "ALTER TABLE files RENAME TO others; CREATE VIEW files AS SELECT key, x'5b5d' AS value FROM others",
    "DROP TABLE reports; CREATE TABLE reports (id, key, value)",
    "DROP TABLE files",
    "CREATE TABLE t (x); INSERT INTO t VALUES (1)",
    "PRAGMA user_version = 99; PRAGMA application_id = 1",
)
"""What somebody else's program could have done to a database."""


@dataclass
class Answers:
    """How many entries were damaged, and what was wrong afterwards."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong."""
        return [*self.wrong, *self.failed]


Damage = Callable[[Path, random.Random], str]
"""Changes a database, and says in a word how."""


def damage_caches(folder: Path, times: int, random_: random.Random) -> Answers:
    """Damage the cache of a project with a mistake so many times, and nine times less often pictures."""
    os.environ[FOLDER_VARIABLE] = str(folder / "cache")
    root = make_project(folder)
    path, old, new = MISTAKE
    (root / path).write_text((root / path).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    answers, right = Answers(), answer(check_project(root, today=TODAY))
    other = make_project(folder / "other")
    database = _fill(root)
    foreign = _fill(other).read_bytes()
    whole = database.read_bytes()
    for number in range(times - times // 10):
        database.write_bytes(whole)
        damage = DAMAGES[number % len(DAMAGES)]
        what = damage(database, random_) if damage else _swap_file(database, foreign)
        answers.tried += 1
        _judge(root, f"{what} ({number})", right, answers)
        _remove(database)
    _damage_pictures(folder, times // 10, random_, answers)
    return answers


def answer(report: Report) -> tuple[bytes, str]:
    """Return all that a report says, and the records that it is about."""
    return report.to_json(), repr([(entry.kind, entry.stem, entry.record) for entry in report.corpus.entries])


def _fill(root: Path) -> Path:
    before = set(_databases())
    check_project(root, today=TODAY, cache=Cache.of(root), with_corpus=False)
    (made,) = set(_databases()) - before
    return made


def _databases() -> list[Path]:
    found = cache_folder()
    return sorted(found.glob("*.sqlite")) if found else []


def _judge(root: Path, what: str, right: tuple[bytes, str], answers: Answers) -> None:
    """Compare the answers of three runs with the right one: with records or without, and of what the first two left."""
    for with_corpus in (False, True, False):
        try:
            report = check_project(root, today=TODAY, cache=Cache.of(root), with_corpus=with_corpus)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            answers.failed.append(f"{what}: {type(error).__name__}: {error!s:.200}")
            return
        found = answer(report)
        if found[0] != right[0] or (with_corpus and found[1] != right[1]):
            answers.wrong.append(f"{what}: another {'report' if found[0] != right[0] else 'record'}")
            return


def _remove(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _flip(database: Path, random_: random.Random) -> str:
    data = bytearray(database.read_bytes())
    for _ in range(random_.choice((1, 1, 5, 50))):
        data[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
    database.write_bytes(data)
    return "bits turned over"


def _cut(database: Path, random_: random.Random) -> str:
    data = database.read_bytes()
    database.write_bytes(data[: random_.randrange(len(data))])
    return "cut off"


def _zero(database: Path, random_: random.Random) -> str:
    data = bytearray(database.read_bytes())
    place, size = random_.randrange(len(data)), random_.choice((16, 512, 4096))
    data[place : place + size] = bytes(len(data[place : place + size]))
    database.write_bytes(data)
    return "emptied in part"


def _no_database(database: Path, random_: random.Random) -> str:
    database.unlink()
    if random_.random() < 0.2:
        database.mkdir()
        return "a folder"
    database.write_bytes(
        random_.choice((b"", b"x", b"SQLite format 3\0" + random_.randbytes(5000), random_.randbytes(9000)))
    )
    return "no database"


def _foreign(database: Path, random_: random.Random) -> str:
    statement = random_.choice(FOREIGN)
    with sqlite3.connect(database) as connection:
        connection.executescript(statement)
    connection.close()
    return statement[:40]


def _change_rows(database: Path, change: Callable[[list[tuple[bytes, bytes]]], dict[bytes, object]]) -> None:
    for table in ("files", "reports"):
        with sqlite3.connect(database) as connection:
            rows = connection.execute(f"SELECT key, value FROM {table}").fetchall()  # noqa: S608 - our own names
            for key, value in change(rows).items():
                connection.execute(f"UPDATE {table} SET value = ? WHERE key = ?", (value, key))  # noqa: S608 - our own names
        connection.close()


def _wrong_type(database: Path, random_: random.Random) -> str:
    value = random_.choice(("text", 1.5, 7, b"", b"short", b"x" * 10_000))
    _change_rows(database, lambda rows: dict.fromkeys((key for key, _ in rows), value))
    return f"all values are {value!r:.20}"


def _swapped(database: Path, random_: random.Random) -> str:
    def swap(rows: list[tuple[bytes, bytes]]) -> dict[bytes, object]:
        values = [value for _, value in rows]
        random_.shuffle(values)
        return {key: value for (key, _), value in zip(rows, values, strict=True)}

    _change_rows(database, swap)
    return "values under other keys"


def _sealed(database: Path, random_: random.Random) -> str:
    value = random_.choice(VALUES)
    _change_rows(database, lambda rows: {key: digest(key, value) + value for key, _ in rows})
    return f"sealed {value!r:.40}"


def _swap_file(database: Path, foreign: bytes) -> str:
    database.write_bytes(foreign)
    return "another project's"


DAMAGES: tuple[Damage | None, ...] = (
    *(_flip, _cut, _zero, _no_database, _foreign, _wrong_type, _swapped, _sealed, _flip, _sealed, None),
)


def _damage_pictures(folder: Path, times: int, random_: random.Random, answers: Answers) -> None:
    """Damage cached pictures, a few at a time; the published ones must be those that are drawn without a cache."""
    corpus = check_project(folder / "project", today=TODAY).corpus
    renderer = Renderer(
        corpus, MAIN, Site(url="https://x.example/", name="x", description="x", edit="", report=""), (), {}
    )
    few = dict(list(cards(renderer).items())[:4])
    artist, kept = Artist(ROOT / FONTS), folder / "pictures"
    right = {name: artist.draw(card) for name, card in few.items()}
    for number in range(times):
        write_pictures(folder / "drawn", few, artist, kept)
        files = sorted(path for path in kept.iterdir() if path.is_file())
        contents = [path.read_bytes() for path in files]
        for path, content in zip(files, contents, strict=True):
            _damage_picture(path, content, contents, random_)
        answers.tried += 1
        try:
            write_pictures(folder / "drawn", few, artist, kept)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            answers.failed.append(f"pictures ({number}): {type(error).__name__}: {error!s:.200}")
        if {name: (folder / "drawn" / name).read_bytes() for name in few} != right:
            answers.wrong.append(f"pictures ({number})")
        shutil.rmtree(kept)


def _damage_picture(path: Path, content: bytes, others: list[bytes], random_: random.Random) -> None:
    way = random_.randrange(6)
    if way == 0:
        content = content[: random_.randrange(len(content))]
    elif way == 1:
        place = random_.randrange(len(content))
        content = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    elif way == 2:
        content = random_.choice([other for other in others if other != content])
    elif way == 3:
        content = b"<svg onload=window.PWN=1></svg>"
    elif way == 4:
        path.unlink()
        path.mkdir()
        return
    else:
        checksum = digest(path.name.encode(), b"<script>").hex().encode()
        content = checksum + b"\n<script>"
    path.write_bytes(content)
