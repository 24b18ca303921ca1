"""Every example on the page that says how to use the data is run, out of the page's own text, against a finished site.

The site is served on this machine; its own address, in the examples and in its files, becomes that of the server.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from markdown_it import MarkdownIt

from conftest import ROOT
from factcheck.languages import LANGUAGES
from factcheck.site.addresses import EXAMPLE

PROGRAMS = ("curl", "gunzip", "jq", "sha256sum", "sqlite3", "unzip")
"""What the examples use that comes neither with Python nor with the packages of the tests."""
_OWN_TSC = ROOT / "tests/types/node_modules/typescript/bin/tsc"
TSC = ["node", str(_OWN_TSC)] if _OWN_TSC.exists() else [tsc] if (tsc := shutil.which("tsc")) else []
"""The command of TypeScript's compiler, if it is there."""
_TEXTS = {".json", ".md", ".txt", ".html", ".atom", ".ics"}


class Example(NamedTuple):
    """A block of code on the page: the heading above it, its language, and the code."""

    heading: str
    language: str
    code: str


def examples(language: str) -> Iterator[Example]:
    """Yield the examples on the page of a language."""
    heading = ""
    tokens = MarkdownIt("commonmark").parse((ROOT / f"docs/{language}/data/use.md").read_text(encoding="utf-8"))
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        if before.type == "heading_open":
            heading = token.content
        if token.type == "fence":
            yield Example(heading, token.info, token.content)


class Site(SimpleHTTPRequestHandler):
    """Serves a finished site, whose texts name this server instead of the address that the site was made for."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        if path.suffix in _TEXTS:
            content = content.replace(EXAMPLE.encode(), f"http://127.0.0.1:{self.server.server_port}/".encode())  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the class that it is from
        """Keep silent."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Serve the site of the sample project; return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def fetch(address: str) -> str:
    """Return what is at an address of our server."""
    with urlopen(address) as answer:  # noqa: S310 - of this machine
        return str(answer.read().decode())


def compiled(code: str, folder: Path) -> list[str]:
    """Return the command that runs a program in TypeScript, which its compiler has accepted."""
    (folder / "example.mts").write_text(code, encoding="utf-8")
    how = ["--strict", "--target", "es2022", "--module", "nodenext", "example.mts"]
    done = subprocess.run([*TSC, *how], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return ["node", "example.mjs"]


def run(example: Example, folder: Path) -> str:
    """Run an example in a folder; return what it prints."""
    if example.language == "text":  # addresses to give to a program
        return "".join(fetch(address) for address in example.code.split())
    commands = {
        "sh": ["bash", "-euo", "pipefail", "-c"],
        "python": [sys.executable, "-c"],
    }
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    code = re.sub(r"(?m)^datasette .*", r"\g<0> --get /records/claim_overview.json", example.code)  # and not for ever
    command = compiled(code, folder) if example.language == "ts" else [*commands[example.language], code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


SECTIONS = [*dict.fromkeys((language, example.heading) for language in LANGUAGES for example in examples(language))]


@pytest.mark.parametrize(("language", "heading"), SECTIONS, ids=lambda value: value)
def test_examples_of_a_section_work_one_after_the_other(
    language: str, heading: str, served: str, tmp_path: Path
) -> None:
    found = [example for example in examples(language) if example.heading == heading]
    named = {word for example in found if example.language == "sh" for word in re.findall(r"[a-z0-9]+", example.code)}
    if any(example.language == "ts" for example in found) and not TSC:
        pytest.skip("TypeScript’s compiler tsc is missing: `make types` installs it (it needs npm)")
    if missing := [program for program in PROGRAMS if program in named and not shutil.which(program)]:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    printed = [run(example._replace(code=example.code.replace(EXAMPLE, served)), tmp_path) for example in found]
    assert any(printed)


def test_pages_in_all_languages_have_the_same_examples() -> None:
    kinds = {tuple(example.language for example in examples(language)) for language in LANGUAGES}
    assert len(kinds) == 1


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("sha256sum")), reason="needs jq and sha256sum")
@pytest.mark.parametrize("language", LANGUAGES)
def test_copy_can_be_verified_without_our_program(language: str, site: Path, tmp_path: Path) -> None:
    page = (ROOT / f"docs/{language}/verify.md").read_text(encoding="utf-8")
    [command] = re.findall(r"^\$ (jq .* sha256sum .*)$", page, re.MULTILINE)
    verify = partial(subprocess.run, ["bash", "-c", command], capture_output=True, text=True, check=False)
    whole = verify(cwd=site)
    assert (whole.returncode, whole.stdout) == (0, "")
    copy = shutil.copytree(site, tmp_path / "copy")
    (copy / "llms.txt").write_text("forged", encoding="utf-8")
    assert verify(cwd=copy).stdout.splitlines() == ["llms.txt: FAILED"]
