"""A fingerprint is said to be that of the whole text, but the text was not read in full.

Whoever has a whole text has read it, or can: `access` is then `full`. If it is not, the fingerprint can only be that of
a part, and `excerpt` in `text` says of which. Readers see the difference: of a whole text we can show that a word does
not occur in it, of a part we cannot.

Add `excerpt`, or correct `access` if the whole text was read. `factcheck fingerprint --passages ID` writes the
fingerprint of the passages that a source lists, with `excerpt`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source


@check("QUO009", __doc__, title=N_("Part of a text called the whole"))
def called_whole(corpus: Corpus) -> Problems:
    for file, source in corpus.each(Source):
        if source.text and not source.text.excerpt and source.access != "full":
            message = f"this is the fingerprint of a whole text, but its access is {source.access!r}"
            hint = "say under 'excerpt' which part it is, or write 'access: full' if all of it was read"
            yield file, Issue(("text",), message, hint)
