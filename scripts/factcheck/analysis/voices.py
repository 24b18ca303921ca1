"""In whose voice a label is given: read in the speaker's own text, or only attributed to the speaker by somebody else.

A page that shows who used a label shows this with it. Otherwise what a newspaper says that a company said would look
like what we read in the company's own post.
"""

from collections.abc import Iterable
from enum import StrEnum

from factcheck.analysis.comparers import Parents
from factcheck.records.claim import Statement
from factcheck.records.record import Source

NOT_READ = frozenset({"relayed", "unread"})
"""Degrees of access that mean that nothing of the text itself was read."""


class Voice(StrEnum):
    """How we know who used a label."""

    OWN = "own"
    """We read it in a text that the speaker published."""
    REPORTED = "reported"
    """A source says that the speaker used it."""
    ATTRIBUTED = "attributed"
    """The article under review says that the speaker used it: the claim's rating says how well that is established."""
    UNKNOWN = "unknown"
    """No speaker is named."""


def voice_in_claim(said: Statement, speaker: str | None) -> Voice:
    """Return the voice of a label that an article gives: its own, or that of a speaker that it names."""
    if speaker is None:
        return Voice.UNKNOWN
    return Voice.OWN if speaker == said.claimant else Voice.ATTRIBUTED


def voice_in_sources(speaker: str | None, sources: Iterable[Source], parents: Parents) -> Voice:
    """Return the voice of a label that sources give.

    Args:
        speaker: who used it, according to the record.
        sources: where that is said.
        parents: which entity is part of which.
    """
    if speaker is None:
        return Voice.UNKNOWN
    own = (source for source in sources if is_published_by(source, speaker, parents))
    return Voice.OWN if any(source.access not in NOT_READ for source in own) else Voice.REPORTED


def is_published_by(source: Source, speaker: str, parents: Parents) -> bool:
    """Return whether a source is the speaker's: published by the speaker, or by a part or the parent of the speaker."""
    publisher = source.publisher_id
    return publisher is not None and (speaker in _line(publisher, parents) or publisher in _line(speaker, parents))


def _line(entity: str, parents: Parents) -> set[str]:
    """Return an entity with all that it is part of."""
    found: set[str] = set()
    while entity not in found:
        found.add(entity)
        entity = parents.get(entity, entity)
    return found
