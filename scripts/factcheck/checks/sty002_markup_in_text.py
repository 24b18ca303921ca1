"""A text contains Markdown, HTML or an address.

Texts in records appear exactly as written, in pages, search results and data: readers of `**bold**` would see the
asterisks. Write plain words. To refer to a source, name it; the page links to the sources of the evidence.
"""

import re

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.languages import N_

MARKUP = re.compile(r"\*\*|__\w|\]\(|`|</?[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);|https?://")


@check("STY002", __doc__, title=N_("Markup or address in a text"), warning=True)
def markup_in_text(corpus: Corpus) -> Problems:
    for written in corpus.texts:
        for language, text in written.text.items():
            if found := MARKUP.search(text):
                message = f"texts appear exactly as written, so readers would see {found[0]!r}"
                pointer = (*written.pointer, language)
                yield written.file, Issue(pointer, message, "write plain words")
