"""``articles/ID/evidence.zip``: the records behind an article's claims as the project has them, to be kept and checked.

The archive has one folder, named after the article: the files as they are in the repository, what the claims said
before, ``README.txt`` in all languages, and ``SHA256SUMS``. All have the same rights and the same date, so that the
same records make the same archive. Without a history (:attr:`~factcheck.records.version.History.files`), records are
written in their canonical form, which is that of the repository.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256

from factcheck.corpus import Corpus, Key
from factcheck.kinds import ARTICLE, CLAIM, ENTITY, FOLDERS, SOURCE, VOCABULARIES, file_path
from factcheck.languages import BY_CODE
from factcheck.outputs.output import Make, Output, as_zip
from factcheck.pages.file_addresses import ID, pack_data
from factcheck.pages.page import LICENCE, address, language_folder, root_of
from factcheck.pages.renderer import Renderer
from factcheck.pages.view import View
from factcheck.records.canonical_writer import write_canonical
from factcheck.records.claim import Claim
from factcheck.records.record import Withdrawn
from factcheck.records.structure import plain
from factcheck.records.version import CONTENT

README, SUMS = "README.txt", "SHA256SUMS"
"""The file for people, and the one with the SHA-256 of all others, which ``sha256sum --check`` reads."""


def evidence_data(renderer: Renderer, article: str) -> bytes:
    """Return the archive of an article; that of one that was withdrawn has only what is left of it."""
    claims = renderer.view.lookups.claims_of(article)
    own = dict([_file(renderer, ARTICLE, article)])
    files = {README: read_me(renderer, article, claims).encode(), **own, **dict(_records(renderer, claims))}
    sums = "".join(f"{sha256(raw).hexdigest()}  {path}\n" for path, raw in sorted(files.items()))
    every = sorted({**files, SUMS: sums.encode()}.items())
    return as_zip({f"{article}/{path}": partial(bytes, raw) for path, raw in every})


def _records(renderer: Renderer, claims: Iterable[Claim]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files behind claims, of the vocabularies, and of earlier versions of the claims."""
    ids = [claim.id for claim in claims]
    for kind, id_ in records_behind(renderer.corpus, ids):
        yield _file(renderer, kind, id_)
    for item, file in VOCABULARIES.items():
        yield _file(renderer, item, file.name)
    for id_ in ids:
        for version in renderer.history.earlier(CLAIM, id_):
            yield f"versions/{FOLDERS[CLAIM]}/{id_}/{version.date}.yml", version.raw


def _file(renderer: Renderer, kind: str, id_: str) -> tuple[str, bytes]:
    path = file_path(kind, id_)
    if path in renderer.history.files:
        return path, renderer.history.files[path]
    name = VOCABULARIES[kind].name if kind in VOCABULARIES else kind
    return path, write_canonical(plain(renderer.corpus.files[name, id_].record), name).encode()


def read_me(renderer: Renderer, article: str, claims: Iterable[Claim]) -> str:
    """Return what the archive holds and how to check it, in each language, with the claims and their ratings."""
    root = root_of(renderer.site, renderer.language)
    return "\n".join(
        _read_me(view, root + language_folder(code), article, [*claims]) for code, view in renderer.views.items()
    )


def _read_me(view: View, site: str, article: str, claims: list[Claim]) -> str:
    _, has_versions = view._, any(view.history.earlier(CLAIM, claim.id) for claim in claims)
    lines = [
        BY_CODE[view.language].name.upper(),
        "",
        _title(view, article),
        f"{site}{address(ARTICLE, article)}",
        "",
        _("The records behind our reviews of the claims of this article, as they are in our repository (YAML, UTF-8)."),
        _("Other claims that they mention are not included."),
        *([_("What the claims said before is in versions/.")] if has_versions else []),
        "",
        _("To check that no file has changed:") + " sha256sum --check SHA256SUMS",
        _("To work out the content id of a file, which our pages give after “%(begin)s”:") % {"begin": CONTENT}
        + f" git hash-object {_('FILE')}",
        _("Texts and data: %(licence)s. Quotations remain their authors’.") % {"licence": LICENCE.name},
        LICENCE.url,
        "",
    ]
    told = (
        f"{view.rated_title(claim)}\n  {file_path(CLAIM, claim.id)}\n  {site}{address(CLAIM, claim.id)}"
        for claim in claims
    )
    return "\n".join([*lines, *told, ""])


def _title(view: View, article: str) -> str:
    stone = view.corpus.tombstones.get((ARTICLE, article))
    if isinstance(stone, Withdrawn):
        return view.withdrawn_title(stone.withdrawn.title)
    return view.article_title(view.corpus.articles[article])


def _files(renderer: Renderer) -> Mapping[str, Make]:
    ids = [*renderer.corpus.articles, *(gone.id for gone in renderer.view.past.withdrawn(ARTICLE))]
    return {pack_data(id_): partial(evidence_data, renderer, id_) for id_ in ids}


EVIDENCE_DATA = Output(
    name="data behind evidence packs",
    files=_files,
    paths=(rf"{FOLDERS[ARTICLE]}/{ID}/evidence\.zip",),
)


_BEHIND = (ARTICLE, SOURCE, ENTITY)
"""The kinds of these records, in their order."""


def records_behind(corpus: Corpus, claims: Iterable[str]) -> list[Key]:
    """Return kind and id of claims and of what they refer to, and so on: their article, then sources, then entities.

    Other claims are left out, with what only they refer to: each is a case of its own.
    """
    given = [(CLAIM, claim) for claim in claims]
    found, waiting = set(given), list(given)
    while waiting:
        new = [target for target in _targets(corpus, waiting.pop()) if target not in found]
        found.update(new)
        waiting += new
    return [*given, *(key for kind in _BEHIND for key in sorted(found) if key[0] == kind)]


def _targets(corpus: Corpus, key: Key) -> Iterator[Key]:
    """Yield what a record refers to. The sources of an article's sums are left out: they are about several claims."""
    entry = corpus.files.get(key)
    if not entry:
        return
    appeared = {item.source for item in getattr(entry.record, "appearances", ())}
    summed = {id_ for item in getattr(entry.record, "sums", ()) for id_ in item.sources} - appeared
    for kind, id_ in entry.targets:
        if kind in _BEHIND and not (kind == SOURCE and id_ in summed):
            yield kind, id_
