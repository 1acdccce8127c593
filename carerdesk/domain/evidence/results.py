"""What a control test answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Passed, wants attention, or could not be checked for want of a record."""

    PASS = "pass"  # noqa: S105 - no password
    ATTENTION = "attention"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line that fails a test, in words, with what to do. `record` and `id` point to the row ("bank_line", 12)."""

    text: str
    todo: str = ""
    record: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ControlResult:
    """One of the twelve tests on one funder and period.

    `result` is short ("12 of 12", "0.5 h over"); `missing` says what is not recorded where the state is NOT_CHECKED.
    """

    n: int
    title: str
    state: State
    result: str
    findings: tuple[Finding, ...] = ()
    missing: str = ""
