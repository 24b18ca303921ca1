"""A quotation is not in the text that it is taken from.

Words between quotation marks are somebody's own: they must be in the article or the source exactly like that. They are
compared word by word with the fingerprint of the text. Only white space, also where `prefix`, `exact` and `suffix`
meet, and the form of quotation marks and apostrophes may differ. One wrong letter is enough for them not to be found.

The hint names the word that does not fit, in most cases; it may also be one beside it. Copy the words again from the
text itself. If `FACTCHECK_TEXTS` names a folder that has the text, the hint says what the text has there.

If no quotation of a text is found, its fingerprint is wrong rather than they: it is of another version of the text, or
was made under another id. Run `factcheck fingerprint FILE --id ID` and paste what it prints into the record.
"""

from collections.abc import Iterable

from factcheck.analysis.quotations import (
    PlacedQuotation,
    around_in_passages,
    is_unlisted,
    placed_quotations,
    with_context,
)
from factcheck.analysis.wrong_words import Wrong, compare_with_fingerprint, compare_with_text, is_measure_wrong
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import file_path
from factcheck.languages import N_
from factcheck.records.fingerprint import Match

_COPY = "copy whole words from the text, character by character"
_AROUND = "; with the five words before and after it (prefix, suffix), the wrong word is named"
FEW = 2
"""So many quotations of a text, none of which is found, make its fingerprint suspect."""


@check("QUO001", __doc__, title=N_("Quotation not found in the text"))
def lost_quotation(corpus: Corpus) -> Problems:
    every = placed_quotations(corpus)
    suspect = _suspect(every)
    for quoted in every:
        if quoted.found.match is Match.LOST and not is_unlisted(corpus, quoted):
            message = f"the {quoted.kind} {quoted.id!r} does not contain these words{with_context(quoted.quotation)}"
            wrong = _judge(quoted, corpus.around.texts.get(quoted.id), suspect=(quoted.kind, quoted.id) in suspect)
            if there := around_in_passages(corpus, quoted):
                wrong = Wrong("exact", f"give what is around them in the passage, punctuation included: {there}")
            yield quoted.file, Issue((*quoted.pointer, wrong.part), message, wrong.hint, words=wrong.words)


def _suspect(every: Iterable[PlacedQuotation]) -> set[tuple[str, str]]:
    """Return the kinds and ids of the texts of which several quotations were looked for and none was found."""
    found: dict[tuple[str, str], list[bool]] = {}
    for quoted in every:
        found.setdefault((quoted.kind, quoted.id), []).append(quoted.found.match is Match.LOST)
    return {key for key, lost in found.items() if len(lost) >= FEW and all(lost)}


def _judge(quoted: PlacedQuotation, text: str | None, *, suspect: bool) -> Wrong:
    """Return the part of a lost quotation that is wrong, and the way out."""
    record = file_path(quoted.kind, quoted.id)
    again = f"run 'factcheck fingerprint FILE --id {quoted.id}' and paste what it prints into {record}"
    if text is not None and is_measure_wrong(quoted, text):
        return Wrong("exact", f"the text on this computer has them, so the fingerprint is wrong: {again}")
    wrong = compare_with_text(quoted.quotation, text) if text is not None else compare_with_fingerprint(quoted)
    if wrong:
        return Wrong(wrong.part, f"{wrong.hint}: {_COPY}", wrong.words)
    if suspect:
        return Wrong("exact", f"nothing that is quoted from it is found, so its fingerprint may be wrong: {again}")
    alone = not (quoted.quotation.prefix or quoted.quotation.suffix)
    return Wrong("exact", f"{_COPY}{_AROUND if alone else ''}")
