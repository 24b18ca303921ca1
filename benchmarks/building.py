"""How long a site takes to build, beside site generators that build as many pages from Markdown.

    python benchmarks/building.py [CLAIMS ...]

Ours builds one language from the records: it reads and checks them, and writes the index of the search and the sitemap.
The peers get a Markdown page for each of the same claims, with its words, evidence and links, out of their menus, where
MkDocs is at its quickest. `make peers` installs those that are not ours anyway.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import PEERS, Contender, Result, race, save
from synthetic import ROOT, make_project

# isort: split
# It says where the package runs from.
from factcheck.corpus import Corpus
from factcheck.model.claim import Claim
from factcheck.pipeline import read_corpus
from factcheck.schema import Schemas, read_schemas

MATERIAL = "MkDocs + Material"
SLOW = 2_000
"""With more claims than this, the peers would take minutes."""
CONFIG = """site_name: Peer
site_url: https://peer.example/
theme: {name: material, font: false}
nav: [index.md]
not_in_nav: "*"
plugins: [search]
markdown_extensions: [tables, footnotes, toc]
"""


def contenders(markdown: Path, claims: int) -> Iterator[Contender]:
    """Yield our own build of one language, then the peers that are installed."""
    ours = {"PYTHONPATH": "scripts", "NO_MKDOCS_2_WARNING": "1"}
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    yield Contender(
        name="ours", command=[*build, "mkdocs.fr.yml"], does="records to pages, checked", environment=ours, runs=3
    )
    if claims > SLOW:
        return
    config = str(markdown / "mkdocs.yml")
    yield Contender(name=MATERIAL, command=[*build, config], does="Markdown to pages", environment=ours, runs=2)
    zensical = shutil.which("zensical", path=str(PEERS / "python" / "bin")) or shutil.which("zensical")
    if zensical:
        command = [zensical, "build", "--clean", "--config-file", config]
        yield Contender(name="Zensical", command=command, does="Markdown to pages", runs=2)


def write_markdown(folder: Path, corpus: Corpus) -> None:
    """Write a project for the peers: a page for each claim."""
    docs = folder / "docs"
    (docs / "claims").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (docs / "index.md").write_text("# Claims\n", encoding="utf-8")
    for claim in corpus.claims.values():
        (docs / "claims" / f"{claim.id}.md").write_text(_page(corpus, claim), encoding="utf-8")


def _page(corpus: Corpus, claim: Claim) -> str:
    """Return a claim in Markdown: its words, rating, evidence with quotations, developments and neighbours."""
    said, review = claim.claim, claim.review
    lines = [
        f"# {said.short['fr']}",
        "",
        f"> {said.quotation.exact}",
        "",
        f"**{review.rating}**: {review.explanation['fr']}",
    ]
    lines += ["", "## Preuves", "", "| source | position | mots |", "| --- | --- | --- |"]
    for item in review.evidence:
        source = corpus.sources[item.source]
        words = item.quotation.exact.replace("\n", " ") if item.quotation else ""
        lines.append(f"| [{source.publisher}]({source.url or 'https://none.example/'}) | {item.stance} | {words} |")
    lines += ["", "## Depuis", ""]
    lines += [f"- {item.date}: {item.text['fr']}" for item in review.developments]
    lines += ["", "## Liens", ""]
    lines += [f"- [{relation.claim}]({relation.claim}.md)" for relation in said.relations]
    return "\n".join([*lines, "", review.would_change["fr"], ""])


def measure(claims: int) -> list[Result]:
    """Return what each contender takes with so many synthetic claims more than the real ones."""
    with tempfile.TemporaryDirectory() as folder:
        project, markdown = Path(folder) / "project", Path(folder) / "markdown"
        make_project(project, claims)
        write_markdown(markdown, read_corpus(project, Schemas(read_schemas(ROOT / "schemas"))))
        return race(list(contenders(markdown, claims)), project)


def main(sizes: list[int]) -> None:
    """Measure each size; write and print the tables, and how our time grows with the claims."""
    found = {size: measure(size) for size in sizes}
    save("building", {f"{size:,} claims more": results for size, results in found.items()}, MATERIAL)
    first, *more = sizes
    for size in more:
        each = (found[size][0].seconds - found[first][0].seconds) / (size - first) * 1000
        print(f"ours, from {first:,} to {size:,} claims more: {each:.1f} ms a claim")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [0, 250, 1000])
