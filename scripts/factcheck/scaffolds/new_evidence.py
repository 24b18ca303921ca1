"""A further piece of evidence in a claim that is there, from words that somebody has read in a source."""

from collections.abc import Mapping
from dataclasses import replace

from factcheck.analysis.passages import find_words
from factcheck.errors import SetupError
from factcheck.finding import Document, Pointer
from factcheck.kinds import CLAIM
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, as_text, find_in_fingerprint
from factcheck.records.structure import plain
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.passages_read import passages_in, with_fingerprint
from factcheck.scaffolds.quoted_words import explain_missing
from factcheck.scaffolds.skeleton import Data


def new_evidence(
    background: Background, claim: Data, source: Data, quotation: Quotation, fields: Mapping[str, str]
) -> Draft:
    """Return a claim with a further piece of evidence; what its stance needs, and nobody has given, is to do.

    Args:
        background: what is there already.
        claim: the claim as it is.
        source: the source that is quoted.
        quotation: its words, as the claim quotes them.
        fields: other values of the evidence, by the names of their fields.

    Raises:
        SetupError: the file of the claim has mistakes.
    """
    background.require_shape(CLAIM, claim)
    entry: Data = {"source": source["id"], "stance": None, "quotation": plain(quotation)}
    if fields.get("stance") == "silent":
        entry["note"] = {}
    if fields.get("stance") == "refutes":
        entry["recorded"] = {"type": claim["claim"]["payload"]["type"]}
    evidence = claim["review"]["evidence"]
    draft = background.draft(CLAIM, {**claim, "review": {**claim["review"], "evidence": [*evidence, entry]}})
    place: Pointer = ("review", "evidence", len(evidence))
    draft.typed = {(*place, *name.split(".")): text for name, text in fields.items()}
    return draft


def quote_source(source: Document, file: str, words: str, text: str | None) -> tuple[Quotation, str]:
    """Return how evidence quotes words of a source, and the file of the source, which lists them.

    Where it did not list them, they are added, and the fingerprint of its passages is made anew. The words around them
    are given as far as they were read.

    Args:
        source: what the file holds.
        file: the file.
        words: the words, as somebody has read them there.
        text: the text of the source, if it is at hand.

    Raises:
        SetupError: the source was not read, the text does not have the words, or passages do not fit their fingerprint.
    """
    if source.data.get("access") == "unread":
        message = f"{source.path} says that nobody has read it: change its 'access' first"
        raise SetupError(message)
    if text is not None and not find_words(text, words):
        raise SetupError(explain_missing(text, words, what=f"the text of {source.data['id']!r}"))
    listed, measured = passages_in(source.data), source.data.get("text")
    is_whole = isinstance(measured, dict) and not measured.get("excerpt")
    found = find_words(text if text is not None and is_whole else as_text(listed), words)
    quotation = found[0].quotation if len(found) == 1 else Quotation(exact=words)
    if find_words(as_text(listed), words):
        return quotation, file
    _require_fit(source, listed)
    data = {**source.data, "quotations": [*listed, words]}
    return quotation, with_fingerprint(replace(source, data=data), file, keep=is_whole)


def _require_fit(source: Document, listed: list[str]) -> None:
    """Make sure that no passage was changed since the fingerprint was made: it is about to be made anew.

    Raises:
        SetupError: one was.
    """
    measured = source.data.get("text")
    marks = measured.get("fingerprint") if isinstance(measured, dict) and measured.get("excerpt") else None
    for passage in listed if isinstance(marks, str) else ():
        if find_in_fingerprint(Quotation(exact=passage), str(marks), str(source.data["id"])).match is Match.LOST:
            message = f"a passage in {source.path} does not fit its fingerprint: {passage!r}; mend that first"
            raise SetupError(message)
