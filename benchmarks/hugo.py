"""Hugo as a peer: the same Markdown pages in the same shell as MkDocs with Material gives them.

The layout is a page that Material has built, with Hugo's variables in the places of title, address, contents and text.
Links between pages are looked up, as MkDocs does, and the text of all pages goes into an index for a search.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import PEERS

ADDRESS = "https://peer.example/"
MARKED = "---\ntitle: MARKED TITLE\n---\n# MARKED TITLE\n\nText.\n\n## Heading\n"
"""A page whose parts are found again in what Material makes of it."""
PLACES = (
    (r'(?<=<link rel="canonical" href=")[^"]+', "{{ .Permalink }}"),
    (r'(?<=<a href=")#[^"]+(?=" class="md-skip")', "#"),
    (r'<ul class="md-nav__list" data-md-component="toc".*?</ul>', "{{ .TableOfContents }}"),
    (r"<h1.*?(?=</article>)", "{{ .Content }}\n"),
    (r"MARKED TITLE", "{{ .Title }}"),
)
CONFIG = f"""baseURL = "{ADDRESS}"
title = "Peer"
disableKinds = ["RSS", "section", "taxonomy", "term"]
[outputs]
home = ["HTML", "JSON"]
"""
MOUNT = """[[module.mounts]]
source = "docs/{0}"
target = "content/{0}"
"""
LINK = """{{- $page := .Page.GetPage .Destination -}}
<a href="{{ with $page }}{{ .RelPermalink }}{{ else }}{{ .Destination | safeURL }}{{ end }}">{{ .Text | safeHTML }}</a>
{{- /**/ -}}
"""
INDEX = """{"docs":[{{ range $number, $page := .Site.RegularPages }}{{ if $number }},{{ end }}
{{ dict "location" .RelPermalink "title" .Title "text" .Plain | jsonify }}{{ end }}]}
"""


def find_hugo() -> str | None:
    """Return the program that `make peers` has installed, or else the one on the path."""
    # The package's own command is a Python script that starts this file.
    installed = sorted((PEERS / "python").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return str(installed[0]) if installed else shutil.which("hugo")


def hugo_command(program: str, project: Path) -> list[str]:
    """Return the command that builds a project that `write_hugo` has prepared."""
    return [program, "--quiet", "--source", str(project), "--destination", "site-hugo", "--cleanDestinationDir"]


def write_hugo(project: Path, config: str) -> None:
    """Prepare a folder with Markdown pages under ``docs`` for Hugo.

    Args:
        project: the folder.
        config: the configuration of MkDocs with which the pages are built there.
    """
    layouts = project / "layouts"
    (layouts / "_default" / "_markup").mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        built = _build_marked(Path(folder), config)
        shell = (built / "claims" / "page" / "index.html").read_text(encoding="utf-8")
        shutil.copytree(built / "assets", project / "static" / "assets")
    layout = make_layout(shell)
    (layouts / "_default" / "single.html").write_text(layout, encoding="utf-8")
    (layouts / "_default" / "_markup" / "render-link.html").write_text(LINK, encoding="utf-8")
    (layouts / "index.html").write_text(layout, encoding="utf-8")
    (layouts / "index.json").write_text(INDEX, encoding="utf-8")
    # A page index.md beside them would be the only page for Hugo, and they its resources.
    folders = sorted(path.name for path in (project / "docs").iterdir() if path.is_dir())
    (project / "hugo.toml").write_text(CONFIG + "".join(map(MOUNT.format, folders)), encoding="utf-8")


def make_layout(shell: str) -> str:
    """Return the layout that gives Hugo's pages the shell of the page that Material has made of `MARKED`.

    Raises:
        ValueError: Material makes its pages otherwise now.
    """
    for pattern, variable in PLACES:
        shell, count = re.subn(pattern, variable, shell, flags=re.DOTALL)
        if not count:
            message = f"nothing in Material's page looks like {pattern}"
            raise ValueError(message)
    return shell


def _build_marked(folder: Path, config: str) -> Path:
    """Return the site that MkDocs with Material makes of the marked page."""
    (folder / "docs" / "claims").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Claims\n", encoding="utf-8")
    (folder / "docs" / "claims" / "page.md").write_text(MARKED, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder / "site"
