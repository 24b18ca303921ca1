"""Two records are about the same source.

One text counts once. Recorded twice, it would be counted as two independent sources, and what is corrected in one
record would stay in the other. Two records are about one source if one page is behind their addresses: `www.`, a slash
at the end, what follows a link for statistics and the place within the page make no difference, and a copy in a public
archive counts as the page itself. Whatever the addresses are, they are about one source if title, publisher and date
are the same.

Keep the older record, name it in all claims and, if the other one was published, leave a `moved_to` in its file. If
both are really needed, because one was read only where the other reproduces it, say so with `derives_from`.
"""

from collections.abc import Iterator

from factcheck.analysis.identity import Mark, plain_words, twins
from factcheck.checks.check import Corpus, Issue, Pointer, Problems, check
from factcheck.languages import N_
from factcheck.records.record import Source
from factcheck.records.url import page_key

_WAY_OUT = "keep one of the two records, or say with 'derives_from' which text reproduces the other"


def _marks(source: Source) -> Iterator[Mark]:
    for field in ("url", "archive_url"):
        if url := getattr(source, field):
            yield ("page", page_key(url)), (field,)
    # One page may reproduce texts of several publishers.
    publisher = plain_words(source.publisher)
    if source.read_at:
        yield ("read", page_key(source.read_at), publisher), ("read_at",)
    if source.title or not source.url:
        yield ("title", plain_words(source.title or ""), publisher, source.published), ("title",)


def _derive(one: Source, other: Source) -> bool:
    """Return whether two sources say that one derives from the other, or both from a third one."""
    common = set(one.derives_from) & set(other.derives_from)
    return one.id in other.derives_from or other.id in one.derives_from or bool(common)


@check("IDS008", __doc__, title=N_("Two records of the same source"))
def duplicate_source(corpus: Corpus) -> Problems:
    reported = set()
    for twin, first in twins(corpus.each(Source), _marks, _derive):
        reported.add(twin.record.id)
        same = "title, publisher and date" if twin.pointer == ("title",) else "page"
        related = ((first.file, first.pointer, f"the same {same}"),)
        message = f"the source {first.record.id!r} has the same {same}"
        yield twin.file, Issue(twin.pointer, message, _WAY_OUT, related=related)
    pages: dict[str, tuple[Source, Pointer]] = {
        page_key(source.url): (source, ("url",)) for _, source in corpus.each(Source) if source.url
    }
    for file, source in corpus.each(Source):
        other, pointer = pages.get(page_key(source.read_at or ""), (source, ()))
        if other is not source and source.id not in reported and not _derive(source, other):
            related = ((corpus.file("source", other.id), pointer, "the same page"),)
            message = f"it was read at the page of the source {other.id!r}, which does not derive from it"
            yield (
                file,
                Issue(("read_at",), message, f"add {source.id} to 'derives_from' of {other.id}", related=related),
            )
