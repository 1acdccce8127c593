"""Papers kept with a sickness, several a spell, and what they leave out."""

from __future__ import annotations

from datetime import date

from carerdesk.domain.sickness.papers import PaperKind
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.sickness.papers import NewPaper, keep_paper, remove_paper
from carerdesk.services.sickness.read import SpellView, spell_view
from carerdesk.services.sickness.record import end_sickness, remove_sickness
from tests.services.money.papers import receipt
from tests.services.pay.made import codes, done
from tests.services.sickness.made import paid_weeks, sick

ILL = date(2026, 11, 2)
NOTE, SELF = PaperKind.FIT_NOTE, PaperKind.SELF_CERTIFICATE


def seen(books: Books, spell: int) -> SpellView:
    view = spell_view(books, spell)
    assert view is not None
    return view


def made(outcome: object) -> int:
    found = done(outcome).id  # type: ignore[arg-type]
    assert found is not None
    return found


def test_papers_follow_on_each_other_and_a_gap_is_shown(books: Books) -> None:
    spell = sick(books, paid_weeks(books, 9), ILL)
    assert seen(books, spell).wants_fit_note
    own = made(keep_paper(books, NewPaper(spell, SELF, ILL, date(2026, 11, 8))))
    assert seen(books, spell).wants_fit_note
    done(keep_paper(books, NewPaper(spell, NOTE, date(2026, 11, 11), date(2026, 11, 25), ILL)))
    view = seen(books, spell)
    assert [one.kind for one in view.notes_kept.papers] == [SELF, NOTE]
    assert view.notes_kept.gaps == ((date(2026, 11, 9), date(2026, 11, 10)),)
    assert view.notes_kept.until == date(2026, 11, 8)
    put_right = keep_paper(books, NewPaper(spell, SELF, ILL, date(2026, 11, 7)), own)
    assert made(put_right) == own
    between = done(keep_paper(books, NewPaper(spell, NOTE, date(2026, 11, 8), date(2026, 11, 12), ILL)))
    view = seen(books, spell)
    assert (view.wants_fit_note, view.notes_kept.until) == (False, date(2026, 11, 25))
    done(undo(books, between.operation))
    assert seen(books, spell).wants_fit_note


def test_what_a_paper_may_not_be_and_when_it_stays(books: Books) -> None:
    spell = sick(books, paid_weeks(books, 9), ILL)
    beside = NewPaper(spell, NOTE, date(2026, 10, 1), date(2026, 10, 5))
    assert codes(keep_paper(books, beside)) == ["paper_beside_sickness"]
    paper = made(keep_paper(books, NewPaper(spell, NOTE, ILL, date(2026, 11, 30))))
    assert codes(remove_sickness(books, spell)) == ["sick_has_papers"]
    done(attach_document(books, "fit_note", paper, receipt(), file_name="note.jpg", kind="fit_note"))
    assert seen(books, spell).notes_kept.papers[0].documents == 1
    assert codes(remove_paper(books, paper)) == ["paper_has_document"]


def test_a_paper_speaks_for_the_whole_absence_however_many_records_it_is(books: Books) -> None:
    asha = paid_weeks(books, 9)
    first = sick(books, asha, ILL)
    done(end_sickness(books, first, date(2026, 11, 8)))
    second = sick(books, asha, date(2026, 11, 9))
    done(keep_paper(books, NewPaper(first, NOTE, ILL, date(2026, 11, 20))))
    view = seen(books, second)
    assert len(view.notes_kept.papers) == 1
    assert not view.wants_fit_note
