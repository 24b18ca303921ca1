"""Whatever records said on earlier days, and however little they say today, every output is made and can be read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
import yaml

from conftest import ROOT
from factcheck.corpus import Corpus
from factcheck.kinds import FOLDERS
from factcheck.loading.old_file import OldFile
from factcheck.records.record import Withdrawn
from factcheck.records.structure import plain
from factcheck.records.version import History, Version, content_id
from factcheck.report.report import Report
from factcheck.schema.schemas import read_schemas
from outputs.every_string import every_string
from outputs.text_readers import Published

JUNK: tuple[Any, ...] = (
    *(None, "", 0, -1, True, [], {}, "x", ["x"], [[]], [{}], [None], 10**30),
    *({"en": "x"}, {"en": None}, {"fr": "x\ny"}, {"en": ["x"]}, {"xx": "x"}),
    *("2026-13-45", "9999-12-31", "0001-01-01", "<b>&</b>]]>", "a\x00b\x1b", "\u202e\u2028", "W" * 3000),
)
"""What may stand anywhere in an old file, which nobody had checked."""
UNREADABLE = (b"", b"\xff\xfe", b"[", b"- x", b"a: *b", b"null", b"\x00", b"a: !!python/object x", b"id: x\nid: y")
DAYS = ("1970-01-01", "2025-01-01", "2026-11-23", "2026-11-29", "9999-12-31")


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in data: what it is in, and its name or number there."""
    for name, item in list(data.items() if isinstance(data, dict) else enumerate(data)):
        yield data, name
        if isinstance(item, dict | list):
            yield from places(item)


def spoilt(data: Any, chance: random.Random) -> bytes:
    """Return a file with this data in which some parts are missing or something else."""
    if chance.random() < 0.1:
        return chance.choice(UNREADABLE)
    data = deepcopy(data)
    for _ in range(chance.choice((1, 1, 2, 5, 10))):
        within, name = chance.choice([*places(data)] or [({"x": 0}, "x")])
        if chance.random() < 0.3:
            del within[name]
        else:
            within[name] = deepcopy(chance.choice(JUNK))
    return yaml.safe_dump(data, allow_unicode=True).encode()


def spoilt_history(corpus: Corpus, chance: random.Random) -> History:
    """Return a history in which nothing can be relied on, of all records, and of those that are gone."""
    records: dict[tuple[str, str], tuple[Version, ...]] = {}
    for kind in FOLDERS:
        said = [plain(record) for record in corpus.tables[kind].values()]
        for id_ in [*corpus.tables[kind], *(id_ for of, id_ in corpus.tombstones if of == kind)]:
            days = sorted(chance.sample(DAYS, chance.randint(0, 3)))
            raws = [spoilt(chance.choice(said), chance) for _ in days]
            records[kind, id_] = tuple(
                Version(date=day, content=content_id(raw), data=OldFile(kind, raw), raw=raw)
                for day, raw in zip(days, raws, strict=True)
            )
    return History(records={key: found for key, found in records.items() if found}, gap="")


def readable(published: Published) -> None:
    """Read every file of every output; archives hold old files as they were, which nobody may be able to read."""
    for path in published.paths:
        raw = published.file(path)
        if not path.endswith("evidence.zip"):
            assert list(every_string(path, raw)), path


@pytest.mark.parametrize("seed", range(2))
def test_outputs_do_not_depend_on_what_old_versions_are_like(sample: Report, seed: int) -> None:
    published = Published(sample.corpus, read_schemas(ROOT / "schemas"))
    history = spoilt_history(sample.corpus, random.Random(seed))  # noqa: S311 - no secret
    published.renderers = {
        language: replace(renderer, history=history) for language, renderer in published.renderers.items()
    }
    readable(published)


@pytest.mark.parametrize("kept", [(), ("ratings", "terms"), ("source", "entity"), ("withdrawn",)])
def test_outputs_are_made_of_hardly_any_records(sample: Report, kept: tuple[str, ...]) -> None:
    entries = tuple(entry for entry in sample.corpus.entries if {entry.kind, what_is_left(entry.record)} & {*kept})
    published = Published(Corpus(entries=entries), read_schemas(ROOT / "schemas"))
    readable(published)


def what_is_left(record: object) -> str:
    return "withdrawn" if isinstance(record, Withdrawn) else "all"
