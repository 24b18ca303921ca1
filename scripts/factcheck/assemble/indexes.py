"""The sitemap: MkDocs wrote it for its own pages, the records' pages are added here."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from factcheck.assemble.shell import ID
from factcheck.folders import LANGUAGES
from factcheck.render import Page
from factcheck.render.addresses import language_folder

XHTML = "http://www.w3.org/1999/xhtml"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def make_sitemap(built: str, site_url: str, language: str, pages: Iterable[Page]) -> bytes:
    """Return the sitemap (XML in UTF-8, sitemaps.org 0.9): MkDocs' own pages without the shells, and the records'.

    Each entry names the page in every language. MkDocs' ``lastmod`` is left out: the day of the build says nothing of
    the page, and makes every build differ.

    Args:
        built: the sitemap as MkDocs wrote it.
        site_url: absolute address of the site in this language.
        language: this language.
        pages: the records' pages.
    """
    locations = (loc.text or "" for loc in fromstring(built).iter(f"{{{SITEMAP}}}loc"))  # noqa: S314 - MkDocs' own
    addresses = [location.removeprefix(site_url) for location in locations if ID not in location]
    addresses += [page.address for page in pages if page.listed]
    root_url = site_url.removesuffix(language_folder(language))
    register_namespace("", SITEMAP)
    register_namespace("xhtml", XHTML)
    root = Element(f"{{{SITEMAP}}}urlset")
    for address in addresses:
        url = SubElement(root, f"{{{SITEMAP}}}url")
        SubElement(url, f"{{{SITEMAP}}}loc").text = site_url + address
        for other in LANGUAGES:
            href = root_url + language_folder(other) + address
            SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=other, href=href)
    data: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return data
