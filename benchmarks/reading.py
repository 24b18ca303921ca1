"""What a reader downloads, as the claims grow: the pages of each kind, and the first query of a search.

    PYTHONPATH=scripts:tests python benchmarks/reading.py [CLAIMS ...]

Builds the site in both languages with so many claims more and prints two Markdown tables for each size. The first one
gives the HTML alone, compressed as by `gzip -9`: of all pages of a kind the median and the largest. The second one
comes from Chromium: all that leaves the server for a first visit to a claim's page, compressed, and then for a first
query.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from browser.building import build, require_built
from browser.conftest import open_browser, serve_folder
from search import QUERIES, CountingHandler, download
from sizes import sizes
from synthetic import make_project

CLAIM = "claims/google-preferred-cloud-provider"
"""A real claim, which is there at every size."""


class Page(NamedTuple):
    """A page: its kind, its address, and how many bytes it is, as it is and compressed."""

    kind: str
    address: str
    bare: int
    compressed: int


def pages(site: Path) -> Iterator[Page]:
    """Yield every page of a site, in both languages."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).parent.as_posix()
        data = path.read_bytes()
        yield Page(kind_of(address, path.name), address, len(data), len(gzip.compress(data, 9)))


def kind_of(address: str, name: str = "index.html") -> str:
    """Return what kind of page is at an address: the list of a folder, one of its pages, or a page by itself."""
    if name != "index.html":
        return name
    first, *rest = [part for part in address.split("/") if part not in {"fr", "."}] or ["home"]
    return f"{first}/…" if rest else first


def weights(found: list[Page]) -> list[str]:
    """Return the table of the pages: a row for each kind, the heaviest first."""
    kinds: dict[str, list[Page]] = {}
    for page in found:
        kinds.setdefault(page.kind, []).append(page)
    largest = {kind: max(items, key=lambda page: page.compressed) for kind, items in kinds.items()}
    lines = [
        "| kind | pages | median (kB) | largest (kB) | uncompressed (kB) | which |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for kind, page in sorted(largest.items(), key=lambda item: -item[1].compressed):
        median = statistics.median(item.compressed for item in kinds[kind])
        sizes = f"{median / 1000:.1f} | {page.compressed / 1000:.1f} | {page.bare / 1000:.0f}"
        lines.append(f"| {kind} | {len(kinds[kind]):,} | {sizes} | {page.address} |")
    return lines


def downloads(browser: Browser, url: str) -> Iterator[str]:
    """Yield the rows of what is downloaded for a first visit and a first query."""
    yield "| words | page, all in (kB) | first query (kB) | files |"
    yield "| --- | ---: | ---: | ---: |"
    for words in QUERIES:
        opened, searched = download(browser, url, words)
        yield f"| {words} | {opened[0] / 1000:.0f} | {searched[0] / 1000:.0f} | {searched[1]} |"


def measure(browser: Browser, claims: int) -> Iterator[str]:
    """Yield what there is to say about the site with so many synthetic claims, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        project, site = Path(folder) / "project", Path(folder) / "site"
        make_project(project, claims)
        with serve_folder(site, CountingHandler) as url:
            require_built(build(project, site, url=f"{url}/"))
            found = list(pages(site))
            yield f"### {claims:,} claims more"
            yield ""
            for page in (item for item in found if item.address in {CLAIM, f"fr/{CLAIM}"}):
                yield f"- {page.address}: {page.compressed / 1000:.1f} kB compressed, {page.bare / 1000:.0f} kB"
            yield ""
            yield from weights(found)
            yield ""
            yield from downloads(browser, url)
            yield ""


def main(sizes: list[int]) -> None:
    """Measure each size and print the tables."""
    with open_browser() as browser:
        for size in sizes:
            for line in measure(browser, size):
                print(line, flush=True)


if __name__ == "__main__":
    main(sizes(0, 1000))
