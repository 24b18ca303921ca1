"""The sitemap: MkDocs writes it for its own pages, this module adds the pages of records."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

from factcheck.languages import LANGUAGES
from factcheck.pages import Page
from factcheck.pages.page import language_folder
from factcheck.site.shells import ID

XHTML = "http://www.w3.org/1999/xhtml"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_BEGIN = f"""<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">"""
_END = "</urlset>"


def make_sitemap(built: str, site_url: str, language: str, pages: Iterable[Page]) -> bytes:
    """Return the sitemap (XML in UTF-8, sitemaps.org 0.9) of MkDocs' own pages without the shells, and of the records'.

    Each entry names the page in every language. MkDocs' ``lastmod`` is left out: the day of the build says nothing
    about the page, and would make every build differ.

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
    roots = {other: root_url + language_folder(other) for other in LANGUAGES}
    entries = "".join(_entry(site_url, roots, address) for address in addresses)
    return (_BEGIN + entries + _END).encode()


def _entry(site_url: str, roots: Mapping[str, str], address: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{_escape(root + address)}" />'
        for language, root in roots.items()
    )
    return f"<url><loc>{_escape(site_url + address)}</loc>{links}</url>"


def _escape(text: str) -> str:
    return escape(text, {'"': "&quot;"})
