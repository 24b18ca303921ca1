"""Write the records into a site that MkDocs has just built. The only part of the assembly that touches files."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.corpus import Key
from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES
from factcheck.pages import Page, Renderer
from factcheck.pages.addresses import PAGES
from factcheck.parallel import cores, parallel_map
from factcheck.site.files import write
from factcheck.site.handwritten import fill
from factcheck.site.indexes import make_sitemap
from factcheck.site.pagefind import write_search
from factcheck.site.search import handwritten_entries, record_entries
from factcheck.site.shell import ID, Shell

MARK = ".factcheck-site"
"""A file in every site that we built: only such a folder, or an empty one, is ever replaced."""
THEME_SEARCH = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""The scripts of the theme's own search, which no page of ours loads."""


def assemble(folder: Path, renderer: Renderer) -> None:
    """Fill the site of one language in `folder`: hand-written pages, record pages, search, sitemap.

    Raises:
        SetupError: a shell is missing, or is not one; or Pagefind is missing, which makes the search.
    """
    shells = {kind: _take_shell(folder / name / ID) for kind, name in PAGES.items()}
    for path in _handwritten(folder):
        html = path.read_text(encoding="utf-8")
        filled = fill(html, path.relative_to(folder).as_posix().removesuffix("index.html"), renderer)
        if filled != html:
            path.write_text(filled, encoding="utf-8", newline="\n")
    _write_indexes(folder, renderer, _write_pages(folder, renderer, shells))
    (folder / MARK).touch()


def _take_shell(folder: Path) -> Shell:
    """Read a shell and remove it: it is not a page of the site."""
    try:
        shell = Shell.parse((folder / "index.html").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"no shell for record pages at {folder}: {error}"
        raise SetupError(message) from error
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):  # a folder for pages of which there may be none
        folder.parent.rmdir()
    return shell


def _handwritten(folder: Path) -> Iterator[Path]:
    """Yield the pages that MkDocs built, without those of a language that lives in a folder of this site."""
    tops = [path for path in folder.iterdir() if path.name not in LANGUAGES]
    found = [path for top in tops if top.is_dir() for path in top.rglob("*.html")]
    yield from sorted([*folder.glob("*.html"), *found])


def _write_pages(folder: Path, renderer: Renderer, shells: Mapping[str, Shell]) -> list[Page]:
    """Write the pages of all records, on all cores if there are many; return of each what the indexes need."""

    def write_one(key: Key) -> Page | None:
        page = renderer.page(*key)
        return _write_page(folder, page, shells[page.kind]) if page else None

    return [page for page in parallel_map(write_one, renderer.keys(), jobs=cores()) if page]


def _write_page(folder: Path, page: Page, shell: Shell) -> Page:
    """Write one page; return of it what the indexes need, so that ten thousands fit into memory."""
    write(f"{folder}/{page.address}index.html", shell.encoded(page))
    return page.for_indexes()


def _write_indexes(folder: Path, renderer: Renderer, pages: list[Page]) -> None:
    _write_search(folder, renderer.language, pages)
    sitemap = folder / "sitemap.xml"
    if sitemap.exists():
        built = sitemap.read_text(encoding="utf-8")
        data = make_sitemap(built, renderer.site.url, renderer.language, pages)
        sitemap.write_bytes(data)
        # mtime=0: the same records give the same bytes on every day.
        (folder / "sitemap.xml.gz").write_bytes(gzip.compress(data, mtime=0))


def _write_search(folder: Path, language: str, pages: list[Page]) -> None:
    """Write the index of the search, and remove the theme's own, which readers would load as a whole."""
    index = folder / "search" / "search_index.json"
    by_hand = handwritten_entries(index.read_text(encoding="utf-8")) if index.exists() else ()
    write_search(folder, language, [*record_entries(pages), *by_hand])
    index.unlink(missing_ok=True)
    for name in THEME_SEARCH:
        shutil.rmtree(folder / name, ignore_errors=True)
