"""A quotation differs from the text on this computer.

If `FACTCHECK_TEXTS` names a folder of texts, every quotation is also searched for in the text itself, character by
character. This one is not there, or is there more than once, although it may fit the fingerprint. Copy the words again,
or give more words around them.
"""

from factcheck.analysis.quotations import PlacedQuotation, placed_quotations, with_context
from factcheck.analysis.wrong_words import compare_with_text
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.fingerprint import Match, find_in_text

WORDS = {Match.LOST: "are not in", Match.AMBIGUOUS: "are more than once in"}
_REPORTED = frozenset({Match.LOST, Match.AMBIGUOUS})
"""Results of the search in the fingerprint that another check reports."""


@check("QUO005", __doc__, title=N_("Quotation differs from the text"))
def inexact_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        text = corpus.around.texts.get(quoted.id)
        if text is not None and quoted.found.match not in _REPORTED:
            yield from _judge(quoted, text)


def _judge(quoted: PlacedQuotation, text: str) -> Problems:
    match = find_in_text(quoted.quotation, text)
    if match in WORDS:
        message = (
            f"these words{with_context(quoted.quotation)} {WORDS[match]} the text of {quoted.id!r} on this computer"
        )
        wrong = compare_with_text(quoted.quotation, text)
        copy = "copy them from the text, character by character"
        hint = copy if match is Match.LOST else "give more of the words around them, until only one place fits"
        part, said = (wrong.part, f"{wrong.hint}: {copy}") if wrong else ("exact", hint)
        yield quoted.file, Issue((*quoted.pointer, part), message, said, words=wrong.words if wrong else "")
