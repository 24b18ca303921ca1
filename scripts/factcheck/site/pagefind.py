"""Let Pagefind (https://pagefind.app) write the index of the search. The program comes with the package pagefind-bin.

It is spoken to as its own libraries do: a request is JSON in Base64 with a comma behind it, and so is the answer.
Pagefind's library for Python waits a tenth of a second for each answer, which is long for ten thousand pages.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from subprocess import PIPE
from typing import Any

from factcheck.errors import SetupError
from factcheck.languages import BY_CODE
from factcheck.site.pagefind_files import repeatable
from factcheck.site.search import Entry
from factcheck.site.search_parts import describe_rest, divide

FOLDER = "pagefind"
"""Where the index stands in the site of each language."""
REST = "rest"
"""Where the second part of a large index stands, in the folder of the first."""
_SCRIPT = "pagefind.js"
_ELIDED = "|".join(language.elision for language in BY_CODE.values() if language.elision) or "(?!)"
ELISION = re.compile(rf"(?i)(?<![^\W\d_])(?:{_ELIDED})(?=[^\W\d_])")
"""A word that is cut short before a vowel. Pagefind takes “l’accord” for one word, which “accord” would not find."""
_LITTLE = sorted({word for language in BY_CODE.values() for word in language.little_words})
_WORDS = {"elision": _ELIDED, "little": _LITTLE}
"""What assets/search-worker.js needs to know of the languages. Pages in one of them quote from the others."""
JOINT = "\u205f"
"""A blank that is put between “l’” and “accord”, so that both are words; assets/search-worker.js takes it out again."""
_KEPT = r"pagefind-entry\.json|.*\.pf_\w+"
"""What our own scripts need, besides Pagefind's script and its WebAssembly, of which one is enough for both parts.
Pagefind brings two user interfaces with it, which nobody here loads."""
_ROOM = 1 << 20
"""How much of an answer is read at once."""
_ENDED = {"type": "Error", "message": "it ended before it had answered"}
_MISSING = (
    "the search needs the program pagefind, which the package pagefind-bin brings, and there is neither here: run "
    "`make setup`, or install pagefind 1.5.2 for this machine (https://pagefind.app) where programs are found (PATH)"
)


def write_search(folder: Path, language: str, entries: Iterable[Entry]) -> None:
    """Write the index of a language into its site, a large one in two parts; the same entries give the same bytes.

    Args:
        folder: the site of the language.
        language: the language of all entries, which decides how words are cut to their stems.
        entries: what can be found.

    Raises:
        SetupError: Pagefind is missing, or fails.
    """
    first, rest = divide(entries)
    files = _index(language, first, rf"{re.escape(_SCRIPT)}|wasm\.{language}\.pagefind")
    files[_SCRIPT] += f"\nexport const words={json.dumps(_WORDS)};\n".encode()
    if rest:
        files[_SCRIPT] += f"\nexport const rest={json.dumps(describe_rest(rest, language))};\n".encode()
        files |= {f"{REST}/{path}": content for path, content in _index(language, rest).items()}
    _write(folder / FOLDER, files)


def _index(language: str, entries: Iterable[Entry], program: str = "(?!)") -> dict[str, bytes]:
    """Return the files of an index, and those of Pagefind's own that `program` matches."""
    # In the order of the addresses: Pagefind numbers pages as they come.
    records = [_record(entry, language) for entry in sorted(entries, key=lambda entry: entry.address)]
    # Were it asked to write the files, it would say that it has before they are on the disk, and some would be empty.
    start, end = {"type": "NewIndex", "config": {"force_language": language}}, {"type": "GetFiles", "index_id": 0}
    found = {file["path"]: b64decode(file["content"]) for file in _ask([start, *records, end])["files"]}
    kept = re.compile(rf"(?:{_KEPT}|{program})\Z")
    try:
        return repeatable({path: content for path, content in found.items() if kept.match(path)})
    except (ValueError, KeyError, IndexError, OSError, EOFError) as error:
        message = f"Pagefind made an index of another form than that of version 1.5.2: {error!r}"
        raise SetupError(message) from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that holds nothing else afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


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


def _record(entry: Entry, language: str) -> dict[str, Any]:
    """Return the request that adds an entry."""
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": entry.address,
        "content": apart(entry.text),
        "language": language,
        # One field only: Pagefind writes several in an order that differs from run to run.
        "meta": {"title": apart(entry.title)},
        "filters": {name: list(values) for name, values in entry.filters.items()},
    }


def apart(text: str) -> str:
    """Return a text in which an elided word and the next one stand apart."""
    return ELISION.sub(rf"\g<0>{JOINT}", text)


def _ask(requests: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Send requests to Pagefind one by one, and return the last answer.

    Raises:
        SetupError: it cannot be run, or ends too early, or says that something is wrong.
    """
    try:
        process = subprocess.Popen([program(), "--service"], bufsize=0, stdin=PIPE, stdout=PIPE)  # noqa: S603 - our own words
    except OSError as error:
        message = f"Pagefind cannot be run: {error}"
        raise SetupError(message) from error
    answer: dict[str, Any] = _ENDED
    with process:
        for number, request in enumerate(requests):
            answer = _exchange(process, json.dumps({"message_id": number, "payload": request}))
            if answer["type"] == "Error":
                break
        process.kill()
    if answer["type"] == "Error":
        message = f"Pagefind failed: {answer['message']}"
        raise SetupError(message)
    return answer


def _exchange(pipes: Any, request: str) -> dict[str, Any]:
    """Send one request and return the answer."""
    said = bytearray()
    with suppress(BrokenPipeError):
        pipes.stdin.write(b64encode(request.encode()) + b",")
        while not said.endswith(b",") and (more := pipes.stdout.read(_ROOM)):
            said += more
    payload: dict[str, Any] = json.loads(b64decode(said))["payload"] if said.endswith(b",") else _ENDED
    return payload
