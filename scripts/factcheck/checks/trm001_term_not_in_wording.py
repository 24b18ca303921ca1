"""The term given for a label is not among its exact words.

The exact words (`wording`) are in their own language; `term` says which of our terms they mean. One of the `words` that
`facts/terms.yml` lists for that term and language must be among them: the English “primary” and the French “principal”
are the term `primary`, “preferred” and “préféré” are `preferred`. Two different words must never become one.

Correct the term or the exact words. If they contain a word that the list lacks, add it there with its language, but
only if it really means the same.
"""

from factcheck.analysis.labels import designations
from factcheck.analysis.terms import terms_in
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("TRM001", __doc__, title=N_("Term not among the exact words"))
def term_not_in_wording(corpus: Corpus) -> Problems:
    for item in designations(corpus):
        said = item.designation
        if said.wording is None or said.lang is None or said.term not in corpus.terms:
            continue
        found = terms_in(said.wording, said.lang, corpus.terms)
        if said.term not in found:
            message = f"the exact words do not contain the term {said.term!r} in the language {said.lang!r}"
            hint = f"did you mean {found[0]!r}?" if found else "correct the term, the language or the exact words"
            yield item.file, Issue((*item.pointer, "term"), message, hint)
