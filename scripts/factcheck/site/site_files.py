"""The files that a site may consist of. A build fails if there is any other: whatever is in a site is published.

A file that nobody named could be a page without the policy (``.htm``, ``.svg``), or mean something to a host
(``CNAME``, ``robots.txt``). Each output names the patterns of its own files.
"""

import re
from collections.abc import Iterable

from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.all_outputs import output_paths
from factcheck.outputs.manifest import MANIFEST
from factcheck.pages.page import PICTURES, SCHEMAS
from factcheck.site.search_index import FOLDER, REST

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_FOLDERS = f"(?:{_ID}/)*"
_SEARCH = f"{FOLDER}/(?:{REST}/)?"
EVERYWHERE = (
    rf"{_FOLDERS}index\.html",
    r"404\.html",
    rf"images/{_ID}\.(?:png|jpg|webp)",
    rf"{PICTURES}(?:{_ID}/)?{_ID}\.png",
    # ours
    rf"assets/{_ID}\.(?:css|js|svg)",
    rf"assets/fonts/(?:{_ID}\.woff2|OFL\.txt)",
    # the theme's
    r"assets/images/favicon\.png",
    r"assets/(?:javascripts|stylesheets)/[a-z]+\.[0-9a-f]{8}\.min\.(?:js|css)(?:\.map)?",
    # the search's
    rf"{_SEARCH}(?:pagefind\.js|pagefind-entry\.json|wasm\.[a-z]+\.pagefind|pagefind\.[a-z]+_[0-9a-f]+\.pf_meta)",
    rf"{_SEARCH}(?:filter|fragment|index)/[a-z]+_[0-9a-f]+\.pf_(?:filter|fragment|index)",
    r"sitemap\.xml(?:\.gz)?",
    r"\.factcheck-site",
    *output_paths(in_each_language=True),
)
"""The patterns of the files in the site of every language."""
ONCE = (
    rf"{SCHEMAS}{_ID}\.schema\.json",
    re.escape(MANIFEST),
    *output_paths(in_each_language=False),
)
"""The patterns of the files that only the site of the main language has."""

_OTHERS = "|".join(f"{language}/" for language in LANGUAGES if language != MAIN)
_NAMED = re.compile(f"(?:{_OTHERS})?(?:{'|'.join(EVERYWHERE)})|{'|'.join(ONCE)}")


def unnamed_files(files: Iterable[str]) -> list[str]:
    """Return the files of a finished site that no pattern names, in order.

    Args:
        files: their paths below the folder of the site, with slashes.
    """
    return sorted(file for file in files if not _NAMED.fullmatch(file))
