"""A text is missing in one of the site's languages.

Readers then see it in another language, marked as not yet translated. Nothing has to wait for it, but somebody should
translate it. Names need no translation. A record has one warning for all of its texts that lack the same languages.
"""

from collections import defaultdict
from collections.abc import Sequence

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.corpus import TranslatedText
from factcheck.languages import BY_CODE, LANGUAGES, N_

NAMES = frozenset({"name"})


@check("LNG001", __doc__, title=N_("Translation missing"), warning=True)
def missing_translation(corpus: Corpus) -> Problems:
    wanted = frozenset(LANGUAGES)
    lacking: dict[tuple[str, tuple[str, ...]], list[TranslatedText]] = defaultdict(list)
    for written in corpus.texts:
        if written.field not in NAMES and not written.text.keys() >= wanted:
            missing = tuple(language for language in LANGUAGES if language not in written.text)
            lacking[written.file.path, missing].append(written)
    for (_, missing), found in lacking.items():
        message, hint = _explain(missing, list(dict.fromkeys(written.field for written in found)), len(found))
        yield found[0].file, Issue(found[0].pointer, message, hint, on_key=True)


def _explain(missing: Sequence[str], fields: Sequence[str], number: int) -> tuple[str, str]:
    """Return what is said of some texts in which languages are missing, and what to do."""
    names = " and ".join(BY_CODE[language].english for language in missing)
    lines = " and ".join(f"'{language}: …'" for language in missing)
    if number == 1:
        message, where = f"{fields[0]!r} is missing in {names}", f"'{fields[0]}:'"
    else:
        message, where = f"{number} texts are missing in {names}: {', '.join(fields)}", "each of them"
    return message, f"add {lines} below {where}; one language is enough to begin with"
