"""The fingerprint of the passages that a source lists, which is made when they are typed and never by itself again."""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.errors import SetupError
from factcheck.finding import Document
from factcheck.kinds import SOURCE
from factcheck.languages import LANGUAGES, N_, translated
from factcheck.loading.canonical import canonical_form
from factcheck.records.fingerprint import as_text, grouped, measure
from factcheck.records.structure import plain
from factcheck.scaffolds.draft import Draft
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
