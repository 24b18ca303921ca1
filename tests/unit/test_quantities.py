"""Quantities other than money: as texts give them, compared, and as readers see them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from conftest import TODAY
from factcheck.analysis.amounts import Comparison
from factcheck.analysis.comparison import compare_payloads
from factcheck.analysis.quantities import DIMENSIONS, compare_quantities, read_quantities
from factcheck.pages.formats import quantity
from factcheck.pages.words import WORDS
from factcheck.project import check_project
from factcheck.records.payload import Agreement, Quantity

READ = [
    ("up to one million TPUs", "count", "en", [("up_to", 10**6)]),
    ("jusqu’à un million de TPU", "count", "fr", [("up_to", 10**6)]),
    ("well over a gigawatt of capacity", "gigawatt", "en", [("more_than", 1)]),
    ("bien plus d’un gigawatt de capacité", "gigawatt", "fr", [("more_than", 1)]),
    ("Google owns 14 percent of it, up to 15%", "percent", None, [("exactly", 14), ("up_to", 15)]),
    ("environ 27 % de l’entreprise", "percent", "fr", [("about", 27)]),
    ("at most 2.5 GW", "gigawatt", "en", [("up_to", Decimal("2.5"))]),
    ("1,5 mégawatt", "megawatt", "fr", [("exactly", Decimal("1.5"))]),
    ("over ten years", "year", "en", [("more_than", 10)]),
    ("$14 million and 3 million dollars", "count", "en", []),
    ("14% of 30 people", "count", "en", [("exactly", 30)]),
    ("several gigawatts", "gigawatt", "en", []),
    ("5 gigawattish", "gigawatt", "en", []),
]


@pytest.mark.parametrize(("text", "unit", "language", "found"), READ)
def test_quantities_are_read_with_their_hedges(
    text: str, unit: str, language: str, found: list[tuple[str, int]]
) -> None:
    assert [(item.hedge, item.low) for item in read_quantities(text, unit, language)] == found


@pytest.mark.parametrize("text", ["between 3 and 5 gigawatts", "3 to 5 GW", "entre trois et cinq gigawatts"])
def test_a_range_has_two_ends(text: str) -> None:
    (found,) = read_quantities(text, "gigawatt")
    assert (found.hedge, found.low, found.high) == ("between", 3, 5)


def made(value: str, unit: str = "percent", hedge: str = "exactly") -> Quantity:
    return Quantity(of={"en": "shares"}, unit=unit, hedge=hedge, value=value)


COMPARED = [
    ([made("14")], [made("14")], Comparison.AGREES),
    ([made("14")], [made("15")], Comparison.DIFFERS),
    ([made("15", hedge="up_to")], [made("14")], Comparison.MORE_PRECISE),
    ([made("14")], [made("15", hedge="up_to")], Comparison.LESS_PRECISE),
    ([made("1", "gigawatt")], [made("1000", "megawatt")], Comparison.AGREES),
    ([made("2", "year")], [made("23", "month")], Comparison.DIFFERS),
    ([made("14")], [made("1", "gigawatt")], Comparison.NOT_COMPARABLE),
    ([made("14"), made("1", "gigawatt")], [made("14")], Comparison.LESS_PRECISE),
    ([made("14")], [made("14"), made("1", "gigawatt")], Comparison.MORE_PRECISE),
    ([made("14"), made("2")], [made("14"), made("3")], Comparison.DIFFERS),
]


@pytest.mark.parametrize(("claimed", "recorded", "agreement"), COMPARED)
def test_quantities_are_compared_by_what_they_measure(
    claimed: list[Quantity], recorded: list[Quantity], agreement: Comparison
) -> None:
    assert compare_quantities(claimed, recorded) is agreement


def test_table_says_how_a_recorded_quantity_relates_to_the_claimed_one() -> None:
    claimed = Agreement(type="agreement", quantities=(made("15", hedge="up_to"),))
    for value, agreement, nuance in (
        ("14", Comparison.MORE_PRECISE, "closer_quantity"),
        ("15", Comparison.MORE_PRECISE, "closer_quantity"),
        ("16", Comparison.DIFFERS, "differs"),
    ):
        recorded = Agreement(type="agreement", quantities=(made(value),))
        cell = compare_payloads(claimed, recorded, {})["quantities"]
        assert (cell.agreement, cell.nuance) == (agreement, nuance)
        assert cell.nuance in WORDS


SHOWN = [
    (made("1000000", "count", "up_to"), "up to 1 million", "jusqu’à 1 million"),
    (made("27", hedge="about"), "about 27%", "environ 27 %"),
    (made("1", "gigawatt", "more_than"), "more than 1 gigawatt", "plus de 1 gigawatt"),
    (made("2.5", "year"), "2.5 years", "2,5 ans"),
]


@pytest.mark.parametrize(("item", "english", "french"), SHOWN)
def test_readers_see_the_unit_in_their_language(item: Quantity, english: str, french: str) -> None:
    shown = [quantity(item, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("en", "fr")]
    assert [text.replace("\N{NARROW NO-BREAK SPACE}", " ") for text in shown] == [english, french]


def test_every_unit_has_a_dimension_and_a_name() -> None:
    assert all(quantity(made("3", unit), language) for unit in DIMENSIONS for language in ("en", "fr"))


DEVELOPMENT = """\
  developments:
    - date: "2025-01"
      text:
        en: It sells more than 2 million robots.
        fr: Il vend plus de 2\u00a0millions de robots.
      sources:
        - first-source
      recorded:
        type: description
        quantities:
          - of:
              en: robots
            unit: count
            hedge: {hedge}
            value: "{value}"
record:
"""


@pytest.mark.parametrize(
    ("hedge", "value", "codes"),
    [("more_than", "2000000", set()), ("more_than", "3000000", {"NUM004"}), ("exactly", "2000000", {"NUM005"})],
)
def test_a_quantity_must_be_in_the_words_beside_it(project: Path, hedge: str, value: str, codes: set[str]) -> None:
    file = project / "facts/claims/first-claim.yml"
    text = file.read_text(encoding="utf-8").replace("record:\n", DEVELOPMENT.format(hedge=hedge, value=value), 1)
    file.write_text(text, encoding="utf-8")
    found = {finding.code for finding in check_project(project, today=TODAY).findings}
    assert {code for code in found if code.startswith(("NUM", "S", "REF"))} == codes
