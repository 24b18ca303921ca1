"""``CITATION.cff``: how to cite the whole site, for people and programs (Citation File Format 1.2.0)."""

import re
from functools import partial

import yaml

from factcheck.outputs.output import Output
from factcheck.pages import Renderer
from factcheck.pages.citations import cite_whole

PATH = "CITATION.cff"
"""The path of the file, which the format fixes."""
LICENCE = "CC-BY-4.0"
"""The licence of records and texts, as SPDX names it."""


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
        "license": LICENCE,
        "url": site.url,
        "version": whole.name_of_version,
        "date-released": whole.version,
    }
    known = {name: value for name, value in fields.items() if value}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100).encode()


CITATION_CFF = Output(
    name="CITATION.cff",
    files=lambda renderer: {PATH: partial(citation_cff, renderer)},
    paths=(re.escape(PATH),),
)
