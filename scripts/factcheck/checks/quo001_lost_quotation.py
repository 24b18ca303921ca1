"""A quotation is not in its text.

Words between quotation marks are somebody's own: each must stand in the article, or in the source, exactly
like that. Ours are compared with the fingerprint of the text, word by word; only white space and the form of
quotation marks and apostrophes may differ. One wrong letter, and the quotation is lost.

Copy the words again, from the text itself. The hint names the word at which it most likely goes wrong, or the next one:
the fingerprint alone tells. `exact`, `prefix` and `suffix` must hold whole words and follow one another in the text
without a gap. If the text itself was changed, the record needs a new measure (`factcheck fingerprint`).
"""

from factcheck.analysis.quotations import Match, misfit, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("QUO001", __doc__, title=N_("Quotation not found in the text"))
def lost_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.LOST:
            message = f"these words, with their prefix and suffix, are not in the {quoted.kind} {quoted.id!r}"
            word = misfit(quoted.quotation, quoted.measure.fingerprint, quoted.id)
            where = f"look at {word!r} and the words beside it: " if word else ""
            hint = f"{where}copy whole words from the text, character by character"
            yield quoted.file, Issue((*quoted.pointer, "exact"), message, hint)
