"""A quick look for signs without which a text cannot have a fault: few texts hold any, and only these are read."""

from __future__ import annotations


def holds_any(text: str, signs: tuple[str, ...]) -> bool:
    """Return whether one of these signs stands in a text."""
    for sign in signs:  # noqa: SIM110 - any() takes twice as long
        if sign in text:
            return True
    return False
