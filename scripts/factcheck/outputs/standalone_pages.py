"""``claims/ID/evidence.html``, ``claims/ID/card/`` and ``claims/ID/oembed.json``: a claim to be kept, and to be shown.

The evidence pack is for those who have to keep, print, hand on or check what was said: editors, lawyers, whoever is
named. It has all that the page of the claim says, with the address, fingerprint and content id of everything that this
rests on. The card is for a frame of another site, and oEmbed (https://oembed.com/, 1.0) says how others make the frame:
it is meant for a program that answers any address, but a site of files can only answer for each page, by the link in
its head; and it cannot heed ``maxwidth`` and ``maxheight``.
"""

from collections.abc import Mapping
from functools import partial

from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, FOLDERS, SOURCE, file_path
from factcheck.outputs.evidence_data import records_behind
from factcheck.outputs.output import Make, Output, as_json
from factcheck.pages.claim_page import worked_out_for
from factcheck.pages.environment import Templates
from factcheck.pages.file_addresses import ID, card, oembed, pack, pack_data
from factcheck.pages.page import address, root_of
from factcheck.pages.renderer import Renderer
from factcheck.pages.standalone import HEIGHT, WIDTH, card_page, frame, standalone, withdrawn_page
from factcheck.pages.version_page import rating_then
from factcheck.records.claim import Claim


def evidence_pack(templates: Templates, claim: Claim) -> bytes:
    """Return the evidence pack of a claim in the language of the templates, as HTML."""
    view = templates.view
    return standalone(
        templates,
        "evidence",
        title=f"{view.rated_title(claim)} – {view._('Evidence pack')}",
        page=address(CLAIM, claim.id),
        claim=claim,
        sums=view.lookups.sums_with(claim.id),
        versions=[(version, rating_then(view, version)) for version in view.history.versions(CLAIM, claim.id)],
        sources=[id_ for kind, id_ in records_behind(view.corpus, [claim.id]) if kind == SOURCE],
        file_path=file_path,
        data_url=f"{root_of(templates.site, view.language)}{pack_data(claim.article)}",
        **worked_out_for(view, claim),
    )


def _packs(renderer: Renderer) -> Mapping[str, Make]:
    claims, gone = renderer.corpus.claims.values(), renderer.view.past.withdrawn(CLAIM)
    return {
        **{pack(CLAIM, claim.id): partial(evidence_pack, renderer.templates, claim) for claim in claims},
        **{pack(CLAIM, item.id): partial(withdrawn_page, renderer.templates, item, "evidence") for item in gone},
    }


EVIDENCE_PACK = Output(
    name="evidence packs",
    files=_packs,
    paths=(rf"{FOLDERS[CLAIM]}/{ID}/evidence\.html",),
    in_each_language=True,
)


def oembed_answer(renderer: Renderer, found: Claim | Retired) -> bytes:
    """Return what oEmbed says of the page of a claim, or of one that was withdrawn: a ``rich`` response."""
    view = renderer.view
    title = view.rated_title(found) if isinstance(found, Claim) else view.withdrawn_title(found.title or {})
    return as_json(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": renderer.site.name,
            "provider_url": renderer.site.url,
            "width": WIDTH,
            "height": HEIGHT,
            "html": frame(renderer.site, found.id, title),
        }
    )


def _cards(renderer: Renderer) -> Mapping[str, Make]:
    claims, gone = renderer.corpus.claims.values(), renderer.view.past.withdrawn(CLAIM)
    shown: list[Claim | Retired] = [*claims, *gone]
    return {
        **{_card(claim.id): partial(card_page, renderer.templates, claim) for claim in claims},
        **{_card(item.id): partial(withdrawn_page, renderer.templates, item, "card") for item in gone},
        **{oembed(CLAIM, item.id): partial(oembed_answer, renderer, item) for item in shown},
    }


def _card(id_: str) -> str:
    """Return the path of the file of a card."""
    return f"{card(CLAIM, id_)}index.html"


CLAIM_CARDS = Output(
    name="cards of claims",
    files=_cards,
    paths=(rf"{FOLDERS[CLAIM]}/{ID}/(?:card/index\.html|oembed\.json)",),
    in_each_language=True,
)
