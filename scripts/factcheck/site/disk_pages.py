"""Pages that open from a disk, without a server: their links name files, and lead to the published site for all others.

A browser that opens a folder from a disk does not show its ``index.html``. What a script has to load is refused there,
so the search, the pasted sentence and the form do not work; everything else does.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from html import escape, unescape

from factcheck.site.link_targets import LinkTargets

_INDEX = "index.html"
_LINK = re.compile(r"<a\b[^<>]*>")
_ADDRESS = re.compile(r'(?<= href=")[^"<>]*|(?<= data-href=")[^"<>]*')
"""The address of a link, and the one that a script puts in its place."""
_LOADED = re.compile(r'<(?:link|script|img|image)\b[^<>]*?\s(?:href|src)="([^"<>]*)"')
_PRELOADED = re.compile(r'<link rel="preload"[^<>]*>\s*')
_IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]{1,500})")


def for_disk(html: str, page: str, kept: Collection[str], targets: LinkTargets, site_url: str) -> str:
    """Return a page of a site as it can be opened from a disk.

    Args:
        html: the page.
        page: its file below the folder of the site.
        kept: the files that are beside it on the disk.
        targets: knows where the links of the whole site lead.
        site_url: the address of the published site, which has all other pages.
    """

    def lead(match: re.Match[str]) -> str:
        link = unescape(match[0])
        file = targets.find(link, page).file
        if not file or link.startswith("#"):
            return match[0]
        rest = link[len(re.split(r"[?#]", link, maxsplit=1)[0]) :]
        near = posixpath.relpath(file, posixpath.dirname(page))
        address = near if file in kept else site_url + file.removesuffix(_INDEX)
        return escape(address + rest)

    # A font is loaded early only from a server.
    return _LINK.sub(lambda tag: _ADDRESS.sub(lead, tag[0]), _PRELOADED.sub("", html))


def loaded_files(html: str, page: str, targets: LinkTargets) -> Iterator[str]:
    """Yield the files that a browser loads for a page: styles, scripts and pictures of the site."""
    for match in _LOADED.finditer(html):
        file = targets.find(unescape(match[1]), page).file
        if file and not file.endswith(".html"):
            yield file


def files_of_styles(css: str, file: str) -> Iterator[str]:
    """Yield the files that a stylesheet of a site names, such as fonts."""
    for match in _IN_STYLES.finditer(css):
        if not match[1].startswith(("data:", "#", "https:")):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
