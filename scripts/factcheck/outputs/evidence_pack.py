"""``claims/ID/evidence.html``: for each claim one page with all that is behind its rating, needing no other file."""

from collections.abc import Mapping
from functools import partial

from factcheck.kinds import CLAIM, FOLDERS
from factcheck.outputs.output import Make, Output
from factcheck.pages import Renderer
from factcheck.pages.claim_card import withdrawn_page
from factcheck.pages.evidence_page import evidence_page
from factcheck.pages.file_addresses import pack


def _files(renderer: Renderer) -> Mapping[str, Make]:
    claims = renderer.corpus.claims.values()
    gone = [item for item in renderer.view.past.retired if item.kind == CLAIM and not item.moved_to]
    return {
        **{pack(CLAIM, claim.id): partial(evidence_page, renderer.templates, claim) for claim in claims},
        **{pack(CLAIM, item.id): partial(withdrawn_page, renderer.templates, item, "evidence") for item in gone},
    }


EVIDENCE_PACK = Output(
    name="evidence packs",
    files=_files,
    paths=(rf"{FOLDERS[CLAIM]}/[a-z0-9-]+/evidence\.html",),
    in_each_language=True,
)
