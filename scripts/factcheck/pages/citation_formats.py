"""A citation as reference managers take it (BibTeX, RIS, CSL-JSON, COinS) and in words, in two styles.

Programs read each text back as it was. The day on which somebody reads the page is left out unless it is given: a file
that is made once cannot know it. The styles are APA (7th edition), and ISO 690, which French-speaking libraries use;
the words of each are a message, so that each language can follow the guides of its own libraries.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from babel.dates import format_date
from markupsafe import Markup, escape

from factcheck.languages import BY_CODE, N_
from factcheck.pages.citations import DATA, Citation
from factcheck.pages.file_addresses import BIBTEX, CSL, MEDIA_TYPES, RIS
from factcheck.pages.formats import LOCALES, all_of, isolated
from factcheck.pages.view import View

TODAY = N_("YYYY-MM-DD")
"""A script replaces this by the day on which somebody reads the page."""
_LATEX = {character: f"\\{character}" for character in "&%$#_"} | {
    # As commands: BibTeX counts braces whether or not there is a backslash before them.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "`": r"{\textasciigrave}",
    "'": r"{\textquotesingle}",
}
_ESCAPED = str.maketrans(_LATEX)
_JOINED = re.compile(r"(?<=(-))(?=-)|(?<=(<))(?=<)|(?<=(>))(?=>)|(?<=(,))(?=,)")
"""Between two characters that TeX shows as another one: -- as a dash, << and >> as quotation marks."""
_LOST_BLANK = re.compile(r"(?<= ) |\A | \Z")
"""A blank that BibTeX leaves out: one after another one, or at an end."""


def latex(text: str) -> str:
    """Return a text as BibTeX and LaTeX read it: they give back its very characters but for line breaks."""
    marked = _JOINED.sub("\0", _LOST_BLANK.sub("\1", line(text)))
    return marked.translate(_ESCAPED).replace("\0", "{}").replace("\1", "{ }")


def line(text: str) -> str:
    """Return a text on one line: in BibTeX and RIS, a line of a name could be another field, or end the record."""
    return text.replace("\n", " ")


def bibtex(citation: Citation, read: str = "") -> str:
    """Return an entry of BibTeX with the fields of biblatex 3.

    It is ``@online``, for the whole as well: Zotero leaves out what is ``@dataset``.

    Args:
        citation: what to cite.
        read: the day on which it is read, ``2026-11-29``.
    """
    fields = {
        "author": " and ".join(f"{{{latex(name)}}}" for name in citation.authors),
        "title": f"{{{latex(citation.title)}}}",
        "titleaddon": latex(citation.genre),
        "organization": f"{{{latex(citation.site)}}}",
        "date": citation.version,
        "version": citation.name_of_version,
        "url": citation.url,
        "urldate": read,
        "langid": BY_CODE[citation.language].english.lower(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{citation.id},\n{lines}\n}}"


def ris(citation: Citation, read: str = "") -> str:
    """Return a RIS record (Research Information Systems, 2011), of type ELEC, or DATA for the whole.

    The comma after a name makes EndNote and others take it as a whole, not its last word as the family name. Readers
    leave out blanks at the ends of a line; but for line breaks, nothing else of a text is lost.
    """
    fields = [
        ("TY", "DATA" if citation.type == DATA else "ELEC"),
        *(("AU", f"{name},") for name in citation.authors),
        ("TI", citation.title),
        ("M3", citation.genre),
        ("PB", citation.site),
        ("PY", citation.version[:4]),
        ("DA", citation.version.replace("-", "/")),
        ("ET", citation.name_of_version),
        ("LA", citation.language),
        ("UR", citation.url),
        ("Y2", read.replace("-", "/") if read != TODAY else read),
    ]
    return "".join(f"{tag}  - {line(value)}\n" for tag, value in fields if value) + "ER  - "


def csl(citation: Citation, read: str = "") -> str:
    """Return a list of one item of the Citation Style Language, version 1.0.2, as JSON with a field on each line."""
    is_data = citation.type == DATA
    item = {
        "id": citation.id,
        "type": "dataset" if is_data else "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "genre": citation.genre,
        "publisher" if is_data else "container-title": citation.site,
        "issued": _csl_date(citation.version),
        "version": citation.name_of_version,
        "URL": citation.url,
        "accessed": {"raw": read} if read else None,
        "language": citation.language,
    }
    lines = (f"  {_json(name)}: {_json(value)}" for name, value in item.items() if value)
    return "[{\n" + ",\n".join(lines) + "\n}]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csl_date(day: str) -> Mapping[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def coins(citation: Citation) -> str:
    """Return a citation as the title of an empty ``span`` of the class ``Z3988``, where Zotero and others look for it.

    It is a ContextObject of OpenURL (ANSI/NISO Z39.88-2004) in its form for Dublin Core (COinS).
    """
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "dataset" if citation.type == DATA else "webpage"),
        ("rft.title", citation.title),
        *(("rft.aucorp", name) for name in citation.authors),
        ("rft.source", citation.site),
        ("rft.date", citation.version),
        ("rft.language", citation.language),
        ("rft.identifier", citation.url),
    ]
    return urlencode([(name, value) for name, value in fields if value], quote_via=quote)


class CitationFormat(NamedTuple):
    """A form of reference managers: its name, its media type, and the function that writes a citation in it."""

    name: str
    media: str
    write: Callable[..., str]


CITATION_FORMATS = {
    BIBTEX: CitationFormat("BibTeX", MEDIA_TYPES[BIBTEX], bibtex),
    RIS: CitationFormat("RIS", MEDIA_TYPES[RIS], ris),
    CSL: CitationFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}
"""The forms, by the endings of their files."""


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
