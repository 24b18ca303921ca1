"""Outputs keep to the paths that they have named, no two make the same file, and pages lead to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from posixpath import normpath

import pytest

from factcheck.kinds import ARTICLE, CLAIM, ENTITY, SOURCE, TERM
from factcheck.languages import LANGUAGES, MAIN
from factcheck.outputs.all_outputs import OUTPUTS
from factcheck.pages.head_links import head_links
from factcheck.pages.page import language_folder
from factcheck.pages.renderer import Renderer
from factcheck.site.site_files import unnamed_files


def test_every_file_has_a_path_that_its_output_names(published: Mapping[str, bytes]) -> None:
    assert unnamed_files(published) == []


def test_no_two_outputs_make_one_file(renderers: Mapping[str, Renderer]) -> None:
    paths = Counter(path for output in OUTPUTS for path in output.files(renderers[MAIN]))
    assert [path for path, number in paths.items() if number > 1] == []


_HEADS = {
    ARTICLE: (*("bib", "ris", "json", "anno", "prov", "md"), "atom", "feed"),
    CLAIM: (*("bib", "ris", "json", "oembed", "prov", "md"), "atom", "feed"),
    SOURCE: ("prov", "md"),
    ENTITY: ("prov", "md", "atom", "feed", "ics"),
    TERM: ("md", "atom", "feed"),
}
"""What the head of a record's page leads to, if the record has all that its kind can have."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_of_pages_lead_to_the_files_that_are_about_them(
    language: str, renderers: Mapping[str, Renderer], published: Mapping[str, bytes]
) -> None:
    view, folder = renderers[language].view, language_folder(language)
    for kind, wanted in _HEADS.items():
        for id_ in view.corpus.tables[kind]:
            links = [link for link in head_links(view, kind, id_) if link.rel != "cite-as"]
            missing = [link.address for link in links if normpath(folder + link.address) not in published]
            assert missing == []
            assert len(links) == len(wanted) or kind == ENTITY, (id_, links)
    every = [link for id_ in view.corpus.entities for link in head_links(view, ENTITY, id_)]
    assert len({link.type for link in every}) == len(_HEADS[ENTITY])


def test_every_output_makes_some_file(renderers: Mapping[str, Renderer]) -> None:
    assert [output.name for output in OUTPUTS if not output.files(renderers[MAIN])] == ["security.txt"]
