"""Versions of records: which one was there on a day, and how they are named."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from factcheck.records.version import History, Version, content_id

KEY = ("claim", "a-claim")


def version(day: str, raw: bytes) -> Version:
    return Version(date=day, content=content_id(raw), data={"raw": raw.decode()}, raw=raw)


@pytest.fixture
def history() -> History:
    found = (version("2026-11-23", b"first"), version("2026-11-25", b"second"))
    return History(records={KEY: found}, contents={KEY: content_id(b"second")}, gap="")


@pytest.mark.parametrize(
    ("day", "raw"),
    [("2026-11-22", None), ("2026-11-23", b"first"), ("2026-11-24", b"first"), ("2026-12-01", b"second")],
)
def test_the_version_of_a_day_is_the_last_one_until_then(history: History, day: str, raw: bytes | None) -> None:
    found = history.at(*KEY, day)
    assert (found and found.raw) == raw


def test_an_empty_history_knows_nothing_and_says_so() -> None:
    history = History()
    assert not history.complete
    assert history.versions(*KEY) == ()
    assert history.at(*KEY, "2026-11-24") is None
    assert history.published(*KEY) is None


def test_what_the_file_at_hand_says_is_published_if_it_is_the_newest_version(history: History) -> None:
    published = history.published(*KEY)
    assert published is not None
    assert published.raw == b"second"
    changed = History(records=history.records, contents={KEY: content_id(b"third")})
    assert changed.published(*KEY) is None


def test_a_content_id_is_the_name_that_git_gives_the_content(repository: Path) -> None:
    path = Path("facts/claims/first-claim.yml")
    said = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", f"HEAD:{path}"], check=True, capture_output=True, text=True
    )
    assert content_id((repository / path).read_bytes()) == f"swh:1:cnt:{said.stdout.strip()}"
    assert content_id(b"") == "swh:1:cnt:" + hashlib.sha1(b"blob 0\0", usedforsecurity=False).hexdigest()
