"""Write everything that is made from records into the site of one language that MkDocs has just built."""

import gzip
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

from factcheck.kinds import PAGES
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.all_outputs import output_files
from factcheck.outputs.output import Make
from factcheck.pages.page import SCHEMAS, Page, address, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.pages.social_cards import cards
from factcheck.pages.social_cards.artist import Artist
from factcheck.parallel import cores, parallel_map
from factcheck.schema.schemas import published_schemas
from factcheck.site.addresses import languages_with
from factcheck.site.pictures import write_pictures
from factcheck.site.search_index import site_entries, write_search
from factcheck.site.shells import ID, Shell, fill_handwritten, read_shell
from factcheck.site.target_folder import MARK

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
FONTS = "docs/.overrides/assets/fonts"
"""The folder of the fonts in a project. Its pages and its pictures use the same ones."""
_THEME_SEARCH = ("search/search_index.json", "assets/javascripts/lunr", "assets/javascripts/workers")
"""The theme's own search, which our pages do not load."""


def write_site(folder: Path, renderer: Renderer, root: Path) -> None:
    """Write the pages of records, search, sitemap, pictures and outputs, and for the main language the schemas.

    Args:
        folder: the site of the renderer's language.
        renderer: makes the pages.
        root: the folder of the project, with its fonts and schemas.

    Raises:
        SetupError: a shell is missing, or is not one; or Pagefind is missing, which makes the search.
        OSError: a file cannot be read or written.
    """
    shells = {kind: _take_shell(folder / name / ID) for kind, name in PAGES.items()}
    for path in _handwritten_pages(folder):
        html = path.read_text(encoding="utf-8")
        filled = fill_handwritten(html, path.relative_to(folder).as_posix().removesuffix("index.html"), renderer)
        if filled != html:
            path.write_text(filled, encoding="utf-8", newline="\n")
    pages = _write_pages(folder, renderer, shells)
    _write_search(folder, renderer, pages)
    _write_sitemap(folder, renderer, pages, root)
    if renderer.language == MAIN:
        write_schemas(folder, root / "schemas")
    write_pictures(folder, cards(renderer), Artist(root / FONTS))
    (folder / MARK).touch()


def _take_shell(folder: Path) -> Shell:
    """Read a shell and remove it: it is not a page of the site."""
    shell = read_shell(folder)
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):  # a folder for pages of which there may be none
        folder.parent.rmdir()
    return shell


def _handwritten_pages(folder: Path) -> Iterator[Path]:
    """Yield the pages that MkDocs built, without those of a language that has a folder in this site."""
    tops = [path for path in folder.iterdir() if path.is_dir() and path.name not in LANGUAGES]
    yield from sorted([*folder.glob("*.html"), *(path for top in tops for path in top.rglob("*.html"))])


def _write_pages(folder: Path, renderer: Renderer, shells: Mapping[str, Shell]) -> list[Page]:
    """Write the pages of all records, and the files of outputs; return what search and sitemap need of each page.

    After each page come the files beside it: what has been worked out for the page is at hand then. The files that are
    beside none come first: some take longer than hundreds of pages.
    """
    keys = {address(*key): key for key in [*renderer.keys()]}
    beside: dict[str, dict[str, Make]] = {}
    for path, make in output_files(renderer).items():
        page = _page_of(path)
        beside.setdefault(page if page in keys else path, {})[path] = make

    def write(item: str) -> Page | None:
        made = renderer.page(*keys[item]) if item in keys else None
        if made:
            _write(folder / made.address / "index.html", shells[made.kind].fill(made).encode())
        for path, make in beside.get(item, {}).items():
            _write(folder / path, make())
        return made and made.for_indexes()

    items = [*(path for path in beside if path not in keys), *keys]
    return [page for page in parallel_map(write, items, jobs=cores()) if page]


def _page_of(path: str) -> str:
    """Return the address of the page of a record that a file would be beside."""
    return "/".join(path.split("/")[:2]) + "/"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _write_search(folder: Path, renderer: Renderer, pages: list[Page]) -> None:
    """Write the index of the search, and remove the theme's own, which readers would load as a whole."""
    write_search(folder, renderer.language, site_entries(folder, pages), renderer.view.rating_words())
    for name in _THEME_SEARCH:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _write_sitemap(folder: Path, renderer: Renderer, pages: list[Page], root: Path) -> None:
    sitemap, site = folder / "sitemap.xml", renderer.site
    having = partial(languages_with, root / "docs")
    data = make_sitemap(sitemap.read_text(encoding="utf-8"), site.url, renderer.language, pages, having)
    sitemap.write_bytes(data)
    # mtime=0: the same records give the same bytes on every day.
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(data, mtime=0))


def make_sitemap(
    built: str, site_url: str, language: str, pages: Iterable[Page], having: Callable[[str], Iterable[str]]
) -> bytes:
    """Return a sitemap (sitemaps.org 0.9): MkDocs' own entries without those of the shells, and the records' pages.

    Each entry names the page in every language that has it. MkDocs' ``lastmod`` is left out: the day of the build says
    nothing about the page, and would make every build differ.

    Args:
        built: the sitemap as MkDocs wrote it.
        site_url: absolute address of the site in this language.
        language: this language.
        pages: the records' pages.
        having: returns the languages that have a hand-written page at an address.
    """
    locations = (loc.text or "" for loc in fromstring(built).iter(f"{{{SITEMAP}}}loc"))  # noqa: S314 - MkDocs' own
    written = (location.removeprefix(site_url) for location in locations if ID not in location)
    addresses = [(address, {*having(address), language}) for address in written]
    addresses += [(page.address, {*LANGUAGES}) for page in pages if page.listed]
    root = site_url.removesuffix(language_folder(language))
    roots = {other: _escape(root + language_folder(other)) for other in LANGUAGES} | {language: _escape(site_url)}
    entries = "".join(
        _sitemap_entry({other: roots[other] for other in roots if other in languages}, language, _escape(address))
        for address, languages in addresses
    )
    head = f"""<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">"""
    return f"{head}{entries}</urlset>".encode()


def _sitemap_entry(roots: Mapping[str, str], language: str, address: str) -> str:
    """Return the entry of a page, from its address and the root of each language, all escaped."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href="{root}{address}" />' for other, root in roots.items()
    )
    return f"<url><loc>{roots[language]}{address}</loc>{links}</url>"


def _escape(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def write_schemas(folder: Path, schemas: Path) -> None:
    """Write the JSON Schemas in the folder `schemas`, which the API names, into the site in `folder`.

    Raises:
        SetupError: a schema is missing, or cannot be used.
    """
    for name, content in published_schemas(schemas).items():
        _write(folder / SCHEMAS / name, content)
