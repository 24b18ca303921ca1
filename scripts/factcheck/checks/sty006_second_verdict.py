"""An explanation begins with a verdict instead of what was found.

The rating is beside the explanation already. "Yes:", "Correct, but" or the rating's own name would be a second verdict,
often a different one. Begin with what was found, with who did what: "We found no text in which the company says so."
Then give the reasons.
"""

import re

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, N_


@check("STY006", __doc__, title=N_("Second verdict beside the rating"), warning=True)
def second_verdict(corpus: Corpus) -> Problems:
    begins = {code: _beginning(corpus, code) for code in BY_CODE}
    for written in corpus.texts:
        for language, text in written.text.items() if written.field == "explanation" else ():
            if found := begins[language].match(text):
                message = f"the explanation begins with the verdict {found[0]!r}"
                hint = "begin with what was found: who said or did what"
                yield written.file, Issue((*written.pointer, language), message, hint)


def _beginning(corpus: Corpus, language: str) -> re.Pattern[str]:
    """Return the pattern of a verdict: an answer and a sign of punctuation, or the name of a rating."""
    ratings = (rating.label.get(language, "") for rating in corpus.ratings.values())
    labels = "|".join(re.escape(label) for label in ratings if label)
    return re.compile(rf"(?:{BY_CODE[language].answers})(?=\s?[,.:;–—])|(?:{labels or '(?!)'})(?!\w)", re.IGNORECASE)
