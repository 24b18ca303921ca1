"""The fingerprints of all articles in one file, in which ``assets/find-claims.js`` looks for pasted words."""

from typing import Any

from factcheck.analysis.quotations import FALSE_FINDS
from factcheck.corpus import Corpus
from factcheck.records.fingerprint import ungrouped


def fingerprints(corpus: Corpus) -> dict[str, Any]:
    """Return the fingerprint of each article, the newest first, and how rarely chance may find other words in them."""
    found = [{"id": id_, "fingerprint": ungrouped(item.text.fingerprint)} for id_, item in corpus.articles.items()]
    return {"odds": FALSE_FINDS, "articles": found}
