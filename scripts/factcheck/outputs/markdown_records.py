"""Articles, sources, people and companies, labels and refused proposals as Markdown."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from factcheck.analysis.coverage import cover
from factcheck.analysis.labels import DesignationUse
from factcheck.analysis.retired import Retired
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, REFUSAL, SOURCE, TERM
from factcheck.outputs.markdown_claim import claim_blocks
from factcheck.outputs.markdown_writer import MarkdownWriter, escaped, link, listed, quotation
from factcheck.pages.record_pages import parts_played
from factcheck.records import Record
from factcheck.records.record import Article, Entity, RefusedProposal, Source
from factcheck.records.structure import texts
from factcheck.records.vocabularies import Term

Blocks = Iterator[str]
"""Blocks of Markdown; an empty one is left out."""


def _article(w: MarkdownWriter, article: Article) -> Blocks:
    yield w.text(article.summary)
    yield w.fields(
        {
            w._("Published by"): w.link(ENTITY, article.publisher),
            w._("Written by"): w.links(ENTITY, article.authors),
            w._("Published"): _with_note(
                w.dated(article.published, article.published_certainty), w.text(article.published_note)
            ),
            w._("Language"): w.view.language_name(article.lang),
            w._("Where it appeared"): " · ".join(w.source(item.source) for item in article.appearances),
        }
    )
    yield w.missing(article)
    coverage = cover(article)
    yield f"## {w._('How much of the article we examined')}"
    yield listed(
        w.field(w.view.word(state), w._("%(percent)s%%") % {"percent": part})
        for state, part in coverage.percent.items()
    )
    yield f"## {w._('Its claims, in article order')}"
    for claim in w.view.lookups.claims_of(article.id):
        yield f"{w.corpus.numbers[claim.id]}. {w.claim(claim)}"
        yield "   " + quotation(claim.claim.quotation.exact)
    if gone := w.view.past.retired_claims(article.id):
        yield f"## {w._('Claims that we withdrew')}"
        yield listed(retired_line(w, item) for item in gone)


def _with_note(text: str, note: str) -> str:
    return f"{text}. {note}" if note else text


def _source(w: MarkdownWriter, source: Source) -> Blocks:
    publisher = escaped(source.publisher)
    yield w.fields(
        {
            w._("Published by"): _with_note(publisher, w.links(ENTITY, [source.publisher_id])),
            w._("Filed with"): w.links(ENTITY, [source.filed_with]),
            w._("Written by"): ", ".join(map(escaped, source.authors)),
            w._("Published"): _with_note(
                w.dated(source.published, source.published_certainty), w.text(source.published_note)
            ),
            w._("Language"): w.view.language_name(source.lang),
            w._("Title"): w.view.word(source.title_certainty, "title") if source.title_certainty else "",
            w._("Address"): w.outside(source.url),
            w._("Archived copy"): w.outside(source.archive_url),
            w._("Where we read it"): w.outside(source.read_at),
            w._("How much we read"): _with_note(_read(w, source), w.text(source.access_note)),
            w._("Origin"): w._("not known") if source.origin_unknown else "",
            w._("Based on"): " · ".join(w.source(id_) for id_ in source.derives_from),
        }
    )
    yield w.text(source.note)
    yield w.missing(source)
    if source.quotations:
        relayed = source.access == "relayed"
        yield f"## {w._('Passages that others quote from it') if relayed else w._('Passages we read')}"
        yield from map(quotation, source.quotations)
    if claims := w.view.lookups.claims_using(SOURCE, source.id):
        yield f"## {w._('Claims that cite it')}"
        yield listed(map(w.claim, claims))


def _read(w: MarkdownWriter, source: Source) -> str:
    return ", ".join([w.view.word(source.access), *([w.view.date(source.retrieved)] if source.retrieved else [])])


def _entity(w: MarkdownWriter, entity: Entity) -> Blocks:
    yield w.text(entity.description)
    yield w.text(entity.note)
    yield w.missing(entity)
    numbers = {register: w.html(shown) for register, shown in w.view.identifiers(entity)}
    part_of, website = w.links(ENTITY, [entity.part_of]), w.outside(entity.website)
    yield w.fields({w._("Part of"): part_of, w._("Website"): website, **numbers})
    person = entity.kind == "person"
    headings = {
        "makes": w._("Claims that they make") if person else w._("Claims that it makes"),
        "said": w._("Statements that articles attribute to them")
        if person
        else w._("Statements that articles attribute to it"),
        "about": w._("Claims about them") if person else w._("Claims about it"),
        "other": w._("Other claims in which they are named") if person else w._("Other claims in which it is named"),
    }
    for part, claims in parts_played(w.view.lookups, entity).items():
        if claims:
            yield f"## {headings[part]}"
            yield listed(map(w.claim, claims))


def _term(w: MarkdownWriter, term: Term) -> Blocks:
    yield w.text(term.meaning)
    yield w.text(term.translation)
    yield w.fields(
        {w.view.language_name(code): escaped(", ".join(words)) for code, words in (term.words or {}).items()}
    )
    uses = w.view.lookups.designations_with(term.id)
    yield f"## {w._('Every use: when, who used it, and how we know')}" if uses else w._("We list no use of it.")
    yield listed(_use(w, use) for use in uses)


def _refusal(w: MarkdownWriter, refusal: RefusedProposal) -> Blocks:
    days = w.fields(
        {
            w._("Proposed on"): w.view.date(refusal.proposed),
            w._("Proposed by"): escaped(refusal.proposer or ""),
            w._("Refused on"): w.view.date(refusal.refused),
            w._("Refused by"): ", ".join(map(escaped, refusal.refused_by)),
        }
    )
    yield days
    yield f"## {w._('What was proposed')}"
    yield w.text(refusal.proposal)
    yield f"## {w._('Why we refused it')}"
    yield w.text(refusal.reason)
    yield f"## {w._('What would change the decision')}"
    yield w.text(refusal.would_change)
    yield listed(
        [w.link(kind, id_) for kind, ids in ((CLAIM, refusal.claims), (ARTICLE, refusal.articles)) for id_ in ids]
    )


def _use(w: MarkdownWriter, use: DesignationUse) -> str:
    """Return one use of a label: when, who called whom so, in which words, and how we know."""
    it = use.designation
    names = {name: w.links(ENTITY, [id_]) for name, id_ in (("provider", it.provider), ("customer", it.customer))}
    parties = w.filled(w._("%(provider)s for %(customer)s"), **names) if all(names.values()) else names["provider"]
    words = w.html(w.view.quoted(it.wording, it.lang)) if it.wording else ""
    said = [w.dated(use.date, use.certainty), parties, words, w.part("voice", use), w.claim(use.claim)]
    return " – ".join(filter(None, said))


def _others(w: MarkdownWriter, record: Record) -> Blocks:
    """Yield all texts of a record of a kind that has no function of its own."""
    for _, text in texts(record):
        yield w.text(text)


_OWN: Mapping[str, Callable[[MarkdownWriter, Any], Blocks]] = {
    ARTICLE: _article,
    CLAIM: claim_blocks,
    SOURCE: _source,
    ENTITY: _entity,
    TERM: _term,
    REFUSAL: _refusal,
}


def record_blocks(w: MarkdownWriter, kind: str, record: Any) -> Blocks:
    """Yield the blocks of the page of a record below its title. What the record does not have is "" here."""
    yield from _OWN.get(kind, _others)(w, record)


def retired_line(w: MarkdownWriter, gone: Retired) -> str:
    """Return what happened to a record that moved or was withdrawn: in one line, with a link."""
    if gone.title:
        what = link(escaped(w.view.withdrawn_title(gone.title)), w.url(gone.kind, gone.id))
    else:
        what = f"{w.view.word(gone.type)}. {w._('It is now here:')} {w.link(gone.kind, gone.moved_to or '')}"
    return f"{w.view.date(gone.date)} – {what} – {w.text(gone.reason)} {_said(w, gone)}".rstrip()


def retired_blocks(w: MarkdownWriter, gone: Retired) -> Blocks:
    """Yield the blocks of the page at the address of a record that moved or was withdrawn, below its title."""
    happened = w._("This page was withdrawn on %(date)s.") if gone.title else w._("This page moved on %(date)s.")
    yield f"{w.filled(happened, date=w.view.date(gone.date))} {w.text(gone.reason)}"
    yield _said(w, gone) if gone.title else f"{w._('It is now here:')} {w.link(gone.kind, gone.moved_to or '')}"


def _said(w: MarkdownWriter, gone: Retired) -> str:
    return w.said(gone.said) if gone.kind == CLAIM and gone.title else ""
