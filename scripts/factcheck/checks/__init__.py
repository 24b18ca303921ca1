"""The registry of checks: the one list that the runner, ``--list-checks``, the docs and the tests use."""

from __future__ import annotations

from factcheck.checks import (
    duplicate_claim,
    duplicate_id,
    exceptions,
    file_name,
    files,
    page_clash,
    page_reference,
    page_slot,
    retired_reference,
    shape,
    syntax,
    tombstone,
    unknown_reference,
    unused_record,
)
from factcheck.checks.check import Check

_ALL = (
    *files.CHECKS,
    *syntax.CHECKS,
    *shape.CHECKS,
    unknown_reference.CHECK,
    retired_reference.CHECK,
    page_reference.CHECK,
    unused_record.CHECK,
    page_slot.CHECK,
    file_name.CHECK,
    duplicate_id.CHECK,
    tombstone.CHECK,
    page_clash.CHECK,
    duplicate_claim.CHECK,
    *exceptions.CHECKS,
)

REGISTRY: dict[str, Check] = {check.code: check for check in sorted(_ALL, key=lambda check: check.code)}
"""Every check by its code, in the order of the codes."""
