"""The entries of feeds: claims with what changed last, corrections with before and after, records that are gone.

Their days are those that the records give: when a claim was made, last checked and corrected, and when a record moved
or was withdrawn. So a feed is the same with and without a history, and changes only when there is something to say.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from markupsafe import escape

from factcheck.analysis.corrections import all_corrections
from factcheck.analysis.retired import Retired
from factcheck.kinds import CLAIM, RATING
from factcheck.languages import N_
from factcheck.pages.followed import title_of_gone
from factcheck.pages.page import ROOT, address
from factcheck.pages.past import last_change
from factcheck.pages.renderer import Renderer
from factcheck.pages.standalone import unstyled
from factcheck.records.claim import Claim, Correction

_NEW, _CHECKED = N_("New on %(date)s."), N_("Checked again on %(date)s.")
_CHANGED = N_("Changed on %(date)s (%(type)s): %(text)s")
_CORRECTION, _UPDATE = N_("Correction (%(type)s) – %(claim)s"), N_("Update – %(claim)s")
_MARKED = re.compile(r'<span class="fc-aloud">([^<]*)</span>(<(del|ins)>.*?</\3>)', re.DOTALL)
"""Words that were taken out or put in, after what only a screen reader says on a page: here everybody reads it."""


class FeedTag(NamedTuple):
    """A category of an entry: its id, the address of what explains it, and its name for readers."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry of a feed. `title` and `summary` are plain text; days are like ``2026-11-29``.

    Attributes:
        id: its name, which never changes (a tag URI, RFC 4151).
        link: the absolute address of what it is about.
        title: of a claim: who claims it, then what, then our rating.
        summary: what changed last, our rating and its reason; of a
            correction: what was changed and why.
        content: makes all that there is to say, as HTML.
    """

    id: str
    link: str
    title: str
    published: str
    updated: str
    summary: str
    tag: FeedTag
    content: Callable[[], str]


class Entries:
    """The entries of the feeds in one language."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer, self._view, self._site = renderer, renderer.view, renderer.site
        self._claim = cache(self._make_claim)

    def id(self, *path: object) -> str:
        """Return the name of a feed or an entry.

        It has the language, because texts in two languages are two, and nothing of the address of a page.
        """
        return f"{self._site.tag}{'/'.join(map(str, (self._view.language, *path)))}"

    def of_claims(self, claims: Iterable[Claim], gone: Iterable[Retired], most: int) -> list[FeedEntry]:
        """Return the entries of claims and of records that are gone, at most so many, those that changed last first."""
        every = [(item.date, partial(self.retired, item)) for item in gone]
        every += [(last_change(claim), partial(self._claim, claim.id)) for claim in claims]
        return [make() for _, make in sorted(every, key=itemgetter(0), reverse=True)[:most]]

    def of_corrections(self, most: int) -> list[FeedEntry]:
        """Return the entries of corrections and of records that are gone, at most so many, the newest first."""
        found = [self.retired(gone) for gone in self._view.past.retired[:most]]
        found += [self._correction(*item) for item in all_corrections(self._view.corpus)[:most]]
        return sorted(found, key=lambda entry: entry.updated, reverse=True)[:most]

    def _make_claim(self, id_: str) -> FeedEntry:
        claim = self._view.corpus.claims[id_]
        updated = last_change(claim)
        corrections = [item for item in claim.record.corrections if item.date == updated]
        what = self._what_changed(claim, updated, corrections)
        rating = self._view.name(RATING, claim.review.rating)
        said = f"{self._view._('Rating:')} {self._view.rating(claim)}. {self._view.plain(claim.review.explanation)}"
        values = {"claim": claim, "what": what[0], "corrections": corrections}
        return FeedEntry(
            id=self.id(CLAIM, claim.id),
            link=f"{self._site.url}{address(CLAIM, claim.id)}",
            title=self._view.rated_title(claim),
            published=claim.record.created,
            updated=updated,
            summary=f"{what[1]} {said}",
            tag=FeedTag(claim.review.rating, f"{self._site.url}methodology/", rating),
            content=lambda: self._content("claim", **values),
        )

    def _what_changed(self, claim: Claim, day: str, corrections: list[Correction]) -> tuple[str, str]:
        """Return what happened to a claim last, in a few words, and in a sentence."""
        date = self._view.date(day)
        if corrections:
            last = corrections[-1]
            values = {"date": date, "type": self._view.word(last.type), "text": self._view.plain(last.text)}
            return self._view._(N_("Changed on %(date)s:")) % values, self._view._(_CHANGED) % values
        words = self._view._(_NEW if claim.record.created == day else _CHECKED) % {"date": date}
        return words, words

    def _correction(self, claim: Claim, position: int, correction: Correction) -> FeedEntry:
        type_ = self._view.word(correction.type)
        title = _UPDATE if correction.type == "update" else _CORRECTION
        page = f"{address(CLAIM, claim.id)}#correction-{position}"
        return FeedEntry(
            id=self.id(CLAIM, claim.id, "correction", position),
            link=f"{self._site.url}{page}",
            title=self._view._(title) % {"type": type_, "claim": self._view.rated_title(claim)},
            published=correction.date,
            updated=correction.date,
            summary=self._view.plain(correction.text),
            tag=FeedTag(correction.type, f"{self._site.url}corrections/", type_),
            content=lambda: self._content("correction", claim=claim, correction=correction),
        )

    def retired(self, gone: Retired) -> FeedEntry:
        """Return the entry of a record that moved or was withdrawn."""
        page = address(gone.kind, gone.id)
        return FeedEntry(
            id=self.id(gone.kind, gone.id),
            link=f"{self._site.url}{page}",
            title=title_of_gone(self._view, gone),
            published=gone.date,
            updated=gone.date,
            summary=self._view.plain(gone.reason),
            tag=FeedTag(gone.type, f"{self._site.url}corrections/", self._view.word(gone.type)),
            content=lambda: self._content("retired", gone=gone),
        )

    def _content(self, template: str, **values: Any) -> str:
        html = _MARKED.sub(r"[\1\2]", self._renderer.templates.render(f"feeds/{template}.html", **values))
        html = unstyled(html, {"fc-untranslated"})
        return html.replace(f'href="{ROOT}', f'href="{escape(self._site.url)}').strip()
