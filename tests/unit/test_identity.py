"""Who an entity is, for search engines and other programs: JSON-LD and the crosswalk of the API."""

from __future__ import annotations

from dataclasses import replace

from factcheck.analysis.identity import REGISTERS, has_right_check_digits, identifiers
from factcheck.analysis.support import Origins, repeats_article
from factcheck.kinds import ENTITY
from factcheck.outputs.json_api import crosswalk
from factcheck.pages.markup import claim_markup, entity_markup
from factcheck.pages.markup_things import named_entity
from factcheck.pages.page import Site
from factcheck.pages.view import View
from factcheck.records.claim import Claim, SaidElsewhere
from factcheck.report.report import Report
from outputs.schema_org import faults

SITE = Site(url="https://factcheck.example/", name="Word for Word", description="One article.")


def test_every_identifier_is_an_address_in_the_markup_of_its_page(sample: Report) -> None:
    view = View(sample.corpus, "en")
    for entity in sample.corpus.entities.values():
        about = entity_markup(view, entity, SITE)["mainEntity"]
        for field, value in identifiers(entity).items():
            assert REGISTERS[field].lookup + value in about["sameAs"]
        assert about.get("leiCode") == entity.lei
        assert about["@id"].startswith(f"{SITE.url}{'entities'}/{entity.id}/")


def test_claims_say_who_their_parties_are(sample: Report) -> None:
    view = View(sample.corpus, "en")
    for claim in sample.corpus.claims.values():
        markup = claim_markup(view, claim, SITE)
        item = markup.get("itemReviewed") or markup["mainEntity"]
        assert item["about"] == [named_entity(view, SITE, id_) for id_ in claim.claim.about]


def test_crosswalk_leads_both_ways(sample: Report) -> None:
    found = crosswalk(sample.corpus)
    ids = {entry["id"] for entry in found["entities"]}
    assert ids <= set(sample.corpus.tables[ENTITY])
    assert {field: set(ways.values()) - ids for field, ways in found["by"].items()} == {
        "wikidata": set(),
        "cik": set(),
        "lei": set(),
    }
    assert (
        sum(map(len, found["by"].values()))
        == sum(len(identifiers(item)) for item in sample.corpus.entities.values())
        > 0
    )


def test_one_wrong_digit_of_an_lei_is_noticed() -> None:
    lei = "EXAMPLE0000000000087"
    assert has_right_check_digits(lei)
    digits = [place for place, character in enumerate(lei) if character.isdigit()]
    wrong = {lei[:place] + other + lei[place + 1 :] for place in digits for other in "0123456789"} - {lei}
    assert not [text for text in wrong if has_right_check_digits(text)]


def said_elsewhere(sample: Report) -> Claim:
    """Return a claim that two make, and that was made in another source, too."""
    claim = next(iter(sample.corpus.claims.values()))
    other = next(id_ for id_ in sample.corpus.entities if id_ != claim.claim.claimant)
    source = next(id_ for id_ in sample.corpus.sources if not repeats_article(Origins(sample.corpus), claim, id_))
    place = SaidElsewhere(source=source, claimant=other, date="2024-01-02")
    return replace(claim, claim=replace(claim.claim, also_claimed_by=(other,), appearances=(place,)))


def test_all_claimants_and_all_places_are_named(sample: Report) -> None:
    claim, view = said_elsewhere(sample), View(sample.corpus, "en")
    assert view.title(claim).startswith(" and ".join(map(view.short_name, claim.claim.claimants)))
    markup = claim_markup(view, claim, SITE)
    item = markup.get("itemReviewed") or markup["mainEntity"]
    assert [author["name"] for author in item["author"]] == [view.name(ENTITY, id_) for id_ in claim.claim.claimants]
    assert item["appearance"][-1]["datePublished"] == "2024-01-02"
    assert [*faults(markup)] == []


def test_a_place_where_the_claim_was_made_is_no_evidence_for_it(sample: Report) -> None:
    claim = said_elsewhere(sample)
    assert repeats_article(Origins(sample.corpus), claim, claim.claim.appearances[0].source)
