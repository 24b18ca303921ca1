"""What the files for other programs cost: a build with and without them, and each output by itself.

    python benchmarks/publishing.py [CLAIMS ...]

A build is that of all languages, as `make site` makes it. The one without has the JSON API, and of all other outputs
only those that every site has (:data:`KEPT`); its links to the others lead nowhere, which it does not mind. Each output
is then made once more, in one process: how many seconds of a processor that takes, and what it adds to the site.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from measuring import RESULTS, Contender, Result, race, save, title
from sizes import sizes
from synthetic import make_project

# isort: split
# It says where the package runs from.
from factcheck.checks import REGISTRY
from factcheck.corpus import Corpus, Surroundings
from factcheck.languages import LANGUAGES, MAIN
from factcheck.loading.snapshot import take_snapshot
from factcheck.outputs.all_outputs import OUTPUTS
from factcheck.outputs.output import Output
from factcheck.pages.page import Site, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.published_versions import history_of
from factcheck.reading import read_snapshot
from factcheck.schema.schemas import read_schemas

KEPT = ("api", "security.txt")
"""The names of the outputs that were there before all others."""
READ = {"evidence packs": ".html", "cards of claims": ".html", "markdown": ".md"}
"""The outputs that have pages, which people read or have read to them, with what the names of these pages end with."""
PACKED = (".gz", ".zip")
"""What the names of files that are compressed end with."""
PAGES = "pages"
"""What stands after their names."""
WITH, WITHOUT = "ours", "ours, without outputs"
_ONLY_KEPT = f"""

OUTPUTS = tuple(output for output in OUTPUTS if output.name in {KEPT!r})
"""
_NO_FAULTS = """

check_all = check_pages


def check_pages(*given, **named):
    check_all(*given, **named)
    return Faults([], [], [])
"""


class Cost(NamedTuple):
    """What an output costs: seconds of one processor, and what it adds to the site; its pages are counted apart."""

    name: str
    seconds: float
    files: int
    size: int
    packed: int
    """Its bytes when a server compresses each file on its way."""


def leave_out(project: Path) -> None:
    """Let the project, a copy, publish only the outputs that are kept, and its links lead where they like."""
    package = project / "scripts" / "factcheck"
    for name, more in (("outputs/all_outputs.py", _ONLY_KEPT), ("site/html_checks.py", _NO_FAULTS)):
        with (package / name).open("a", encoding="utf-8") as file:
            file.write(more)


def contenders(project: Path, without: Path, runs: int) -> Iterator[Contender]:
    """Yield the build of the project, and of its copy without outputs."""
    for name, root in ((WITH, project), (WITHOUT, without)):
        yield Contender(
            name=name,
            command=[sys.executable, "-m", "factcheck", "build"],
            does="all languages, checked",
            environment={"PYTHONPATH": "scripts", "FACTCHECK_CACHE": str(root.with_name(f"cache-{root.name}"))},
            runs=runs,
            role="ours" if name == WITH else "peer",
            folder=root,
            site="site",
        )


def renderers(corpus: Corpus, root: Path) -> Mapping[str, Renderer]:
    """Return the renderer of each language."""
    sites = {code: Site(url=f"https://site.example/{language_folder(code)}", name="S") for code in LANGUAGES}
    checks, schemas, history = tuple(REGISTRY.values()), read_schemas(root / "schemas"), history_of(root, corpus)
    return {code: Renderer(corpus, code, site, checks, {}, schemas, history) for code, site in sites.items()}


def packed(path: str, content: bytes) -> int:
    """Return how many bytes of a file a server sends that compresses what is not compressed yet."""
    return len(content) if path.endswith(PACKED) else min(len(content), len(gzip.compress(content, 6)))


def cost(output: Output, made: Mapping[str, Renderer]) -> Iterator[Cost]:
    """Yield what an output costs in all languages in which it is made: its pages, if it has any, and all else."""
    ending = READ.get(output.name, "none")
    files = {code: output.files(made[code]) for code in made if output.in_each_language or code == MAIN}
    for are_pages in (True, False):
        start = time.process_time()
        contents = [
            (path, make())
            for found in files.values()
            for path, make in found.items()
            if path.endswith(ending) == are_pages
        ]
        taken = time.process_time() - start
        if contents:
            name = f"{output.name} ({PAGES})" if are_pages else output.name
            size = sum(len(content) for _, content in contents)
            yield Cost(name, taken, len(contents), size, sum(packed(*item) for item in contents))


def costs(project: Path) -> list[Cost]:
    """Return what each output costs with the records of a project."""
    made = renderers(read_snapshot(take_snapshot(project), Surroundings()).corpus, project)
    for renderer in made.values():  # what pages have worked out is there when outputs are made
        for key in [*renderer.keys()]:
            renderer.page(*key)
    return [item for output in OUTPUTS for item in cost(output, made)]


def cost_table(found: list[Cost]) -> str:
    """Return costs as a Markdown table, with the sums of pages and of all other files that are new."""
    new = [item for item in found if item.name not in KEPT]
    pages = [item for item in new if item.name.endswith(f"({PAGES})")]
    sums = {"all pages": pages, "all but pages and the API": [item for item in new if item not in pages]}
    totals = [
        Cost(name, *(sum(values) for values in zip(*(item[1:] for item in items), strict=True)))
        for name, items in sums.items()
    ]
    lines = ["| output | seconds | files | MB | MB, compressed |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {item.name} | {item.seconds:.2f} | {item.files:,} | {item.size / 1e6:.2f} | {item.packed / 1e6:.2f} |"
        for item in (*found, *totals)
    ]
    return "\n".join(lines)


def measure(claims: int) -> tuple[list[Result], str]:
    """Return what both builds take with so many synthetic claims more than the real ones, and the table of outputs."""
    with tempfile.TemporaryDirectory() as folder:
        project, without = Path(folder) / "project", Path(folder) / "without"
        make_project(project, claims)
        shutil.copytree(project, without)
        leave_out(without)
        results = race(list(contenders(project, without, 3 if claims <= 1_000 else 1)), project)  # noqa: PLR2004
        return results, cost_table(costs(project))


def main(sizes: list[int]) -> None:
    """Measure each size; write and print the tables."""
    found = {size: measure(size) for size in sorted(sizes)}
    save("publishing", {size: results for size, (results, _) in found.items()}, WITHOUT)
    text = "".join(f"\n### Each output, {title(size)}\n\n{shown}\n" for size, (_, shown) in found.items())
    with (RESULTS / "publishing.md").open("a", encoding="utf-8") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main(sizes(0, 1_000))
