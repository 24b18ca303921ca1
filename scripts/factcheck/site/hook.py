"""What MkDocs' hook does, without knowing MkDocs: read the records before a build, finish the site after it."""

import json
import os
import subprocess
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from factcheck.cache import Cache
from factcheck.check_examples import read_examples
from factcheck.checks import REGISTRY
from factcheck.checks.example import Example
from factcheck.corpus import Corpus
from factcheck.errors import SetupError
from factcheck.languages import BY_CODE, LANGUAGES, MAIN, translated
from factcheck.outputs.json_api import Api
from factcheck.pages import Renderer, Site
from factcheck.pages.page import alternates, language_folder
from factcheck.pages.social_cards import cards
from factcheck.pages.social_cards.artist import Artist
from factcheck.parallel import cores
from factcheck.project import check_project, today
from factcheck.report import text
from factcheck.report.printers import line_reader
from factcheck.site.build import LIVE, start_language
from factcheck.site.html_checks import check_pages
from factcheck.site.pictures import write_pictures
from factcheck.site.shells import FILE, ID
from factcheck.site.write_site import write_api, write_site

FONTS = "docs/.overrides/assets/fonts"
"""The folder of the site's fonts, with which the pictures of social cards are drawn, too."""
PREVIEW = "FACTCHECK_PREVIEW"
"""The environment variable in which `factcheck serve` tells MkDocs the address of the preview. It needs the shells."""
ABOUT = ".factcheck-about.json"
"""The file in which MkDocs then leaves what the configuration says about the site."""
TEMPLATE_GLOBALS = {"languages": BY_CODE, "translated": translated}
"""What the templates in ``docs/.overrides/`` may use besides what MkDocs gives them."""

Settings = Mapping[str, Any]
"""The configuration of MkDocs."""


class SiteError(Exception):
    """The site cannot be built; the message is for the person who wrote the record or the page."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a site is made from besides its hand-written pages: the records, and the examples of the checks.

    `root` is the folder of the project.
    """

    root: Path
    corpus: Corpus
    examples: Mapping[str, Example]


def read_content(root: Path) -> tuple[Content, str]:
    """Return what the site of the project at `root` is made from, and a line that says how much it is.

    Raises:
        SiteError: the records have errors, or the set-up is broken; the message shows all of it.
    """
    cache = Cache.of(root)
    try:
        report = check_project(root, today=today(), cache=cache, jobs=cores())
    except SetupError as error:
        raise SiteError(str(error)) from error
    if report.errors:
        raise SiteError("\n" + text.render(report, line_reader(root)))
    return Content(root, report.corpus, read_examples(root, cache)), text.summary(report)


def about_site(settings: Settings) -> Site:
    """Return what pages say about the site itself."""
    extra = settings["extra"]
    return Site(
        url=settings["site_url"] or "",
        name=settings["site_name"],
        description=settings["site_description"] or "",
        edit=extra["edit_url"] or "",
        report=extra["report_url"] or "",
        claim_pictures=not extra.get("preview"),
    )


def read_about(folder: Path) -> Site:
    """Return what a build for `factcheck serve` has left in `folder`; a preview draws no picture for each claim.

    Raises:
        OSError, ValueError, TypeError: the build has left nothing of the kind.
    """
    about = Site(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    return replace(about, claim_pictures=False)


def starting_pages(language: str) -> list[dict[str, str]]:
    """Return where the site begins in every language, for the pages of one language that have no twins of their own."""
    up = "../" * language_folder(language).count("/")
    return [
        {"name": about.name, "lang": code, "link": "./" if code == language else up + language_folder(code)}
        for code, about in BY_CODE.items()
    ]


def page_context(settings: Settings, source: str, address: str) -> tuple[str, list[dict[str, str]]]:
    """Return where a page's edit button leads, and where the page is in every language.

    Args:
        settings: the configuration of the page's language.
        source: path of the page's Markdown below its language's folder.
        address: address of the page from the root of its language.
    """
    extra = settings["extra"]
    is_shell = source.rpartition("/")[2] == f"{ID}.md"
    file = FILE if is_shell else f"docs/{extra['language']}/{source}"
    return extra["edit_url"] + file, alternates(extra["twins"], settings["site_url"] or "", extra["language"], address)


class SiteBuild:
    """What MkDocs' hook keeps from one event of a build to the next."""

    def __init__(self) -> None:
        """Begin with nothing: :meth:`prepare` is called for each build."""
        self.live = False
        """Whether `mkdocs serve` runs, which puts a script of its own into each page."""
        self._content: Content | None = None
        self._others: list[subprocess.Popen[str]] = []

    def prepare(self, settings: MutableMapping[str, Any]) -> str:
        """Read the records, unless `factcheck serve` does so itself; return a line that says how much there is.

        Raises:
            SiteError: the records have errors, or the set-up is broken; the message shows all of it.
        """
        self._content, self._others = None, []
        settings["extra"]["twins"] = starting_pages(settings["extra"]["language"])
        if address := os.environ.get(PREVIEW):
            settings["site_url"] = address + language_folder(settings["extra"]["language"])
            return ""
        settings["extra"]["preview"] = self.live or LIVE in os.environ
        self._content, summary = read_content(Path(settings["config_file_path"]).parent)
        return summary

    def start_others(self, settings: Settings, *, quiet: bool) -> None:
        """Start to build the other languages into folders of the site, which MkDocs must have emptied."""
        if self._content and settings["extra"]["language"] == MAIN:
            self._others = [start_language(settings, language, quiet=quiet) for language in LANGUAGES[1:]]

    def finish(self, settings: Settings) -> str:
        """Put the records into the site that MkDocs has built, and check it when all languages are there.

        Returns:
            What MkDocs said about the other languages.

        Raises:
            SiteError: a language cannot be built, or there are faults in the finished site.
        """
        finish_language(settings, self._content)
        outputs = [other.communicate()[0] for other in self._others]
        for other, output in zip(self._others, outputs, strict=True):
            if other.returncode:
                raise SiteError(output)
        if self._others:
            check_site(settings)
        return "".join(outputs)

    def stop(self) -> None:
        """Stop the builds of other languages."""
        for other in self._others:
            other.kill()
            other.wait()


def finish_language(settings: Settings, content: Content | None) -> None:
    """Put the records and the pages of the checks into the site of one language that MkDocs has built.

    Args:
        settings: the configuration of the language.
        content: what the site is made from. None: `factcheck serve` fills the shells itself, so they stay, and what the
            configuration says about the site is put beside them.

    Raises:
        SiteError: a shell, a font or Pagefind is missing, or ``site_url`` is not set.
    """
    if not settings["site_url"]:
        message = "site_url is not set in mkdocs.yml: markup, sitemap and citations need the site's address"
        raise SiteError(message)
    folder, language, site = Path(settings["site_dir"]), settings["extra"]["language"], about_site(settings)
    if not content:
        (folder / ABOUT).write_text(json.dumps(asdict(site)), encoding="utf-8")
        return
    renderer = Renderer(content.corpus, language, site, tuple(REGISTRY.values()), content.examples)
    try:
        write_site(folder, renderer)
        if language == MAIN:  # the API is in all languages at once
            write_api(folder, Api(content.corpus, site), content.root / "schemas")
        write_pictures(folder, cards(renderer), Artist(content.root / FONTS))
    except (SetupError, OSError) as error:
        raise SiteError(str(error)) from error


def check_site(settings: Settings) -> None:
    """Check all pages of a finished site in all languages: their links, and that they keep to their policy.

    Raises:
        SiteError: there are faults; the message lists them.
    """
    extra = settings["extra"]
    found = check_pages(
        Path(settings["site_dir"]), settings["site_url"], extra["policy"], carried=not extra.get("preview")
    )
    lines = []
    if found.links:
        lines += [f"{text.count(len(found.links), 'broken link')} in the finished site:", *map(str, found.links)]
    if found.breaches:
        lines += ["The policy of our pages (extra.policy in mkdocs.yml) forbids:", *map(str, found.breaches)]
    if lines:
        raise SiteError("\n".join(lines))
