"""`factcheck serve`: a web server on this machine only, which tells waiting browsers when there is a change."""

import errno
import gc
import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue
from threading import Thread, current_thread, main_thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from factcheck.errors import SetupError
from factcheck.parallel import cores
from factcheck.server.handler import Answer, Handler
from factcheck.server.preview import Preview, PreviewEvent, Restart
from factcheck.server.state import Current
from factcheck.server.watcher import Watcher
from factcheck.site.build import MkDocsRunner

HOST = "127.0.0.1"
LONGEST_WAIT = 60
"""Seconds after which a browser that waits for a change is answered although there is none."""
_STATE = re.compile(r"/_preview/state/([0-9]{1,20})")


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
    if current_thread() is main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    current, events = Current(), SimpleQueue[PreviewEvent]()
    with HttpServer(port, current, Handler(root)) as server, tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        address = f"http://{HOST}:{server.server_port}/"
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


class HttpServer(ThreadingHTTPServer):
    """Sends what `handler` answers about the current state.

    Raises:
        SetupError: it cannot listen on this port.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_port = False

    def __init__(self, port: int, current: Current, handler: Handler) -> None:
        self.current, self.handler = current, handler
        try:
            super().__init__((HOST, port), _Connection)
        except OSError as error:
            other = port + 1 if port < 65535 else 8000  # noqa: PLR2004 - the last port
            in_use = f"port {port} of this machine is in use, perhaps by another preview; stop that, or "
            why = in_use if error.errno == errno.EADDRINUSE else f"cannot listen on port {port}: {error.strerror}; "
            way_out = f"choose another one: `make serve PORT={other}` or `factcheck serve --port {other}`"
            raise SetupError(why + way_out) from error

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve in a thread until the context ends."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a browser that has gone away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: HttpServer

    def do_GET(self) -> None:
        """Answer a request."""
        path = unquote(urlsplit(self.path).path)
        if waiting := _STATE.fullmatch(path):
            number = self.server.current.wait_for_change(int(waiting[1]), LONGEST_WAIT)
            answer = Answer(str(number).encode(), {"Content-Type": "text/plain"})
        else:
            answer = self.server.handler.answer(self.server.current.state, path)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, quote(value, safe="/") if name == "Location" else value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store" if answer.status != HTTPStatus.OK else "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - its name in the standard library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing about requests: the terminal is for findings."""
