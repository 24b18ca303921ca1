"""The pages about fields say of every field what the schemas say, with an example that a record really has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import pytest

from conftest import ROOT
from factcheck.checks import REGISTRY
from factcheck.kinds import VOCABULARIES
from factcheck.languages import LANGUAGES, translated
from factcheck.pages.field_pages import FIELDS_OF, STARTS, anchor, find_examples, reference_of
from factcheck.pages.field_reference import Condition, Rule
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.records.structure import plain
from factcheck.report.report import Report
from factcheck.schema.fields import field_at
from factcheck.schema.releases import since
from factcheck.schema.schemas import read_schemas

SCHEMAS = read_schemas(ROOT / "schemas")
ROW = re.compile(r'<div id="([\w.-]+)"><dt>(.*?)</dt><dd>(.*?)</dd></div>', re.DOTALL)


@pytest.fixture(scope="module", params=LANGUAGES)
def renderer(request: pytest.FixtureRequest, sample: Report) -> Renderer:
    site = Site(url="https://factcheck.example/", name="Word for Word")
    return Renderer(sample.corpus, request.param, site, tuple(REGISTRY.values()), schemas=SCHEMAS)


def page(renderer: Renderer, name: str) -> Page:
    found = renderer.page(FIELDS_OF, name)
    assert found
    return found


def rows(found: Page) -> dict[str, tuple[str, str]]:
    """Return the words about each field of a page, before and after, by its anchor."""
    parts = [
        (id_, *(unescape(re.sub(r"<[^>]+>", "", part)) for part in words)) for id_, *words in ROW.findall(found.body)
    ]
    assert len({id_ for id_, *_ in parts}) == len(parts)
    return {id_: (term, told) for id_, term, told in parts}


def pointers(data: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every value in a document."""
    if place:
        yield place
    items = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from pointers(value, (*place, key))


@pytest.mark.parametrize("name", STARTS)
def test_every_field_of_a_document_is_on_its_page_with_its_description(name: str, renderer: Renderer) -> None:
    """What the messages of the program say of a field, the page says, too."""
    told = rows(page(renderer, name))
    texts = {(id_.rpartition(".")[2], words) for id_, (_, words) in told.items()}
    items = renderer.corpus.tables[STARTS[name] if STARTS[name] in VOCABULARIES else name].values()
    for record in items:
        whole = {name: [plain(record)]} if STARTS[name] in VOCABULARIES else plain(record)
        for place in pointers(whole):
            field = field_at(SCHEMAS, name, whole, place)
            last = place[-1]
            if (
                isinstance(last, str)
                and last not in {*LANGUAGES, "type"}
                and place[-2:-1] != ("words",)
                and place != (name,)
            ):
                assert field.description
                words = translated(renderer.language, field.description)
                assert any(last.replace("_", "-") == id_ and words in said for id_, said in texts), (place, words)


@pytest.mark.parametrize("name", STARTS)
def test_every_link_within_a_page_leads_to_a_definition(name: str, renderer: Renderer) -> None:
    body = page(renderer, name).body
    ids = re.findall(r' id="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(ids)


def test_fields_have_types_values_limits_and_versions(renderer: Renderer) -> None:
    told = rows(page(renderer, "claim"))
    assert {id_.partition(".")[0] for id_ in told} >= {
        "claim-record",
        "common-amount",
        "claim-evidence",
        "common-moved",
    }
    term, stance = told["claim-evidence.stance"]
    assert translated(renderer.language, "required") in term
    assert f"says_so {translated(renderer.language, 'Shows that it was said')}" in stance
    assert since("claim", "evidence", "stance") in stance
    assert translated(renderer.language, "required") not in told["claim-evidence.note"][0]
    assert {"claim-evidence.note", "common-withdrawn.withdrawn.reason", anchor("claim-review", "would_change")} <= set(
        told
    )


def test_rules_say_what_depends_on_other_fields() -> None:
    found = reference_of(SCHEMAS, "en", "claim").definitions
    between = Condition("hedge", is_met=True, value="between")
    assert found["common-amount"].rules == (
        Rule((between,), needed=("min", "max"), excluded=("value",)),
        Rule((between._replace(is_met=False),), needed=("value",), excluded=("min", "max")),
    )
    assert found["claim-hop"].rules == (Rule(exactly_one=("who", "unnamed")),)
    assert Rule((Condition("answer", is_met=False),), needed=("date", "deadline")) in found["claim-reply"].rules
    assert Rule((Condition("answer", is_met=True),), needed=("answered",)) in found["claim-reply"].rules


def test_rules_are_sentences(renderer: Renderer) -> None:
    body = re.sub(
        "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", re.sub(r"<[^>]+>", "", page(renderer, "claim").body)
    )
    said = {
        "en": (
            "If hedge is between: required: min, max; not allowed: value.",
            "Exactly one of these is there: who, unnamed.",
        ),
        "fr": ("Si hedge vaut between : obligatoires : min, max ; exclus : value.",),
    }
    assert all(sentence in body for sentence in said[renderer.language])


@pytest.mark.parametrize("name", STARTS)
def test_examples_are_values_of_records_and_of_their_definition(name: str, sample: Report) -> None:
    reference = reference_of(SCHEMAS, "en", name)
    kind = STARTS[name] if STARTS[name] in VOCABULARIES else name
    records = [(record, plain(record)) for record in sample.corpus.tables[kind].values()]
    found = find_examples(reference, sample.corpus, records)
    assert found
    for (key, field), shown in found.items():
        assert field in {row.name for row in reference.definitions[key].rows}
        assert repr(shown.value) in repr(plain(shown.record))
        assert not isinstance(shown.value, Mapping) or set(shown.value) <= set(LANGUAGES)


def test_words_of_a_claim_stand_beside_who_claims_it_and_the_rating(renderer: Renderer) -> None:
    body = page(renderer, "claim").body
    short = next(line for line in body.split("</div>") if 'id="claim-claim.short"' in line)
    claim = next(iter(renderer.corpus.claims.values()))
    assert renderer.view.title(claim).replace("'", "&#39;") in short or 'href="~/claims/' in short
    assert "fc-rating" in short


def test_without_schemas_there_are_no_such_pages(renderer: Renderer) -> None:
    bare = Renderer(renderer.corpus, renderer.language, renderer.site, renderer.checks)
    assert not [key for key in bare.keys() if key[0] == FIELDS_OF]  # noqa: SIM118 - a method
    assert bare.page(FIELDS_OF, "claim") is None
    assert renderer.page(FIELDS_OF, "nothing") is None
