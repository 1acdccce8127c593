"""Rates of a year that the program does not know yet, brought in from a file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from carerdesk.catalogue.places import resource
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.rates.bringing_in import (
    RatesPreview,
    bring_in_rates,
    kept_files,
    known_to,
    look_at_rates,
    take_out_rates,
)
from carerdesk.services.rates.known import known_rates
from carerdesk.store.books import FixedClock, open_books
from tests.services.pay.made import codes, keep, pa, weekdays

NEXT_YEAR = date(2027, 5, 28)


def a_year_on(body: str) -> str:
    """This year's file with every date a year later, as if it were next year's."""
    later = re.sub(r"(202[67])-(\d\d-\d\d)", lambda found: f"{int(found[1]) + 1}-{found[2]}", body)
    return later.replace("checked = 2027-11-21", "checked = 2026-11-19")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2027-28.toml"
    path.write_text(a_year_on(resource("rates", "2026-27.toml").read_text(encoding="utf-8")), encoding="utf-8")
    return path


def look(books: Books, file: Path) -> RatesPreview:
    found = look_at_rates(books, file)
    assert isinstance(found, RatesPreview), words(found)
    return found


def words(found: object) -> str:
    assert isinstance(found, Rejected)
    return problem_words(found.problems[0])


def test_a_new_year_is_known_after_it_and_still_after_reopening(books: Books, file: Path) -> None:
    assert known_to(books) == date(2027, 4, 5)
    preview = look(books, file)
    assert preview.first == date(2027, 4, 1)
    assert preview.lacking == ()
    assert known_to(books) == date(2027, 4, 5)
    assert isinstance(bring_in_rates(books, preview), Done)
    assert known_to(books) == date(2028, 4, 5)
    folder = books.folder
    books.close()
    again = open_books(folder, FixedClock(date(2026, 11, 20)))
    with again.reading() as session:
        assert known_rates(session).table("income_tax.paye_threshold", NEXT_YEAR)["weekly"] == 242
    again.close()


def test_undo_makes_the_year_unknown_again(books: Books, file: Path) -> None:
    done = bring_in_rates(books, look(books, file))
    assert isinstance(done, Done)
    undo(books, done.operation)
    with books.reading() as session, pytest.raises(NoRateFor):
        known_rates(session).figure("employment_allowance", NEXT_YEAR)


def test_each_figure_is_shown_beside_the_one_it_follows(books: Books, file: Path) -> None:
    body = file.read_text(encoding="utf-8").replace('weekly = "242"', 'weekly = "250"')
    file.write_text(body, encoding="utf-8")
    row = next(one for one in look(books, file).rates if one.kind == "income_tax.paye_threshold")
    assert (row.before, row.now) == ("weekly 242, monthly 1,048", "weekly 250, monthly 1,048")


def test_a_file_taken_out_is_gone(books: Books, file: Path) -> None:
    done = bring_in_rates(books, look(books, file))
    assert isinstance(done, Done)
    [kept] = kept_files(books)
    assert (kept.name, kept.last) == ("2027-28.toml", date(2028, 4, 5))
    take_out_rates(books, kept.id)
    assert kept_files(books) == ()
    assert known_to(books) == date(2027, 4, 5)


def test_what_the_file_leaves_out_is_named(books: Books, file: Path) -> None:
    parts = file.read_text(encoding="utf-8").split("[[rate]]")
    left = [part for part in parts if 'kind = "employment_allowance"' not in part]
    assert len(left) == len(parts) - 1
    file.write_text("[[rate]]".join(left), encoding="utf-8")
    assert look(books, file).lacking == ("employment_allowance",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2027-04-06", "2026-04-06", "already have one"),
        ("2027-04", "2027-06", "Bring in the rates for the days between"),
        ("checked = 2026-11-19", "checked = 2026-11-21", "has not come yet"),
        ('source = "thresholds"', 'source = "hearsay"', "hearsay"),
        ('address = "https://www.gov.uk', 'address = "www.gov.uk', "does not hold rates in the form"),
        ('title = "GOV.UK', 'title = " "\n# "GOV.UK', "does not hold rates in the form"),
        ('source = "thresholds"\n', "", "does not hold rates in the form"),
        ('kind = "employment_allowance"', 'kind = "luck"', "luck"),
        ('unit = "£ a year"', 'unit = "£ a week"', "another form"),
        ('value = "1257"', 'value = "NaN"', "NaN"),
        ('value = "1257"', "value = 1257", "does not hold rates in the form"),
        ('value = "1257"', 'value = "-1257"', "another form"),
        ("[[rate]]", "[[weather]]", "does not hold rates in the form"),
        ("checked = 2026-11-19", "checked = soon", "does not hold rates in the form"),
    ],
)
def test_a_file_that_is_not_right_is_refused_in_words_and_changes_nothing(
    books: Books, file: Path, old: str, new: str, said: str
) -> None:
    body = file.read_text(encoding="utf-8")
    assert old in body
    file.write_text(body.replace(old, new), encoding="utf-8")
    assert said in words(look_at_rates(books, file))
    assert kept_files(books) == ()


@pytest.mark.parametrize("body", [b"", b"checked = 2026-11-19\nrate = []\n[sources]\n", b"\xff\xfe\x00", b"PK\x03\x04"])
def test_another_kind_of_file_is_refused_in_words(books: Books, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "letter.toml"
    path.write_bytes(body)
    assert "letter.toml" in words(look_at_rates(books, path))


def test_the_same_file_twice_is_refused(books: Books, file: Path) -> None:
    preview = look(books, file)
    bring_in_rates(books, preview)
    assert "already have one" in words(bring_in_rates(books, preview))
    assert "already have one" in words(look_at_rates(books, file))


def test_pay_of_the_new_year_is_refused_before_and_agreed_after_and_the_file_then_stays(
    books: Books, file: Path
) -> None:
    worker = pa(books, first_payday=NEXT_YEAR, period_end=date(2027, 5, 23), started=date(2027, 4, 26))
    keep(books, weekdays(worker, date(2027, 5, 21), 10, "08:00-15:00"))
    assert "payday_outside_known_rates" in codes(agree_payday(books, NEXT_YEAR))
    bring_in_rates(books, look(books, file))
    assert isinstance(agree_payday(books, NEXT_YEAR), Done)
    [kept] = kept_files(books)
    assert "28 May 2027 was worked out with it" in words(take_out_rates(books, kept.id))
