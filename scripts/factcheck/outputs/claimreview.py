"""``data/claimreview.json``: the ClaimReviews of all pages in one file, a DataFeed of schema.org.

It has the form of the feed of Data Commons: an element for each page, whose ``item`` holds what the page says in its
head, letter for letter. Claims whose rating does not say how true they are have no ClaimReview, and are not in it.
"""

from dataclasses import replace

from factcheck.kinds import CLAIM
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.output import Content, Output, as_json
from factcheck.pages import Renderer
from factcheck.pages.markup import claim_markup
from factcheck.pages.markup_site import CLAIM_REVIEWS
from factcheck.pages.markup_things import CONTEXT, LICENCE, known, publisher
from factcheck.pages.page import language_folder
from factcheck.pages.view import View


def claim_reviews(renderer: Renderer) -> Content:
    """Return the feed: the claims in their order, each in every language."""
    corpus, site = renderer.corpus, renderer.site
    sites = {language: replace(site, url=site.url + language_folder(language)) for language in LANGUAGES}
    views = {
        language: renderer.view if language == MAIN else View(corpus, language, renderer.history)
        for language in LANGUAGES
    }
    rated = [claim for claim in corpus.claims.values() if corpus.ratings[claim.review.rating].truth_value]
    reviews = (claim_markup(views[language], claim, sites[language]) for claim in rated for language in LANGUAGES)
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": site.name,
        "url": site.url,
        "license": LICENCE,
        "publisher": publisher(renderer.view, site),
        "dateModified": renderer.view.past.list_updated(CLAIM),
    }
    return {**known(head), "dataFeedElement": [_element(review) for review in reviews]}


def _element(review: Content) -> Content:
    review.pop("@context")
    return {
        "@type": "DataFeedItem",
        "url": review["url"],
        "dateCreated": review["datePublished"],
        "dateModified": review["dateModified"],
        "item": [review],
    }


CLAIM_REVIEW_FEED = Output(
    name="claimreview",
    files=lambda renderer: {CLAIM_REVIEWS: lambda: as_json(claim_reviews(renderer))},
    paths=(CLAIM_REVIEWS.replace(".", r"\."),),
)
