"""A quotation is not in the text that it is taken from.

Words between quotation marks are somebody's own: they must be in the article or the source exactly like that. They are
compared word by word with the fingerprint of the text; only white space and the form of quotation marks and apostrophes
may differ. One wrong letter is enough for the quotation not to be found.

Copy the words again from the text itself. The hint names the word that most likely does not
fit; it may also be one beside it. `exact`, `prefix` and `suffix` contain whole words and follow one another without a
gap. If the text itself has changed, run `factcheck fingerprint FILE` again and paste what it prints into the record.
"""

from factcheck.analysis.quotations import Match, misfit, placed_quotations
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_


@check("QUO001", __doc__, title=N_("Quotation not found in the text"))
def lost_quotation(corpus: Corpus) -> Problems:
    for quoted in placed_quotations(corpus):
        if quoted.found.match is Match.LOST:
            message = f"the {quoted.kind} {quoted.id!r} does not contain these words with their prefix and suffix"
            word = misfit(quoted.quotation, quoted.measure.fingerprint, quoted.id)
            where = f"look at {word!r} and the words beside it: " if word else ""
            hint = f"{where}copy whole words from the text, character by character"
            yield quoted.file, Issue((*quoted.pointer, "exact"), message, hint)
