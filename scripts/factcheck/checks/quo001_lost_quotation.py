"""A quotation is not in the text that it is taken from.

Words between quotation marks are somebody's own: they must be in the article or the source exactly like that. They are
compared word by word with the fingerprint of the text; only white space and the form of quotation marks and apostrophes
may differ. One wrong letter is enough for the quotation not to be found.

Copy the words again from the text itself. The hint names the word that most likely does not
fit; it may also be one beside it. `exact`, `prefix` and `suffix` contain whole words and follow one another without a
gap. If the text itself has changed, run `factcheck fingerprint FILE` again and paste what it prints into the record.
"""

from factcheck.analysis.misfits import Misfit, misfit
from factcheck.analysis.quotations import placed_quotations, with_context
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.fingerprint import Match

MOST = 3
"""So many words are named one by one."""
GAPS = {1: " (a word is missing there)", -1: " (there is a word too many)"}


@check("QUO001", __doc__, title=N_("Quotation not found in the text"))
def lost_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.LOST:
            message = f"the {quoted.kind} {quoted.id!r} does not contain these words{with_context(quoted.quotation)}"
            found = misfit(quoted.quotation, quoted.measure.fingerprint, quoted.id)
            hint = f"{_name(found)}copy whole words from the text, character by character"
            yield quoted.file, Issue((*quoted.pointer, found.part if found else "exact"), message, hint)


def _name(found: Misfit | None) -> str:
    """Return what the hint says of the words that differ."""
    if not found:
        return ""
    first, *_, last = (*found.words, found.words[-1])
    named = " or ".join(map(repr, found.words)) if len(found.words) <= MOST else f"{first!r} to {last!r}"
    return f"look at {named}{GAPS.get(found.more, '')}: "
