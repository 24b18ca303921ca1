"""`factcheck serve`: the preview from its start to its end."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread, current_thread, main_thread

from factcheck.parallel import cores
from factcheck.server.answers import Answers
from factcheck.server.board import Board
from factcheck.server.handwritten import Handwritten
from factcheck.server.server import HOST, Server
from factcheck.server.workshop import Restart, Workshop


def serve(root: Path, *, port: int, show: Callable[[str], object]) -> None:
    """Show the project at `root` on this machine until interrupted; start anew when the program changes.

    Args:
        root: the folder of the project.
        port: the port to listen on; 0 takes any.
        show: prints a line.

    Raises:
        SetupError: the port cannot be had.
        KeyboardInterrupt: it was interrupted.
    """
    if current_thread() is main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    board = Board()
    with Server(port, board, Answers(root)) as server, tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        address = f"http://{HOST}:{server.server_port}/"
        show(f"The site is at {address} in a moment. Ctrl+C stops it.")
        with suppress(Restart):
            _follow(server, Workshop(root, board, Handwritten(root, Path(folder), address), show))
    show("The program has changed, and starts anew.")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own command line


def _follow(server: Server, workshop: Workshop) -> None:
    """Serve and follow changes until interrupted; leave no thread and no process behind.

    Raises:
        Restart: the program has changed.
    """
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    try:
        workshop.start(processes=cores())  # before there are threads, so that others may help
        gc.collect()
        gc.freeze()  # the records stay; looking for garbage among them at every change takes longer than a page
        thread.start()
        workshop.run()
    finally:
        workshop.stop()
        if thread.is_alive():
            server.shutdown()
