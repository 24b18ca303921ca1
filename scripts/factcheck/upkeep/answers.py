"""What an address answered, and what follows from it."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.upkeep.linked_addresses import Address


class Outcome(StrEnum):
    """What asking an address has shown."""

    FOUND = "found"
    MOVED = "moved"
    """It leads to another address for good."""
    GONE = "gone"
    SILENT = "silent"
    """It gives no answer, or that of a broken server: it may be back tomorrow."""
    REFUSED = "refused"
    """It does not answer programs."""
    UNSAFE = "unsafe"
    """It leads to where no reader should be sent, and was not asked."""
    NOT_ASKED = "not asked"
    """There was no time left."""


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What asking one address has shown, in words of the program; `target` is where it led, if that is another one."""

    outcome: Outcome
    note: str = ""
    target: str = ""


_MISSING = frozenset({404, 410})
_FOR_PEOPLE = frozenset({401, 402, 403, 405, 406, 407, 418, 421, 425, 426, 428, 429, 451, 999})
"""Answers that programs often get where a browser gets the page."""
_SUCCESS, _ERRORS = range(200, 300), range(500, 600)


def outcome_of(status: int) -> Outcome:
    """Return what a status of HTTP (RFC 9110) says about an address; redirections are followed before."""
    if status in _SUCCESS:
        return Outcome.FOUND
    if status in _MISSING:
        return Outcome.GONE
    if status in _FOR_PEOPLE:
        return Outcome.REFUSED
    return Outcome.SILENT if status in _ERRORS else Outcome.GONE


@dataclass(frozen=True, slots=True)
class Asked:
    """An address with its answer."""

    address: Address
    answer: HostAnswer
