"""What a citation says of a page of a claim or an article, and of the whole site.

A citation names a version: the day of its last change and, where the history is known, its content id. The address of a
version of a claim, ``?version=swh:1:cnt:`` and so on, opens the current page, which then says what was corrected since,
and leads to the words of then. A day instead, ``?version=2026-11-25``, is what older citations have.

The same citation is written in the forms of reference managers (:mod:`factcheck.pages.citation_formats`) and in words.
"""

from dataclasses import dataclass

from factcheck.kinds import ARTICLE, CLAIM, FOLDERS
from factcheck.pages.page import Site, address
from factcheck.pages.past import last_change
from factcheck.pages.view import View
from factcheck.pages.words import EDITORS
from factcheck.records.claim import Claim
from factcheck.records.record import Article, Withdrawn

WHOLE = ""
"""The address of the page that a citation of the whole site leads to: the start page."""
PLACE, DATA = "page", "data"
"""What is cited: a page, or the site as a set of data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of a version of a page, or of the whole site.

    `version` is the day of its last change, `content` the content id, if that is known, and `url` its address.
    """

    id: str
    """Its key in a list of references."""
    title: str
    genre: str
    """What sort of work it is, in words."""
    authors: tuple[str, ...]
    site: str
    language: str
    version: str
    content: str = ""
    url: str
    type: str = PLACE

    @property
    def name_of_version(self) -> str:
        """The content id or, if it is not known, the day of the version."""
        return self.content or self.version


def cited_address(view: View, kind: str, id_: str) -> str:
    """Return the address at which a record is cited, from the root of the language: it names the version."""
    named: str | None = ""
    if kind == CLAIM and id_ in view.corpus.claims:
        named = view.history.contents.get((kind, id_)) or _changed(view, view.corpus.claims[id_])
    elif id_ in view.corpus.tables[kind]:
        named = view.past.updated(kind, id_)
    return f"{address(kind, id_)}?version={named}" if named else address(kind, id_)


def _changed(view: View, claim: Claim) -> str:
    published = view.history.published(CLAIM, claim.id)
    return published.date if published else last_change(claim)


def cite(view: View, claim: Claim, site: Site) -> Citation:
    """Return the citation of a claim's page in the language of the view."""
    return Citation(
        id=claim.id,
        title=view.rated_title(claim),
        genre=view._("Fact check"),
        authors=tuple(view.author_name(name) for name in claim.record.authors),
        site=site.name,
        language=view.language,
        version=_changed(view, claim),
        content=view.history.contents.get((CLAIM, claim.id), ""),
        url=site.url + cited_address(view, CLAIM, claim.id),
    )


def cite_article(view: View, article: Article, site: Site) -> Citation:
    """Return the citation of our page about an article, not of the article itself.

    The page shows many records. So its address names the day on which the last of them changed; the content id is that
    of the article's own record.
    """
    return Citation(
        id=f"{ARTICLE}.{article.id}",  # no id of a claim has a full stop
        title=view.article_title(article),
        genre=view._("Fact check"),
        authors=(view.author_name(EDITORS),),
        site=site.name,
        language=view.language,
        version=view.past.updated(ARTICLE, article.id) or "",
        content=view.history.contents.get((ARTICLE, article.id), ""),
        url=site.url + cited_address(view, ARTICLE, article.id),
    )


def cite_withdrawn(view: View, kind: str, stone: Withdrawn, site: Site) -> Citation:
    """Return the citation of the page at the address of a record that was withdrawn; its title says so."""
    return Citation(
        id=stone.id if kind == CLAIM else f"{kind}.{stone.id}",
        title=view.withdrawn_title(stone.withdrawn.title),
        genre=view._("Withdrawn fact check"),
        authors=(view.author_name(EDITORS),),
        site=site.name,
        language=view.language,
        version=stone.withdrawn.date,
        content=view.history.contents.get((kind, stone.id), ""),
        url=site.url + cited_address(view, kind, stone.id),
    )


def cite_whole(view: View, site: Site) -> Citation:
    """Return the citation of the whole site: all records as they are now, which their content id names together."""
    return Citation(
        id=site.slug,
        title=site.name,
        genre=view._("Data set"),
        authors=(view.author_name(EDITORS),),
        site=site.name,
        language=view.language,
        version=max((view.past.list_updated(kind) or "" for kind in FOLDERS), default=""),
        content=view.history.whole,
        url=site.url,
        type=DATA,
    )
