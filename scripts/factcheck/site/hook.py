"""What MkDocs' hook asks for, without knowing MkDocs: the records before a build, the finished site after it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from factcheck.cache import Cache
from factcheck.check_examples import read_examples
from factcheck.checks import REGISTRY
from factcheck.checks.example import Example
from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.kinds import edit_path
from factcheck.languages import BY_CODE, LANGUAGES, MAIN
from factcheck.languages.catalogue import translated
from factcheck.outputs.json_api import Api
from factcheck.pages import Renderer, Site
from factcheck.pages.addresses import alternates, language_folder
from factcheck.pages.social_cards import cards
from factcheck.pages.social_cards.artist import Artist
from factcheck.parallel import cores
from factcheck.project import check_project, today
from factcheck.report import text
from factcheck.report.printers import line_reader
from factcheck.site.api import write_api
from factcheck.site.links import check_links
from factcheck.site.pictures import write_pictures
from factcheck.site.policy import check_policy
from factcheck.site.shell import FILE, ID
from factcheck.site.writer import assemble

FONTS = "docs/.overrides/assets/fonts"
"""Where the fonts of the site lie: preview pictures are drawn with them, too."""
KEPT_PICTURES = "build/previews"
"""Where preview pictures are kept from one build to the next. It may be removed at any time."""
PREVIEW = "FACTCHECK_PREVIEW"
"""The environment variable in which `factcheck serve` tells MkDocs the address of the preview. It needs the shells."""
ABOUT = ".factcheck-about.json"
"""The file in which MkDocs then leaves what the configuration says about the site."""


TEMPLATE_GLOBALS = {"languages": BY_CODE, "translated": translated}
"""What the templates in ``docs/.overrides/`` may use besides what MkDocs gives them."""


class SiteError(Exception):
    """The site cannot be built; the message is for the person who wrote the record or the page."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a site is made of besides its hand-written pages: the records, and the examples of the checks.

    `root` is the folder of the project.
    """

    root: Path
    corpus: Corpus
    examples: Mapping[str, Example]


def load_for_site(root: Path) -> tuple[Loaded, str]:
    """Return what the site of the project at `root` is made of, and a line that says what is in it.

    Raises:
        SiteError: the records have errors, or the set-up is broken; the message shows it all.
    """
    try:
        report = check_project(root, today=today(), cache=Cache.of(root), jobs=cores())
    except SetupError as error:
        raise SiteError(str(error)) from error
    if report.errors:
        raise SiteError("\n" + text.render(report, line_reader(root)))
    return Loaded(root, report.corpus, read_examples(root)), text.summary(report)


def about_languages(language: str) -> dict[str, Any]:
    """Return what the configuration of one language's site says about the others.

    These are its ``twins``, which the pages without an address of their own lead to, and ``languages``: those which are
    built into folders of this site.
    """
    up = "../" * language_folder(language).count("/")
    return {
        "twins": [
            {"name": about.name, "lang": code, "link": "./" if code == language else up + language_folder(code)}
            for code, about in BY_CODE.items()
        ],
        "languages": LANGUAGES[1:] if language == MAIN else (),
    }


def page_context(
    extra: Mapping[str, Any], site_url: str | None, source: str, address: str
) -> tuple[str, list[dict[str, str]]]:
    """Return where a page's edit button leads, and where the page stands in every language.

    Args:
        extra: ``edit_url``, ``language`` and ``twins`` of the configuration.
        site_url: absolute address of the language's site, if it is known.
        source: path of the page's Markdown below its language's folder.
        address: address of the page from the root of its language.
    """
    edit = extra["edit_url"] + edit_path(extra["language"], source, ID, FILE)
    return edit, alternates(extra["twins"], site_url or "", extra["language"], address)


def about_site(extra: Mapping[str, Any], site_url: str, site_name: str, description: str | None) -> Site:
    """Return what pages say about the site itself; `extra` is that of the configuration."""
    return Site(
        url=site_url,
        name=site_name,
        description=description or "",
        edit=extra["edit_url"] or "",
        report=extra["report_url"] or "",
        claim_pictures=not extra.get("preview"),
    )


def preview_address(language: str) -> str | None:
    """Return where `factcheck serve` shows the site of a language, if it asked for this build; else None."""
    address = os.environ.get(PREVIEW)
    return address + language_folder(language) if address else None


def read_about(folder: Path) -> Site:
    """Return what a build for `factcheck serve` has left in `folder`; a preview draws no picture for each claim.

    Raises:
        OSError, ValueError, TypeError: the build has left nothing of the kind.
    """
    about = Site(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    return replace(about, claim_pictures=False)


def other_language(config: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return how another language's site is built, as options of MkDocs: with its own configuration, into a folder.

    Args:
        config: the main language's configuration.
        language: the other language.
    """
    return {
        "config_file": str(Path(config["config_file_path"]).with_name(f"mkdocs.{language}.yml")),
        "site_dir": f"{config['site_dir']}/{language}",
        "site_url": f"{config['site_url'] or ''}{language}/",
        "strict": config["strict"],
    }


def finish_site(
    site_dir: str, extra: Mapping[str, Any], site_url: str | None, site_name: str, description: str | None
) -> None:
    """Put the records, and the pages of the checks, into the site of one language that MkDocs has built.

    Then wait for the ``others`` that are built into it meanwhile, and check all of it. For `factcheck serve` the shells
    stay, and what the configuration says about the site is put beside them.

    Args:
        site_dir: the folder of the site.
        extra: ``loaded``, ``others``, ``language``, addresses and policy of the configuration.
        site_url: absolute address of the language's site.
        site_name: its name.
        description: what it is, in a sentence.

    Raises:
        SiteError: a shell or a font is missing, or `site_url` is not set, or there are faults in the finished site.
    """
    if not site_url:
        message = "site_url is not set in mkdocs.yml: markup, sitemap and citations need the site's address"
        raise SiteError(message)
    folder, site = Path(site_dir), about_site(extra, site_url, site_name, description)
    if "loaded" not in extra:  # `factcheck serve` fills the shells itself
        (folder / ABOUT).write_text(json.dumps(asdict(site)), encoding="utf-8")
        return
    loaded: Loaded = extra["loaded"]
    renderer = Renderer(loaded.corpus, extra["language"], site, tuple(REGISTRY.values()), loaded.examples)
    try:
        assemble(folder, renderer)
        if extra["language"] == MAIN:  # it is in all languages at once
            write_api(folder, Api(loaded.corpus, site), loaded.root / "schemas")
        artist = Artist(loaded.root / FONTS)
        write_pictures(folder, cards(renderer), artist, loaded.root / KEPT_PICTURES)
        for other in extra["others"]:
            other()
    except (SetupError, OSError) as error:
        raise SiteError(str(error)) from error
    if extra["others"]:
        _check_site(folder, site_url, extra["policy"])


def _check_site(folder: Path, site_url: str, policy: str) -> None:
    """Check all links of a finished site, and that its pages have nothing that their policy forbids.

    Args:
        folder: the site.
        site_url: its absolute address.
        policy: the Content-Security-Policy of its pages.

    Raises:
        SiteError: there are faults; the message lists them.
    """
    links, breaches = check_links(folder, site_url), check_policy(folder, policy)
    found = [f"{text.count(len(links), 'broken link')} in the finished site:", *map(str, links)] if links else []
    if breaches:
        found += ["The policy of our pages (extra.policy in mkdocs.yml) forbids:", *map(str, breaches)]
    if found:
        raise SiteError("\n".join(found))
