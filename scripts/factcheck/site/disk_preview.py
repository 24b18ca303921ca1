"""A preview of the pages that a change touches, as a folder that opens from a disk: what readers will see.

Links in it name files, and lead to the published site for all others: a browser that opens a folder from a disk shows
no ``index.html``. What a script has to load is refused there, so the search, the pasted sentence and the form do
not work; everything else does.
"""

import os
import posixpath
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, FileSystemLoader

from factcheck.errors import SetupError
from factcheck.git_objects import common_commit, find_commit
from factcheck.languages import BY_CODE, LANGUAGES
from factcheck.loading.other_files import site_address
from factcheck.pages.page import language_folder
from factcheck.published_versions import NO_VERSIONS
from factcheck.report import text
from factcheck.site.build import build_site
from factcheck.site.changed_pages import MARKS, ChangedPage, How, changed_pages, with_marks
from factcheck.site.link_targets import LinkTargets
from factcheck.site.target_folder import MARK, is_foreign, swap

PAGES = "site"
"""The folder of a preview that holds the pages; beside it is the list of them."""
_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = "disk_preview.css"


def make_preview(root: Path, base: str, target: Path, *, show: Callable[[str], object]) -> int:
    """Build the site of the project and that of a revision, and write the pages that differ into a folder.

    Both are built without versions: what is not published yet is none.

    Args:
        root: the folder of the project.
        base: the revision to compare with. Its own code builds its site.
        target: the folder, which is replaced as a whole.
        show: called with each message.

    Returns:
        An exit code: 0, or that of the build of the project.

    Raises:
        SetupError: git does not know the revision, or `target` holds files that are not from a preview of ours.
        OSError: a file cannot be read or written.
    """
    _check_target(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".preview-", dir=target.parent, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if code := build_site(root, folder / "after", strict=False, show=show, with_versions=False):
            return code
        before = _build_base(root, base, folder, show)
        pages = changed_pages(before, folder / "after")
        sites = (before, folder / "after")
        write_preview(pages, sites, folder / "new", site_address(root) or "", base if before else "")
        swap(folder / "new", target)
    show(f"{text.count(len(pages), 'page differs', 'pages differ')} from {base}: open {target / 'index.html'}")
    return 0


def _check_target(target: Path) -> None:
    if is_foreign(target):
        message = f"{target} holds files that are not from a preview of ours; remove it or choose another folder"
        raise SetupError(message)


def _build_base(root: Path, base: str, folder: Path, show: Callable[[str], object]) -> Path | None:
    """Build the site of a revision in a folder, with its own code; return None if that cannot be done any more.

    The revision is the last one that the project has in common with `base`: what came later is no part of the change.

    Raises:
        SetupError: git is missing, or does not know the revision.
    """
    source, site = folder / "base", folder / "before"
    commit = common_commit(root, find_commit(root, base), find_commit(root, "HEAD"))
    _unpack(root, commit, source)
    command = [sys.executable, "-m", "factcheck", "build", "--site-dir", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(source / "scripts"), NO_VERSIONS: "1"}
    built = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if built.returncode:
        show(f"The site of {base} cannot be built, so all pages are shown as new:\n{built.stdout}{built.stderr}")
        return None
    return site


def _unpack(root: Path, commit: str, folder: Path) -> None:
    """Write all files of a commit of the project into a folder.

    Raises:
        SetupError: git cannot give them out.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", commit]
    packed = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    if packed.returncode:
        message = f"git cannot give out the revision {commit[:12]}"
        raise SetupError(message)
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def write_preview(
    pages: Sequence[ChangedPage], sites: tuple[Path | None, Path], target: Path, site_url: str, base: str
) -> None:
    """Write the pages of a site that have changed, what they load, the start pages, and a list of them into a folder.

    Args:
        pages: what has changed.
        sites: the folders of the site before the change, if there is one, and after it.
        target: the folder, which must not be there.
        site_url: the address of the published site.
        base: the revision that it was compared with; nothing if that could not be built.

    Raises:
        OSError: a file cannot be read or written.
    """
    before, site = sites
    targets = LinkTargets(site, site_url)
    homes = {f"{language_folder(language)}index.html" for language in LANGUAGES}
    kept = (homes & targets.files) | {page.file for page in pages if page.how is not How.GONE}
    changed = {page.file for page in pages if page.how is How.CHANGED}
    loaded = set[str]()
    for file in kept:
        html = (site / file).read_text(encoding="utf-8")
        loaded.update(loaded_files(html, file, targets))
        html = for_disk(html, file, kept, targets, site_url)
        if before and file in changed:
            old = for_disk((before / file).read_text(encoding="utf-8"), file, kept, targets, site_url)
            html = with_marks(old, html, file.count("/") + 1)
        _write(target / PAGES / file, html)
    _copy_loaded(site, target / PAGES, loaded & targets.files)
    _write(target / "index.html", list_page(pages, site_url, base))
    for name in (_STYLES, MARKS):
        shutil.copyfile(_TEMPLATES / name, target / name)
    (target / MARK).touch()


def _copy_loaded(site: Path, target: Path, files: Iterable[str]) -> None:
    """Copy files of a site that its pages load, and those that stylesheets among them name."""
    loaded = set(files)
    for file in [file for file in loaded if file.endswith(".css")]:
        loaded.update(files_of_styles((site / file).read_text(encoding="utf-8"), file))
    for file in loaded:
        if (site / file).is_file():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site / file, target / file)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def list_page(pages: Sequence[ChangedPage], site_url: str, base: str) -> str:
    """Return the page that lists what has changed, by language: new pages first, then changed ones, then those gone."""
    templates = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    groups = [
        (language, [(how, found) for how in How if (found := _of(pages, language.code, how))])
        for language in BY_CODE.values()
    ]
    return templates.get_template("disk_preview.html").render(
        groups=[group for group in groups if group[1]], folder=PAGES, site_url=site_url, base=base, styles=_STYLES
    )


def _of(pages: Sequence[ChangedPage], language: str, how: How) -> list[ChangedPage]:
    return [page for page in pages if page.language == language and page.how is how]


_INDEX = "index.html"
_LINK = re.compile(r"<a\b[^<>]*>")
_ADDRESS = re.compile(r'(?<= href=")[^"<>]*|(?<= data-href=")[^"<>]*')
"""The address of a link, and the one that a script puts in its place."""
_LOADED = re.compile(r'<(?:link|script|img|image)\b[^<>]*?\s(?:href|src)="([^"<>]*)"')
_PRELOADED = re.compile(r'<link rel="preload"[^<>]*>\s*')
_IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]{1,500})")


def for_disk(html: str, page: str, kept: Collection[str], targets: LinkTargets, site_url: str) -> str:
    """Return a page of a site as it can be opened from a disk.

    Args:
        html: the page.
        page: its file below the folder of the site.
        kept: the files that are beside it on the disk.
        targets: knows where the links of the whole site lead.
        site_url: the address of the published site, which has all other pages.
    """

    def lead(match: re.Match[str]) -> str:
        link = unescape(match[0])
        file = targets.find(link, page).file
        if not file or link.startswith("#"):
            return match[0]
        rest = link[len(re.split(r"[?#]", link, maxsplit=1)[0]) :]
        near = posixpath.relpath(file, posixpath.dirname(page))
        address = near if file in kept else site_url + file.removesuffix(_INDEX)
        return escape(address + rest)

    # A font is loaded early only from a server.
    return _LINK.sub(lambda tag: _ADDRESS.sub(lead, tag[0]), _PRELOADED.sub("", html))


def loaded_files(html: str, page: str, targets: LinkTargets) -> Iterator[str]:
    """Yield the files that a browser loads for a page: styles, scripts and pictures of the site."""
    for match in _LOADED.finditer(html):
        file = targets.find(unescape(match[1]), page).file
        if file and not file.endswith(".html"):
            yield file


def files_of_styles(css: str, file: str) -> Iterator[str]:
    """Yield the files that a stylesheet of a site names, such as fonts."""
    for match in _IN_STYLES.finditer(css):
        if not match[1].startswith(("data:", "#", "https:")):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
