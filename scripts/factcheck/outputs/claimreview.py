"""``data/claimreview.json``: the ClaimReviews of all pages in one file, a DataFeed of schema.org.

It has the form of the feed of Data Commons: an element for each page, whose ``item`` holds what the page says in its
head, letter for letter, without the works that it cites and the parties; the page has those, at ``url``. The pages are
those of the main language. Claims whose rating does not say how true they are have no ClaimReview, and are not in it.
"""

from collections.abc import Iterable

from factcheck.kinds import CLAIM
from factcheck.outputs.output import Content, Output, as_json
from factcheck.pages.citations import cite_whole
from factcheck.pages.file_addresses import CLAIM_REVIEWS
from factcheck.pages.markup import claim_markup
from factcheck.pages.markup_things import CONTEXT, known, one_or_all, publisher
from factcheck.pages.page import LICENCE
from factcheck.pages.renderer import Renderer

_OF_REVIEW = (
    *("@type", "@id", "url", "inLanguage", "version", "datePublished", "dateModified"),
    *("claimReviewed", "author", "reviewRating"),
)
_OF_CLAIM = ("@type", "@id", "text", "datePublished", "author", "appearance")
"""What the feed has of a review, and of the claim that it reviews."""


def claim_reviews(renderer: Renderer) -> Content:
    """Return the feed: the claims in their order, in the language of the renderer."""
    corpus, site, view = renderer.corpus, renderer.site, renderer.view
    rated = [claim for claim in corpus.claims.values() if corpus.ratings[claim.review.rating].truth_value]
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": site.name,
        "url": site.url,
        "license": LICENCE.url,
        "publisher": publisher(view, site),
        "dateModified": view.past.list_updated(CLAIM),
        "version": cite_whole(view, site).content,
    }
    return {**known(head), "dataFeedElement": [_element(claim_markup(view, claim, site)) for claim in rated]}


def _element(page: Content) -> Content:
    """Return the element of a page, from what it says in its head."""
    review, claim = _some(page, _OF_REVIEW), _some(page["itemReviewed"], _OF_CLAIM)
    authors = claim["author"] if isinstance(claim["author"], list) else [claim["author"]]
    claim["author"] = one_or_all([_some(author, ("@type", "@id", "name")) for author in authors])
    claim["appearance"] = [_some(place, ("@type", "url")) for place in claim["appearance"]]
    dates = {"dateCreated": page["datePublished"], "dateModified": page["dateModified"]}
    return {"@type": "DataFeedItem", "url": page["url"], **dates, "item": [{**review, "itemReviewed": claim}]}


def _some(item: Content, names: Iterable[str]) -> Content:
    return {name: item[name] for name in names if name in item}


CLAIM_REVIEW_FEED = Output(
    name="claimreview",
    files=lambda renderer: {CLAIM_REVIEWS: lambda: as_json(claim_reviews(renderer))},
    paths=(CLAIM_REVIEWS.replace(".", r"\."),),
)
