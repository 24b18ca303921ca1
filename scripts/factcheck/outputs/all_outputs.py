"""All outputs: the next one is a module of its own and a line here. And what is at the old addresses of records.

Whoever reads a feed, shows a card or loads a citation at the address that a record had before it moved gets the one of
today, which names its own address. An output may make a file of its own there instead: the JSON API says where the
record is now (``moved_to``).
"""

import re
from collections.abc import Mapping
from itertools import chain

from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, FOLDERS
from factcheck.languages import MAIN
from factcheck.outputs.annotations import ANNOTATION_FILES
from factcheck.outputs.calendars import CALENDAR_FILES
from factcheck.outputs.citation_files import CITATION_CFF, CITATION_FILES
from factcheck.outputs.claimreview import CLAIM_REVIEW_FEED
from factcheck.outputs.data_package import CSV, PACKAGE
from factcheck.outputs.database import SQLITE
from factcheck.outputs.evidence_data import EVIDENCE_DATA
from factcheck.outputs.feeds import FEED_FILES
from factcheck.outputs.json_api import JSON_API
from factcheck.outputs.json_lines import JSON_LINES
from factcheck.outputs.llms_txt import LLMS_TXT
from factcheck.outputs.markdown_pages import MARKDOWN_PAGES
from factcheck.outputs.output import Make, Output
from factcheck.outputs.provenance import PROVENANCE_FILES
from factcheck.outputs.security_txt import SECURITY_TXT
from factcheck.outputs.standalone_pages import CLAIM_CARDS, EVIDENCE_PACK
from factcheck.outputs.type_files import TYPE_FILES
from factcheck.pages.file_addresses import ID
from factcheck.pages.renderer import Renderer
from factcheck.records.record import Moved

OUTPUTS: tuple[Output, ...] = (
    JSON_API,
    LLMS_TXT,
    MARKDOWN_PAGES,
    CITATION_FILES,
    CITATION_CFF,
    FEED_FILES,
    CALENDAR_FILES,
    CLAIM_REVIEW_FEED,
    ANNOTATION_FILES,
    PROVENANCE_FILES,
    JSON_LINES,
    CSV,
    SQLITE,
    PACKAGE,
    SECURITY_TXT,
    TYPE_FILES,
    EVIDENCE_PACK,
    EVIDENCE_DATA,
    CLAIM_CARDS,
)


def output_files(renderer: Renderer) -> Mapping[str, Make]:
    """Return a function for each file of all outputs in the site of a language, by its path from the site's root.

    At the old address of a record that moved are those of the record that it is now.
    """
    wanted = (output for output in OUTPUTS if output.in_each_language or renderer.language == MAIN)
    files = dict(chain.from_iterable(output.files(renderer).items() for output in wanted))
    return {**files, **at_old_addresses(renderer.corpus, files)}


def output_paths(*, in_each_language: bool) -> tuple[str, ...]:
    """Return the patterns of the files of all outputs that are made for each language, or only once."""
    wanted = (output for output in OUTPUTS if output.in_each_language == in_each_language)
    return tuple(chain.from_iterable(output.paths for output in wanted))


_KINDS = {**{folder: kind for kind, folder in FOLDERS.items()}, "annotations": ARTICLE}
"""The kind of the records whose files are in a folder of a name."""
_RECORD = re.compile(rf"(?:[^/]+/)*?(?:({'|'.join(_KINDS)})/|({'|'.join(FOLDERS)})-)(?!index\.md)({ID})(?=[./])")
"""The path of a file of a record: with the folder of its kind and its id in it, or with both as ``KIND-ID``. The file
``index.md`` in the folder of a kind is that of the list, whatever ids records have."""


def at_old_addresses(corpus: Corpus, files: Mapping[str, Make]) -> Mapping[str, Make]:
    """Return the files that are missing at the old addresses of the records that moved, by their paths.

    Args:
        corpus: the records, with what is left of those that moved.
        files: the files of all outputs in the site of a language.
    """
    old = _old_ids(corpus)
    found: dict[str, Make] = {}
    for path, make in files.items() if old else ():
        if match := _RECORD.match(path):
            kind = match[2] or _KINDS[match[1]]
            for id_ in old.get((kind, match[3]), ()):
                found[f"{path[: match.start(3)]}{id_}{path[match.end(3) :]}"] = make
    return {path: make for path, make in found.items() if path not in files}


def _old_ids(corpus: Corpus) -> Mapping[Key, list[str]]:
    """Return the ids that each record had before, by its kind and id."""
    old: dict[Key, list[str]] = {}
    for (kind, id_), stone in corpus.tombstones.items():
        if isinstance(stone, Moved):
            old.setdefault((kind, stone.moved_to), []).append(id_)
    return old
