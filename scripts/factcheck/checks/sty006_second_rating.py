"""An explanation begins with a rating or with yes or no, instead of what was found.

The rating is beside the explanation already. “Yes:”, “Correct, but” or the rating's own name would be a second one, and
often a different one. Begin with what was found, with who did what: “We found no text in which the company says so.”
Then give the reasons.
"""

import re

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import BY_CODE, N_


@check("STY006", __doc__, title=N_("Explanation begins with a second rating"), warning=True)
def second_rating(corpus: Corpus) -> Problems:
    begins = {code: _beginning(corpus, code) for code in BY_CODE}
    for written in corpus.texts:
        for language, text in written.text.items() if written.field == "explanation" else ():
            if found := begins[language].match(text):
                message = f"the explanation begins with '{found[0]}', which is a second rating"
                hint = "begin with what was found: who said or did what"
                yield written.file, Issue((*written.pointer, language), message, hint)


def _beginning(corpus: Corpus, language: str) -> re.Pattern[str]:
    """Return the pattern of an answer and a sign of punctuation, or of the name of a rating."""
    ratings = (rating.label.get(language, "") for rating in corpus.ratings.values())
    labels = "|".join(re.escape(label) for label in ratings if label)
    return re.compile(rf"(?:{BY_CODE[language].answers})(?=\s?[,.:;–—])|(?:{labels or '(?!)'})(?!\w)", re.IGNORECASE)
