"""``data/annotations/ARTICLE.jsonld``: the quotations of an article as annotations of it, for clients that know these.

W3C Web Annotation Data Model (2017): an AnnotationPage for each article. An annotation finds the quoted words by a
TextQuoteSelector, and its bodies are our page about the claim and the title of the claim with its rating, in every
language. Our records know days: the time of the standard's ``created`` and ``modified`` is always midnight in UTC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from factcheck.analysis.retired import Retired
from factcheck.kinds import ARTICLE, CLAIM
from factcheck.languages import MAIN
from factcheck.outputs.output import Content, Make, Output, as_json, midnight
from factcheck.pages.file_addresses import ANNOTATIONS, ID, annotations_of
from factcheck.pages.markup_things import known, one_or_all, thing_id
from factcheck.pages.page import LICENCE, Site, address, language_folder
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.claim import Claim
from factcheck.records.fingerprint import GAP
from factcheck.records.record import Article, Source

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The context of the standard, by which programs know what the names in the file mean."""


@dataclass(frozen=True)
class Annotator:
    """Makes the annotations of articles: the site, and the records in each language, the main one first."""

    site: Site
    views: Sequence[View]

    def page(self, article: Article) -> Content:
        """Return all annotations of an article, in the order of its text."""
        view, place = self.views[0], self.site.url + annotations_of(article.id)
        claims = view.lookups.claims_using(ARTICLE, article.id)
        label = {each.language: each.article_name(article) for each in self.views}
        whole = {"id": f"{place}#all", "type": "AnnotationCollection", "label": label[MAIN], "total": len(claims)}
        return {
            "@context": CONTEXT,
            "id": place,
            "type": "AnnotationPage",
            "partOf": {**whole, "first": place, "creator": self._publisher, "rights": LICENCE.url},
            "startIndex": 0,
            "items": [self._annotation(claim, article, f"{place}#{claim.id}") for claim in claims],
        }

    def withdrawn_page(self, gone: Retired) -> Content:
        """Return the page of annotations of an article that was withdrawn: it has none any more, and says so."""
        place = self.site.url + annotations_of(gone.id)
        label = {each.language: each.withdrawn_title(gone.title or {}) for each in self.views}
        whole = {"id": f"{place}#all", "type": "AnnotationCollection", "label": label[MAIN], "total": 0}
        return {"@context": CONTEXT, "id": place, "type": "AnnotationPage", "partOf": whole, "items": []}

    @property
    def _publisher(self) -> Content:
        return {"id": f"{self.site.url}#publisher", "type": "Organization", "name": self.site.name}

    def _annotation(self, claim: Claim, article: Article, name: str) -> Content:
        changed = self.views[0].past.updated(CLAIM, claim.id) or claim.record.created
        return {
            "id": name,
            "type": "Annotation",
            "motivation": "assessing",
            "created": midnight(claim.record.created),
            "modified": midnight(changed),
            "body": [body for view in self.views for body in self._bodies(view, claim)],
            "target": one_or_all(self._targets(claim, article)),
        }

    def _bodies(self, view: View, claim: Claim) -> list[Content]:
        page = f"{self.site.url}{language_folder(view.language)}{address(CLAIM, claim.id)}"
        said = {"type": "TextualBody", "value": view.rated_title(claim), "language": view.language}
        return [{"id": page, "language": view.language}, said]

    def _targets(self, claim: Claim, article: Article) -> list[Content]:
        """Return the quoted words at each address at which the article appeared."""
        places = (self.views[0].corpus.sources[item.source] for item in article.appearances)
        selector = {"selector": quoted(self.views[0], claim)}
        found = [{"source": place.url, **selector, **_state(place)} for place in places if place.url]
        return found or [{"source": thing_id(self.views[0], self.site, ARTICLE, article.id), **selector}]


def quoted(view: View, claim: Claim) -> Content:
    """Return the selector of the quotation of a claim.

    Records keep the words before and after it without what is between them and the quotation, a blank or nothing. The
    search in the article's fingerprint found that out, and the standard wants it: ``prefix`` is what is directly
    before ``exact``. What is beyond a gap in our text, ``[…]``, is left out.
    """
    quotation, seams = claim.claim.quotation, view.corpus.places[claim.id].seams
    before, after = quotation.prefix or "", quotation.suffix or ""
    around = {
        "prefix": before and before.rpartition(GAP)[2].lstrip() + seams[0],
        "suffix": after and seams[1] + after.partition(GAP)[0].rstrip(),
    }
    return {"type": "TextQuoteSelector", "exact": quotation.exact, **known(around)}


def _state(place: Source) -> dict[str, Any]:
    """Return when we read a text, and where a copy of it is kept."""
    read = {"sourceDate": place.retrieved and midnight(place.retrieved), "cached": place.archive_url}
    return {"state": {"type": "TimeState", **known(read)}} if known(read) else {}


def _files(renderer: Renderer) -> Mapping[str, Make]:
    annotator = Annotator(renderer.site, [*renderer.views.values()])
    gone = renderer.view.past.withdrawn(ARTICLE)
    articles: list[Article | Retired] = [*renderer.corpus.articles.values(), *gone]
    return {annotations_of(article.id): partial(_made, annotator, article) for article in articles}


def _made(annotator: Annotator, article: Article | Retired) -> bytes:
    return as_json(annotator.page(article) if isinstance(article, Article) else annotator.withdrawn_page(article))


ANNOTATION_FILES = Output(name="annotations", files=_files, paths=(rf"{ANNOTATIONS}{ID}\.jsonld",))
