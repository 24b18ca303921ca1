"""Check the pages of a finished site.

Links: every internal link, address of a file and anchor must lead somewhere, and no id may occur twice on a page.
MkDocs finds only some of these faults, and sees nothing of what we write after it.

Policy: every page must carry the site's Content-Security-Policy, and contain nothing that it forbids. The policy allows
no inline script but the theme's own, by hashes that are written in ``mkdocs.yml`` and never taken from the pages:
whoever smuggled a script into a record would have its hash allowed, too. Browsers enforce the policy; this check finds
out before readers miss a part of a page. A page that needs no other file (:mod:`factcheck.pages.standalone`) has a
policy of its own, and the one stylesheet that this allows.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.errors import SiteError
from factcheck.pages.standalone import policy_at
from factcheck.parallel import cores, parallel_map
from factcheck.report import text
from factcheck.site.link_targets import LinkTargets
from factcheck.site.page_content import PageContent, read_page
from factcheck.site.site_files import unnamed_files

_LOST = "there is no such place on that page"
_PIN = re.compile(r"'(sha256-[A-Za-z0-9+/]+=*)'")
_SHOWN = 20
"""How many files that nobody named are listed."""
_MAX_SHOWN = 80  # characters of a faulty piece of HTML


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong on a page: the page, the link or the piece of HTML, and the problem."""

    page: str
    html: str
    problem: str

    def __str__(self) -> str:
        """Return the fault in one line."""
        line = " ".join(self.html.split())
        shown = line if len(line) <= _MAX_SHOWN else f"{line[: _MAX_SHOWN - 1]}…"
        return f"{self.page}: {shown!r}: {self.problem}"


class Faults(NamedTuple):
    """Links that lead nowhere, what the policy forbids, and the files that nobody named."""

    links: list[Fault]
    breaches: list[Fault]
    unnamed: list[str]


Elsewhere = list[tuple[str, str, str]]
"""Links to places on other pages: the link, the file and the anchor."""


def check_site(settings: Mapping[str, Any]) -> None:
    """Check a finished site in all languages: its files, the links of its pages, and that they keep to the policy.

    Raises:
        SiteError: there are faults; the message lists them.
    """
    extra = settings["extra"]
    found = check_pages(Path(settings["site_dir"]), settings["site_url"], extra["policy"], carried=not extra["preview"])
    lines = []
    if found.unnamed:
        lines += ["No file of a site may be there that site/site_files.py does not name:", *found.unnamed[:_SHOWN]]
    if found.links:
        lines += [f"{text.count(len(found.links), 'broken link')} in the finished site:", *map(str, found.links)]
    if found.breaches:
        lines += ["The policy of our pages (extra.policy in mkdocs.yml) forbids:", *map(str, found.breaches)]
    if lines:
        raise SiteError("\n".join(lines))


def check_pages(folder: Path, site_url: str, policy: str, *, carried: bool = True) -> Faults:
    """Return everything that is wrong on the pages of a site.

    Args:
        folder: the site.
        site_url: its absolute address.
        policy: the Content-Security-Policy of its pages.
        carried: whether each page must carry the policy, as all do but those of `mkdocs serve`.
    """
    targets = LinkTargets(folder, site_url)
    names = sorted(name for name in targets.files if name.endswith(".html"))

    def check(name: str) -> tuple[Faults, str, Elsewhere]:
        page = read_page(Path(folder, name).read_bytes())
        own = policy_at(name)
        _judge(page, own or policy.strip(), carried=carried or bool(own))
        links, elsewhere = _check_links(name, page, targets)
        breaches = [Fault(name, html, problem) for html, problem in page.breaches]
        # As one text the ids take little memory for thousands of pages.
        return Faults(links, breaches, []), "\0".join(["", *page.ids, ""]), elsewhere

    results = dict(zip(names, parallel_map(check, names, jobs=cores()), strict=True))
    found = Faults([], [], unnamed_files(targets.files))
    for name, (faults, _, elsewhere) in results.items():
        lost = [link for link, file, anchor in elsewhere if f"\0{anchor}\0" not in results[file][1]]
        found.links.extend([*faults.links, *(Fault(name, link, _LOST) for link in lost)])
        found.breaches.extend(faults.breaches)
    return found


def _judge(page: PageContent, policy: str, *, carried: bool) -> None:
    """Add to the breaches of a page what its policy does not allow, and a policy that it lacks."""
    if carried and page.policy != policy:
        page.breaches["<head>", "the page does not begin with the policy"] = None
    for script in page.scripts:
        if digest(script) not in pinned(policy, "script-src"):
            page.breaches[script, "an inline script that is not one of the theme's"] = None
    for style in page.styles:
        if digest(style) not in pinned(policy, "style-src"):
            page.breaches[f"<style>{style}", "an inline stylesheet: write it into a file"] = None


def _check_links(name: str, page: PageContent, targets: LinkTargets) -> tuple[list[Fault], Elsewhere]:
    """Return what is wrong with the links and ids of a page, and its links to places on other pages."""
    ids = Counter(page.ids)
    faults = [Fault(name, f"#{id_}", "this id is on the page twice") for id_, times in ids.items() if times > 1]
    elsewhere = []
    for link in page.links:
        file, anchor, problem = targets.find(link, name)
        if problem or (anchor and file == name and anchor not in ids):
            faults.append(Fault(name, link, problem or _LOST))
        elif anchor and file != name and file.endswith(".html"):
            elsewhere.append((link, file, anchor))
    return faults, elsewhere


@lru_cache(maxsize=64)
def digest(script: str) -> str:
    """Return the hash of an inline script or stylesheet in the form that a policy writes it."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


@lru_cache(maxsize=64)
def pinned(policy: str, directive: str) -> frozenset[str]:
    """Return the hashes in a directive of a policy: those of the inline scripts or stylesheets that it allows."""
    parts = (part.strip() for part in policy.split(";"))
    return frozenset(pin for part in parts if part.startswith(f"{directive} ") for pin in _PIN.findall(part))
