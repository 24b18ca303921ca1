"""Find out where the links on the pages of a finished site lead."""

import posixpath
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from factcheck.plain_files import files_below

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ALLOWED = ("https://", "mailto:")
"""How an address outside the site may begin."""


class LinkTarget(NamedTuple):
    """Where a link leads: a file of the site and an anchor in it, to another site (all empty), or what is wrong."""

    file: str = ""
    anchor: str = ""
    problem: str = ""


class LinkTargets:
    """Knows the files of a site.

    Attributes:
        files: their paths below the folder of the site, with slashes.
    """

    def __init__(self, folder: Path, site_url: str) -> None:
        """List the files of the site in `folder`, whose absolute address is `site_url`."""
        self.files = frozenset(files_below(folder))
        self._site_url = site_url
        self._path = urlsplit(site_url).path or "/"
        self._base = unquote(self._path)
        self._find_shared = lru_cache(maxsize=1 << 14)(self._find)

    def find(self, link: str, page: str) -> LinkTarget:
        """Return where a link on the page in a file leads."""
        if not link:
            return LinkTarget(problem="an empty link")
        if link[0] in "#?":
            return LinkTarget(page, unquote(link.partition("#")[2]))
        folder = page.rpartition("/")[0]
        if folder and link.startswith("../"):  # the pages of a folder share most of these links
            return self._find_shared(folder.rpartition("/")[0], link.removeprefix("../"))
        return self._find(folder, link)

    def _find(self, folder: str, link: str) -> LinkTarget:
        """Return where a link leads, as seen from a folder."""
        path, _, anchor = link.partition("#")
        if path.startswith(self._site_url):
            # Our own address may be http, as when the site is shown on this machine.
            path = self._path + path.removeprefix(self._site_url)
        if _SCHEME.match(path):
            allowed = path.lower().startswith(_ALLOWED)
            return LinkTarget() if allowed else LinkTarget(problem="not an address that may become a link")
        path = unquote(path.partition("?")[0])
        if path.startswith(self._base):
            folder, path = "", path.removeprefix(self._base)
        target = posixpath.normpath(posixpath.join(folder, path))
        if target.startswith(("/", "..")):
            return LinkTarget(problem="leads outside the site")
        if path.endswith("/") or target == "." or f"{target}/index.html" in self.files:
            target = posixpath.normpath(f"{target}/index.html")
        if target not in self.files:
            return LinkTarget(problem="there is no such page or file")
        return LinkTarget(target, unquote(anchor))
