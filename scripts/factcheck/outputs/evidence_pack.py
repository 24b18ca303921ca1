"""``claims/ID/evidence.html``: the evidence pack of each claim, one page that needs no other file.

It is for those who have to keep, print, hand on or check what was said: editors, lawyers, whoever is named. It has all
that the page of the claim says, with the address, fingerprint and content id of everything that this rests on.
"""

from collections.abc import Mapping
from functools import partial

from factcheck.analysis.grounds import records_behind
from factcheck.analysis.parties import changed_since_review
from factcheck.kinds import CLAIM, FOLDERS, SOURCE, file_path
from factcheck.outputs.output import Make, Output
from factcheck.pages import Renderer
from factcheck.pages.claim_card import withdrawn_page
from factcheck.pages.claim_page import comparison_rows, relations_to
from factcheck.pages.environment import Templates
from factcheck.pages.file_addresses import pack, pack_data
from factcheck.pages.page import root_of
from factcheck.pages.standalone import standalone
from factcheck.pages.version_page import rating_then
from factcheck.records.claim import Claim


def evidence_pack(templates: Templates, claim: Claim) -> bytes:
    """Return the evidence pack of a claim in the language of the templates, as HTML."""
    view = templates.view
    return standalone(
        templates,
        "evidence",
        claim=claim,
        rows=comparison_rows(view, claim),
        sums=view.lookups.sums_with(claim.id),
        inverse=relations_to(view, claim),
        changed_since_review=changed_since_review(claim),
        versions=[(version, rating_then(view, version)) for version in view.history.versions(CLAIM, claim.id)],
        sources=[id_ for kind, id_ in records_behind(view.corpus, [claim.id]) if kind == SOURCE],
        file_path=file_path,
        data_url=f"{root_of(templates.site, view.language)}{pack_data(claim.article)}",
    )


def _files(renderer: Renderer) -> Mapping[str, Make]:
    claims = renderer.corpus.claims.values()
    gone = [item for item in renderer.view.past.retired if item.kind == CLAIM and not item.moved_to]
    return {
        **{pack(CLAIM, claim.id): partial(evidence_pack, renderer.templates, claim) for claim in claims},
        **{pack(CLAIM, item.id): partial(withdrawn_page, renderer.templates, item, "evidence") for item in gone},
    }


EVIDENCE_PACK = Output(
    name="evidence packs",
    files=_files,
    paths=(rf"{FOLDERS[CLAIM]}/[a-z0-9-]+/evidence\.html",),
    in_each_language=True,
)
