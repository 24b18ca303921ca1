"""What the site says of itself to other programs: who publishes it, its data, and where in it a page is.

schema.org in JSON-LD, by Google's documentation of ``BreadcrumbList``, ``Dataset`` and ``Organization``.
"""

from collections.abc import Sequence

from factcheck.languages import LANGUAGES
from factcheck.pages.file_addresses import CLAIM_REVIEWS, CSV_BUNDLE, DATA_PACKAGE, DATABASE, json_lines
from factcheck.pages.markup_things import CONTEXT, JsonLd, known, publisher, whole_publisher
from factcheck.pages.page import API, LICENCE, Site, root_of
from factcheck.pages.view import View

DATA_PAGE = "data/"
"""The hand-written page that says what data there is."""
DISTRIBUTIONS: Sequence[tuple[str, str, str]] = (
    ("JSON", "application/json", f"{API}index.json"),
    ("JSON Lines", "application/gzip", json_lines("claims")),
    ("CSV", "application/zip", CSV_BUNDLE),
    ("SQLite", "application/zip", DATABASE),
    ("ClaimReview (JSON-LD)", "application/ld+json", CLAIM_REVIEWS),
    ("Frictionless Data Package", "application/json", DATA_PACKAGE),
)
"""The forms in which all records can be had: the name of each, its media type, and its address from the root."""


def page_markup(view: View, site: Site, page: str, title: str) -> list[JsonLd]:
    """Return what a hand-written page says of itself besides what it lists.

    Args:
        view: the records in the language of the page.
        site: the site in this language.
        page: the address of the page from the root of its language; "" of the start page.
        title: its title.
    """
    if not page:
        return [site_markup(view, site), dataset(view, site)]
    return [breadcrumbs(view, site, page, title), *([dataset(view, site)] if page == DATA_PAGE else [])]


def site_markup(view: View, site: Site) -> JsonLd:
    """Return the markup of the start page: the site, and who publishes it."""
    named = {"@context": CONTEXT, "@type": "WebSite", "@id": f"{site.url}#site", "url": site.url, "name": site.name}
    about = {"description": site.description, "inLanguage": view.language, "license": LICENCE.url}
    return known({**named, **about, "publisher": whole_publisher(view, site)})


def breadcrumbs(view: View, site: Site, page: str, title: str) -> JsonLd:
    """Return the way to a page from the start: the hand-written pages whose addresses its own begins with."""
    parts = page.rstrip("/").split("/")
    above = ("".join(f"{part}/" for part in parts[:end]) for end in range(1, len(parts)))
    named = ((_title_of(view, place), place) for place in above)
    way = [(site.name, ""), *((name, place) for name, place in named if name), (title, page)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": site.url + to}
        for place, (name, to) in enumerate(way, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def _title_of(view: View, page: str) -> str:
    """Return the title of the hand-written page at an address, or "" if there is none."""
    name = f"docs/{view.language}/{page.removesuffix('/')}"
    files = {f"{name}.md", f"{name}/index.md"}
    return next((str(found.fields.get("title", "")) for found in view.corpus.pages if found.path in files), "")


def dataset(view: View, site: Site) -> JsonLd:
    """Return all records as a set of data, and the files in which it can be had."""
    root = root_of(site, view.language)
    updated = (view.past.updated(kind, id_) for kind, table in view.corpus.tables.items() for id_ in table)
    return known(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": f"{root}{DATA_PAGE}#dataset",
            "url": site.url + DATA_PAGE,
            "name": view._("%(site)s: all records as data") % {"site": site.name},
            "description": view._(
                "Claims of press articles, each with its quotation, rating and reasons, the sources read and their "
                "own words, and every correction since."
            ),
            "inLanguage": list(LANGUAGES),
            "license": LICENCE.url,
            "isAccessibleForFree": True,
            "creator": publisher(view, site),
            "version": view.history.whole,
            "dateModified": max(filter(None, updated), default=""),
            "distribution": [
                {"@type": "DataDownload", "name": name, "encodingFormat": form, "contentUrl": root + file}
                for name, form, file in DISTRIBUTIONS
            ],
        }
    )
