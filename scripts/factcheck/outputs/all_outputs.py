"""All outputs: the next one is a module of its own and a line here."""

from collections.abc import Mapping
from itertools import chain

from factcheck.languages import MAIN
from factcheck.outputs.annotations import ANNOTATIONS
from factcheck.outputs.calendars import CALENDAR_FILES
from factcheck.outputs.citation_files import CITATION_CFF, CITATION_FILES
from factcheck.outputs.claim_cards import CLAIM_CARDS
from factcheck.outputs.claimreview import CLAIM_REVIEW_FEED
from factcheck.outputs.data_package import CSV, PACKAGE
from factcheck.outputs.database import GUIDE, SQLITE
from factcheck.outputs.evidence_data import EVIDENCE_DATA
from factcheck.outputs.evidence_pack import EVIDENCE_PACK
from factcheck.outputs.feeds import FEED_FILES
from factcheck.outputs.json_api import JSON_API
from factcheck.outputs.json_lines import JSON_LINES
from factcheck.outputs.llms_txt import LLMS_TXT
from factcheck.outputs.markdown_pages import MARKDOWN_PAGES
from factcheck.outputs.old_addresses import at_old_addresses
from factcheck.outputs.output import Make, Output
from factcheck.outputs.provenance import PROVENANCE_FILES
from factcheck.outputs.security_txt import SECURITY_TXT
from factcheck.outputs.type_files import TYPES
from factcheck.pages import Renderer

OUTPUTS: tuple[Output, ...] = (
    JSON_API,
    LLMS_TXT,
    MARKDOWN_PAGES,
    CITATION_FILES,
    CITATION_CFF,
    FEED_FILES,
    CALENDAR_FILES,
    CLAIM_REVIEW_FEED,
    ANNOTATIONS,
    PROVENANCE_FILES,
    JSON_LINES,
    CSV,
    SQLITE,
    GUIDE,
    PACKAGE,
    SECURITY_TXT,
    TYPES,
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
