"""A preview of the small project without network and watcher, and with a MkDocs that is a few strings."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from typing import cast

from factcheck.kinds import PAGES
from factcheck.languages import LANGUAGES
from factcheck.server.handler import Handler
from factcheck.server.preview import Preview, PreviewEvent
from factcheck.server.state import Current, State
from factcheck.site.build import MkDocsResult, MkDocsRunner
from factcheck.site.hook import ABOUT
from factcheck.site.shells import ID

CLAIM = "facts/claims/first-claim.yml"
PAGE = "claims/first-claim/"
OK, MISSING, BROKEN, NOT_YET = 200, 404, 500, 503
_SHELL = '<!doctype html><title>RECORDTITLE</title><body>\n<h1 id="record">Record</h1>\n</body>'
_HANDWRITTEN = '<!doctype html><title>{}</title><body><link href="assets/a.css"><!-- records: claims --></body>'

_NAMES = ("index.html", "404.html", "claims/index.html", "assets/a.css")


class Events(SimpleQueue[PreviewEvent]):
    """A queue in which nobody waits for ever."""

    def get(self, block: bool = True, timeout: float | None = None) -> PreviewEvent:  # noqa: FBT001, FBT002 - as its base
        return super().get(block, timeout or 60)


class FakeMkDocs:
    """Has built as soon as it is started; tests say whether it fails, and what it prints."""

    def __init__(self, folder: Path, events: Events) -> None:
        self.folder, self.events, self.builds, self.fails, self.prints = folder, events, 0, False, ""

    def start(self) -> None:
        self.builds += 1
        self.events.put(MkDocsResult(None if self.fails else self._build(), self.prints))

    def _build(self) -> Path:
        target = self.folder / str(self.builds)
        for language in LANGUAGES:
            pages = {name: _HANDWRITTEN.format(f"{language} {name}") for name in _NAMES}
            pages |= {f"{name}/{ID}/index.html": _SHELL for name in PAGES.values()}
            for name, content in {**pages, ABOUT: '{"url": "http://s/", "name": "S"}'}.items():
                path = target / language / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
        return target


class SmallPreview:
    """The preview of the project at `root`, what it has printed, and a browser's view of it."""

    def __init__(self, root: Path) -> None:
        self.root, self.said, self.events, self.current = root, list[str](), Events(), Current()
        self.mkdocs, self.handler = FakeMkDocs(root.parent / "built", self.events), Handler(root)
        self.preview = Preview(root, self.current, self.events, cast("MkDocsRunner", self.mkdocs), self.said.append)
        self.preview.start()
        self.settle()

    @property
    def state(self) -> State:
        """What is shown."""
        return self.current.state

    @property
    def codes(self) -> set[str]:
        """The codes of the findings."""
        return {finding.code for finding in self.state.report.findings} if self.state.report else set()

    def replace(self, old: str, new: str, path: str = CLAIM) -> None:
        """Replace a text in a file, and let the preview handle that; the checks may still be running then."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        self.changed(path)

    def changed(self, path: str | Path) -> None:
        """Let the preview handle a changed file."""
        self.events.put(self.root / path)
        self.preview.step()

    def settle(self) -> None:
        """Handle events until everything is built and checked."""
        while not self.events.empty() or not (self.state.failure or (self.state.report and self.state.edition)):
            self.preview.step()

    def get(self, address: str) -> tuple[int, str]:
        """Return status and text of what a browser gets, which follows redirects."""
        answer = self.handler.answer(self.state, f"/{address}")
        if "Location" in answer.headers:
            return self.get(answer.headers["Location"].removeprefix("/"))
        return answer.status.value, answer.body.decode()
