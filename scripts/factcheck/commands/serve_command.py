"""``factcheck serve``: show the site while one works on it."""

import gc
import os
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from queue import SimpleQueue

import click

from factcheck.arguments import find_root
from factcheck.parallel import cores
from factcheck.server.handler import Handler
from factcheck.server.http_server import HOST, HttpServer
from factcheck.server.preview import Preview, PreviewEvent, Restart
from factcheck.server.state import Current
from factcheck.server.watcher import Watcher
from factcheck.site.build import MkDocsRunner


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--poll", is_flag=True, help="Scan the files for changes, where the system reports none: network drives.")
def command(port: int, *, poll: bool) -> None:
    """Show the site on this machine; pages follow every change, and show mistakes instead of their text."""
    root = find_root()
    current, events = Current(), SimpleQueue[PreviewEvent]()
    with HttpServer(port, current, Handler(root)) as server, tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        address = f"http://{HOST}:{server.server_address[1]}/"
        click.echo(f"The site is at {address} in a moment. Ctrl+C stops it.")
        with closing(MkDocsRunner(root, Path(folder), address, events.put)) as mkdocs, suppress(Restart):
            preview = Preview(root, current, events, mkdocs, click.echo)
            preview.start(jobs=cores())
            gc.collect()
            gc.freeze()  # the records stay; looking for garbage among them at every change takes longer than a page
            with Watcher(root, events.put, click.echo, poll=poll), server.serving():
                preview.run()
    click.echo("The program has changed, and starts anew.")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own command line
