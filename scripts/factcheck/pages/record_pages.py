"""The pages of all records but claims, those at the old addresses of records, and the table of all record pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Any

from factcheck.analysis.coverage import cover, open_parts
from factcheck.analysis.stories import find_stories
from factcheck.corpus import Corpus
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, SOURCE, TERM, file_path
from factcheck.languages import N_
from factcheck.pages.charts import draw_relations
from factcheck.pages.citations import cite_article
from factcheck.pages.claim_page import claim_page
from factcheck.pages.designations import labels_of, used_beside, uses_by_provider
from factcheck.pages.environment import Templates
from factcheck.pages.head_links import head_links
from factcheck.pages.lookups import Lookups, by_date
from factcheck.pages.markup import article_markup, entity_markup, source_markup, term_markup
from factcheck.pages.page import Page, shorten
from factcheck.pages.version_page import said_since
from factcheck.records import Record, Tombstone
from factcheck.records.claim import Claim
from factcheck.records.fingerprint import Match
from factcheck.records.record import Article, Entity, Moved, Source
from factcheck.records.structure import texts
from factcheck.records.url import where_to_look
from factcheck.records.vocabularies import Term


def article_page(templates: Templates, article: Article) -> Page:
    """Return the page of an article: how much of it was examined, its claims, and a search for pasted words."""
    view = templates.view
    claims = view.lookups.claims_using(ARTICLE, article.id)
    stating = {article.id, *(claim.id for claim in claims)}
    summary = view.plain(article.summary)
    page = templates.record_page(
        ARTICLE,
        article,
        title=view.article_title(article),
        description=summary,
        search_text=summary,
        claims=claims,
        coverage=cover(article),
        verified=_verified(view.corpus, claims),
        unchecked=[passage for passage in article.passages if passage.not_checkable],
        opened=", ".join(f"{part.first}–{part.last}" for part in open_parts(article)),
        ranges=word_ranges(article),
        stories=[story for story in find_stories(view.corpus, view.language) if story.article == article.id],
        sums=[item for item in view.lookups.sums if item.record in stating],
        graph=draw_relations(view.lookups.claims_of(article.id)),
        citation=cite_article(view, article, templates.site),
        corrected=sorted(
            (item for claim in claims for item in said_since(view, claim)), key=itemgetter(0), reverse=True
        ),
        markup=article_markup(view, article, templates.site),
    )
    return replace(page, filters={ARTICLE: (article.id,)})


def _verified(corpus: Corpus, claims: list[Claim]) -> int:
    """Return how many quotations of these claims the fingerprint of their article confirms."""
    return sum(corpus.places[claim.id].match is Match.EXACT for claim in claims)


def word_ranges(article: Article) -> dict[str, str]:
    """Return, by the ids of an article's claims, the numbers of the words in their passages: ``3–19, 102–113``."""
    found: dict[str, list[str]] = {}
    for passage in article.passages:
        for claim in passage.claims:
            found.setdefault(claim, []).append(f"{passage.first}–{passage.last}")
    return {claim: ", ".join(ranges) for claim, ranges in found.items()}


def source_page(templates: Templates, source: Source) -> Page:
    """Return the page of a source."""
    view, lookups = templates.view, templates.view.lookups
    claims = lookups.claims_using(SOURCE, source.id)
    used = [
        (claim, position, item)
        for claim in claims
        for position, item in enumerate(claim.review.evidence, 1)
        if item.source == source.id
    ]
    evident = {claim.id for claim, _, _ in used}
    naming: list[Article] = lookups.users(SOURCE, source.id, by=ARTICLE)
    appeared = [article for article in naming if source.id in {item.source for item in article.appearances}]
    publisher = f"{source.publisher}, {view.word(source.tier)}, {view.word(source.access)}."
    about = f"{publisher} {view.plain(source.note)}" if source.note else publisher
    return templates.record_page(
        SOURCE,
        source,
        title=f"{view.credit(source.publisher)} {source.title}" if source.title else view.name(SOURCE, source.id),
        description=about,
        search_text=" ".join((about, *source.quotations)),
        used=used,
        archives=where_to_look(source.url or "", source.retrieved or source.published or ""),
        named=[claim for claim in claims if claim.id not in evident],
        citing=[article for article in naming if article not in appeared],
        appears=appeared,
        markup=[source_markup(view, source, templates.site)],
    )


def entity_page(templates: Templates, entity: Entity) -> Page:
    """Return the page of an entity."""
    view, lookups = templates.view, templates.view.lookups
    sources, labels = by_date(lookups.users(ENTITY, entity.id, by=SOURCE)), labels_of(lookups, entity)
    what = view.plain(entity.description) if entity.description else view.word(entity.kind, "entity")
    return templates.record_page(
        ENTITY,
        entity,
        title=view.plain(entity.name),
        description=what,
        search_text=what,
        published=[source for source in sources if source.publisher_id == entity.id],
        filed=[source for source in sources if source.filed_with == entity.id],
        markup=[entity_markup(view, entity, templates.site)],
        **parts_played(lookups, entity),
        **labels,
        as_provider=sum(lookups.is_or_has(entity.id, use.designation.provider) for use in labels["called"]),
    )


def parts_played(lookups: Lookups, entity: Entity) -> dict[str, list[Claim]]:
    """Return the claims that an entity makes, is said to have made, is the subject of, and is otherwise named in."""
    found: dict[str, list[Claim]] = {"makes": [], "said": [], "about": [], "other": []}
    for claim in lookups.claims_using(ENTITY, entity.id):
        said = claim.claim
        speakers = {said.attributed_to, said.via, getattr(said.payload, "said_by", None)}
        is_named = {
            "makes": entity.id in said.claimants,
            "said": entity.id in speakers,
            "about": entity.id in said.about,
        }
        found[next((part for part, holds in is_named.items() if holds), "other")].append(claim)
    return found


def term_page(templates: Templates, term: Term) -> Page:
    """Return the page of a term: its meaning, and every use of it."""
    view, lookups = templates.view, templates.view.lookups
    uses, words = lookups.designations_with(term.id), term.words or {}
    meaning = view.plain(term.meaning)
    return templates.record_page(
        TERM,
        term,
        title=view._("“%(term)s”: what it means, and who is said to have used it") % {"term": view.plain(term.label)},
        description=meaning,
        search_text=f"{meaning} {' '.join(word for items in words.values() for word in items)}",
        words=words,
        uses=uses,
        providers=uses_by_provider(uses, lookups.parents),
        beside=used_beside(lookups, uses),
        markup=[term_markup(view, term, templates.site)],
        conflicts=[pair for pair in lookups.conflicts if term.id in {use.designation.term for use in pair}],
    )


def plain_page(kind: str, templates: Templates, record: Record) -> Page:
    """Return the page of a record of a kind that needs only its template."""
    view = templates.view
    title, text = view.name(kind, record.id), " ".join(view.plain(text) for _, text in texts(record))
    return templates.record_page(kind, record, title=title, description=title, search_text=text)


_OWN: Mapping[str, Callable[[Templates, Any], Page]] = {
    ARTICLE: article_page,
    CLAIM: claim_page,
    SOURCE: source_page,
    ENTITY: entity_page,
    TERM: term_page,
}
RECORD_PAGES: Mapping[str, Callable[[Templates, Any], Page]] = {
    kind: _OWN.get(kind) or partial(plain_page, kind) for kind in (*FOLDERS, *_OWN)
}
"""The function that makes the page of a record, by kind."""


def retired_page(templates: Templates, kind: str, stone: Tombstone) -> Page:
    """Return the page at the old address of a record that moved or was withdrawn.

    Its description says what happened and why: a link that somebody shares must not show only a withdrawn claim.
    """
    view = templates.view
    gone = stone if isinstance(stone, Moved) else stone.withdrawn
    if isinstance(gone, Moved):
        template, title, said = "moved.html", view.name(kind, gone.moved_to), N_("This page moved on %(date)s.")
    else:
        template, title, said = "withdrawn.html", view.plain(gone.title), N_("This page was withdrawn on %(date)s.")
    claim = view.corpus.claims.get(gone.moved_to) if kind == CLAIM and isinstance(gone, Moved) else None
    happened = f"{view._(said) % {'date': view.date(gone.date)}} {view.plain(gone.reason)}"
    return Page(
        kind=kind,
        id=stone.id,
        title=title,
        rated_title=view.rated_title(claim) if claim else "",
        description=shorten(happened),
        body=templates.render(template, kind=kind, stone=stone),
        search_text="",
        file=file_path(kind, stone.id),
        listed=False,
        picture=templates.site.picture(),
        moved_to=gone.moved_to if isinstance(gone, Moved) else "",
        links=head_links(view, kind, stone.id) if kind in FOLDERS else (),
    )
