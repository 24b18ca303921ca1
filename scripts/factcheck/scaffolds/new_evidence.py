"""Evidence in a claim that is there, from words read in a source, and the fingerprint of the passages that it lists.

That fingerprint is made when passages are typed, and never by itself again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.analysis.passages import find_words
from factcheck.errors import SetupError
from factcheck.finding import Document, Pointer
from factcheck.kinds import CLAIM, SOURCE
from factcheck.languages import LANGUAGES, N_, translated
from factcheck.loading.canonical import canonical_form
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, as_text, find_in_fingerprint, grouped, measure
from factcheck.records.structure import plain
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.quoted_words import explain_missing
from factcheck.scaffolds.skeleton import Data
from factcheck.schema.to_do import is_to_do

_READ = N_("The passages listed here, as we read them. We keep no copy of the text.")
_RELAYED = N_("The passages listed here, as others quote them. We have not had the text itself.")


def measure_passages(draft: Draft) -> None:
    """Put the fingerprint of its passages into the draft of a source, once all of them are typed."""
    draft.begun.pop("text", None)
    data = draft.data
    if passages := passages_in(data):
        draft.begun["text"] = _measured(data, passages, (draft.only,) if draft.only else LANGUAGES)


def with_fingerprint(source: Document, text: str, *, keep: bool = False) -> str:
    """Return the file of a source with the fingerprint of the passages that it lists.

    Args:
        source: what the file is to hold.
        text: the file as it is.
        keep: whether to keep the fingerprint that is there: that of the whole text.

    Raises:
        SetupError: it lists none.
    """
    passages = passages_in(source.data)
    if not passages:
        message = f"{source.path} lists no passages, or they are to do; write them under 'quotations'"
        raise SetupError(message)
    known = source.data.get("text")
    excerpt = known.get("excerpt") if isinstance(known, dict) else None
    measured = _measured(source.data, passages, LANGUAGES)
    changed = {} if keep else {"text": {**measured, **({"excerpt": excerpt} if excerpt else {})}}
    return canonical_form(text, SOURCE, replace(source, data={**source.data, **changed}))


def passages_in(data: Data) -> list[str]:
    """Return the passages of a source; none if one is left to do."""
    listed = data.get("quotations")
    listed = listed if isinstance(listed, list) else []
    return listed if all(isinstance(each, str) and each.strip() and not is_to_do(each) for each in listed) else []


def _measured(data: Data, passages: Sequence[str], languages: Sequence[str]) -> Data:
    message = _RELAYED if data.get("access") == "relayed" else _READ
    measured = plain(measure(as_text(passages), str(data["id"])))
    excerpt = {language: translated(language, message) for language in languages}
    return {"excerpt": excerpt, **measured, "fingerprint": grouped(measured["fingerprint"])}


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
