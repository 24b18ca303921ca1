"""A citation in words, in two styles: APA (7th edition), and ISO 690, which French-speaking libraries use.

The words of each style are a message, so that each language can follow the guides of its own libraries.
"""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date
from markupsafe import Markup, escape

from factcheck.languages import BY_CODE, N_
from factcheck.pages.citation_formats import TODAY
from factcheck.pages.citations import DATA, Citation
from factcheck.pages.formats import LOCALES, all_of, isolated
from factcheck.pages.view import View

APA, ISO = "APA", "ISO 690"
"""The names of the styles."""
_PAGE = {
    APA: N_("%(authors)s. (%(date)s). %(title)s [%(genre)s]. %(site)s. %(url)s"),
    ISO: N_(
        "%(authors)s, %(year)s. %(title)s. %(site)s. Online. %(date)s. Available from: %(url)s [Accessed %(read)s]."
    ),
}
_WHOLE = {
    APA: N_("%(authors)s. (%(year)s). %(title)s (Version %(version)s) [%(genre)s]. %(url)s"),
    ISO: N_(
        "%(authors)s, %(year)s. %(title)s. Online. %(genre)s. %(date)s. Available from: %(url)s [Accessed %(read)s]."
    ),
}
_UNDATED = N_("n.d.")
_TODAY = Markup('<span class="fc-today" data-today="{0}" data-locale="{1}" data-first="{2}">{0}</span>')
_AUTHOR = Markup('<span class="fc-author">{}</span>')
"""A name in capitals: only to look at, so that its letters stay what they are."""
_LINK = Markup('<span class="fc-content-now" translate="no">{}</span>')


def in_words(view: View, citation: Citation) -> dict[str, Markup]:
    """Return a citation in words, as HTML, by the name of the style; a script fills in the day of reading."""
    messages = _WHOLE if citation.type == DATA else _PAGE
    return {APA: _apa(view, messages[APA], citation), ISO: _iso(view, messages[ISO], citation)}


def _apa(view: View, message: str, citation: Citation) -> Markup:
    *others, last = map(isolated, citation.authors)
    both = {"others": Markup(", ").join(others), "last": last}
    values = {"authors": _filled(view, N_("%(others)s, & %(last)s"), both) if others else last, "date": _UNDATED}
    if citation.version:
        values["date"] = _filled(view, N_("%(year)s, %(month)s %(day)s"), _parts(view, citation.version))
    title = Markup("<i>{}</i>").format(isolated(citation.title))
    return _filled(view, message, {**_common(view, citation), **values, "title": title})


def _iso(view: View, message: str, citation: Citation) -> Markup:
    names = [str(_AUTHOR.format(isolated(name))) for name in citation.authors]
    authors = Markup(all_of(names, view.language))  # noqa: S704 - escaped above
    site = Markup("<i>{}</i>").format(citation.site)
    values = {"authors": authors, "site": site, "title": isolated(citation.title)}
    return _filled(view, message, {**_common(view, citation), **values})


def _common(view: View, citation: Citation) -> dict[str, str]:
    about, undated = BY_CODE[view.language], view._(_UNDATED)
    return {
        "genre": citation.genre,
        "site": citation.site,
        "version": citation.name_of_version,
        "year": citation.version[:4] or undated,
        "date": view.date(citation.version) if citation.version else undated,
        "url": _LINK.format(citation.url),
        "read": _TODAY.format(view._(TODAY), about.locale.replace("_", "-"), about.first_day),
    }


def _parts(view: View, day: str) -> dict[str, str]:
    """Return year, month and day of a date as a sentence has them."""
    found = date.fromisoformat(day)
    number = BY_CODE[view.language].first_day if found.day == 1 else str(found.day)
    return {"year": day[:4], "month": format_date(found, "MMMM", locale=LOCALES[view.language]), "day": number}


def _filled(view: View, message: str, values: Mapping[str, str]) -> Markup:
    escaped = {name: str(escape(value)) for name, value in values.items()}
    return Markup(BY_CODE[view.language].filled(view._(message), escaped))  # noqa: S704 - ours, with escaped values
