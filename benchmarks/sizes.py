"""How many claims a benchmark adds to the real ones, as its command line says."""

from __future__ import annotations

from argparse import ArgumentParser


def sizes(*usual: int) -> list[int]:
    """Return the numbers that the command line names, or the usual ones; what is no number ends with a message."""
    parser = ArgumentParser()
    parser.add_argument("claims", nargs="*", type=int, default=list(usual), help="how many claims more")
    asked: list[int] = parser.parse_args().claims
    return asked
