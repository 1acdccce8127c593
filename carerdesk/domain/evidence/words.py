"""The words of the control tests. They are handed in, since the rules read no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carerdesk.domain.evidence.results import ControlResult, Finding, State


@dataclass(frozen=True, slots=True)
class ControlWords:
    """Sentences by test number ("1" to "12").

    Each has title, passed, nothing, attention, missing.<key>, found.<key>.text and .todo.

    A sentence that is not there raises KeyError: a test without words is a bug.
    """

    tests: Mapping[str, Any]

    def passed(self, n: int, looked_at: int = 1, /, **values: str) -> ControlResult:
        """The test found nothing amiss; where it had nothing to look at, its words say that."""
        words = self.tests[str(n)]
        said = words["passed" if looked_at else "nothing"]
        return ControlResult(n, words["title"], State.PASS, said.format_map(values))

    def attention(self, n: int, findings: Sequence[Finding], **values: str) -> ControlResult:
        """The test wants attention, line by line."""
        words = self.tests[str(n)]
        return ControlResult(n, words["title"], State.ATTENTION, words["attention"].format_map(values), tuple(findings))

    def not_checked(self, n: int, missing: str, **values: str) -> ControlResult:
        """The test could not be made: what is not recorded yet."""
        words = self.tests[str(n)]
        said = words["missing"][missing].format_map(values)
        return ControlResult(n, words["title"], State.NOT_CHECKED, self.tests["not_checked"], missing=said)

    def finding(self, n: int, key: str, record: str = "", row: int | None = None, **values: str) -> Finding:
        """One line that fails, and what to do."""
        words = self.tests[str(n)]["found"][key]
        return Finding(words["text"].format_map(values), words["todo"].format_map(values), record, row)

    def judged(self, n: int, findings: Sequence[Finding], looked_at: int = 1, /, **values: str) -> ControlResult:
        """Passed where there are no findings, else attention."""
        if findings:
            return self.attention(n, findings, **values)
        return self.passed(n, looked_at, **values)
