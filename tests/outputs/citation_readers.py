"""Reading citations with programs that others have written: bibtexparser with pylatexenc, rispy, citeproc-py."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

STANDARDS = Path(__file__).with_name("standards")


def _latex_decoder() -> LatexNodes2Text:
    """Return a reader of LaTeX that knows LaTeX's own names of braces and the caret, which pylatexenc does not."""
    known = get_default_latex_context_db()
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category(
        "LaTeX's own", macros=[MacroTextSpec(name, text) for name, text in names.items()], prepend=True
    )
    return LatexNodes2Text(latex_context=known, keep_braced_groups=False)


def read_bibtex(text: str) -> Mapping[str, str]:
    """Return the fields of the one entry in a BibTeX file, and its ``key`` and ``type``."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=_latex_decoder())])
    assert not library.failed_blocks, text
    (entry,) = library.entries
    return {"key": entry.key, "type": entry.entry_type} | {field.key: field.value for field in entry.fields}


def read_ris(text: str) -> Mapping[str, Any]:
    """Return the fields of the one record in a RIS file."""
    (found,) = rispy.loads(text)
    return dict(found)


def read_csl(text: str) -> Mapping[str, Any]:
    """Return the one item in a file of CSL-JSON."""
    (found,) = json.loads(text)
    return dict(found)


def bibliography(style: str, locale: str, item: Mapping[str, Any]) -> str:
    """Return what a style of CSL makes of an item in a bibliography, as plain text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # citeproc-py says which fields it has no use for
        made = CitationStylesStyle(str(STANDARDS / f"{style}.csl"), locale=locale, validate=False)
        found = CitationStylesBibliography(made, CiteProcJSON([item]), formatter.plain)
        found.register(Citation([CitationItem(item["id"])]))
        return str(found.bibliography()[0])
