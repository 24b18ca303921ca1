"""The search of a site: one entry for each listed page, in an index that Pagefind (https://pagefind.app) writes.

Pagefind reads a folder of small HTML files, one for each entry, with its own attributes for titles and filters. The
same entries give the same files, once the filters are in order (``search_order.py``).

The first file that a search downloads grows with the pages of its index, by some five bytes for each. So the entries of
a large site are divided, and readers load the second part only if they ask for what is in it.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from factcheck.errors import SetupError
from factcheck.kinds import ENTITY, RECORDS
from factcheck.languages import N_, translated
from factcheck.pages.formats import number
from factcheck.pages.page import Page
from factcheck.site.search_order import order_filters
from factcheck.site.search_words import exported, rewrite, rewrite_name
from factcheck.site.shells import ID

FOLDER = "pagefind"
"""The folder of the index in the site of each language."""
REST = "rest"
"""The folder of the second part of a large index, in the folder of the first."""
HANDWRITTEN = "page"
"""The kind of a hand-written page, beside the kinds of pages that are made from records."""
SEARCH_PAGE = "search/"
"""The address of the search page, from the root of its language. It does not find itself."""
UNDIVIDED = 10_000
"""A site with at most this many entries has one index. Its first search downloads some 190 kB."""
SECOND_PART = frozenset({*(kind.name for kind in RECORDS if kind.searched_later), "as_of"})
"""The kinds of pages in the second part. The only filter that finds them is the one by the kind of page."""
SEARCH_REST = N_("Also search sources and evidence by date (%(count)s pages)")
"""The label of the box with which readers ask for the second part."""
_SCRIPT = "pagefind.js"
_INTERFACES = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""Files of Pagefind that our pages do not load. Its script and WebAssembly are needed once, in the first part."""
_MISSING = (
    "the search needs the program pagefind, which the package pagefind-bin brings, and there is neither here: run "
    "`make setup`, or install pagefind 1.5.2 for this machine (https://pagefind.app) where programs are found (PATH)"
)
_TAG = re.compile(r"<[^<>]*>")
_TEXT_ENDS = re.compile(r"</(?:p|li|t[dh]|h\d|dt|dd|pre|blockquote)>|<br ?/?>")
_BLANKS = re.compile(r"[ \n\t]+")
"""Not the no-break spaces of French typography."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page as the search knows it. All is plain text; `filters` are the values that readers can filter it by."""

    address: str
    title: str
    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def site_entries(folder: Path, pages: Iterable[Page]) -> list[SearchEntry]:
    """Return the entries of `pages`, and of the hand-written pages that MkDocs has built in `folder`."""
    index = (folder / "search" / "search_index.json").read_text(encoding="utf-8")
    return [*record_entries(pages), *handwritten_entries(index)]


def record_entries(pages: Iterable[Page]) -> Iterator[SearchEntry]:
    """Yield the entries of the pages made from records; further pages of lists, moved and withdrawn ones have none."""
    for page in pages:
        if page.listed and page.found:
            filters = {"page": (page.kind,), **{name: values for name, values in page.filters.items() if values}}
            yield SearchEntry(page.address, page.title, page.search_text, filters)


def handwritten_entries(index: str) -> Iterator[SearchEntry]:
    """Yield an entry for each hand-written page.

    Args:
        index: the index (JSON) that Material's search plugin writes. It has an entry for each section of a page, whose
            text and title are HTML.
    """
    pages: dict[str, list[dict[str, str]]] = {}
    for section in json.loads(index)["docs"]:
        pages.setdefault(section["location"].partition("#")[0], []).append(section)
    for address, (first, *rest) in pages.items():
        if ID not in address and address != SEARCH_PAGE:
            sections = [first["text"], *(f"{_sentence(section['title'])} {section['text']}" for section in rest)]
            yield SearchEntry(address, plain(first["title"]), plain(" ".join(sections)), {"page": (HANDWRITTEN,)})


def _sentence(title: str) -> str:
    """Return a heading with a full stop, unless it ends with a mark of its own."""
    return title if title.rstrip().endswith(("?", "!", ".", "…")) else f"{title}."


def plain(html: str) -> str:
    """Return the text of a piece of HTML in one line."""
    return _BLANKS.sub(" ", unescape(_TAG.sub("", _TEXT_ENDS.sub(" ", html)))).strip()


def divide(entries: Iterable[SearchEntry]) -> tuple[list[SearchEntry], list[SearchEntry]]:
    """Return the entries of the first and of the second part; the second one is empty unless there are many."""
    found = list(entries)
    if len(found) <= UNDIVIDED:
        return found, []
    rest = [entry for entry in found if not SECOND_PART.isdisjoint(entry.filters["page"])]
    return [entry for entry in found if SECOND_PART.isdisjoint(entry.filters["page"])], rest


def describe_rest(rest: Iterable[SearchEntry], language: str) -> dict[str, Any]:
    """Return what scripts need to know of the second part: how many pages of each kind it has, and what to call it."""
    kinds = Counter(kind for entry in rest for kind in entry.filters["page"])
    words = translated(language, SEARCH_REST) % {"count": number(kinds.total(), language)}
    return {"kinds": dict(sorted(kinds.items())), "words": words}


def write_search(
    folder: Path, language: str, entries: Iterable[SearchEntry], ratings: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Write the index of a language into its site, a large one in two parts.

    Args:
        folder: the site of the language.
        language: the language of all entries, which decides how words are cut to their stems.
        entries: what can be found.
        ratings: the words for each rating, which the search box shows beside the title of a claim.

    Raises:
        SetupError: Pagefind is missing, or fails.
    """
    first, rest = divide(entries)
    index = folder / FOLDER
    shutil.rmtree(index, ignore_errors=True)
    _write_index(index, first, language)
    _export(index / _SCRIPT, "ratings", dict(ratings))
    _export(index / _SCRIPT, "words", exported())
    if rest:
        _write_index(index / REST, rest, language)
        for name in (_SCRIPT, f"wasm.{language}.pagefind"):
            (index / REST / name).unlink()
        _export(index / _SCRIPT, "rest", describe_rest(rest, language))


def _export(script: Path, name: str, value: object) -> None:
    """Add a constant to Pagefind's script, which our own one imports."""
    with script.open("a", encoding="utf-8") as file:
        file.write(f"\nexport const {name}={json.dumps(value)};\n")


def _write_index(target: Path, entries: Iterable[SearchEntry], language: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        for entry in entries:
            path = Path(name, entry.address, "index.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_html(entry, language), encoding="utf-8")
        options = ["--site", ".", "--output-path", str(target.absolute()), "--force-language", language, "--quiet"]
        _run([program(), *options], Path(name))
    for pattern in _INTERFACES:
        for path in target.glob(pattern):
            path.unlink()
    order_filters(target)


def _html(entry: SearchEntry, language: str) -> str:
    """Return an entry as the HTML that Pagefind reads. The title is not part of the text.

    Pagefind would add a full stop to the text of a block.
    """
    filters = "".join(
        f'<i data-pagefind-filter="{name}:{escape(value)}"></i>'
        for name, values in entry.filters.items()
        for value in values
    )
    name = rewrite_name(entry.title) if ENTITY in entry.filters.get("page", ()) else rewrite(entry.title)
    title = f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(name)}</h1>'
    text = f"<span>{escape(rewrite(entry.text))}</span>"
    return f'<!doctype html><html lang="{language}"><body>{title}{filters}{text}</body>'


def program() -> str:
    """Return the path of Pagefind.

    Raises:
        SetupError: it is not there.
    """
    try:
        path = str(import_module("pagefind_bin").get_executable())
    except ImportError:
        path = shutil.which("pagefind") or ""
    if not path:
        raise SetupError(_MISSING)
    return path


def _run(command: list[str], folder: Path) -> None:
    """Run Pagefind in a folder of its own, where it finds no configuration file.

    Raises:
        SetupError: it cannot be run, or says that something is wrong.
    """
    try:
        subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603 - our own words
    except OSError as error:
        message = f"Pagefind cannot be run: {error}"
        raise SetupError(message) from error
    except subprocess.CalledProcessError as error:
        message = f"Pagefind failed: {error.stderr.strip() or error.stdout.strip() or f'exit code {error.returncode}'}"
        raise SetupError(message) from error
