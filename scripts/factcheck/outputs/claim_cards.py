"""``claims/ID/card/`` and ``claims/ID/oembed.json``: a claim in a frame of another site, and how others make the frame.

oEmbed (https://oembed.com/, 1.0) is meant for a program that answers any address. A site of files can only answer for
each page, by the link in its head; and it cannot heed ``maxwidth`` and ``maxheight``.
"""

from collections.abc import Mapping
from functools import partial

from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, FOLDERS
from factcheck.outputs.output import Make, Output, as_json
from factcheck.pages import Renderer
from factcheck.pages.claim_card import HEIGHT, WIDTH, card_page, frame, withdrawn_page
from factcheck.pages.file_addresses import card, oembed
from factcheck.records.claim import Claim


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


def _files(renderer: Renderer) -> Mapping[str, Make]:
    claims = renderer.corpus.claims.values()
    gone = [item for item in renderer.view.past.retired if item.kind == CLAIM and item.title]
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
    files=_files,
    paths=(rf"{FOLDERS[CLAIM]}/[a-z0-9-]+/(?:card/index\.html|oembed\.json)",),
    in_each_language=True,
)
