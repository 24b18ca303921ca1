"""A text is missing in one of the site's languages.

Readers then see it in another language, marked as not yet translated. Nothing has to wait for it, but somebody should
translate it. Names need no translation.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, LANGUAGES, N_

NAMES = frozenset({"name"})


@check("LNG001", __doc__, title=N_("Translation missing"), warning=True)
def missing_translation(corpus: Corpus) -> Problems:
    wanted = frozenset(LANGUAGES)
    for written in corpus.texts:
        if written.text.keys() >= wanted:
            continue
        missing = [language for language in LANGUAGES if language not in written.text]
        if written.field not in NAMES:
            names = " and ".join(BY_CODE[language].english for language in missing)
            lines = " and ".join(f"'{language}: …'" for language in missing)
            hint = f"add {lines} below '{written.field}:'; one language is enough to begin with"
            message = f"{written.field!r} is missing in {names}"
            yield written.file, Issue(written.pointer, message, hint, on_key=True)
