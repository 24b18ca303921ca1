"""The citation of each claim, each article and the whole site, as files for reference managers, in each language.

They leave out the day of reading: a file that is made once cannot know it. And ``CITATION.cff``, which says how to cite
the whole site (Citation File Format 1.2.0).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import yaml

from factcheck.kinds import ARTICLE, CLAIM, FOLDERS
from factcheck.outputs.output import Make, Output
from factcheck.pages.citation_formats import CITATION_FORMATS
from factcheck.pages.citations import WHOLE, Citation, cite, cite_article, cite_whole, cite_withdrawn
from factcheck.pages.file_addresses import BIBTEX, CSL, ID, RIS, citation_file
from factcheck.pages.page import LICENCE, Site, address
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.record import Moved, Withdrawn

_CITED: Mapping[str, Callable[[View, Any, Site], Citation]] = {CLAIM: cite, ARTICLE: cite_article}
"""The function that cites the page of a record, by kind."""


def _files(renderer: Renderer) -> Mapping[str, Make]:
    return {
        citation_file(page, ending): partial(_made, renderer, kind, id_, ending)
        for page, kind, id_ in _pages(renderer)
        for ending in CITATION_FORMATS
    }


def _pages(renderer: Renderer) -> Iterator[tuple[str, str, str]]:
    """Yield the address of each page that has a citation, with its kind and id."""
    yield WHOLE, "", ""
    corpus = renderer.corpus
    for kind in _CITED:
        gone = (id_ for of, id_ in corpus.tombstones if of == kind)
        for id_ in (*corpus.tables[kind], *gone):
            if not isinstance(corpus.tombstones.get((kind, id_)), Moved):
                yield address(kind, id_), kind, id_


def _made(renderer: Renderer, kind: str, id_: str, ending: str) -> bytes:
    return f"{CITATION_FORMATS[ending].write(_citation(renderer, kind, id_))}\n".encode()


def _citation(renderer: Renderer, kind: str, id_: str) -> Citation:
    view, site = renderer.view, renderer.site
    if not kind:
        return cite_whole(view, site)
    stone = renderer.corpus.tombstones.get((kind, id_))
    if isinstance(stone, Withdrawn):
        return cite_withdrawn(view, kind, stone, site)
    return _CITED[kind](view, renderer.corpus.tables[kind][id_], site)


_FOLDERS = "|".join(FOLDERS[kind] for kind in _CITED)
CITATION_FILES = Output(
    name="citations",
    files=_files,
    paths=(rf"(?:(?:{_FOLDERS})/{ID}/)?citation\.(?:{BIBTEX}|{RIS}|{CSL})",),
    in_each_language=True,
)

CFF_FILE = "CITATION.cff"
"""The path of the file, which the format fixes."""


def citation_cff(renderer: Renderer) -> bytes:
    """Return the file: what the one in the repository says, with the address, the version and its day."""
    whole, site = cite_whole(renderer.view, renderer.site), renderer.site
    fields = {
        "cff-version": "1.2.0",
        "message": "Please cite the page of the claim, as “Cite this page” on it says, or the whole site as follows.",
        "type": "dataset",
        "title": whole.title,
        "abstract": site.description,
        "authors": [{"name": name} for name in whole.authors],
        "license": LICENCE.spdx,
        "url": site.url,
        "version": whole.name_of_version,
        "date-released": whole.version,
    }
    known = {name: value for name, value in fields.items() if value}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100).encode()


CITATION_CFF = Output(
    name="CITATION.cff",
    files=lambda renderer: {CFF_FILE: partial(citation_cff, renderer)},
    paths=(re.escape(CFF_FILE),),
)
