"""A text gives an amount of money without its currency.

“2.75 billion more” may be dollars or euros, and readers in each country think of their own. Name the currency with
every amount, in both languages: “$2.75 billion more”. Words quoted from others stay as they are.
"""

import re

from factcheck.analysis.text_values import amounts_without_currency
from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»")


@check("STY008", __doc__, title=N_("Amount without its currency"), warning=True)
def no_currency(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        for language, text in written.text.items():
            if any(amounts_without_currency(text, language)):
                for words in amounts_without_currency(_QUOTED.sub("“”", text), language):
                    message = f"'{words}' has no currency"
                    yield written.file, Issue((*written.pointer, language), message, "name the currency")
