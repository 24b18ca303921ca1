"""Write the preview pictures into a site. A picture that was drawn before is taken from a folder of such pictures.

The folder may be removed at any time, may not be writable, and several builds may use it at once: it only saves time.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from factcheck.pages.social_cards import Card
from factcheck.pages.social_cards.artist import Artist
from factcheck.parallel import LEAST, cores, parallel_map
from factcheck.site.files import read, write

_DIGEST = sha256().digest_size


def write_pictures(folder: Path, cards: Mapping[str, Card], artist: Artist, kept: Path) -> None:
    """Write the picture of each card, on all cores if there are many.

    Args:
        folder: the site of a language.
        cards: what is on the pictures, by their addresses from the root of that language.
        artist: draws them.
        kept: the folder of pictures that were drawn before.
    """
    version = artist.version

    def picture(card: Card) -> bytes:
        file = kept / key(card, version)
        data = _read(file)
        if data is None:
            data = artist.draw(card)
            _keep(file, data)
        return data

    def write_one(item: tuple[str, Card]) -> int:
        address, card = item
        return write(f"{folder}/{address}", picture(card))

    # Each takes ten times as long as a page.
    parallel_map(write_one, list(cards.items()), jobs=cores(), least=LEAST // 10)


def key(card: Card, version: bytes) -> str:
    """Return the name under which a picture is kept: another one for each card, and for each version of the artist."""
    return sha256(version + json.dumps(asdict(card), sort_keys=True).encode()).hexdigest()


def _read(file: Path) -> bytes | None:
    """Return a picture that was kept; None if it was not, or is not as it was written: it begins with its hash."""
    try:
        content = read(str(file))
    except OSError:
        return None
    digest, data = content[:_DIGEST], content[_DIGEST:]
    return data if sha256(data).digest() == digest else None


def _keep(file: Path, data: bytes) -> None:
    """Keep a picture if that is possible; nobody ever sees half of one."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as written:
                written.write(sha256(data).digest() + data)
            Path(name).replace(file)
        finally:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)
