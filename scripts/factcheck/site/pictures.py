"""Write the pictures of social cards into a site. Those that were drawn before come from the user's cache folder.

The cache may be removed at any time, may not be writable, and several builds may use it at once: it only saves time.
"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile

from factcheck.cache import cache_folder, digest
from factcheck.pages.social_cards import Card
from factcheck.pages.social_cards.artist import Artist
from factcheck.parallel import LEAST, cores, parallel_map

FONTS = "docs/.overrides/assets/fonts"
"""The folder of the fonts in a project. Its pages and its pictures use the same ones."""
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
        target = folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_picture(card, artist, cached / key(card, version)))

    # Each takes ten times as long as a page.
    parallel_map(write, list(cards.items()), jobs=cores(), least=LEAST // 10)
    _remove_unused(cached)


def key(card: Card, version: bytes) -> str:
    """Return the name of a picture in the cache: another one for each card, and for each version of the artist."""
    return digest(version, json.dumps(asdict(card), sort_keys=True).encode()).hex()


def _picture(card: Card, artist: Artist, file: Path) -> bytes:
    """Return the picture of a card from a file of the cache, or draw it and save it there."""
    with suppress(OSError):
        checksum, _, picture = file.read_bytes().partition(b"\n")
        if checksum == _checksum(picture):
            os.utime(file)
            return picture
    picture = artist.draw(card)
    with suppress(OSError):
        # Moved when it is complete: other processes may read the file at any time.
        with NamedTemporaryFile(prefix=".", dir=file.parent, delete=False) as new:
            new.write(_checksum(picture) + b"\n" + picture)
        Path(new.name).replace(file)
    return picture


def _checksum(picture: bytes) -> bytes:
    return digest(picture).hex().encode()


def _remove_unused(cached: Path) -> None:
    """Remove pictures that no build has used for a month, and what interrupted builds left behind."""
    oldest = time.time() - _UNUSED
    with suppress(OSError):
        for file in os.scandir(cached):
            if file.is_file() and file.stat().st_mtime < oldest:
                Path(file).unlink()
