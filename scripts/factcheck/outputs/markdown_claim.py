"""A claim as Markdown: who says what, our rating with its reasons, the evidence, and who wrote it."""

from collections.abc import Iterator
from typing import Any

from factcheck.analysis.support import READ
from factcheck.kinds import ARTICLE, ENTITY
from factcheck.outputs.markdown_writer import MarkdownWriter, escaped, listed, numbered, quotation, strong
from factcheck.pages.claim_page import Recorded, Row, worked_out_for
from factcheck.records.claim import (
    Claim,
    Correction,
    Development,
    Evidence,
    Hop,
    Quotation,
    Reply,
    SaidElsewhere,
    SecondLook,
)


def claim_blocks(w: MarkdownWriter, claim: Claim) -> Iterator[str]:
    """Yield the blocks of a claim's page below its title. What is empty there is "" here."""
    worked_out = worked_out_for(w.view, claim)
    yield from _answer(w, claim, worked_out)
    yield from _said(w, claim, worked_out["rows"])
    yield from _sections(w, claim, worked_out)
    yield from _upkeep(w, claim)


def _answer(w: MarkdownWriter, claim: Claim, worked_out: dict[str, Any]) -> Iterator[str]:
    """Yield the rating with its reasons and reservations, and the article's own words."""
    review, article = claim.review, w.corpus.articles[claim.article]
    rated = strong(f"{w._('Rating:')} {escaped(w.view.rating(claim))}")
    yield f"{rated} – {w.text(review.explanation)}"
    yield w.missing(review)
    yield " ".join(_notices(w, claim, worked_out))
    axes = {
        w._("Confidence:"): w.view.word(review.confidence),
        w._("Key sources read:"): w.view.word(review.completeness),
        w._("Last checked:"): w.view.date(review.checked),
    }
    yield " · ".join(f"{name} {value}" for name, value in axes.items())
    yield from quoted(w, claim.claim.quotation)
    where = f"{w.link(ENTITY, article.publisher)}, {w.dated(article.published, article.published_certainty)}"
    yield f"— {w.field(where, w.link(ARTICLE, article.id))}"


def _notices(w: MarkdownWriter, claim: Claim, worked_out: dict[str, Any]) -> Iterator[str]:
    if not claim.record.reviewers:
        yield w._("Not independently reviewed.")
    elif worked_out["changed_since_review"]:
        yield w._("Changed since its last independent review.")
    if names := worked_out["not_asked"]:
        yield w.filled(w._("We have not asked %(names)s for comment."), names=escaped(names))


def quoted(w: MarkdownWriter, quotation_: Quotation) -> Iterator[str]:
    """Yield a quotation, and the words around it."""
    yield quotation(quotation_.exact)
    around = {w._("Words before"): quotation_.prefix, w._("Words after"): quotation_.suffix}
    yield " · ".join(w.field(name, escaped(words)) for name, words in around.items() if words)


def _said(w: MarkdownWriter, claim: Claim, rows: list[Row]) -> Iterator[str]:
    """Yield the claim in our words, who is part of it, and where it was said."""
    said, paper = claim.claim, w.view.short_name(w.corpus.articles[claim.article].publisher)
    yield f"## {w._('The claim')}"
    yield f"{escaped(w.view.speaker(claim))} {w.text(said.text)}"
    yield w.fields(
        {
            w._("Claimed by"): w.links(ENTITY, said.claimants),
            w._("Attributed to"): w.links(ENTITY, [said.attributed_to]),
            w._("Through"): w.links(ENTITY, [said.via]),
            w._("About"): w.links(ENTITY, said.about),
        }
    )
    if said.chain:
        yield f"### {w._('Who said it, and who passed it on')}"
        yield numbered([_hop(w, hop, first=not place)] for place, hop in enumerate(said.chain))
        yield w.part("unconfirmed", said, paper)
    if said.appearances:
        yield f"### {w._('Where else it was said')}"
        yield w._("The same claim was made in these places, too. That is no evidence for it.")
        yield numbered(_elsewhere(w, item) for item in said.appearances)
    if any(row.recorded for row in rows):
        yield f"## {w._('The claim and the sources, point by point')}"
        yield listed(_row(w, row, paper) for row in rows if row.claimed or row.recorded)


def _hop(w: MarkdownWriter, hop: Hop, *, first: bool) -> str:
    who = w.link(ENTITY, hop.who) if hop.who else w.text(hop.unnamed)
    read = f"{w._('read in:')} {w.source(hop.source)}" if hop.source else w._("no source found for this step")
    return " – ".join(filter(None, (f"{who} ({read})" if not first else who, w.text(hop.note))))


def _elsewhere(w: MarkdownWriter, item: SaidElsewhere) -> Iterator[str]:
    yield w.source(item.source)
    name = escaped(w.view.short_name(item.claimant)) if item.claimant else ""
    claimed = w.filled(w._("Claimed there by %(name)s"), name=name) if name else ""
    yield ", ".join(filter(None, (claimed, w.view.date(item.date) if item.date else "")))
    yield from quoted(w, item.quotation) if item.quotation else ()
    yield w.text(item.note)


def _row(w: MarkdownWriter, row: Row, paper: str) -> str:
    recorded = " · ".join(_recorded(w, item) for item in row.recorded)
    said = [w.field(escaped(paper), w.html(row.claimed or "")), w.field(w._("Sources say"), recorded)]
    return " – ".join([strong(w.view.field_name(row.key)), *filter(None, said)])


def _recorded(w: MarkdownWriter, item: Recorded) -> str:
    words = f", {escaped(item.words)}" if item.words else ""
    source = w.corpus.sources[item.source]
    access = "" if source.access in READ else w.view.word(source.access)
    sure = w.view.word(item.confidence, "how_sure") if item.confidence in {"medium", "low"} else ""
    return f"{w.html(item.value)}{words} ({', '.join(filter(None, (escaped(source.publisher), access, sure)))})"


def _sections(w: MarkdownWriter, claim: Claim, worked_out: dict[str, Any]) -> Iterator[str]:
    """Yield the evidence, what is unread, what happened later, what would change the rating, and related claims."""
    review = claim.review
    yield f"## {w._('Evidence')}"
    yield numbered(_evidence(w, claim, item) for item in review.evidence)
    yield w.part("counted", w.view.lookups.support(claim), worked_out["origins"])
    if review.to_check:
        yield f"## {w._('Key sources not read')}"
        yield listed(" – ".join(filter(None, (w.source(it.source), w.text(it.note)))) for it in review.to_check)
    if review.developments:
        yield f"## {w._('Later developments')}"
        yield numbered(_development(w, claim, item) for item in review.developments)
    yield f"## {w._('What would change the rating')}"
    yield w.text(review.would_change)
    if sums := w.view.lookups.sums_with(claim.id):
        yield f"## {w._('The arithmetic')}"
        yield listed(w.part("sum_line", item) for item in sums)
    if related := [*_related(w, claim, worked_out["inverse"])]:
        yield f"## {w._('Related claims')}"
        yield listed(related)


def _evidence(w: MarkdownWriter, claim: Claim, item: Evidence) -> Iterator[str]:
    source = w.corpus.sources[item.source]
    place = f", {escaped(item.locator)}" if item.locator else ""
    yield f"{strong(w.view.word(item.stance))} – {w.source(source.id)}{place}"
    yield quotation(item.quotation.exact) if item.quotation else ""
    copies = {w._("Address"): source.url, w._("Archived copy"): source.archive_url}
    yield " · ".join(w.field(name, w.outside(url)) for name, url in copies.items() if url)
    yield w.part("only_said", claim, item) if item.stance == "says_so" else ""
    yield w.text(item.note)
    yield from _reserve(w, item)


def _reserve(w: MarkdownWriter, item: Evidence | Development) -> Iterator[str]:
    yield f"{w._('Confidence:')} {w.view.word(item.confidence)}" if item.confidence else ""
    yield w.missing(item)


def _development(w: MarkdownWriter, claim: Claim, item: Development) -> Iterator[str]:
    yield f"{strong(w.dated(item.date, item.date_certainty))} – {w.text(item.text)}"
    news = {w.view.field_name(key): w.html(value) for key, value in w.view.news(claim, item).items()}
    yield " · ".join(w.field(name, value) for name, value in news.items())
    yield w.text(item.note)
    yield " · ".join(w.source(id_) for id_ in item.sources) or w._("No source read")
    yield " · ".join(f"{w._('Not read:')} {w.source(id_)}" for id_ in item.to_check)
    yield from _reserve(w, item)


def _related(w: MarkdownWriter, claim: Claim, inverse: list[tuple[str, Claim]]) -> Iterator[str]:
    theirs = [(words, other, None) for words, other in inverse]
    ours = [(w.view.word(it.type), w.corpus.claims[it.claim], it.note) for it in claim.claim.relations]
    for words, other, note in [*ours, *theirs]:
        said = w.filled(w._("This claim %(relation)s the following:"), relation=words)
        yield " ".join(filter(None, (said, w.claim(other), w.text(note))))


def _upkeep(w: MarkdownWriter, claim: Claim) -> Iterator[str]:
    """Yield who wrote and reviewed the page, who was asked, and what was corrected."""
    record = claim.record
    authors = ", ".join(w.html(w.view.author(name)) for name in record.authors)
    looks = " · ".join(_look(w, look) for look in record.reviewers)
    yield f"## {w._('About this page')}"
    yield w.fields(
        {
            w._("Written by"): f"{authors}, {w.view.date(record.created)}",
            w._("Reviewed by"): looks or w._("not independently reviewed"),
            w._("Interests declared"): w.text(record.interests) or w._("nothing declared"),
            w._("Asked for comment"): " · ".join(_reply(w, reply) for reply in record.right_of_reply)
            or w._("nobody so far"),
            w._("Next check by"): w.view.date(claim.review.review_by),
        }
    )
    if record.corrections:
        yield f"## {w._('Corrections')}"
        yield numbered(_correction(w, item) for item in record.corrections)


def _look(w: MarkdownWriter, look: SecondLook) -> str:
    parts = ", ".join(w.view.word(part, "looked_at") for part in look.looked_at)
    said = f"{escaped(look.name)}, {w.view.date(look.date)}. {w._('Looked at:')} {parts}."
    return f"{said} {w.text(look.note)}".rstrip()


def _reply(w: MarkdownWriter, reply: Reply) -> str:
    asked = w._("asked on %(date)s") if reply.date else w._("who was not asked")
    told = w._("Answer of %(date)s:") if reply.answer else w._("No answer so far; asked for one by %(date)s.")
    days = [w.view.date(day) if day else "" for day in (reply.date, reply.answered if reply.answer else reply.deadline)]
    asked, told = (w.filled(words, date=day) for words, day in zip((asked, told), days, strict=True))
    return f"{w.link(ENTITY, reply.asked)}, {asked}. {told} {w.text(reply.answer)}".rstrip()


def _correction(w: MarkdownWriter, item: Correction) -> Iterator[str]:
    yield f"{strong(w.view.date(item.date))}, {w.view.word(item.type)} – {w.text(item.text)}"
    for change in item.changes:
        if change.field == "review.rating":  # the others are on the page, and in the data
            yield w.field(w._("Rating"), w.html(w.view.changed.difference(change)))
