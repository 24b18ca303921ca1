"""How long a site takes to build, beside site generators that build as many pages from Markdown.

    python benchmarks/building.py [CLAIMS ...]

Ours builds one language from the records: it reads and checks them, and writes the index of the search and the sitemap.
The peers get the same pages as Markdown, with the same words, tables and links, out of their menus, where MkDocs is at
its quickest; Hugo gives them the same shell. Pagefind by itself makes the index of the peers' pages that ours has in
its time. `make peers` installs those that are not ours anyway.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hugo import ADDRESS, find_hugo, hugo_command, write_hugo
from markdown_pages import write_pages
from measuring import PEERS, Contender, Result, race, runs_for, save
from sizes import sizes
from synthetic import make_project

# isort: split
# It says where the package runs from.
from factcheck.corpus import Corpus, Surroundings
from factcheck.loading.snapshot import take_snapshot
from factcheck.reading import read_snapshot

MATERIAL = "MkDocs + Material"
HUGO = "Hugo"
SLOW = 2_000
"""With more claims than this, the peers that are written in Python would take minutes."""
CONFIG = f"""site_name: Peer
site_url: {ADDRESS}
theme: {{name: material, font: false}}
nav: [index.md]
not_in_nav: "*"
plugins: [search]
markdown_extensions: [tables, footnotes, toc]
"""
PAGES = "Markdown to pages"
WITHOUT_SEARCH = """
import factcheck.site.write_site as write_site
from mkdocs.__main__ import cli
write_site.write_search = lambda *_: None
cli()
"""


def contenders(project: Path, markdown: Path, claims: int) -> Iterator[Contender]:
    """Yield our own build of one language, then the peers that are installed."""
    cache = project.with_name("cache")
    ours = {"PYTHONPATH": "scripts", "NO_MKDOCS_2_WARNING": "1", "FACTCHECK_CACHE": str(cache)}
    arguments = ["build", "--quiet", "--config-file"]
    build = [sys.executable, "-m", "mkdocs", *arguments]
    command = [*build, "mkdocs.fr.yml"]
    does, runs = "records to pages, checked", min(3, runs_for(claims))

    def forget() -> None:
        for path in cache.rglob("*.sqlite*"):  # or it would not check the records
            path.unlink()

    yield Contender(
        name="ours", command=command, does=does, environment=ours, before=forget, runs=runs, role="ours", site="site"
    )
    yield Contender(
        name="ours, without the search",
        command=[sys.executable, "-c", WITHOUT_SEARCH, *arguments, "mkdocs.fr.yml"],
        does=does,
        environment=ours,
        before=forget,
        runs=runs,
        role="ours",
        site="site",
    )
    yield Contender(
        name="ours, all pictures anew",
        command=command,
        does=f"{does}; pictures for links",
        environment=ours,
        before=lambda: shutil.rmtree(cache, ignore_errors=True),
        runs=1,
        role="ours",
        site="site",
    )
    config = str(markdown / "mkdocs.yml")
    hugo = find_hugo()
    if hugo:
        built = str(markdown / "site-hugo")
        yield Contender(name=HUGO, command=hugo_command(hugo, markdown), does=PAGES, runs=runs, site=built)
    built = str(markdown / "site")
    if claims <= SLOW:
        yield Contender(name=MATERIAL, command=[*build, config], does=PAGES, environment=ours, runs=2, site=built)
    if hugo or claims <= SLOW:
        site = markdown / ("site-hugo" if hugo else "site")
        command = [sys.executable, "-m", "pagefind_bin", "--quiet", "--site", str(site)]
        does = "pages of the peers to an index"
        yield Contender(name="Pagefind alone", command=command, does=does, runs=2, role="part")
    zensical = shutil.which("zensical", path=str(PEERS / "python" / "bin")) or shutil.which("zensical")
    if zensical and claims <= SLOW:
        command = [zensical, "build", "--clean", "--config-file", config]
        yield Contender(name="Zensical", command=command, does=PAGES, runs=2, site=built)


def write_markdown(folder: Path, corpus: Corpus) -> None:
    """Write a project for the peers, with the same pages of records as ours in French."""
    write_pages(folder / "docs", corpus, "fr")
    (folder / "docs" / "index.md").write_text("# Claims\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


def measure(claims: int) -> list[Result]:
    """Return what each contender takes with so many synthetic claims more than the real ones."""
    with tempfile.TemporaryDirectory() as folder:
        project, markdown = Path(folder) / "project", Path(folder) / "markdown"
        make_project(project, claims)
        write_markdown(markdown, read_snapshot(take_snapshot(project), Surroundings()).corpus)
        write_hugo(markdown, CONFIG)
        results = race(list(contenders(project, markdown, claims)), project)
        require_pages(markdown)
        return results


def require_pages(markdown: Path) -> None:
    """See to it that the peers did their work.

    Raises:
        SystemExit: one has written no page for some file, and still said that all is well.
    """
    sources = [path.relative_to(markdown / "docs").with_suffix("") for path in (markdown / "docs").rglob("*/*.md")]
    for site in ("site", "site-hugo"):
        written = sum((markdown / site / path / "index.html").exists() for path in sources)
        if (markdown / site).exists() and written != len(sources):
            sys.exit(f"{site}: {written} pages instead of {len(sources)}")


def main(sizes: list[int]) -> None:
    """Measure each size; write and print the tables, and how our time grows with the claims."""
    save("building", {size: measure(size) for size in sorted(sizes)}, HUGO if find_hugo() else MATERIAL)


if __name__ == "__main__":
    main(sizes(0, 100, 1000))
