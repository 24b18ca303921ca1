"""How much of an article is accounted for: how many words are claims, not checkable, or still open."""

from dataclasses import dataclass, replace

from factcheck.records.record import Article, Passage

STATES = ("claims", "not_checkable", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The words of an article by state, as numbers and in per cent (whole numbers that add up to 100)."""

    words: dict[str, int]
    percent: dict[str, int]

    @property
    def accounted(self) -> int:
        """Per cent of the words that are claims or not checkable; 100 only if every word is."""
        return 100 - self.percent["open"]


def state(passage: Passage) -> str:
    """Return the state of a passage: ``claims``, ``not_checkable`` or ``open``."""
    return "claims" if passage.claims else "not_checkable" if passage.not_checkable else "open"


def open_parts(article: Article) -> list[Passage]:
    """Return the parts of an article that nobody has examined yet: those that touch are one."""
    found: list[Passage] = []
    for passage in article.passages:
        if not passage.open:
            continue
        if found and found[-1].last + 1 == passage.first:
            found[-1] = replace(found[-1], last=passage.last)
        else:
            found.append(passage)
    return found


def cover(article: Article) -> Coverage:
    """Return the coverage of an article. Words outside its passages are open."""
    counts = dict.fromkeys(STATES, 0)
    for passage in article.passages:
        counts[state(passage)] += max(0, passage.last - passage.first + 1)
    counts["open"] += max(0, article.text.words - sum(counts.values()))
    return Coverage(words=counts, percent=_percent(counts))


def _percent(counts: dict[str, int]) -> dict[str, int]:
    """Round shares so that they add up to 100 (largest remainder); no share above 0 becomes 0."""
    total = sum(counts.values()) or 1
    shares = {key: max(count * 100 // total, count > 0) for key, count in counts.items()}
    rest = sorted(counts, key=lambda key: (counts[key] * 100 % total, counts[key]), reverse=True)
    largest = max(counts, key=lambda key: counts[key])
    for key in rest[: max(0, 100 - sum(shares.values()))]:
        shares[key] += 1
    shares[largest] += 100 - sum(shares.values())
    return {key: int(share) for key, share in shares.items()}
