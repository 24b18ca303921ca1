"""Check a site in all languages when it is finished, and say what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck.errors import SiteError
from factcheck.report import text
from factcheck.site.html_checks import check_pages

_SHOWN = 20
"""How many files that nobody named are listed."""


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
