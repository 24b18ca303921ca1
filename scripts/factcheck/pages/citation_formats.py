"""A citation as reference managers take it: BibTeX, RIS and CSL-JSON. Each text can be read back as it was.

The day on which somebody reads the page is left out unless it is given: a file that is made once cannot know it.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from factcheck.languages import BY_CODE, N_
from factcheck.pages.citations import DATA, Citation
from factcheck.pages.file_addresses import BIBTEX, CSL, RIS

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
    """Return a text of one line as BibTeX and LaTeX read it: they give back its very characters."""
    marked = _JOINED.sub("\0", _LOST_BLANK.sub("\1", text))
    return marked.translate(_ESCAPED).replace("\0", "{}").replace("\1", "{ }")


def bibtex(citation: Citation, read: str = "") -> str:
    """Return an entry of BibTeX with the types and fields of biblatex 3: ``@online``, or ``@dataset`` for the whole.

    Args:
        citation: what to cite.
        read: the day on which it is read, ``2026-11-29``.
    """
    is_data = citation.type == DATA
    fields = {
        "author": " and ".join(f"{{{latex(name)}}}" for name in citation.authors),
        "title": f"{{{latex(citation.title)}}}",
        "titleaddon": latex(citation.genre),
        "publisher" if is_data else "organization": f"{{{latex(citation.site)}}}",
        "date": citation.version,
        "version": citation.name_of_version,
        "url": citation.url,
        "urldate": read,
        "langid": BY_CODE[citation.language].english.lower(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'dataset' if is_data else 'online'}{{{citation.id},\n{lines}\n}}"


def ris(citation: Citation, read: str = "") -> str:
    """Return a RIS record (Research Information Systems, 2011), of type ELEC, or DATA for the whole.

    Its readers leave out blanks at the ends of a line; nothing else of a text is lost.
    """
    fields = [
        ("TY", "DATA" if citation.type == DATA else "ELEC"),
        *(("AU", name) for name in citation.authors),
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
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - "


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


WRITERS: Mapping[str, Callable[..., str]] = {BIBTEX: bibtex, RIS: ris, CSL: csl}
"""The function that writes each form, by the ending of its file."""
