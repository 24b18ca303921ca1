"""A text on this computer does not match its record.

If `FACTCHECK_TEXTS` names a folder, the texts in it are compared with what their records say about them: length,
SHA-256 and fingerprint. If they differ, the file is another version of the text, or the record was made from another
one. Quotations verified in one version may be wrong in the other. If only the fingerprint differs, it was made under
another id: the id of the record is part of it.

Find out which version is right. If it is the file, run `factcheck fingerprint FILE --id ID` and replace `text` in the
record with what it prints.
"""

from dataclasses import fields

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_
from factcheck.records.fingerprint import measure, ungrouped
from factcheck.records.record import Article, Measure, Source


@check("QUO004", __doc__, title=N_("Text does not match its fingerprint"))
def wrong_text(corpus: Corpus) -> Problems:
    measured = [
        *((file, article.id, article.text) for file, article in corpus.each(Article)),
        *((file, source.id, source.text) for file, source in corpus.each(Source) if source.text),
    ]
    for file, id_, recorded in measured:
        text = corpus.around.texts.get(id_)
        wrong = text is not None and _first_difference(recorded, measure(text, id_))
        if wrong:
            message = f"the text on this computer has another {wrong!r} than the record"
            if wrong == "fingerprint":  # the text is the same
                message = f"the fingerprint is not that of this text under the id {id_!r}"
            hint = f"run 'factcheck fingerprint FILE --id {id_}' on the right text and paste what it prints"
            yield file, Issue(("text", wrong), message, hint)


def _first_difference(recorded: Measure, real: Measure) -> str | None:
    names = (field.name for field in fields(Measure) if field.name != "excerpt")
    return next((name for name in names if _value(recorded, name) != _value(real, name)), None)


def _value(measure: Measure, name: str) -> str:
    value = str(getattr(measure, name))
    return ungrouped(value) if name == "fingerprint" else value
