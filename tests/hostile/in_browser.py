"""Build what was accepted although it holds something to run, and open every page of it in Chromium.

The pages' policy is left out: it would stop a script, and hide that one got into a page. Secrets are planted around the
builds, and looked for in everything that they publish.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Frame, Page

from browser.building import build, copy_project
from browser.conftest import open_browser, serve_folder
from browser.watching import watched
from factcheck.cache_folder import FOLDER_VARIABLE
from factcheck.loading.page_source import read_page_source
from hostile.docs_mutants import payload_page
from hostile.facts_mutants import facts_mutant
from hostile.mutating import Verdict, judge
from hostile.project import Link, Mutant, changed, contents

MARK = "PWN"
PER_SITE = 100
"""How many pages with something to run a site gets at most, in each language."""
FORBIDS = "forbids:"
"""What comes before the pages that a build refuses for what is in them."""
TRIES = 4
"""How often a site is built without the pages that a build has refused."""
WAIT = 30
"""Milliseconds that a page has for what it does by itself."""
CONTROL = """<!doctype html><title>x</title><link rel="icon" href="data:,"><script>window.PWN=1; alert(1)</script>
<img src="https://attacker.example/x.png"><meta http-equiv="refresh" content="0;url=other.html">"""
"""A page that does all that no page of ours may do."""
HANDLERS = """[...document.all].flatMap(element => element.getAttributeNames()
    .filter(name => name.startsWith("on") || name === "href" &&
       /^\\s*(javascript|vbscript|data):/i.test(element.href)))"""
"""What a page has to wait for a reader with."""
PLACES = (
    *(
        "docs/en/leak.md",
        "docs/fr/leak.txt",
        "docs/en/images/leak.png",
        "docs/en/leak",
        "docs/leak.png",
        "docs/.overrides/leak.txt",
    ),
    *("docs/.overrides/assets/leak.js", "schemas/leak.schema.json", "schemas/claim.schema.md", "facts/claims/leak.yml"),
    *("facts/leak.yml", "docs/.overrides/assets/fonts/leak.txt", "docs/en/.leak", "schemas/.leak.schema.json"),
)
"""Where links to a secret are planted."""


@dataclass
class Visit:
    """What was built and opened, and what should not have happened."""

    payloads: int = 0
    pages: int = 0
    refused_by_build: int = 0
    canaries: int = 0
    breaches: list[str] = field(default_factory=list)
    """Pages that only the build refuses, and not for a link that leads nowhere."""
    scripts: list[str] = field(default_factory=list)
    navigations: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    control_failed: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong."""
        return [*self.breaches, *self.scripts, *self.navigations, *self.requests, *self.published, *self.control_failed]


def visit_accepted(folder: Path, sites: int, seed: int, tell: Callable[[str], object] = lambda _: None) -> Visit:
    """Build `sites` sites with what was accepted, open all their pages, and look for secrets in their files.

    Raises:
        RuntimeError: a site cannot be built at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    visit, secret = Visit(), _plant_secrets(folder)
    random_ = random.Random(seed)  # noqa: S311 - not for secrets
    with open_browser() as browser:
        _try_control(browser, folder / "control", visit, secret)
        for number in range(sites):
            root = folder / f"site-{number}"
            copy_project(root)
            _plant_links(root, folder / "secret.txt", visit)
            _add_records(root, random_, visit)
            pages = dict(_accepted_pages(random_))
            visit.payloads += len(pages)
            site = _build(root, pages, visit)
            tell(f"site {number + 1}: {len(pages)} pages with something to run are built")
            with serve_folder(site) as address:
                _open_all(browser, site, address, visit)
            found = leaks(site, secret)
            visit.published += [f"site {number + 1}: {name} holds a secret" for name in found]
    return visit


def _plant_secrets(folder: Path) -> tuple[bytes, ...]:
    """Put a secret into the environment and one into a file outside of the project; return both."""
    variable, content = secrets.token_hex(16), secrets.token_hex(16)
    os.environ["FACTCHECK_CANARY"], os.environ[FOLDER_VARIABLE] = variable, str(folder / "cache")
    (folder / "secret.txt").write_text(content, encoding="utf-8")
    return variable.encode(), content.encode()


def _plant_links(root: Path, secret: Path, visit: Visit) -> None:
    """Try links to the secrets in all places; one that is accepted stays there, and goes into the site."""
    for place in PLACES:
        for target in (str(secret), "/proc/self/environ"):
            mutant = Mutant("link", {place: Link(target)})
            with changed(root, mutant):
                accepted = judge(root).accepted
            visit.canaries += 1
            if accepted:
                (root / place).unlink(missing_ok=True)
                (root / place).symlink_to(target)


def _accepted_pages(random_: random.Random) -> Iterator[tuple[str, str]]:
    """Yield pages with something to run that are accepted, each by itself, by their names."""
    seen: set[str] = set()
    for _ in range(TRIES * 100 * PER_SITE):
        text, _ = payload_page(random_)
        page = read_page_source("docs/en/attack.md", text.encode("utf-8", "surrogateescape"))[0]
        if page and MARK.lower() in text.lower() and text not in seen:
            seen.add(text)
            yield f"attack-{len(seen):03}.md", text
        if len(seen) == PER_SITE:
            return


def _add_records(root: Path, random_: random.Random, visit: Visit) -> None:
    """Put a text that could run into as many records as are accepted together."""
    originals = contents(root, "facts")
    for _ in range(3 * len(originals)):
        mutant = facts_mutant(random_, originals)
        ((name, content),) = mutant.files.items()
        if mutant.way == "payload" and isinstance(content, bytes) and MARK in content.decode() and name in originals:
            with changed(root, mutant):
                verdict: Verdict = judge(root)
            if verdict.accepted:
                (root / name).write_bytes(content)
                del originals[name]
                visit.payloads += 1


def _build(root: Path, pages: dict[str, str], visit: Visit) -> Path:
    """Build a site with these pages in both languages, but for those that the build refuses; return its folder."""
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("  /search.md", "  /search.md\n  /attack-*.md"), encoding="utf-8"
    )
    for name, text in pages.items():
        for language in ("en", "fr"):
            (root / "docs" / language / name).write_text(text, encoding="utf-8")
    for _ in range(TRIES):
        result = build(root, root.parent / f"{root.name}-built")
        if not result.returncode:
            return result.site
        refused = {f"{name}.md" for name in re.findall(r"attack-\d+", result.output)} & pages.keys()
        visit.refused_by_build += len(refused)
        visit.breaches += [line for line in result.output.partition(FORBIDS)[2].splitlines() if "attack-" in line]
        if not refused:
            break
        for name in refused:
            del pages[name]
            for language in ("en", "fr"):
                (root / "docs" / language / name).unlink()
    raise RuntimeError(result.output)


def _open_all(browser: Browser, site: Path, address: str, visit: Visit) -> None:
    """Open every page of a site, with all that is folded on it."""
    with watched(browser, address, bypass_csp=True) as watch:
        page = watch.context.new_page()
        expected = [""]

        def note(frame: Frame) -> None:
            if frame.url.partition("#")[0] not in {expected[0], "about:blank"}:
                visit.navigations.append(f"{expected[0]} leads to {frame.url}")

        page.on("framenavigated", note)
        try:
            for path in sorted(site.rglob("*.html")):
                expected[0] = f"{address}/{path.relative_to(site).as_posix().removesuffix('index.html')}"
                _open(page, expected[0], visit)
        finally:
            _sort(watch.seen, visit)


def _open(page: Page, address: str, visit: Visit) -> None:
    """Open a page with all that is folded on it, and let it do what it does by itself."""
    page.goto(address)
    page.wait_for_timeout(WAIT)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    visit.pages += 1
    if handlers := page.evaluate(HANDLERS):
        visit.scripts.append(f"{address}: a script waits for somebody: {handlers}")


def _sort(seen: list[str], visit: Visit) -> None:
    """Add what a watch has seen to a visit; links that lead nowhere and the like are not looked for here."""
    visit.scripts += [what for what in seen if "run as a script" in what or what.startswith("dialog")]
    visit.requests += [what for what in seen if "another host" in what]


def _try_control(browser: Browser, folder: Path, visit: Visit, secret: tuple[bytes, ...]) -> None:
    """Make sure that what no page of ours may do is noticed where a page does it, and a secret where there is one."""
    folder.mkdir()
    (folder / "index.html").write_text(CONTROL, encoding="utf-8")
    (folder / "other.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (folder / "x.gz").write_bytes(gzip.compress(b"x" + secret[0]))
    control = Visit()
    with serve_folder(folder) as address, suppress(Error):  # the page goes away while it is asked
        _open_all(browser, folder, address, control)
    noticed = {
        "script": control.scripts,
        "navigation": control.navigations,
        "request": control.requests,
        "secret": leaks(folder, secret),
    }
    visit.control_failed += [f"the watch does not notice a {what}" for what, seen in noticed.items() if not seen]


def leaks(site: Path, secret: tuple[bytes, ...]) -> list[str]:
    """Return the files of a site that hold a secret, plainly or compressed."""
    found = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            with suppress(OSError, EOFError):
                content += gzip.decompress(content)
            if any(word in content for word in secret):
                found.append(path.relative_to(site).as_posix())
    return found
