"""What the books already have, counted and never guessed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money
from carerdesk.importers.matching import Known, Matched, new_and_known
from carerdesk.importers.values import StatementLine

DAY = date(2026, 10, 2)
Row = tuple[int, int, str]


def lines(rows: list[Row]) -> list[StatementLine]:
    return [StatementLine(n, date(2026, 10, day), Money(pence), text) for n, (day, pence, text) in enumerate(rows, 1)]


def known(rows: list[Row]) -> list[Known]:
    return [(line.date, line.amount, line.description) for line in lines(rows)]


def counts(found: Matched) -> tuple[int, int, int]:
    return len(found.new), len(found.already_there), len(found.not_sure)


BUS: Row = (2, -290, "TOWNLINE BUS")
ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(-2, 2), st.sampled_from(["BUS", "Bus!", "CAFE", ""])), max_size=25
)


@given(ROWS)
def test_reading_again_adds_nothing(rows: list[Row]) -> None:
    assert counts(new_and_known(lines(rows), known(rows))) == (0, len(rows), 0)


@given(ROWS)
def test_into_empty_books_everything_is_new(rows: list[Row]) -> None:
    found = new_and_known(lines(rows), [])
    assert found.new == tuple(lines(rows))


@given(ROWS, ROWS)
def test_every_line_comes_out_once(rows: list[Row], before: list[Row]) -> None:
    found = new_and_known(lines(rows), known(before))
    out = [*found.new, *found.already_there, *(each.line for each in found.not_sure)]
    assert sorted(line.line_number for line in out) == list(range(1, len(rows) + 1))


@given(ROWS, ROWS)
def test_a_longer_statement_adds_what_is_longer(rows: list[Row], more: list[Row]) -> None:
    found = new_and_known(lines(rows + more), known(rows))
    assert len(found.already_there) == len(rows)
    assert Counter(map(key, found.new)) == Counter(map(key, lines(more)))


def key(line: StatementLine) -> tuple[date, Money, str]:
    return line.date, line.amount, line.description.casefold().strip("!")


def test_two_fares_on_one_day_with_one_in_the_books_make_one_new() -> None:
    assert counts(new_and_known(lines([BUS, BUS]), known([BUS]))) == (1, 1, 0)


def test_case_spaces_and_marks_are_no_difference() -> None:
    assert counts(new_and_known(lines([BUS]), known([(2, -290, "Townline  bus.")]))) == (0, 1, 0)


def test_other_words_for_the_same_day_and_amount_are_not_sure() -> None:
    found = new_and_known(lines([BUS]), known([(2, -290, "PENDING TOWNLINE")]))
    assert counts(found) == (0, 0, 1)
    assert found.not_sure[0].known_texts == ("PENDING TOWNLINE",)


def test_which_of_two_was_reworded_is_for_a_person_to_say() -> None:
    found = new_and_known(lines([BUS, (2, -290, "CAFE")]), known([(2, -290, "CARD 4417")]))
    assert counts(found) == (0, 0, 2)


def test_a_day_or_a_penny_apart_is_new() -> None:
    assert counts(new_and_known(lines([BUS]), known([(3, -290, "TOWNLINE BUS"), (2, -291, "TOWNLINE BUS")]))) == (
        1,
        0,
        0,
    )
