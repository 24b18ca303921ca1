"""What is known of the records that a corpus leaves out, because nothing that it is to be checked for rests on them.

Most checks look at a record and at those it leads to. A few ask something of all records: whether an id is taken,
whether anything refers to a source, who is called what. The answers stand here, so that after a change the checks
need not read everything again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.finding import Locatable, Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of a designation: what is needed to tell whether it excludes another one.

    `claim` is the id of the claim that it stands in, and `contradicts` names the claims that this one contradicts.
    """

    file: Locatable
    claim: str
    pointer: Pointer
    provider: str
    customer: str | None
    said_by: str | None
    term: str | None
    date: str
    contradicts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The records that a corpus leaves out, in short; of a corpus that has them all, nothing."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each kind, the ids of its records."""
    targets: frozenset[tuple[str, str]] = frozenset()
    """Kinds and ids of what they refer to."""
    uses: tuple[Use, ...] = ()
    """The designations in their claims."""
