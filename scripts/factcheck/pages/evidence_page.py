"""The evidence pack of a claim: one page that needs no other file.

It is for those who have to keep, print, hand on or check what was said: editors, lawyers, whoever is named. It has all
that the page of the claim says, with the address, fingerprint and content id of everything that this rests on.
"""

from factcheck.analysis.grounds import records_behind
from factcheck.analysis.parties import changed_since_review
from factcheck.kinds import CLAIM, SOURCE, file_path
from factcheck.pages.claim_page import comparison_rows, relations_to
from factcheck.pages.environment import Templates
from factcheck.pages.file_addresses import pack_data
from factcheck.pages.page import language_folder
from factcheck.pages.standalone import standalone
from factcheck.pages.version_page import rating_then
from factcheck.records.claim import Claim


def evidence_page(templates: Templates, claim: Claim) -> bytes:
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
        data_url=f"{templates.site.url.removesuffix(language_folder(view.language))}{pack_data(claim.article)}",
    )
