"""Watch the files that a preview is made from, and report each one that changes."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from factcheck.plain_files import is_left_by_editor

Area = Literal["records", "pages", "schemas", "templates", "program"]
"""What a file belongs to; the preview acts on a change accordingly. MkDocs reads all of "pages"."""

PACKAGE = Path(__file__).resolve().parent.parent
INTERVAL = 0.5
"""Seconds between two scans of the files, where the system does not report changes."""
_FOLDERS: dict[str, Area] = {"facts": "records", "docs": "pages", "schemas": "schemas"}
_SUFFIXES: dict[str, Area] = {".html": "templates", ".py": "program", ".po": "program"}
# No events for opened files and modified folders: reading the records would cause them.
_FILTER: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent),
    *(events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
]


def area_of(path: Path, root: Path) -> Area | None:
    """Return what a file belongs to; None if the preview of the project at `root` does not depend on it."""
    if is_left_by_editor(path.as_posix()):
        return None
    if path.is_relative_to(PACKAGE):
        return _SUFFIXES.get(path.suffix)
    if path == root / "scripts" / "mkdocs_hooks.py" or (path.parent == root and path.match("mkdocs*.yml")):
        return "pages"
    return next((area for name, area in _FOLDERS.items() if path.is_relative_to(root / name)), None)


class Watcher(events.FileSystemEventHandler):
    """A context in which a thread calls `report` with the path of each file that changes.

    Args:
        root: the folder of the project. Our own program is watched, too.
        report: takes the path of a file that has been added, changed, moved or removed.
        show: prints a line.
        poll: whether to scan the files instead of waiting for the system to report changes. Where the system
            cannot watch that many files, they are scanned anyway.
    """

    def __init__(
        self, root: Path, report: Callable[[Path], object], show: Callable[[str], object], *, poll: bool = False
    ) -> None:
        self._root, self._report, self._show = root, report, show
        self._folders = [PACKAGE, *(root / name for name in _FOLDERS)]
        self._watches: dict[Path, ObservedWatch] = {}
        self._observer: BaseObserver = PollingObserver(timeout=INTERVAL) if poll else Observer()

    def __enter__(self) -> None:
        """Begin to watch."""
        try:
            self._start()
        except OSError as error:
            self._show(f"The system cannot report changes ({error.strerror}): the files are scanned instead.")
            self._observer.unschedule_all()
            self._observer, self._watches = PollingObserver(timeout=INTERVAL), {}
            self._start()

    def __exit__(self, *_: object) -> None:
        """End watching."""
        self._observer.stop()
        self._observer.join()

    def _start(self) -> None:
        # The settings of MkDocs are in these two. They also tell when a folder that was removed is back.
        for folder in (self._root, self._root / "scripts"):
            if folder.is_dir():
                self._observer.schedule(self, str(folder), event_filter=_FILTER)
        for folder in self._folders:
            self._watch(folder)
        self._observer.start()

    def _watch(self, folder: Path) -> None:
        """Watch a folder and everything below it; watch it again if it was removed and is back."""
        if folder in self._watches:
            self._observer.unschedule(self._watches.pop(folder))
        if folder.is_dir():
            self._watches[folder] = self._observer.schedule(self, str(folder), recursive=True, event_filter=_FILTER)

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Report the files of an event."""
        for path in {Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name}:
            if path in self._folders:
                with suppress(OSError):  # it may be gone again
                    self._watch(path)
            if area_of(path, self._root):
                self._report(path)
