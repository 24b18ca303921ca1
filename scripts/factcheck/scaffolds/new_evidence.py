"""Evidence in a claim that is there, from words read in a source, and the fingerprint of the passages that it lists.

That fingerprint is made when passages are typed, and never by itself again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck.analysis.passages import find_words
from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.finding import Document, Pointer
from factcheck.kinds import CLAIM, SOURCE
from factcheck.languages import LANGUAGES, N_, translated
from factcheck.loading.canonical import canonical_form
from factcheck.records.claim import Quotation
from factcheck.records.fingerprint import Match, as_text, find_in_fingerprint, fingerprint_of, grouped, joined, measure
from factcheck.records.structure import plain
from factcheck.scaffolds.draft import Background, Draft
from factcheck.scaffolds.quoted_words import explain_missing
from factcheck.scaffolds.skeleton import Data
from factcheck.schema.to_do import is_to_do

PASSAGES_READ = N_("The passages listed here, as we read them. We keep no copy of the text.")


def measure_passages(draft: Draft) -> None:
    """Put the fingerprint of its passages into the draft of a source, once all of them are typed."""
    draft.begun.pop("text", None)
    data = draft.data
    if passages := passages_in(data):
        draft.begun["text"] = _measured(data, passages, (draft.only,) if draft.only else LANGUAGES)


def quotations_from(corpus: Corpus, source: str) -> list[Quotation]:
    """Return what claims quote from a source."""
    evidence = (item for claim in corpus.claims.values() for item in claim.review.evidence)
    return [item.quotation for item in evidence if item.source == source and item.quotation]


def with_fingerprint(source: Document, text: str, quoted: Iterable[Quotation], *, keep: bool = False) -> str:
    """Return the file of a source with the fingerprint of the passages that it lists.

    If the fingerprint that is there is of more, what it has of the words around quotations is kept with them.

    Args:
        source: what the file is to hold.
        text: the file as it is.
        quoted: what claims quote from it.
        keep: whether to keep the fingerprint that is there: that of the whole text.

    Raises:
        SetupError: it lists none.
    """
    passages = passages_in(source.data)
    if not passages:
        message = f"{source.path} lists no passages, or they are to do; write them under 'quotations'"
        raise SetupError(message)
    known = source.data.get("text")
    before = known if isinstance(known, dict) else {}
    around = _around(passages, quoted, str(before.get("fingerprint", "")), str(source.data["id"]))
    said = {"excerpt": before["excerpt"]} if "excerpt" in before else {}
    changed = {} if keep else {"text": {**_measured(source.data, [*passages, *around]), **said}}
    return canonical_form(text, SOURCE, replace(source, data={**source.data, **changed}))


def passages_in(data: Data) -> list[str]:
    """Return the passages of a source; none if one is left to do."""
    listed = data.get("quotations")
    listed = listed if isinstance(listed, list) else []
    return listed if all(isinstance(each, str) and each.strip() and not is_to_do(each) for each in listed) else []


def _around(passages: Sequence[str], quoted: Iterable[Quotation], marks: str, id_: str) -> list[str]:
    """Return quotations with the words around them, as far as a fingerprint has these and the passages have not."""
    fitting = {}
    for quotation in quoted if marks else ():
        runs = (" ".join(way.words) for way in joined(quotation))
        run = next((run for run in runs if find_in_fingerprint(Quotation(exact=run), marks, id_).last), None)
        if run:
            fitting[run] = quotation
    kept = list(passages)
    for run, quotation in sorted(fitting.items(), key=lambda item: len(item[0]), reverse=True):
        found = find_in_fingerprint(quotation, fingerprint_of(as_text(kept), id_), id_)
        if found.match is not Match.EXACT:
            kept.append(run)
    return kept[len(passages) :]


def _measured(data: Data, passages: Sequence[str], languages: Sequence[str] = LANGUAGES) -> Data:
    """Return the measure of the passages of a source; of one that was read in full, it says that it is theirs."""
    measured = plain(measure(as_text(passages), str(data["id"])))
    said = {"excerpt": {language: translated(language, PASSAGES_READ) for language in languages}}
    is_full = data.get("access") == "full"
    return {**(said if is_full else {}), **measured, "fingerprint": grouped(measured["fingerprint"])}


def _is_whole(data: Data) -> bool:
    """Return whether there is a fingerprint of the whole text, as :attr:`Source.has_whole_text` says of a record."""
    measured = data.get("text")
    return isinstance(measured, dict) and data.get("access") == "full" and "excerpt" not in measured


def new_evidence(
    background: Background, claim: Data, source: Data, quotation: Quotation, fields: Mapping[str, str]
) -> Draft:
    """Return a claim with a further piece of evidence; what its stance needs, and nobody has given, is to do.

    It takes the place of a piece of which not even the source was written yet.

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
    evidence = [item for item in claim["review"]["evidence"] if not is_to_do(item["source"])]
    draft = background.draft(CLAIM, {**claim, "review": {**claim["review"], "evidence": [*evidence, entry]}})
    place: Pointer = ("review", "evidence", len(evidence))
    draft.typed = {(*place, *name.split(".")): text for name, text in fields.items()}
    return draft


def quote_source(
    source: Document, file: str, words: str, text: str | None, quoted: Iterable[Quotation]
) -> tuple[Quotation, str]:
    """Return how evidence quotes words of a source, and the file of the source, which lists them.

    Where it did not list them, they are added, and the fingerprint of its passages is made anew. The words around them
    are given as far as they were read.

    Args:
        source: what the file holds.
        file: the file.
        words: the words, as somebody has read them there.
        text: the text of the source, if it is at hand.
        quoted: what claims quote from it already.

    Raises:
        SetupError: the source was not read, the text does not have the words, or passages do not fit their fingerprint.
    """
    if source.data.get("access") == "unread":
        message = f"{source.path} says that nobody has read it: change its 'access' first"
        raise SetupError(message)
    if text is not None and not find_words(text, words):
        raise SetupError(explain_missing(text, words, what=f"the text of {source.data['id']!r}"))
    listed, is_whole = passages_in(source.data), _is_whole(source.data)
    found = find_words(text if text is not None and is_whole else as_text(listed), words)
    quotation = found[0].quotation if len(found) == 1 else Quotation(exact=words)
    if find_words(as_text(listed), words):
        return quotation, file
    _require_fit(source, listed)
    data = {**source.data, "quotations": [*listed, words]}
    return quotation, with_fingerprint(replace(source, data=data), file, quoted, keep=is_whole)


def _require_fit(source: Document, listed: list[str]) -> None:
    """Make sure that no passage was changed since the fingerprint was made: it is about to be made anew.

    Raises:
        SetupError: one was.
    """
    measured = source.data.get("text")
    marks = measured.get("fingerprint") if isinstance(measured, dict) and not _is_whole(source.data) else None
    for passage in listed if isinstance(marks, str) else ():
        if find_in_fingerprint(Quotation(exact=passage), str(marks), str(source.data["id"])).match is Match.LOST:
            message = f"a passage in {source.path} does not fit its fingerprint: {passage!r}; correct that first"
            raise SetupError(message)
