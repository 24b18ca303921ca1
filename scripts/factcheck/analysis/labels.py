"""Every use of a label, and in whose voice it is: read in the speaker's own text, or only attributed by somebody else.

A page that shows who used a label shows this with it. Otherwise what a newspaper says that a company said would look
like what we read in the company's own post.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from factcheck.analysis.comparers import Parents
from factcheck.analysis.comparison import entity_parents
from factcheck.analysis.payloads import payloads_in
from factcheck.corpus import Corpus, cached_by_corpus
from factcheck.finding import Locatable, Pointer
from factcheck.kinds import CLAIM
from factcheck.records.claim import Claim, Development, Evidence, Statement
from factcheck.records.payload import Designation
from factcheck.records.record import Source
from factcheck.records.structure import Text

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
    return publisher is not None and (speaker in line_of(publisher, parents) or publisher in line_of(speaker, parents))


def line_of(entity: str, parents: Parents) -> list[str]:
    """Return an entity, what it is part of, what that is part of, and so on."""
    found: dict[str, None] = {}
    while entity not in found:
        found[entity] = None
        entity = parents.get(entity, entity)
    return [*found]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationUse:
    """A label that a provider is given, who is said to have given it, and how well that is known."""

    file: Locatable
    claim: Claim
    """The claim whose record holds it."""
    pointer: Pointer
    """Where it is in the record."""
    anchor: str
    """The part of the claim's page that shows it."""
    designation: Designation
    said_on: str | None
    """When it was said; of a claim or a development, when the article appeared or what it tells of happened."""
    published: str | None = None
    """When the source appeared, if it is evidence."""
    certainty: str | None = None
    """How its date is known if that is the date of the article, source or development, and not from there itself."""
    quotations: tuple[str, ...]
    """Verbatim words, one of which should hold its wording: the quotation beside it, or the passages of its sources."""
    voice: Voice
    """Whether it was read in the speaker's own text."""
    sources: tuple[str, ...] = ()
    """The ids of the sources that give it; none if the article does."""
    reporters: tuple[str, ...] = ()
    """Those of the sources that the speaker did not publish."""
    confidence: str | None = None
    needs: Text | None = None
    also: tuple["DesignationUse", ...] = ()
    """The same words as other records tell of them: see :mod:`factcheck.analysis.gathered_labels`."""

    @property
    def told(self) -> tuple["DesignationUse", ...]:
        """All that records tell of these words: this, and the others."""
        return (self, *self.also)

    @property
    def date(self) -> str | None:
        """When it was said or, if that is not known, when the source was published."""
        return self.said_on or self.published

    @property
    def is_own(self) -> bool:
        """Whether it was read in the speaker's own text."""
        return self.voice is Voice.OWN

    @property
    def is_firm(self) -> bool:
        """Whether it was read in the speaker's own text, and our confidence in that is not low."""
        return self.is_own and self.confidence != "low"


@cached_by_corpus
def designations(corpus: Corpus) -> Iterator[DesignationUse]:
    """Yield every label in a claim, its evidence or its developments; one without wording says that none was found."""
    parents = entity_parents(corpus.entities)
    for file, claim in corpus.each(Claim):
        yield from _labels_in(corpus, file, claim, parents)


def labels_in(corpus: Corpus, claim: Claim, parents: Parents) -> list[DesignationUse]:
    """Return the uses of a label in a claim, its evidence and its developments, in the order of its page.

    Args:
        corpus: all records.
        claim: the claim.
        parents: which entity is part of which.
    """
    found = _labels_in(corpus, corpus.file(CLAIM, claim.id), claim, parents)
    return [use for use in found if use.designation.wording is not None]


def _labels_in(corpus: Corpus, file: Locatable, claim: Claim, parents: Parents) -> Iterator[DesignationUse]:
    for said, item, pointer, anchor in payloads_in(claim):
        if isinstance(said, Designation):
            known = _from_sources(corpus, said, item, parents) if item else _from_article(corpus, said, claim)
            yield DesignationUse(file=file, claim=claim, pointer=pointer, anchor=anchor, designation=said, **known)


def _from_article(corpus: Corpus, said: Designation, claim: Claim) -> dict[str, Any]:
    """Return when, in which words and in whose voice an article gives a label."""
    article = corpus.articles.get(claim.article)
    published, certainty = (article.published, article.published_certainty) if article else (None, None)
    return {
        "said_on": said.date or published,
        "certainty": _certainty(said, published, certainty),
        "quotations": (claim.claim.quotation.exact,),
        "voice": voice_in_claim(claim.claim, said.said_by),
    }


def _from_sources(corpus: Corpus, said: Designation, item: Evidence | Development, parents: Parents) -> dict[str, Any]:
    """Return when, in which words and in whose voice the sources of an item give a label, and how sure that is."""
    ids, speaker = (item.source,) if isinstance(item, Evidence) else item.sources, said.said_by
    sources = [corpus.sources[id_] for id_ in ids if id_ in corpus.sources]
    others = (source.id for source in sources if not (speaker and is_published_by(source, speaker, parents)))
    known: dict[str, Any] = {
        "voice": voice_in_sources(speaker, sources, parents),
        "sources": ids,
        "reporters": tuple(others),
        "confidence": item.confidence,
        "needs": item.needs,
    }
    if isinstance(item, Development):
        passages = tuple(passage for source in sources for passage in source.quotations)
        known["certainty"] = _certainty(said, item.date, item.date_certainty)
        return {**known, "said_on": said.date or item.date, "quotations": passages}
    words = (item.quotation.exact,) if item.quotation else ()
    published, certainty = (sources[0].published, sources[0].published_certainty) if sources else (None, None)
    known["certainty"] = _certainty(said, published, certainty)
    return {**known, "said_on": said.date, "published": published, "quotations": words}


def _certainty(said: Designation, known: str | None, certainty: str | None) -> str | None:
    """Return how the date of a label is known; nothing if the label has one of its own."""
    return certainty if said.date in {None, known} else None
