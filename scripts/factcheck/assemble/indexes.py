"""The search index and the sitemap: MkDocs wrote them for its own pages, the records' pages are added here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from factcheck.assemble.shell import ID
from factcheck.render import Page

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def add_to_search(index: str, pages: Iterable[Page]) -> str:
    """Return the search index (JSON, as Material reads it) with an entry per record page.

    Material puts ``title`` and ``text`` into the page as HTML, so both are escaped here.
    """
    data = json.loads(index)
    data["docs"] = [entry for entry in data["docs"] if ID not in entry["location"]]
    data["docs"] += [
        {"location": page.address, "title": escape(page.title), "text": escape(page.search_text)}
        for page in pages
        if page.listed
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def add_to_sitemap(sitemap: str, site_url: str, pages: Iterable[Page]) -> bytes:
    """Return the sitemap (XML in UTF-8, sitemaps.org 0.9) with an entry per record page, without the shells."""
    register_namespace("", SITEMAP)
    root: Element = fromstring(sitemap)  # noqa: S314 - MkDocs has just written it
    for url in list(root):
        for built in url.findall(f"{{{SITEMAP}}}lastmod"):
            url.remove(built)  # the day of the build says nothing of the page, and makes every build differ
        if ID in (url.findtext(f"{{{SITEMAP}}}loc") or ""):
            root.remove(url)
    for page in pages:
        if page.listed:
            SubElement(SubElement(root, f"{{{SITEMAP}}}url"), f"{{{SITEMAP}}}loc").text = site_url + page.address
    data: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return data
