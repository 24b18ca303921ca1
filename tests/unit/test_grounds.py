"""What is behind a claim: its article, its sources and those that these repeat, and everybody they name."""

from __future__ import annotations

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE
from factcheck.outputs.evidence_data import records_behind
from factcheck.report.report import Report


def test_everything_that_a_claim_refers_to_is_behind_it_but_no_other_claim(sample: Report) -> None:
    corpus = sample.corpus
    for claim in corpus.claims.values():
        found = records_behind(corpus, [claim.id])
        assert len(found) == len(set(found))
        assert [id_ for kind, id_ in found if kind == CLAIM] == [claim.id]
        assert [id_ for kind, id_ in found if kind == ARTICLE] == [claim.article]
        behind = set(found)
        named = {*claim.claim.claimants, *claim.claim.about, corpus.articles[claim.article].publisher}
        assert {(ENTITY, id_) for id_ in named} <= behind
        used = [*(item.source for item in claim.review.evidence), *(lead.source for lead in claim.review.to_check)]
        assert {(SOURCE, id_) for id_ in used} <= behind
        for kind, id_ in found:
            repeated = corpus.sources[id_].derives_from if kind == SOURCE else ()
            assert {(SOURCE, other) for other in repeated} <= behind


def test_several_claims_have_what_is_behind_each_of_them_once(sample: Report) -> None:
    ids = [*sample.corpus.claims]
    each = {key for id_ in ids for key in records_behind(sample.corpus, [id_])}
    together = records_behind(sample.corpus, ids)
    assert set(together) == each
    assert len(together) == len(each)
