"""What the pages of a finished site say in JSON-LD, as extruct extracts it and rdflib joins it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor
from rdflib import RDF, SDO, Graph, URIRef

from browser.html_pages import read_page
from factcheck.analysis.identity import same_as
from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, SOURCE, TERM
from factcheck.languages import LANGUAGES
from factcheck.pages.page import address
from factcheck.pages.view import View
from factcheck.report.report import Report
from outputs.schema_org import faults

BASE = "https://factcheck.example/"
FOLDER_OF = {"en": "", "fr": "fr/"}
CONTEXT = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}
"""What the tests need of the context at https://schema.org/, which they do not ask for."""
language_of_pages = pytest.mark.parametrize("language", LANGUAGES)
Items = Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def corpus(sample: Report) -> Corpus:
    return sample.corpus


@pytest.fixture(scope="module")
def marked(site: Path) -> Items:
    """Return the markup of every page of the site, by the address of the page."""
    extractor = JsonLdExtractor()
    pages = sorted(path for path in site.rglob("index.html") if path.parent.name != "card")  # shown in frames only
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): extractor.extract(
            path.read_text(encoding="utf-8")
        )
        for path in pages
    }


def of_type(items: list[dict[str, Any]], *types: str) -> list[dict[str, Any]]:
    """Return the items of these types."""
    return [item for item in items if item["@type"] in types]


def source_id(source: str) -> str:
    """Return the name of a source in all markup."""
    return f"{BASE}{address(SOURCE, source)}#source"


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within an item of markup."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(each)


def test_all_markup_uses_types_and_properties_of_schema_org_as_it_describes_them(marked: Items) -> None:
    found = {(address, fault) for address, items in marked.items() for item in items for fault in faults(item)}
    assert found == set()
    names = {name for items in marked.values() for item in items for node in nodes(item) for name in node}
    types = {node["@type"] for items in marked.values() for item in items for node in nodes(item) if "@type" in node}
    assert {name for name in names | types if not name.startswith("@") and name not in SDO} == set()


def test_every_page_says_where_it_is_and_at_most_one_check_is_on_a_page(marked: Items) -> None:
    checks: list[str] = []
    for place, items in marked.items():
        way = of_type(items, "BreadcrumbList")
        assert len(way) == (place not in FOLDER_OF.values()), place
        if way:
            steps = way[0]["itemListElement"]
            assert [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
            addresses = [step["item"] for step in steps]
            assert addresses[-1] == BASE + place
            assert all(BASE + place == step or (BASE + place).startswith(step) for step in addresses)
            assert {step.removeprefix(BASE) for step in addresses} <= set(marked)
        reviews = [node for item in items for node in nodes(item) if node.get("@type") == "ClaimReview"]
        assert len(reviews) <= 1, place
        checks += [review["@id"] for review in reviews]
    assert len(checks) == len(set(checks))


@language_of_pages
def test_claims_are_marked_as_google_asks_and_reviewed_only_if_the_rating_is_about_truth(
    marked: Items, corpus: Corpus, language: str
) -> None:
    view = View(corpus, language)
    for claim in corpus.claims.values():
        where = FOLDER_OF[language] + address(CLAIM, claim.id)
        data, rating = marked[where][0], corpus.ratings[claim.review.rating]
        assert (data["url"], data["inLanguage"], data["name"]) == (BASE + where, language, view.rated_title(claim))
        reasons = view.plain(claim.review.explanation)
        if rating.truth_value:
            said = data["reviewRating"]
            assert data["@type"] == "ClaimReview"
            assert data["claimReviewed"] == view.title(claim)
            assert (said["alternateName"], said["ratingExplanation"]) == (view.plain(rating.label), reasons)
            assert said.get("ratingValue") == rating.claimreview
            assert ("bestRating" in said) == ("worstRating" in said) == (rating.claimreview is not None)
            assert 1 <= said.get("worstRating", 1) <= said.get("ratingValue", 1) <= said.get("bestRating", 5)
            assert data["author"]["name"]
            assert data["author"]["url"] == BASE, "the publisher of the check, not who claims it"
            item = data["itemReviewed"]
        else:
            assert (data["@type"], data["abstract"]) == ("WebPage", reasons)
            item = data["mainEntity"]
            assert not {"reviewRating", "claimReviewed"} & {name for node in nodes(data) for name in node}
        assert (item["@type"], item["text"]) == ("Claim", view.plain(claim.claim.text))
        assert item["isBasedOn"]["text"] == claim.claim.quotation.exact
        assert item["author"]
        assert len(item["appearance"]) > len(claim.claim.appearances), "in the article, and wherever else it was said"
        places = [it["@id"] for it in item["appearance"]]
        assert {source_id(it.source) for it in claim.claim.appearances} <= {*places}
        cited = dict.fromkeys(source_id(it.source) for it in claim.review.evidence)
        assert [it["@id"] for it in data["citation"]] == [*cited]
        assert data["license"].startswith("https://creativecommons.org/")
        assert [it["text"] for it in data.get("correction", [])] == [
            view.plain(it.text) for it in claim.record.corrections
        ]
        for it in data.get("correction", []):
            assert it["url"].startswith(f"{data['url']}#")


def test_entities_and_sources_say_where_else_they_are_known_and_kept(marked: Items, corpus: Corpus) -> None:
    for entity in corpus.entities.values():
        thing = marked[address(ENTITY, entity.id)][0]["mainEntity"]
        assert (thing.get("sameAs", []), thing.get("leiCode")) == (same_as(entity), entity.lei)
    for source in corpus.sources.values():
        assert marked[address(SOURCE, source.id)][0]["mainEntity"].get("archivedAt") == source.archive_url


@language_of_pages
def test_claims_say_what_was_asked_of_the_parties_and_what_they_answered(
    marked: Items, corpus: Corpus, language: str
) -> None:
    view, asked = View(corpus, language), 0
    for claim in corpus.claims.values():
        data = marked[FOLDER_OF[language] + address(CLAIM, claim.id)][0]
        told = (data.get("itemReviewed") or data["mainEntity"]).get("subjectOf", [])
        questions = [it for it in told if "text" not in it]
        assert [(it["recipient"]["name"], it["dateCreated"], it["expires"]) for it in questions] == [
            (view.name(ENTITY, it.asked), it.date, it.deadline) for it in claim.record.right_of_reply if it.date
        ]
        answers = [(it["sender"]["name"], it["dateCreated"], it["text"]) for it in told if "text" in it]
        assert answers == [
            (view.name(ENTITY, it.asked), it.answered, view.plain(it.answer))
            for it in claim.record.right_of_reply
            if it.answer
        ]
        asked += len(questions) + len(answers)
    assert asked > 1


@language_of_pages
def test_lists_name_pages_by_their_addresses_alone_in_their_order(marked: Items, corpus: Corpus, language: str) -> None:
    root = FOLDER_OF[language]
    for kind in (ARTICLE, CLAIM, SOURCE, ENTITY):
        parts = [f"{root}{FOLDERS[kind]}/", *(place for place in marked if f"{root}lists/{FOLDERS[kind]}-" in place)]
        lists = [found for place in parts for found in of_type(marked[place], "ItemList")]
        items = [item for found in lists for item in found["itemListElement"]]
        assert [item["position"] for item in items] == [*range(1, len(corpus.tables[kind]) + 1)]
        assert {found["numberOfItems"] for found in lists} == {len(items)}
        assert {item["url"] for item in items} == {f"{BASE}{root}{address(kind, id_)}" for id_ in corpus.tables[kind]}
        assert {name for item in items for name in item} == {"@type", "position", "url"}


def test_site_names_its_publisher_policies_and_data(marked: Items, site: Path) -> None:
    for root in FOLDER_OF.values():
        (home,) = of_type(marked[root], "WebSite")
        policies = [url for name, url in home["publisher"].items() if name.endswith(("Policy", "Principles", "Info"))]
        assert len(policies) > 3
        assert {url.removeprefix(BASE) for url in policies} <= set(marked)
        for place in (root, f"{root}data/"):
            (data,) = of_type(marked[place], "Dataset")
            assert 50 <= len(data["description"]) <= 5000, "as Google asks"
            missing = [
                it["contentUrl"] for it in data["distribution"] if not (site / it["contentUrl"][len(BASE) :]).exists()
            ]
            assert missing == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader uses it
def test_what_all_pages_say_joins_by_the_names_of_things(marked: Items, corpus: Corpus) -> None:
    graph = Graph()
    for items in marked.values():
        for item in items:
            graph.parse(data=json.dumps({**item, "@context": CONTEXT}), format="json-ld")
    for kind, type_ in ((CLAIM, SDO.Claim), (TERM, SDO.DefinedTerm)):
        named = {str(name) for name in graph.subjects(RDF.type, type_)}
        assert named == {f"{BASE}{address(kind, id_)}#{kind}" for id_ in corpus.tables[kind]}, "one in all languages"
    for claim in corpus.claims.values():
        name = URIRef(f"{BASE}{address(CLAIM, claim.id)}#claim")
        assert {str(it) for it in graph.objects(name, SDO.about)} == {
            f"{BASE}{address(ENTITY, id_)}#entity" for id_ in claim.claim.about
        }
        assert {str(text) for text in graph.objects(name, SDO.text)} == set(claim.claim.text.values())


def test_markup_is_in_the_head_of_the_page(site: Path) -> None:
    html = (site / "claims" / "index.html").read_text(encoding="utf-8")
    assert html.rindex("application/ld+json") < html.index("</head>")
    assert read_page(site / "404.html").find("script", type="application/ld+json") == []
