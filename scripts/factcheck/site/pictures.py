"""Write the pictures of social cards into a site. Those that were drawn before come from the user's cache folder.

The cache may be removed at any time, may not be writable, and several builds may use it at once: it only saves time.
"""

import json
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from factcheck.cache import cache_folder
from factcheck.pages.social_cards import Card
from factcheck.pages.social_cards.artist import Artist
from factcheck.parallel import LEAST, cores, parallel_map

_DIGEST = sha256().digest_size
_UNUSED = 30 * 24 * 60 * 60  # seconds, after which a picture is removed from the cache


def write_pictures(folder: Path, cards: Mapping[str, Card], artist: Artist, cache: Path | None = None) -> None:
    """Write the picture of each card.

    Args:
        folder: the site of a language.
        cards: what is on the pictures, by their addresses from the root of that language.
        artist: draws them.
        cache: the folder of pictures that were drawn before, if it is not the user's.
    """
    cached = cache or cache_folder() / "pictures"
    version = artist.version
    with suppress(OSError):
        cached.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(item: tuple[str, Card]) -> None:
        address, card = item
        file = cached / key(card, version)
        picture = _read(file)
        if picture is None:
            picture = artist.draw(card)
            _save(file, picture)
        target = folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture)

    # Each takes ten times as long as a page.
    parallel_map(write, list(cards.items()), jobs=cores(), least=LEAST // 10)
    _remove_unused(cached)


def key(card: Card, version: bytes) -> str:
    """Return the name of a picture in the cache: another one for each card, and for each version of the artist."""
    return sha256(version + json.dumps(asdict(card), sort_keys=True).encode()).hexdigest()


def _read(file: Path) -> bytes | None:
    """Return a picture from the cache, where a checksum stands before it; None if it is missing or damaged."""
    try:
        content = file.read_bytes()
        os.utime(file)
    except OSError:
        return None
    digest, picture = content[:_DIGEST], content[_DIGEST:]
    return picture if sha256(picture).digest() == digest else None


def _save(file: Path, picture: bytes) -> None:
    """Add a picture to the cache if that is possible; no other process ever reads half of one."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as written:
                written.write(sha256(picture).digest() + picture)
            Path(name).replace(file)
        finally:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)


def _remove_unused(cached: Path) -> None:
    oldest = time.time() - _UNUSED
    with suppress(OSError):
        for file in os.scandir(cached):
            if file.is_file() and file.stat().st_mtime < oldest:
                Path(file).unlink()
