"""A source is called primary, but repeats one that is not.

A primary source gives the words of someone involved, or of an authority. A faithful copy of a primary source may be
primary, too; whatever repeats a news story is not, whoever prints it. Correct `tier`, or `derives_from`.
"""

from factcheck.checks.check import Corpus, Issue, Problems, check
from factcheck.kinds import SOURCE
from factcheck.languages import N_


@check("SRC004", __doc__, title=N_("Copy of a secondary source called primary"))
def primary_copy(corpus: Corpus) -> Problems:
    for source in corpus.sources.values():
        for origin in source.derives_from:
            found = corpus.sources.get(origin)
            if source.tier == "primary" and found and found.tier != "primary":
                message = f"it is called primary, but derives from {origin!r}, which is {found.tier}"
                related = ((corpus.file(SOURCE, origin), ("tier",), "its tier"),)
                hint = f"write 'tier: {found.tier}', or correct the tier of {origin!r} or what it derives from"
                yield corpus.file(SOURCE, source.id), Issue(("tier",), message, hint, related=related)
