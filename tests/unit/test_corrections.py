"""Corrections: nothing of a published claim changes without one, and each one can be verified word for word."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis.corrections import is_still_said, parts_of, with_grounds
from factcheck.analysis.entry_changes import differing_sentences, read_changes
from factcheck.analysis.field_changes import FieldChange
from factcheck.checks.rat011_unfit_correction import unfit_type
from factcheck.finding import Pointer, walk
from factcheck.loading.value_fixes import translations
from factcheck.pages.view import View
from factcheck.records.claim import ChangedField, Correction
from factcheck.records.structure import parse, plain
from factcheck.report.report import Report
from factcheck.scaffolds.new_entries import guess_type

CLAIM = "nimbus-300m-now"
FREE = {("id",), ("review", "checked")}
"""What needs no entry if it becomes greater."""


@pytest.fixture
def claim(sample: Report) -> dict[str, Any]:
    data: dict[str, Any] = plain(sample.corpus.claims[CLAIM])
    return data


def leaves(data: Any) -> Iterator[tuple[Pointer, Any]]:
    yield from ((place, value) for place, value in walk(data) if not isinstance(value, dict | list))


def at(data: Any, place: Pointer) -> Any:
    for step in place:
        data = data[step]
    return data


def changed(data: dict[str, Any], place: Pointer, value: Any) -> dict[str, Any]:
    copy = deepcopy(data)
    at(copy, place[:-1])[place[-1]] = value
    return copy


def test_no_value_changes_without_an_entry(claim: dict[str, Any]) -> None:
    for place, value in leaves(claim):
        other = changed(claim, place, value + 1 if type(value) is int else f"{value}z")
        reading = read_changes(claim, other, [])
        assert bool(reading.open) is (place not in FREE), place
        assert not read_changes(claim, other, [item.entry() for item in reading.open]).open, place


def test_nothing_is_taken_out_without_an_entry(claim: dict[str, Any]) -> None:
    for place, value in walk(claim):
        if place and isinstance(place[-1], str) and not isinstance(value, str):
            copy = deepcopy(claim)
            del at(copy, place[:-1])[place[-1]]
            told = [item.entry() for item in read_changes(claim, copy, []).open]
            assert told, place
            assert not read_changes(claim, copy, told).open, place


def test_what_is_written_is_what_is_read(sample: Report) -> None:
    claims = [plain(claim) for claim in sample.corpus.claims.values()]
    for before, other in permutations(claims, 2):
        now = {**other, "id": before["id"]}
        told = [item.entry() for item in read_changes(before, now, []).open]
        reading = read_changes(before, now, told)
        assert (list(reading.open), list(reading.wrong)) == ([], [])
        assert all(
            is_still_said(parse(ChangedField, change), parts_of(sample.corpus.claims[other["id"]], sample.corpus))
            for change in told
        )


def test_entries_in_a_row_tell_one_change_after_the_other(claim: dict[str, Any]) -> None:
    middle = changed(claim, ("review", "explanation", "en"), "It was so. It is so.")
    last = changed(middle, ("review", "explanation", "en"), "It was so. It is no more.")
    steps = [
        item.entry() for one, other in ((claim, middle), (middle, last)) for item in read_changes(one, other, []).open
    ]
    assert steps[1]["before"] == {"en": "It is so."}
    assert not read_changes(claim, last, steps).open
    assert [item.change.place for item in read_changes(claim, last, steps[:1]).open] == [("review", "explanation")]
    assert list(read_changes(claim, last, steps[1:]).wrong) == [0]


def test_what_a_source_is_does_not_change_in_silence(claim: dict[str, Any], sample: Report) -> None:
    id_ = claim["review"]["evidence"][0]["source"]
    source = plain(sample.corpus.sources[id_])
    before = with_grounds(claim, {id_: source})
    for change, told in (
        ({"access": "unread"}, ["source.access"]),
        ({"quotations": []}, ["source.quotations"]),
        ({"quotations": [*source.get("quotations", ()), "More."]}, []),
        ({"retrieved": "2030-01-01"}, []),
    ):
        now = with_grounds(claim, {id_: {**source, **change}})
        assert [item.entry()["field"] for item in read_changes(before, now, []).open] == told


@given(
    st.lists(st.sampled_from(["One.", "Two, too.", "It is J. Doe’s 3.5.", "« Oui. »", "No end"]), min_size=1), st.data()
)
def test_sentences_that_differ_make_the_new_text(sentences: list[str], data: st.DataObject) -> None:
    others = data.draw(st.permutations(sentences))[: data.draw(st.integers(1, len(sentences)))]
    before, after = " ".join(sentences), " ".join([*others, "A new one."])
    was, now = differing_sentences(before, after)
    assert was
    assert before.replace(was, now, 1) == after


def test_only_the_sentences_that_differ_are_quoted() -> None:
    text = "It begins. {} It goes on, in the U.S. too. It ends."
    assert differing_sentences(text.format("It is so."), text.format("It was so.")) == ("It is so.", "It was so.")
    assert differing_sentences("One is. Two are.", "One is. Two are. More are.") == ("Two are.", "Two are. More are.")
    assert differing_sentences("One is. Two are.", "Two are.") == ("One is. Two are.", "Two are.")


def html(sample: Report, language: str = "en", **fields: Any) -> str:
    view = View(sample.corpus, language)
    change = ChangedField(**fields)
    return f"{view.changed.name(change)} {view.changed.difference(change)}"


def test_changes_are_shown_in_words(sample: Report) -> None:
    assert "<del>" in html(sample, field="review.confidence", was="low", now="high")
    assert html(sample, field="review.rating", now="confirmed").endswith("</span><ins>Confirmed</ins>")
    assert "2,000" in html(sample, field="claim.payload.amount.value", was="2000", now="3000")
    shown = html(
        sample, "fr", field="review.explanation", before={"fr": "Elle dit cela."}, after={"fr": "Elle le dit."}
    )
    assert '<span class="fc-aloud">Retiré\u00a0: </span><del>dit cela.</del>' in shown
    id_ = next(iter(sample.corpus.sources))
    assert f"/{id_}/" in html(sample, field="review.evidence", item=id_, how="added")


def test_what_records_say_there_stays_text(sample: Report) -> None:
    bad = "<script>alert(1)</script> x"
    for fields in (
        {"field": "review.explanation", "before": {"en": bad}, "after": {"en": "y"}},
        {"field": "review.explanation", "before": {"fr": bad}},
        {"field": "claim.quotation.exact", "was": bad, "now": "y z"},
        {"field": "review.evidence", "item": bad, "how": "added"},
        {"field": "review.rating", "was": "<script>", "now": "<b>"},
        {"field": "claim.payload.amount.value", "was": "9" * 1999, "now": "<i>"},
    ):
        shown = html(sample, **fields)
        assert not any(mark in shown for mark in ("<script", "<b>", "<i>"))


def test_the_words_of_then_keep_their_typography() -> None:
    old = {"before": {"fr": "Non !"}, "after": {"fr": "Oui !"}}
    data = {"record": {"corrections": [{"text": {"fr": "Ah !"}, "changes": [{"field": "claim.text", **old}]}]}}
    assert [pointer for pointer, _ in translations(data)] == [("record", "corrections", 0, "text")]


@pytest.mark.parametrize(
    ("before", "after", "type_"),
    [
        ("The company says so.", "The company does not say so.", "substance"),
        ("It got up to two million in that year.", "It got two million in that year.", "substance"),
        ("L’entreprise le dit depuis un an.", "L’entreprise n’en dit rien depuis un an.", "substance"),
        ("The company doesn’t say so at all.", "The company does say so at all.", "substance"),
        ("The compnay says so, as others do.", "The company says so, as others do.", "typo"),
        ("It isn't what the the company says.", "It isn’t what the company says.", "typo"),
    ],
)
def test_a_slip_turns_no_meaning(before: str, after: str, type_: str) -> None:
    change = FieldChange(place=("review", "explanation"), before={"en": before}, after={"en": after})
    assert guess_type([change]) == type_
    told = ChangedField(field="review.explanation", before={"en": before}, after={"en": after})
    text = {"en": "A word.", "fr": "Un mot."}
    correction = Correction(date="2026-11-23", type="typo", text=text, changes=(told,))
    assert (unfit_type(correction) is None) is (type_ == "typo")
