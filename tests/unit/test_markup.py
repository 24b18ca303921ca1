"""What ``make html`` makes of the W3C checker's messages; the checker itself needs Java, and is not run here."""

from __future__ import annotations

from markup.check import THEMES, UNTRUE, judge

FAULTS = [("a.html:1", f"{known} and so on") for known in THEMES]


def test_faults_of_the_theme_and_what_is_no_fault_are_let_pass() -> None:
    wrong, seen = judge([*FAULTS, *(("b.html:2", f"{known}: …") for known in UNTRUE)])
    assert wrong == []
    assert set(seen.values()) == {1}


def test_any_other_message_is_shown_with_its_place() -> None:
    wrong, _ = judge([*FAULTS, ("claims/x/index.html:7", "Stray end tag “p”.")])
    assert wrong == ["claims/x/index.html:7: Stray end tag “p”."]


def test_listed_fault_that_is_gone_must_leave_the_list() -> None:
    wrong, _ = judge(FAULTS[1:])
    assert len(wrong) == 1
    assert next(iter(THEMES)) in wrong[0]
