"""``factcheck serve``: show the site while one works on it."""

import click

from factcheck.arguments import find_root
from factcheck.server.serve import serve


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--poll", is_flag=True, help="Scan the files for changes, where the system reports none: network drives.")
def command(port: int, *, poll: bool) -> None:
    """Show the site on this machine; pages follow every change, and show mistakes instead of their text."""
    serve(find_root(), port=port, show=click.echo, poll=poll)
