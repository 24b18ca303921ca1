"""`factcheck serve`: the preview and its web server, from start to end."""

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from queue import SimpleQueue

from factcheck.parallel import cores
from factcheck.server.handler import Handler
from factcheck.server.http_server import HOST, HttpServer
from factcheck.server.preview import Preview, PreviewEvent, Restart
from factcheck.server.state import Current
from factcheck.server.watcher import Watcher
from factcheck.site.build import MkDocsRunner


def serve(root: Path, *, port: int, show: Callable[[str], object], poll: bool = False) -> None:
    """Show the project at `root` on this machine until interrupted; restart when the program changes.

    Args:
        root: the folder of the project.
        port: the port to listen on; 0 takes any.
        show: prints a line.
        poll: whether to scan the files instead of waiting for the system to report changes.

    Raises:
        SetupError: the port cannot be had.
        KeyboardInterrupt: it was interrupted.
    """
    current, events = Current(), SimpleQueue[PreviewEvent]()
    with HttpServer(port, current, Handler(root)) as server, tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        address = f"http://{HOST}:{server.server_address[1]}/"
        show(f"The site is at {address} in a moment. Ctrl+C stops it.")
        with closing(MkDocsRunner(root, Path(folder), address, events.put)) as mkdocs, suppress(Restart):
            preview = Preview(root, current, events, mkdocs, show)
            preview.start(jobs=cores())
            gc.collect()
            gc.freeze()  # the records stay; looking for garbage among them at every change takes longer than a page
            with Watcher(root, events.put, show, poll=poll), server.serving():
                preview.run()
    show("The program has changed, and starts anew.")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own command line
