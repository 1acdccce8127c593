"""Each planted failure is found by its own test, and by no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

from carerdesk.services.books.verifying import verify_books
from carerdesk.services.evidence.returns import all_returns
from carerdesk.store.books import Books

COUNCIL, NHS = "Westmere Council", "NHS Westmere ICB"


class Made(Protocol):
    folder: Path
    books: Books


def _told(made: Made) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((made.folder / "faults.json").read_text(encoding="utf-8"))
    return found


def test_there_is_one_failure_for_each_control_test(faulty: Made) -> None:
    assert [told["test"] for told in _told(faulty)] == list(range(1, 13))
    assert all(told["what"] and told["funder"] in {COUNCIL, NHS} for told in _told(faulty))


def test_each_failure_is_found_by_its_test(faulty: Made) -> None:
    found = {(test.n, view.funder) for view in all_returns(faulty.books) for test in view.tests if test.findings}
    assert {(told["test"], told["funder"]) for told in _told(faulty)} <= found


def test_no_other_test_is_set_off(faulty: Made) -> None:
    """A payment to HMRC is everybody's, so that every funder's return shows it late; the rest is one funder's."""
    planted = {(told["test"], told["funder"]) for told in _told(faulty)}
    found = {
        (test.n, view.funder) for view in all_returns(faulty.books) for test in view.tests if test.state == "attention"
    }
    assert found - planted == {(5, NHS), (5, "Own money")}


def test_the_findings_name_what_was_planted(faulty: Made) -> None:
    texts = {
        (test.n, view.funder): [finding.text for finding in test.findings]
        for view in all_returns(faulty.books)
        for test in view.tests
        if test.findings and view.last < faulty.books.today()
    }
    assert any("Market stall" in text or "12.40" in text for text in texts[1, COUNCIL])
    assert any("They differ by £9.00" in text for text in texts[2, NHS])
    assert any("7 h 30 min, but the timesheet says 7 h" in text for text in texts[3, NHS])
    assert any("£101.00 is missing" in text for text in texts[6, COUNCIL])
    assert any("H MARSH" in text for text in texts[8, COUNCIL])
    assert any("Rowan Fair" in text for text in texts[9, COUNCIL])
    assert any("Tom Griffiths" in text for text in texts[11, NHS])


def test_failures_break_no_law_of_the_books(faulty: Made) -> None:
    assert verify_books(faulty.books) == ()
