"""How long the index of the search takes, and how much a reader downloads for a first query, as the claims grow.

    PYTHONPATH=scripts:tests python benchmarks/search.py [CLAIMS ...]

Prints a Markdown table. The site is served compressed, with gzip, and opened in Chromium; what counts is what leaves
the server. Only the index grows: the pages behind the results are not written.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from browser.building import build, require_built
from browser.conftest import QuietHandler, open_browser, serve_folder
from factcheck.checks import REGISTRY
from factcheck.corpus import Surroundings
from factcheck.loading.snapshot import take_snapshot
from factcheck.pages.page import Site
from factcheck.pages.renderer import Renderer
from factcheck.reading import read_snapshot
from factcheck.site.search_index import SearchEntry, record_entries, write_search
from sizes import sizes
from synthetic import ROOT, make_project

QUERIES = ("préféré", "principal fournisseur", "1,25 milliard")
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}
sent: list[int] = []


class CountingHandler(QuietHandler):
    """Serves files as a good host does, compressed, and counts the bytes of what it sends."""

    def do_GET(self) -> None:  # noqa: N802 - its name in the standard library
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        sent.append(len(data))


def entries(claims: int) -> list[SearchEntry]:
    """Return what the French index holds with so many more claims."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make_project(project, claims)
        corpus = read_snapshot(take_snapshot(project), Surroundings()).corpus
    renderer = Renderer(corpus, "fr", Site(url="https://site.example/fr/", name="S"), tuple(REGISTRY.values()))
    return list(record_entries(page.for_indexes() for page in renderer.pages()))


@contextmanager
def counted() -> Iterator[list[int]]:
    """Give a list that holds, at the end, how many bytes and files were sent meanwhile."""
    sent.clear()
    found: list[int] = []
    yield found
    found[:] = [sum(sent), len(sent)]


def download(browser: Browser, url: str, words: str) -> tuple[list[int], list[int]]:
    """Return bytes and files of a claim's page, and of a first search on it."""
    page = browser.new_page()
    with counted() as opened:
        page.goto(f"{url}/fr/claims/google-preferred-cloud-provider/", wait_until="networkidle")
    with counted() as searched:
        page.keyboard.press("/")
        page.keyboard.insert_text(words)
        page.keyboard.press("Shift")
        expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=60_000)
        page.wait_for_load_state("networkidle")
    page.close()
    return opened, searched


def main(sizes: list[int]) -> None:
    """Measure each size and print the table."""
    print("| claims more | index (s) | words | page (kB) | first query (kB) | files |")
    print("| ---: | ---: | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        site = Path(folder) / "site"
        with serve_folder(site, CountingHandler) as url:
            require_built(build(ROOT, site, url=f"{url}/"))
            for size in sizes:
                listed = entries(size)
                start = time.perf_counter()
                write_search(site / "fr", "fr", listed)
                taken = time.perf_counter() - start
                for words in QUERIES:
                    opened, searched = download(browser, url, words)
                    sizes_in_kb = f"{opened[0] / 1000:.0f} | {searched[0] / 1000:.0f}"
                    print(f"| {size} | {taken:.1f} | {words} | {sizes_in_kb} | {searched[1]} |", flush=True)


if __name__ == "__main__":
    main(sizes(0, 10_000))
