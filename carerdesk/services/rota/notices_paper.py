"""The record of offers and changes as a paper, for a period."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import short_date
from carerdesk.reports import shift_notices
from carerdesk.services.books import Books, owner
from carerdesk.services.rota.notices import Told, Untold, ahead_words, notices_between, to_tell
from carerdesk.store import tables


def record_pdf(books: Books, first: date, last: date) -> bytes:
    """Everything asked and told of the shifts that start between two days."""
    out = BytesIO()
    with books.reading() as session:
        here = owner(session)
        employer = session.get_one(tables.Employer, here.employer_id)
        person = session.get_one(tables.Person, here.person_id)
        waiting = [one for one in to_tell(session, books.now()) if first <= one.day <= last]
        view = shift_notices.NoticesView(
            employer=employer.name,
            acting_for="" if employer.name == person.name else person.name,
            first=first,
            last=last,
            made_on=books.today(),
            rows=tuple(_row(one) for one in notices_between(session, first, last)),
            untold=tuple(_waiting(one) for one in waiting),
            notes=(guidance("cover", "law_notices"),),
        )
    shift_notices.write(view, out)
    return out.getvalue()


def record_of(books: Books, first: date, last: date) -> tuple[Told, ...]:
    """The same lines for the screen."""
    with books.reading() as session:
        return notices_between(session, first, last)


def what_words(one: Told) -> str:
    """What was said: "Offered", with the note where there is one."""
    return " ".join(part for part in (guidance("cover", f"told_{one.kind}"), one.note and f"({one.note})") if part)


def at_words(one: Told) -> str:
    """20 Nov 2026, 21:10, by phone."""
    how = guidance("cover", f"how_{one.how}")
    return ", ".join(part for part in (short_date(one.at.date()), f"{one.at:%H:%M}", how) if part)


def answer_words(one: Told) -> str:
    """What they said, with the time where that was later."""
    words = guidance("cover", f"answer_{one.answer}")
    if not words or one.answered_at is None or one.answered_at == one.at:
        return words
    day = "" if one.answered_at.date() == one.at.date() else f"{short_date(one.answered_at.date())}, "
    return f"{words}, {day}{one.answered_at:%H:%M}"


def _row(one: Told) -> shift_notices.NoticeRow:
    shift = f"{short_date(one.starts.date())}, {one.starts:%H:%M}–{one.ends:%H:%M}"
    return shift_notices.NoticeRow(
        shift, what_words(one), one.name, at_words(one), ahead_words(one.ahead), answer_words(one)
    )


def _waiting(one: Untold) -> str:
    return f"{one.name}: {one.when} ({guidance('cover', f'tell_{one.kind}')})"
