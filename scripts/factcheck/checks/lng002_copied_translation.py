"""A text is the same in two languages.

A few words, such as a name, may be the same in two languages. A whole sentence is not: it was copied, and readers would
see the wrong language without a warning. Translate it, or leave the language out: the page then says that it is not
translated yet.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

WORDS = 4
"""From so many words on, two languages do not say the same in the same words."""


@check("LNG002", __doc__, title=N_("Text copied instead of translated"), warning=True)
def copied_translation(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        if len(set(written.text.values())) == len(written.text):
            continue
        seen: set[str] = set()
        for language, text in written.text.items():
            if text in seen and len(text.split()) >= WORDS:
                message = f"the text in {language!r} is the same as in another language"
                hint = "translate it, or leave it out until somebody does"
                pointer = (*written.pointer, language)
                yield written.file, Issue(pointer, message, hint)
            seen.add(text)
