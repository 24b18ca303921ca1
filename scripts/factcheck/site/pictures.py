"""The pictures of pages for social networks, drawn or taken from the user's cache folder."""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from factcheck.cache import digest
from factcheck.cache_folder import cache_folder
from factcheck.pages.social_cards import Card
from factcheck.pages.social_cards.artist import HEIGHT, WIDTH, Artist
from factcheck.parallel import LEAST, cores, parallel_map
from factcheck.plain_files import read_plain, replace_file

_UNUSED = 30 * 24 * 60 * 60  # seconds, after which a picture is removed from the cache
_LARGEST = 1 << 20  # bytes; ours have some 40,000
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + WIDTH.to_bytes(4) + HEIGHT.to_bytes(4)
_PNG_END = b"\0\0\0\0IEND\xae\x42\x60\x82"
"""How each of our pictures begins and ends."""


def write_pictures(folder: Path, cards: Mapping[str, Card], artist: Artist, cache: Path | None = None) -> None:
    """Write the picture of each card. Those that were drawn before come from the user's cache folder.

    The cache only saves time: it may be removed, may not be writable, and several builds may use it at once.

    Args:
        folder: the site of a language.
        cards: what is on the pictures, by their addresses from the root of that language.
        artist: draws them.
        cache: the folder of pictures that were drawn before, if it is not the user's.
    """
    caches = cache_folder()
    cached = cache or (caches and caches / "pictures")
    version = artist.version
    if cached:
        with suppress(OSError):
            cached.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(item: tuple[str, Card]) -> None:
        address, card = item
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_picture(card, artist, cached / key(card, version) if cached else None))

    # Each takes ten times as long as a page.
    parallel_map(write, list(cards.items()), jobs=cores(), least=LEAST // 10)
    if cached:
        _remove_unused(cached)


def key(card: Card, version: bytes) -> str:
    """Return the name of a picture in the cache: another one for each card, and for each version of the artist."""
    return digest(version, json.dumps(asdict(card), sort_keys=True).encode()).hex()


def _picture(card: Card, artist: Artist, file: Path | None) -> bytes:
    """Return the picture of a card from a file of the cache, or draw it and save it there."""
    if not file:
        return artist.draw(card)
    with suppress(OSError):
        checksum, _, picture = read_plain(file, _LARGEST).partition(b"\n")
        if checksum == _checksum(file.name, picture) and is_picture(picture):
            os.utime(file)
            return picture
    picture = artist.draw(card)
    with suppress(OSError):
        replace_file(file, _checksum(file.name, picture) + b"\n" + picture)
    return picture


def is_picture(content: bytes) -> bool:
    """Return whether a file begins and ends as our pictures do: as PNG, in our size."""
    return content.startswith(_PNG) and content.endswith(_PNG_END)


def _checksum(name: str, picture: bytes) -> bytes:
    return digest(name.encode(), picture).hex().encode()


def _remove_unused(cached: Path) -> None:
    """Remove pictures that no build has used for a month, and what interrupted builds left behind."""
    oldest = time.time() - _UNUSED
    with suppress(OSError):
        for file in os.scandir(cached):
            if file.is_file() and file.stat().st_mtime < oldest:
                Path(file).unlink()
