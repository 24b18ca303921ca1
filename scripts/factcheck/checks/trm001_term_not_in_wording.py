"""The controlled term of a designation is not the one in its wording.

The wording is verbatim, in its own language; the term says which of our words it stands for. So one of the `words`
that `facts/terms.yml` gives for that term and language must stand in the wording: the English "primary" and the
French "principal" are the term `primary`, "preferred" and "préféré" are `preferred`. Two different words must never
become one.

Correct the term or the wording. If the wording uses a word that the vocabulary lacks, add it there, with its
language, only if it truly means the same.
"""

from factcheck.analysis.terms import designations, terms_in
from factcheck.checks.check import Corpus, Issue, Problems, check


@check("TRM001", __doc__)
def term_not_in_wording(corpus: Corpus) -> Problems:
    for item in designations(corpus):
        said = item.designation
        if said.wording is None or said.lang is None or said.term not in corpus.terms:
            continue
        found = terms_in(said.wording, said.lang, corpus.terms)
        if said.term not in found:
            message = f"the wording does not hold the term {said.term!r} in the language {said.lang!r}"
            hint = f"did you mean {found[0]!r}?" if found else "correct the term, the language or the wording"
            yield item.file, Issue((*item.pointer, "term"), message, hint)
