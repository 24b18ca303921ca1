"""A stamped page is, byte for byte, the page that MkDocs itself would have made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from browser.building import build, require_built
from browser.sites import AWKWARD, AWKWARD_TITLE, BELOW, FEW
from conftest import TODAY
from factcheck.checks import REGISTRY
from factcheck.kinds import PAGES
from factcheck.languages import LANGUAGES
from factcheck.pages import environment
from factcheck.pages.page import Page, Site
from factcheck.pages.renderer import Renderer
from factcheck.project import check_project

HOOKS = Path(__file__).with_name("unstamped_hooks.py")
SAMPLE_PAGES: Mapping[str, tuple[str, ...]] = {
    "article": ("quotidien-aurora-2024",),
    "claim": (AWKWARD, "nimbus-300m-now", "robots-need-sun"),
    "source": ("aurora-post-2024", "orbit-report-2024"),
    "entity": ("nimbus-cloud", "registry"),
    "term": ("preferred", "exclusive"),
    "check": ("num005", "fil004"),
    "as_of": ("quotidien-aurora-2024-at-publication", "quotidien-aurora-2024-now"),
    "refusal": ("rate-the-robots",),
    "timeline": ("quotidien-aurora-2024",),
    "list": ("claims-2", "corrections-2", "sources-3"),
}

CHECKS = tuple(REGISTRY.values())


class Sites(NamedTuple):
    """Two sites of the same project, and the addresses of the sample's pages in both."""

    stamped: Path
    unstamped: Path
    addresses: tuple[str, ...]


def write_markdown(root: Path, language: str, page: Page) -> None:
    """Write the Markdown page of a record, with the settings of the shells."""
    shell = root / "docs" / language / PAGES[page.kind] / "RECORDID.md"
    settings = yaml.safe_load(shell.read_text(encoding="utf-8").split("---")[1])
    settings |= {"title": escape(page.full_title), "description": escape(page.description)}
    if page.picture:
        settings["sharing"] |= {"image": page.picture.address, "alt": escape(page.picture.alt)}
    text = f"---\n{yaml.safe_dump(settings, allow_unicode=True)}---\n\n# Record\n"
    shell.with_name(f"{page.id}.md").write_text(text, encoding="utf-8")


def take_stamping_away(root: Path) -> None:
    """Give each page of the sample one in Markdown, and MkDocs a hook that stamps nothing."""
    corpus = check_project(root, today=TODAY).corpus
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "LISTED", FEW)
        for language in LANGUAGES:
            for page in Renderer(corpus, language, Site(url="https://x.example/", name="x"), CHECKS).pages():
                if page.id in SAMPLE_PAGES[page.kind]:
                    write_markdown(root, language, page)
    shutil.copy(HOOKS, root / "scripts" / HOOKS.name)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    names = "".join(f"  {id_}.md\n" for ids in SAMPLE_PAGES.values() for id_ in ids)
    for old, new in (
        ("hooks: [scripts/mkdocs_hooks.py]", f"hooks: [scripts/{HOOKS.name}]"),
        ("  RECORDID.md\n", f"  RECORDID.md\n{names}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, large: Path) -> Sites:
    folder = tmp_path_factory.mktemp("stamping")
    root, url = folder / "project", f"https://factcheck.example/{BELOW}"
    shutil.copytree(large.with_name("project"), root, symlinks=True)
    take_stamping_away(root)
    unstamped = require_built(build(root, folder / "unstamped", url=url))
    require_built(build(root, unstamped / "fr", config="mkdocs.fr.yml", url=url))
    addresses = tuple(
        f"{folder_of_language}{PAGES[kind]}/{id_}/index.html"
        for folder_of_language in ("", "fr/")
        for kind, ids in SAMPLE_PAGES.items()
        for id_ in ids
    )
    return Sites(large, unstamped, addresses)


def different(first: Path, second: Path, addresses: tuple[str, ...]) -> list[str]:
    """Return the addresses at which two sites do not have the same bytes."""
    return [address for address in addresses if (first / address).read_bytes() != (second / address).read_bytes()]


def test_stamped_pages_of_a_sample_equal_the_rendering_of_mkdocs_byte_for_byte(sites: Sites) -> None:
    assert len(sites.addresses) == 2 * 19
    assert different(sites.stamped, sites.unstamped, sites.addresses) == []


def test_stamped_page_of_an_awkward_title_shows_it_escaped(sites: Sites) -> None:
    html = (sites.stamped / "claims" / AWKWARD / "index.html").read_text(encoding="utf-8")
    assert re.search(rf"<title>[^<]+: {re.escape(escape(AWKWARD_TITLE))} – rated [^<]+ – Word for Word</title>", html)
    assert AWKWARD_TITLE not in html


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"</h1>", b"</h1> "), (b"<link ", b"<link  "), (b"&lt;b&gt;", b"<b>"), (b"../../assets", b"../assets")],
)
def test_planted_difference_between_stamped_and_rendered_is_found(
    sites: Sites, tmp_path: Path, old: bytes, new: bytes
) -> None:
    address = f"claims/{AWKWARD}/index.html"
    changed = tmp_path / address
    changed.parent.mkdir(parents=True)
    html = (sites.stamped / address).read_bytes()
    assert old in html
    changed.write_bytes(html.replace(old, new, 1))
    assert different(tmp_path, sites.unstamped, (address,)) == [address]
