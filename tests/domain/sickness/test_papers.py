"""Papers about a sickness: gaps between them, when they run out, what cannot be."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.sickness.papers import Covers, PaperKind, check_paper, gaps, odd_paper, runs_out

FIRST = date(2026, 11, 2)
A_DAY = timedelta(days=1)
NOTE, SELF = PaperKind.FIT_NOTE, PaperKind.SELF_CERTIFICATE


def day(at: int) -> date:
    """The nth day of the absence, from 1."""
    return FIRST + A_DAY * (at - 1)


def note(first: int, last: int, kind: PaperKind = NOTE) -> Covers:
    return Covers(kind, day(first), day(last))


def test_the_first_seven_days_need_no_fit_note() -> None:
    assert gaps(FIRST, day(7), []) == ()
    assert gaps(FIRST, day(8), []) == ((day(8), day(8)),)
    assert gaps(FIRST, day(8), [note(1, 8, SELF)]) == ((day(8), day(8)),)


def test_days_between_fit_notes_are_a_gap() -> None:
    assert gaps(FIRST, day(30), [note(8, 14), note(17, 21)]) == ((day(15), day(16)), (day(22), day(30)))
    assert gaps(FIRST, day(21), [note(5, 14), note(12, 21)]) == ()
    assert gaps(FIRST, day(10), [note(12, 21)]) == ((day(8), day(10)),)


def test_papers_reach_to_where_the_first_break_is() -> None:
    assert runs_out(FIRST, []) is None
    assert runs_out(FIRST, [note(1, 7, SELF), note(8, 21)]) == day(21)
    assert runs_out(FIRST, [note(1, 7, SELF), note(9, 21)]) == day(7)
    assert runs_out(FIRST, [note(8, 21)]) == day(21)
    assert runs_out(FIRST, [note(10, 21)]) is None


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20)), max_size=6), st.integers(1, 70))
def test_every_day_after_the_first_week_is_in_a_gap_or_under_a_note(notes: list[tuple[int, int]], until: int) -> None:
    papers = [note(first, first + more) for first, more in notes]
    found = gaps(FIRST, day(until), papers)
    in_gap = {begins + A_DAY * at for begins, ends in found for at in range((ends - begins).days + 1)}
    for at in range(1, until + 1):
        covered = any(paper.first <= day(at) <= paper.last for paper in papers)
        assert (day(at) in in_gap) is (at > 7 and not covered)


def test_what_a_paper_cannot_be() -> None:
    today = day(20)
    assert check_paper(note(1, 7), FIRST, None, today, today) == ()
    assert [one.code for one in check_paper(note(7, 1), FIRST, None, None, today)] == ["paper_ends_before_start"]
    assert [one.code for one in check_paper(note(-5, 0), FIRST, None, today + A_DAY, today)] == [
        "paper_beside_sickness", "paper_received_ahead",
    ]  # fmt: skip
    assert [one.code for one in check_paper(note(12, 14), FIRST, day(11), None, today)] == ["paper_beside_sickness"]


def test_a_self_certificate_is_for_seven_days() -> None:
    assert odd_paper(note(1, 7, SELF)) == ()
    assert [one.code for one in odd_paper(note(1, 8, SELF))] == ["self_certificate_over_a_week"]
    assert odd_paper(note(1, 8)) == ()
