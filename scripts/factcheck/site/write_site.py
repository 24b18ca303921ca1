"""Write everything that is made from records into a site that MkDocs has just built."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from factcheck.corpus import Key
from factcheck.errors import SetupError
from factcheck.languages import LANGUAGES
from factcheck.outputs.json_api import Api, Content
from factcheck.pages import Page, Renderer
from factcheck.pages.page import API, PAGES, SCHEMAS
from factcheck.parallel import cores, parallel_map
from factcheck.site.search_entries import handwritten_entries, record_entries
from factcheck.site.search_index import write_search
from factcheck.site.shells import ID, Shell, fill_handwritten
from factcheck.site.sitemap import make_sitemap

MARK = ".factcheck-site"
"""A file in every site that we built: a build replaces only such a folder, or an empty one."""
_THEME_SEARCH = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""The scripts of the theme's own search, which no page of ours loads."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_site(folder: Path, renderer: Renderer) -> None:
    """Fill the site of one language in `folder`: hand-written pages, pages of records, search, sitemap.

    Raises:
        SetupError: a shell is missing, or is not one; or Pagefind is missing, which makes the search.
    """
    shells = {kind: _take_shell(folder / name / ID) for kind, name in PAGES.items()}
    for path in _handwritten_pages(folder):
        html = path.read_text(encoding="utf-8")
        filled = fill_handwritten(html, path.relative_to(folder).as_posix().removesuffix("index.html"), renderer)
        if filled != html:
            path.write_text(filled, encoding="utf-8", newline="\n")
    pages = _write_pages(folder, renderer, shells)
    _write_search(folder, renderer.language, pages)
    _write_sitemap(folder, renderer, pages)
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


def _handwritten_pages(folder: Path) -> Iterator[Path]:
    """Yield the pages that MkDocs built, without those of a language that has a folder in this site."""
    tops = [path for path in folder.iterdir() if path.is_dir() and path.name not in LANGUAGES]
    yield from sorted([*folder.glob("*.html"), *(path for top in tops for path in top.rglob("*.html"))])


def _write_pages(folder: Path, renderer: Renderer, shells: Mapping[str, Shell]) -> list[Page]:
    """Write the pages of all records; return what search and sitemap need of each."""

    def write_page(key: Key) -> Page | None:
        page = renderer.page(*key)
        if page:
            _write(folder / page.address / "index.html", shells[page.kind].fill(page).encode())
        return page and page.for_indexes()

    return [page for page in parallel_map(write_page, renderer.keys(), jobs=cores()) if page]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _write_search(folder: Path, language: str, pages: list[Page]) -> None:
    """Write the index of the search, and remove the theme's own, which readers would load as a whole."""
    index = folder / "search" / "search_index.json"
    handwritten = handwritten_entries(index.read_text(encoding="utf-8")) if index.exists() else ()
    write_search(folder, language, [*record_entries(pages), *handwritten])
    index.unlink(missing_ok=True)
    for name in _THEME_SEARCH:
        shutil.rmtree(folder / name, ignore_errors=True)


def _write_sitemap(folder: Path, renderer: Renderer, pages: list[Page]) -> None:
    sitemap = folder / "sitemap.xml"
    if sitemap.exists():
        built = sitemap.read_text(encoding="utf-8")
        data = make_sitemap(built, renderer.site.url, renderer.language, pages)
        sitemap.write_bytes(data)
        # mtime=0: the same records give the same bytes on every day.
        (folder / "sitemap.xml.gz").write_bytes(gzip.compress(data, mtime=0))


def write_api(folder: Path, api: Api, schemas: Path) -> None:
    """Write all files of an API into the site in `folder`, and the schemas that it names.

    Args:
        folder: the site of the main language.
        api: the API.
        schemas: the folder of the JSON Schemas, which are copied.
    """
    target = folder / SCHEMAS
    target.mkdir(exist_ok=True)
    for path in sorted(schemas.glob("*.schema.json")):
        shutil.copyfile(path, target / path.name)

    def write(file: tuple[str, Callable[[], Content]]) -> None:
        path, make = file
        _write(folder / f"{API}{path}", as_bytes(make()))

    parallel_map(write, list(api.makers().items()), jobs=cores())


def as_bytes(content: Content) -> bytes:
    """Return a file of the API: JSON in UTF-8, on one line."""
    return _JSON.encode(content).encode() + b"\n"
