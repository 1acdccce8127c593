"""What This week says of holiday asked for, of fit notes that run out, and of coming back to work."""

from __future__ import annotations

from datetime import date

from carerdesk.domain.sickness.papers import PaperKind
from carerdesk.services.books import Books
from carerdesk.services.due.items import Due
from carerdesk.services.holiday import due as holiday
from carerdesk.services.holiday.requests import ask_for_holiday, waiting_requests, withdraw_request
from carerdesk.services.holiday.weigh import NewBooking
from carerdesk.services.sickness import due as sickness
from carerdesk.services.sickness.papers import NewPaper, keep_paper
from carerdesk.services.sickness.record import end_sickness
from tests.services.pay.made import done, pa
from tests.services.sickness.made import paid_weeks, sick

ILL = date(2026, 11, 2)


def of(books: Books, which: str, today: date | None = None) -> list[Due]:
    with books.reading() as session:
        day = today or books.today()
        found = [*holiday.due_items(session, day), *sickness.due_items(session, day)]
    return [item for item in found if item.key.startswith(which)]


def test_a_request_is_due_by_the_last_day_to_refuse_it(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    done(ask_for_holiday(books, NewBooking(kasia, date(2026, 12, 7), date(2026, 12, 11), 1200)))
    (item,) = of(books, "holiday:asked")
    assert (item.title, item.day) == ("Kasia asks for holiday, 7 to 11 December 2026", date(2026, 12, 1))
    (late,) = of(books, "holiday:asked", date(2026, 12, 2))
    assert late.day == date(2026, 12, 7)
    request = waiting_requests(books)[0].id
    assert dict(item.place) == {"request": request}
    done(withdraw_request(books, request))
    assert of(books, "holiday:asked") == []


def test_a_fit_note_that_runs_out_while_the_sickness_goes_on_is_due(books: Books) -> None:
    spell = sick(books, paid_weeks(books, 9), ILL)
    assert [item.key for item in of(books, "sickness:fit_note")] == [f"sickness:fit_note:{spell}"]
    done(keep_paper(books, NewPaper(spell, PaperKind.FIT_NOTE, ILL, date(2026, 11, 27))))
    assert of(books, "sickness:fit_note") == []
    (item,) = of(books, "sickness:runs_out")
    assert (item.title, item.day) == ("Asha’s fit note runs out on Friday 27 November", date(2026, 11, 27))
    assert of(books, "sickness:runs_out", date(2026, 11, 19)) == []
    done(end_sickness(books, spell, date(2026, 11, 27)))
    assert of(books, "sickness:runs_out") == []


def test_coming_back_to_work_is_due_on_its_day(books: Books) -> None:
    spell = sick(books, paid_weeks(books, 9), ILL)
    done(end_sickness(books, spell, date(2026, 11, 22)))
    (item,) = of(books, "sickness:back")
    assert (item.title, item.day) == ("Asha comes back to work on Monday 23 November", date(2026, 11, 23))
    assert of(books, "sickness:back", date(2026, 11, 24)) == []


def test_a_day_or_two_off_sick_asks_for_no_talk_afterwards(books: Books) -> None:
    sick(books, paid_weeks(books, 9), date(2026, 11, 18), date(2026, 11, 19))
    assert of(books, "sickness:back") == []
