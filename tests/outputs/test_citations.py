"""Citations name what was read: title with rating, who wrote it, version, address; other programs read them back."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from browser.hostile import PAYLOADS, TEXTS
from conftest import ROOT
from factcheck.kinds import ARTICLE, CLAIM
from factcheck.languages import BY_CODE, LANGUAGES
from factcheck.loading.characters import find_refused
from factcheck.outputs.citation_files import citation_cff
from factcheck.pages.citation_formats import APA, ISO, bibtex, coins, csl, in_words, latex, ris
from factcheck.pages.citations import Citation, cite, cite_article, cite_whole, cite_withdrawn
from factcheck.pages.page import address, language_folder
from factcheck.pages.past import last_change
from factcheck.pages.renderer import Renderer
from factcheck.records.record import Moved
from factcheck.records.version import History, content_id
from outputs.citation_readers import STANDARDS, bibliography, read_bibtex, read_csl, read_ris

TRICKY = (
    *PAYLOADS,
    *TEXTS,
    *("{", "}", "}{", "a{b", "\\", "a  b", " a ", "--", "---", "''", "``", "'`", "^", "ˆ", "~", "<<>>", ",,", "?`"),
    *("100 % & #1 $5_x", "= ‹é› « »", "😀", "$a$", r"\textbackslash{}", "ER  - ", "@online{x,", "a and b", "تجربة"),
)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)
CITATION = Citation(
    id="a-b",
    title="A: “up to” $2",
    genre="Fact check",
    authors=("A and B", "Ç"),
    site="S & Co",
    language="fr",
    version="2026-11-01",
    content="swh:1:cnt:0123",
    url="https://s.example/claims/a-b/?version=swh:1:cnt:0123",
)
Renderers = Mapping[str, Renderer]


@pytest.mark.parametrize("text", TRICKY)
def test_every_form_gives_back_the_very_words(text: str) -> None:
    citation = replace(CITATION, title=text, authors=(text,), site=text)
    read = read_bibtex(bibtex(citation))
    assert (read["title"], read["author"], read["organization"]) == (text, text, text)
    assert read_csl(csl(citation))["title"] == text
    assert read_ris(ris(citation))["title"] == text.strip()  # readers of RIS leave out blanks at the ends


@given(LINE.filter(lambda text: not any(find_refused(text)) and text.strip()))
def test_bibtex_gives_back_whatever_a_record_may_say(text: str) -> None:
    assert read_bibtex(bibtex(replace(CITATION, title=text)))["title"] == text


@given(LINE)
def test_braces_are_in_pairs_as_bibtex_counts_them(text: str) -> None:
    depth = 0
    for brace in re.findall("[{}]", latex(text)):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_bibtex_has_what_biblatex_asks_for() -> None:
    read = read_bibtex(bibtex(CITATION, read="2026-11-29"))
    assert (read["type"], read["key"], read["langid"]) == ("online", "a-b", "french")
    assert (read["date"], read["urldate"]) == ("2026-11-01", "2026-11-29")
    assert (read["url"], read["version"]) == (CITATION.url, CITATION.content)


def test_ris_and_csl_say_the_same_as_bibtex() -> None:
    record, item = read_ris(ris(CITATION)), read_csl(csl(CITATION))
    assert record["type_of_reference"] == "ELEC"
    assert [author["literal"] for author in item["author"]] == [*CITATION.authors]
    assert record["authors"] == [f"{name}," for name in CITATION.authors]
    assert record["urls"] == [item["URL"]] == [CITATION.url]
    assert record["edition"] == item["version"] == CITATION.content
    assert item["issued"] == {"date-parts": [[2026, 11, 1]]}


def test_files_do_not_claim_to_know_the_day_of_reading(published: Mapping[str, bytes]) -> None:
    files = {path: text.decode() for path, text in published.items() if "/citation." in f"/{path}"}
    assert files
    for path, text in files.items():
        read = {"bib": read_bibtex, "ris": read_ris, "json": read_csl}[path.rpartition(".")[2]](text)
        assert not {"urldate", "access_date", "accessed"} & {*read}, path


def _cited(renderer: Renderer) -> Mapping[str, Citation]:
    """Return the citation of each page that is cited, by its address."""
    view, site, corpus = renderer.view, renderer.site, renderer.corpus
    found = {address(CLAIM, claim.id): cite(view, claim, site) for claim in corpus.claims.values()}
    found |= {address(ARTICLE, item.id): cite_article(view, item, site) for item in corpus.articles.values()}
    for (kind, id_), stone in corpus.tombstones.items():
        if kind in {CLAIM, ARTICLE} and not isinstance(stone, Moved):
            found[address(kind, id_)] = cite_withdrawn(view, kind, stone, site)
    return {**found, "": cite_whole(view, site)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_claim_each_article_and_the_whole_have_their_files(
    renderers: Renderers, published: Mapping[str, bytes], language: str
) -> None:
    for page, citation in _cited(renderers[language]).items():
        path = f"{language_folder(language)}{page}citation."
        entry = read_bibtex(published[f"{path}bib"].decode())
        assert (entry["title"], entry["type"]) == (citation.title, "online")  # Zotero leaves out types like @dataset
        assert read_ris(published[f"{path}ris"].decode())["title"] == citation.title
        assert read_csl(published[f"{path}json"].decode())["title"] == citation.title


def test_keys_differ_so_that_all_fit_into_one_list(renderers: Renderers) -> None:
    """Whatever ids the records have."""
    cited = _cited(renderers["en"])
    assert len({citation.id for citation in cited.values()}) == len(cited)
    for page, citation in cited.items():
        assert ("." in citation.id) == page.startswith("articles/"), page


def _plain(words: str) -> str:
    """Return HTML as plain text, with straight apostrophes and plain blanks, as the files of the styles have them."""
    shown = re.sub('<span class="fc-author">([^<]*)', lambda match: match[1].upper(), words)
    text = html.unescape(re.sub("<[^>]*>", "", shown))
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


STYLES = {
    ("en", APA): ("apa", "en-US"),
    ("fr", APA): ("universite-de-montreal-apa", "fr-FR"),
    ("en", ISO): ("iso690-author-date-en", "en-GB"),
    ("fr", ISO): ("iso690-author-date-fr", "fr-FR"),
}


@pytest.mark.parametrize(("language", "style"), STYLES)
@pytest.mark.parametrize("authors", [("Ada",), ("Ada", "Béa"), ("Ada", "Béa", "Cy")])
def test_words_are_those_of_the_style(
    renderers: Renderers, language: str, style: str, authors: tuple[str, ...]
) -> None:
    view = renderers[language].view
    genre = view._("Fact check")
    citation = replace(CITATION, authors=authors, title="A: up to 2 – rated True", genre=genre, site="S and Co")
    item = {**read_csl(csl(citation)), "accessed": {"date-parts": [[2026, 11, 29]]}}
    words = _plain(in_words(view, citation)[style])
    read = re.sub("YYYY-MM-DD|AAAA-MM-JJ", view.date("2026-11-29"), words)
    assert read == _plain(bibliography(*STYLES[language, style], item).replace("1 novembre", "1er novembre"))


@pytest.mark.parametrize(("language", "style"), [key for key in STYLES if key != ("fr", APA)])
def test_words_for_the_whole_are_those_of_the_style(renderers: Renderers, language: str, style: str) -> None:
    view, site = renderers[language].view, renderers[language].site
    citation = replace(cite_whole(view, site), version="2026-11-20", content="swh:1:dir:0")
    item = {**read_csl(csl(citation)), "accessed": {"date-parts": [[2026, 11, 29]]}}
    del item["publisher"]  # as its own author, the site is not named again
    words = _plain(in_words(view, citation)[style])
    read = re.sub("YYYY-MM-DD|AAAA-MM-JJ", view.date("2026-11-29"), words)
    made = _plain(bibliography(*STYLES[language, style], item)).replace("(Versions ", "(Version ")  # citeproc-py's own
    assert read == made


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_show_the_citation_and_lead_to_its_files(renderers: Renderers, language: str) -> None:
    renderer = renderers[language]
    for kind, records in ((CLAIM, renderer.corpus.claims), (ARTICLE, renderer.corpus.articles)):
        for id_ in records:
            page = renderer.page(kind, id_)
            assert page
            citation = _cited(renderer)[page.address]
            assert page.body.count(f"{html.escape(citation.url)}</span>") == 2
            assert page.body.count('<code class="fc-today"') == 3
            assert f'href="~/{page.address}citation.bib"' in page.body
            links = {(link.rel, link.type): link.address for link in page.links}
            assert renderer.site.url + links["cite-as", "text/html"] == citation.url
            assert links["describedby", "application/vnd.citationstyles.csl+json"] == f"{page.address}citation.json"


@pytest.mark.parametrize("text", TRICKY)
def test_reference_managers_find_the_citation_on_the_page(text: str) -> None:
    read = parse_qs(coins(replace(CITATION, title=text)), strict_parsing=True)
    assert (read["rft.title"], read["rft.identifier"]) == ([text], [CITATION.url])
    assert (read["rft.aucorp"], read["rft_val_fmt"]) == ([*CITATION.authors], ["info:ofi/fmt:kev:mtx:dc"])


def test_a_version_is_named_by_its_content_if_that_is_known(renderers: Renderers) -> None:
    renderer = renderers["en"]
    claim = next(iter(renderer.corpus.claims.values()))
    known = History(contents={(CLAIM, claim.id): content_id(b"x")})
    citation = cite(replace(renderer, history=known).view, claim, renderer.site)
    assert citation.url.endswith(f"?version={content_id(b'x')}")
    assert citation.name_of_version == content_id(b"x")
    unknown = cite(renderer.view, claim, renderer.site)
    assert unknown.url.endswith(f"?version={unknown.version}")


def test_version_is_the_day_of_the_last_change(renderers: Renderers) -> None:
    claim = renderers["en"].corpus.claims["nimbus-preferred-provider"]
    assert last_change(claim) == max(item.date for item in claim.record.corrections)
    bare = replace(claim, record=replace(claim.record, corrections=()))
    assert last_change(bare) == claim.review.checked


def test_withdrawn_records_are_cited_as_withdrawn(renderers: Renderers) -> None:
    for language, renderer in renderers.items():
        (citation,) = (
            found for found in _cited(renderer).values() if found.genre == renderer.view._("Withdrawn fact check")
        )
        assert citation.title.startswith({"en": "Withdrawn: ", "fr": "Fiche retirée"}[language])


def test_citation_cff_is_valid_and_says_what_that_of_the_repository_says(renderers: Renderers) -> None:
    schema = json.loads((STANDARDS / "cff-1.2.0.schema.json").read_text(encoding="utf-8"))
    ours = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    renderer = renderers["en"]
    site = replace(renderer.site, description=ours["abstract"])
    made = yaml.load(citation_cff(replace(renderer, site=site)), Loader=yaml.CSafeLoader)
    for document in (ours, made):
        jsonschema.validate(json.loads(json.dumps(document, default=str)), schema)
    without = {"keywords", "repository-code"}
    assert {name: value for name, value in ours.items() if name not in without} == {
        name: value for name, value in made.items() if name not in {"url", "version", "date-released"}
    }


def test_authors_of_a_claim_are_those_of_its_record(renderers: Renderers) -> None:
    renderer = renderers["en"]
    claim = next(iter(renderer.corpus.claims.values()))
    named = replace(claim, record=replace(claim.record, authors=("Ada Example", "Word for Word editors")))
    assert cite(renderer.view, named, renderer.site).authors == named.record.authors


def test_language_of_a_citation_is_that_of_the_page(renderers: Renderers) -> None:
    for language, renderer in renderers.items():
        text = bibtex(cite_whole(renderer.view, renderer.site))
        assert read_bibtex(text)["langid"] == BY_CODE[language].english.lower()
