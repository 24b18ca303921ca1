"""Let Pagefind (https://pagefind.app) write the index of the search. The program comes with the package pagefind-bin.

Pagefind reads a folder of small HTML files, one for each entry, with its own attributes for titles and filters. The
same entries give the same files of words and pages, but Pagefind orders the values of a filter anew in each run: the
files of filters, and those that name them (``*.pf_meta`` and ``pagefind-entry.json``), differ from build to build.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from html import escape
from importlib import import_module
from pathlib import Path

from factcheck.errors import SetupError
from factcheck.languages import BY_CODE
from factcheck.site.search_entries import SearchEntry, describe_rest, divide

FOLDER = "pagefind"
"""The folder of the index in the site of each language."""
REST = "rest"
"""The folder of the second part of a large index, in the folder of the first."""
_SCRIPT = "pagefind.js"
_ELIDED = "|".join(language.elision for language in BY_CODE.values() if language.elision) or "(?!)"
ELISION = re.compile(rf"(?i)(?<![^\W\d_])(?:{_ELIDED})(?=[^\W\d_])")
"""A word that is cut short before a vowel. Pagefind takes “l’accord” for one word, which “accord” would not find."""
_WORDS = {
    "elision": _ELIDED,
    "little": sorted({word for language in BY_CODE.values() for word in language.little_words}),
}
"""What assets/search-worker.js needs to know of all languages: pages in one of them quote from the others."""
JOINT = "\u205f"
"""A blank that is put between “l’” and “accord”, so that both are words; assets/search-worker.js takes it out again."""
_INTERFACES = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""Files of Pagefind that no page of ours loads. Its script and WebAssembly are needed once, in the first part."""
_MISSING = (
    "the search needs the program pagefind, which the package pagefind-bin brings, and there is neither here: run "
    "`make setup`, or install pagefind 1.5.2 for this machine (https://pagefind.app) where programs are found (PATH)"
)


def write_search(folder: Path, language: str, entries: Iterable[SearchEntry]) -> None:
    """Write the index of a language into its site, a large one in two parts.

    Args:
        folder: the site of the language.
        language: the language of all entries, which decides how words are cut to their stems.
        entries: what can be found.

    Raises:
        SetupError: Pagefind is missing, or fails.
    """
    first, rest = divide(entries)
    index = folder / FOLDER
    shutil.rmtree(index, ignore_errors=True)
    _write_index(index, first, language)
    _export(index / _SCRIPT, "words", _WORDS)
    if rest:
        _write_index(index / REST, rest, language)
        for name in (_SCRIPT, f"wasm.{language}.pagefind"):
            (index / REST / name).unlink()
        _export(index / _SCRIPT, "rest", describe_rest(rest, language))


def _export(script: Path, name: str, value: object) -> None:
    """Add a constant to Pagefind's script, which our own one imports."""
    with script.open("a", encoding="utf-8") as file:
        file.write(f"\nexport const {name}={json.dumps(value)};\n")


def _write_index(target: Path, entries: Iterable[SearchEntry], language: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        for entry in entries:
            path = Path(name, entry.address, "index.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_html(entry, language), encoding="utf-8")
        options = ["--site", ".", "--output-path", str(target.absolute()), "--force-language", language, "--quiet"]
        _run([program(), *options], Path(name))
    for pattern in _INTERFACES:
        for path in target.glob(pattern):
            path.unlink()


def _html(entry: SearchEntry, language: str) -> str:
    """Return an entry as the HTML that Pagefind reads. The title is not part of the text."""
    filters = "".join(
        f'<i data-pagefind-filter="{name}:{escape(value)}"></i>'
        for name, values in entry.filters.items()
        for value in values
    )
    title = f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(separate(entry.title))}</h1>'
    return f'<!doctype html><html lang="{language}"><body>{title}{filters}<p>{escape(separate(entry.text))}</p></body>'


def separate(text: str) -> str:
    """Return a text with a blank between each elided word and the next one."""
    return ELISION.sub(rf"\g<0>{JOINT}", text)


def program() -> str:
    """Return the path of Pagefind.

    Raises:
        SetupError: it is not there.
    """
    try:
        path = str(import_module("pagefind_bin").get_executable())
    except ImportError:
        path = shutil.which("pagefind") or ""
    if not path:
        raise SetupError(_MISSING)
    return path


def _run(command: list[str], folder: Path) -> None:
    """Run Pagefind in a folder, where it finds no configuration of somebody else.

    Raises:
        SetupError: it cannot be run, or says that something is wrong.
    """
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - our own words
    except OSError as error:
        message = f"Pagefind cannot be run: {error}"
        raise SetupError(message) from error
    if done.returncode:
        message = f"Pagefind failed: {done.stderr.strip() or done.stdout.strip() or f'exit code {done.returncode}'}"
        raise SetupError(message)
