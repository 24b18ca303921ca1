"""Files of a site that a preview makes only when a browser asks for them: the index of the search, and the picture."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from factcheck.pages.addresses import SITE_PICTURE
from factcheck.pages.social_cards.artist import Artist
from factcheck.pages.social_cards.card import cards
from factcheck.server.state import Edition
from factcheck.site.hook import FONTS, KEPT_PICTURES
from factcheck.site.pagefind import FOLDER, write_search
from factcheck.site.pictures import write_pictures
from factcheck.site.search import handwritten_entries, record_entries

FIRST = {f"{FOLDER}/pagefind.js", f"{FOLDER}/pagefind-entry.json"}
"""The files that the search asks for before all others."""
MANY = 500
"""With more claims than this the index is not made anew after each change: it would take seconds."""


class Extras:
    """Makes them for the project at `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._searched: dict[Path, Edition] = {}

    def make(self, edition: Edition, language: str, address: str) -> None:
        """Make a file of the site of a language, if it is one of these and not there yet.

        Raises:
            SetupError, OSError: Pagefind or the fonts are missing, or something cannot be written.
        """
        with self._lock:
            if address in FIRST:
                self._make_search(edition, language)
            elif address == SITE_PICTURE and not (edition.built.folders[language] / address).exists():
                self._draw(edition, language)

    def _make_search(self, edition: Edition, language: str) -> None:
        folder = edition.built.folders[language]
        known = self._searched.get(folder)
        if known is edition or (known and len(edition.reading.corpus.claims) > MANY):
            return
        index = (folder / "search" / "search_index.json").read_text(encoding="utf-8")
        pages = (page.for_indexes() for page in edition.renderers[language].pages())
        write_search(folder, language, [*record_entries(pages), *handwritten_entries(index)])
        self._searched = {kept: of for kept, of in self._searched.items() if kept.exists()} | {folder: edition}

    def _draw(self, edition: Edition, language: str) -> None:
        artist = Artist(self._root / FONTS)
        picture = {SITE_PICTURE: cards(edition.renderers[language])[SITE_PICTURE]}
        write_pictures(edition.built.folders[language], picture, artist, self._root / KEPT_PICTURES)
