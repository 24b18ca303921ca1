"""By which names our texts may call those who published a source."""

import re
from collections.abc import Iterator

from factcheck.corpus import Corpus
from factcheck.records.fingerprint import normalise

_LEGAL_FORM = re.compile(r"(?:\.com)?,? (?:Inc\.?|LLC|PBC|Corporation|Ltd\.?)\Z")
_BESIDE = re.compile(r"^the | \([^()]{0,60}\)\Z", re.IGNORECASE)
"""What texts leave out of a name: "The New York Times" is "le New York Times" in French."""


def without_legal_form(name: str) -> str:
    """Return the name of a company without its legal form: Google, not Google LLC."""
    return _LEGAL_FORM.sub("", name)


def names_of_publisher(corpus: Corpus, source: str) -> Iterator[str]:
    """Yield the names by which texts may call the publisher of a source, as :func:`is_named` compares them.

    An unknown source has none.
    """
    record = corpus.sources.get(source)
    entity = corpus.entities.get(record.publisher_id or "") if record else None
    names = [*(entity.name.values() if entity else ()), *([record.publisher] if record else [])]
    yield from (_plain(_BESIDE.sub("", without_legal_form(name))) for name in names)
    if entity:
        yield entity.id.replace("-", " ")


def is_named(name: str, text: str) -> bool:
    """Return whether a text has a name as whole words."""
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", _plain(text)) is not None


def _plain(text: str) -> str:
    return normalise(text).casefold()
