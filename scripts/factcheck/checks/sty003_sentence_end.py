"""A sentence does not end with a full stop, or a heading does.

Texts that explain something are sentences and end like sentences. `short`, labels, names, scopes and the like appear in
headings, lists and tables, and have no full stop at the end. Add or remove it.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

SENTENCES = frozenset(
    {"explanation", "would_change", "definition", "meaning", "text", "translation", "summary", "interests"}
)
HEADINGS = frozenset({"short", "label", "name", "scope", "subject", "channel", "property"})
ENDS = (".", "?", "!", "…", ".”", ".\u00a0»", ".)")


@check("STY003", __doc__, title=N_("Full stop missing, or not wanted"), warning=True)
def sentence_end(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        field = written.field
        is_sentence = field in SENTENCES
        if not is_sentence and field not in HEADINGS:
            continue
        for language, text in written.text.items():
            message, hint = "", ""
            if is_sentence and not text.endswith(ENDS):
                message, hint = "this is a sentence without a full stop at the end", "write one"
            elif not is_sentence and text.endswith(".") and not text.endswith(("Inc.", "etc.")):
                message, hint = "this appears in headings or lists, and ends with a full stop", "remove it"
            if message:
                yield written.file, Issue((*written.pointer, language), message, hint)
