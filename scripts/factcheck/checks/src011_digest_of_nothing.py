"""A source summarises others, and nothing says which.

A digest, and any tertiary source, takes its information from somebody else. Otherwise it would count as a source of its
own. Name what it rests on under `derives_from`; if that is not known, or has no record here, write
`origin_unknown: true`. A source of which nothing was read needs neither, nor does a copy of an article under review.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_


@check("SRC011", __doc__, title=N_("Digest without a word on its sources"))
def digest_of_nothing(corpus: Corpus) -> Problems:
    copies = {item.source for article in corpus.articles.values() for item in article.appearances}
    for source in corpus.sources.values():
        is_summary = (source.kind == "digest" or source.tier == "tertiary") and source.id not in copies
        if is_summary and source.access != "unread" and not (source.derives_from or source.origin_unknown):
            message = "it summarises others, but nothing says which"
            hint = "name them under 'derives_from', or write 'origin_unknown: true'"
            yield corpus.file(SOURCE, source.id), Issue(("kind",), message, hint)
