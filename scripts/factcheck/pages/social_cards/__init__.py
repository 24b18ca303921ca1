"""Social cards, the pictures that other sites show beside a link to a page: their texts and colours.

:mod:`factcheck.pages.social_cards.artist` draws them.
"""

from dataclasses import dataclass

from factcheck.kinds import ENTITY
from factcheck.languages import BY_CODE
from factcheck.pages.formats import month
from factcheck.pages.page import SITE_PICTURE, claim_picture
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A rating: its word, its mark, and the name of its colour."""

    word: str
    mark: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The texts on a card; all but the title may be empty.

    `text` is below the title, `foot` and `site` are in the last line; `quote` is an opening quotation mark.
    """

    title: str
    site: str
    quote: str
    verdict: Verdict | None = None
    text: str = ""
    foot: str = ""


def _claim_card(view: View, claim: Claim, site_name: str) -> Card:
    article, rating = view.corpus.articles[claim.article], view.corpus.ratings[claim.review.rating]
    publisher = view.name(ENTITY, article.publisher)
    return Card(
        title=view.title(claim),
        site=site_name,
        quote=_quote(view.language),
        verdict=Verdict(word=view.rating(claim), mark=rating.mark, colour=rating.colour),
        foot=f"{publisher}, {month(article.published, view.language)}" if article.published else publisher,
    )


def _quote(language: str) -> str:
    return BY_CODE[language].quotation_marks[0].strip()


def cards(renderer: Renderer) -> dict[str, Card]:
    """Return every card of a language's site, by the address of its picture: the site's own, and those of claims."""
    site, host = renderer.site, renderer.site.url.partition("://")[2].removesuffix("/")
    shared = Card(title=site.name, site="", quote=_quote(renderer.language), text=site.description, foot=host)
    claims = renderer.corpus.claims.values() if site.claim_pictures else ()
    own = {claim_picture(claim.id): _claim_card(renderer.view, claim, site.name) for claim in claims}
    return {SITE_PICTURE: shared, **own}
