"""Where records come from, as rdflib reads it from the files alone: in the words of PROV-O, joined over all records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import FOAF, PROV, RDF, RDFS, XSD, Graph, Literal, URIRef

from factcheck.kinds import ARTICLE, CLAIM, FOLDERS, SOURCE
from factcheck.outputs.provenance import provenance_of
from factcheck.pages.file_addresses import PROVENANCE
from factcheck.pages.page import address
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.structure import plain
from factcheck.records.version import History, Version, content_id

BASE = "https://factcheck.example/"
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"  # rdflib's own reader uses it
)


@pytest.fixture(scope="module")
def folder(published: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all files as somebody has them who downloaded it."""
    folder = tmp_path_factory.mktemp("provenance")
    for path, content in published.items():
        if path.startswith(PROVENANCE):
            (folder / path.removeprefix(PROVENANCE)).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    """Return what all files say together."""
    found = Graph()
    for path in sorted(folder.glob("*-*.jsonld")):
        found.parse(path, format="json-ld")
    return found


def named(kind: str, id_: str, thing: str = "") -> URIRef:
    """Return the name of a record, of what it is about, or of a part of it."""
    return URIRef(f"{BASE}{address(kind, id_)}{thing}")


def test_every_record_has_a_file_and_all_words_are_those_of_prov(
    graph: Graph, folder: Path, renderers: Mapping[str, Renderer]
) -> None:
    corpus = renderers["en"].corpus
    records = {(kind, id_) for kind in FOLDERS for id_ in corpus.tables[kind]}
    records |= {key for key in corpus.tombstones if key[0] in FOLDERS}
    assert {path.stem for path in folder.glob("*-*.jsonld")} == {f"{kind}-{id_}" for kind, id_ in records}
    for kind, id_ in records:
        assert (named(kind, id_), RDF.type, PROV.Entity) in graph, (kind, id_)
    properties = {each for each in graph.predicates() if each not in {RDF.type, RDFS.label, RDFS.seeAlso, FOAF.name}}
    assert {*map(str, properties)} <= {*map(str, dir(PROV))}
    times = [each for each in graph.objects() if isinstance(each, Literal) and each.datatype == XSD.dateTime]
    assert times
    assert all(each.value is not None for each in times)


def test_what_a_claim_quotes_leads_to_articles_and_sources(graph: Graph, renderers: Mapping[str, Renderer]) -> None:
    corpus = renderers["en"].corpus
    for claim in corpus.claims.values():
        words = graph.value(named(CLAIM, claim.id), PROV.wasDerivedFrom)
        assert graph.value(words, PROV.wasQuotedFrom) == named(ARTICLE, claim.article, "#article")
        for number, item in enumerate(claim.review.evidence, 1):
            how = PROV.wasQuotedFrom if item.quotation else PROV.wasDerivedFrom
            part = named(CLAIM, claim.id, f"#evidence-{number}")
            assert graph.value(part, how) == named(SOURCE, item.source, "#source")
            assert (named(CLAIM, claim.id, "#review"), PROV.wasDerivedFrom, part) in graph
        looks = {str(graph.value(each, FOAF.name)) for each in graph.objects(None, PROV.wasAssociatedWith)}
        assert {look.name for look in claim.record.reviewers} <= looks
    for source in corpus.sources.values():
        thing = named(SOURCE, source.id, "#source")
        assert set(graph.objects(thing, PROV.wasDerivedFrom)) == {
            named(SOURCE, id_, "#source") for id_ in source.derives_from
        }


def test_records_say_who_made_them_when_and_where_to_read_more(
    graph: Graph, renderers: Mapping[str, Renderer], published: Mapping[str, bytes]
) -> None:
    corpus = renderers["en"].corpus
    for claim in corpus.claims.values():
        page = named(CLAIM, claim.id)
        assert str(graph.value(page, PROV.generatedAtTime)).startswith(claim.record.created)
        authors = list(graph.objects(page, PROV.wasAttributedTo))
        names = {str(graph.value(author, FOAF.name) or "Word for Word editors") for author in authors}
        assert names == {*claim.record.authors}
        changes = [
            named(CLAIM, claim.id, f"#correction-{number + 1}") for number in range(len(claim.record.corrections))
        ]
        assert {*changes} <= {*graph.objects(page, PROV.wasInfluencedBy)}
        days = [str(graph.value(each, PROV.endedAtTime)).partition("T")[0] for each in changes]
        assert days == [item.date for item in claim.record.corrections]
        assert str(graph.value(page, RDFS.seeAlso)).removeprefix(BASE) in published
    for source in corpus.sources.values():
        thing = named(SOURCE, source.id, "#source")
        places = (graph.value(thing, PROV.atLocation), graph.value(thing, PROV.alternateOf))
        assert [str(place) if place else None for place in places] == [source.url, source.archive_url]


def test_things_that_are_named_are_described(graph: Graph) -> None:
    """Nothing leads to a thing of the site of which no file says what it is, but for people, whose pages do."""
    links = (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.wasRevisionOf, PROV.specializationOf)
    targets = {str(each) for link in links for each in graph.objects(None, link)}
    assert {each for each in targets if each.startswith(BASE)} <= {str(each) for each in graph.subjects(RDF.type)}


def test_record_that_is_gone_says_when_and_why(graph: Graph, renderers: Mapping[str, Renderer]) -> None:
    corpus = renderers["en"].corpus
    for gone in renderers["en"].view.past.retired:
        page = named(gone.kind, gone.id)
        (cause,) = graph.objects(page, PROV.wasInvalidatedBy)
        assert {str(label) for label in graph.objects(cause, RDFS.label)} == set(gone.reason.values())
        assert str(graph.value(page, PROV.invalidatedAtTime)).startswith(gone.date)
        now = graph.value(page, PROV.alternateOf)
        assert now == (named(gone.kind, gone.moved_to) if gone.moved_to else None)
    assert corpus.tombstones


def versions_of(*contents: bytes) -> tuple[Version, ...]:
    return tuple(
        Version(date=f"2026-11-0{day}", content=content_id(content), data={}, raw=content)
        for day, content in enumerate(contents, 1)
    )


def test_each_version_is_a_revision_of_the_one_before(
    renderers: Mapping[str, Renderer], folder: Path, tmp_path: Path
) -> None:
    """Also if a record says again what it had said at first."""
    renderer = renderers["en"]
    claim = next(iter(renderer.corpus.claims.values()))
    versions = versions_of(b"first", b"second", b"first")
    view = View(renderer.corpus, "en", History(records={(CLAIM, claim.id): versions}, gap=""))
    (tmp_path / "context.jsonld").write_bytes((folder / "context.jsonld").read_bytes())
    said: dict[str, Any] = provenance_of(view, renderer.site, CLAIM, claim)
    (tmp_path / "claim.jsonld").write_text(json.dumps(said), encoding="utf-8")
    graph = Graph().parse(tmp_path / "claim.jsonld", format="json-ld")
    found = [URIRef(f"{BASE}{address(CLAIM, claim.id)}?version={version.date}") for version in versions]
    assert [graph.value(each, PROV.wasRevisionOf) for each in found] == [None, *found[:-1]]
    assert [str(graph.value(each, PROV.alternateOf)) for each in found] == [version.content for version in versions]
    assert {graph.value(each, PROV.specializationOf) for each in found} == {named(CLAIM, claim.id)}


def test_version_names_the_corrections_that_it_brought(renderers: Mapping[str, Renderer]) -> None:
    renderer = renderers["en"]
    claim = next(claim for claim in renderer.corpus.claims.values() if len(claim.record.corrections) > 1)
    told = [plain(item) for item in claim.record.corrections]
    data: list[dict[str, Any]] = [{"record": "?"}, *({"record": {"corrections": it}} for it in (told[:1], told))]
    versions = [replace(version, data=each) for version, each in zip(versions_of(b"1", b"2", b"4"), data, strict=True)]
    view = View(renderer.corpus, "en", History(records={(CLAIM, claim.id): tuple(versions)}, gap=""))
    nodes = {node["id"]: node for node in provenance_of(view, renderer.site, CLAIM, claim)["@graph"]}
    brought = [nodes[f"./?version={version.date}"].get("wasInfluencedBy", []) for version in versions]
    rest = [f"#correction-{number}" for number in range(2, len(told) + 1)]
    assert brought == [[], ["#correction-1"], rest]
