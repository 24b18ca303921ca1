"""Annotations of articles: as the W3C's model demands, and anchored where the words are in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from conftest import ROOT
from factcheck.kinds import ARTICLE
from factcheck.outputs.annotations import CONTEXT, Annotator, quoted
from factcheck.pages.file_addresses import annotations_of
from factcheck.pages.page import LICENCE
from factcheck.pages.renderer import Renderer

OA = Namespace("http://www.w3.org/ns/oa#")
BASE = "https://factcheck.example/"
IN_RDF = {
    "@vocab": str(OA),
    "id": "@id",
    "type": "@type",
    **{name: {"@id": f"oa:{has}", "@type": "@id"} for name, has in (("body", "hasBody"), ("target", "hasTarget"))},
    "oa": str(OA),
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
}
"""What the test needs of the standard's context, which it does not ask for."""
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z")


@pytest.fixture(scope="module")
def pages(renderers: Mapping[str, Renderer], published: Mapping[str, bytes]) -> Mapping[str, dict[str, Any]]:
    """Return the annotations of each article of the sample, by its id."""
    return {id_: json.loads(published[annotations_of(id_)]) for id_ in renderers["en"].corpus.articles}


def targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the targets of an annotation."""
    found = item["target"]
    return found if isinstance(found, list) else [found]


def test_pages_of_annotations_have_what_the_standard_demands(pages: Mapping[str, dict[str, Any]]) -> None:
    for id_, page in pages.items():
        assert page["@context"] == CONTEXT
        assert (page["type"], page["id"]) == ("AnnotationPage", BASE + annotations_of(id_))
        assert page["partOf"]["total"] == len(page["items"])
        assert page["partOf"]["first"] == page["id"]  # which a collection must say if it is not empty
        names = [item["id"] for item in page["items"]]
        assert len(names) == len(set(names))
        assert (page["partOf"]["creator"]["name"], page["partOf"]["rights"]) == ("Word for Word", LICENCE.url)
        for item in page["items"]:
            assert (item["type"], item["motivation"]) == ("Annotation", "assessing")
            assert all(_TIME.fullmatch(item[name]) for name in ("created", "modified"))
            for target in targets(item):
                assert target["source"].startswith("http")
                assert target["selector"]["type"] == "TextQuoteSelector"
                assert {*target["selector"]} - {"prefix", "suffix"} == {"type", "exact"}


def test_words_are_annotated_wherever_the_article_appeared_with_the_copy_that_we_read(
    renderers: Mapping[str, Renderer],
) -> None:
    renderer = renderers["en"]
    one, other = list(renderer.corpus.articles.values())[:2]
    article = replace(one, appearances=(*one.appearances, *other.appearances))
    read = [renderer.corpus.sources[item.source] for item in article.appearances]
    expected = {
        it.url: (it.archive_url, it.retrieved and f"{it.retrieved}T00:00:00Z", "TimeState") for it in read if it.url
    }
    assert len(expected) > 1
    for item in Annotator(renderer.site, [*renderer.views.values()]).page(article)["items"]:
        states = {target["source"]: target["state"] for target in targets(item)}
        found = {url: (it.get("cached"), it.get("sourceDate"), it["type"]) for url, it in states.items()}
        assert found == expected


def test_quoted_words_are_in_the_text_exactly_where_the_selector_says(pages: Mapping[str, dict[str, Any]]) -> None:
    checked = 0
    for path in (ROOT / "tests" / "sample" / "texts").iterdir():
        text = " ".join(path.read_text(encoding="utf-8").split())
        for item in pages[path.stem]["items"] if path.stem in pages else ():
            selector = targets(item)[0]["selector"]
            whole = "".join(selector.get(part, "") for part in ("prefix", "exact", "suffix"))
            assert straight(text).count(straight(whole)) == 1, whole
            checked += 1
    assert checked > 5


def test_words_beyond_a_gap_of_our_text_are_not_in_the_selector(renderers: Mapping[str, Renderer]) -> None:
    claim = next(iter(renderers["en"].corpus.claims.values()))
    quotation = replace(claim.claim.quotation, prefix="Far away. […] near", suffix=". […] and so on")
    selector = quoted(renderers["en"].view, replace(claim, claim=replace(claim.claim, quotation=quotation)))
    assert (selector["prefix"].strip(), selector["suffix"].strip()) == ("near", ".")


def straight(text: str) -> str:
    """Return a text in which the marks of quotations and apostrophes, which a program may change, are all alike."""
    return " ".join(re.sub("[’‘“”«»'\"]", "'", text).split())


def test_bodies_are_the_page_and_the_title_with_its_rating_in_every_language(
    renderers: Mapping[str, Renderer], pages: Mapping[str, dict[str, Any]]
) -> None:
    for id_, page in pages.items():
        claims = renderers["en"].view.lookups.claims_using(ARTICLE, id_)
        for claim, item in zip(claims, page["items"], strict=True):
            said = {body["language"]: body["value"] for body in item["body"] if body.get("type") == "TextualBody"}
            assert said == {language: each.view.rated_title(claim) for language, each in renderers.items()}
            links = {body["language"]: body["id"] for body in item["body"] if "id" in body}
            assert links == {language: f"{each.site.url}claims/{claim.id}/" for language, each in renderers.items()}
            assert {target["selector"]["exact"] for target in targets(item)} == {claim.claim.quotation.exact}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader uses it
def test_rdflib_finds_the_words_of_each_annotation(pages: Mapping[str, dict[str, Any]]) -> None:
    for page in pages.values():
        graph = Graph().parse(data=json.dumps({**page, "@context": IN_RDF}), format="json-ld")
        assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(page["items"])
        for item in page["items"]:
            selectors = [
                selector
                for target in graph.objects(URIRef(item["id"]), OA.hasTarget)
                for selector in graph.objects(target, OA.hasSelector)
            ]
            words = {str(graph.value(selector, OA.exact)) for selector in selectors}
            assert words == {target["selector"]["exact"] for target in targets(item)}
