"""Family leave on payslips: what is paid, put right, frozen, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.family_leave.details import LeaveDetails
from carerdesk.services.family_leave.due import due_items
from carerdesk.services.family_leave.form_sheet import form_pdf
from carerdesk.services.family_leave.read import leave_view
from carerdesk.services.family_leave.record import (
    answer,
    change_leave,
    end_leave,
    record_leave,
    refuse,
    remove_leave,
)  # fmt: skip
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pay.work_out import WorkedOut, work_out
from carerdesk.services.sickness.record import NewSpell, record_sickness
from carerdesk.store import tables
from carerdesk.store.verify import verify
from tests.services.family_leave.made import (
    DECEMBER,
    DUE,
    FIRST,
    JANUARY,
    NOVEMBER,
    kasia,
    maternity,
    met,
    recorded,
)  # fmt: skip
from tests.services.pay.made import agreed, codes, done, keep, money, shift

# 80 h × £13.60 is £1,088 every four weeks, so £272 a week, and 90 % of that £244.80.
NINETY = money("244.80")


def paid_lines(books: Books, kind: str = "smp") -> list[tuple[date, str, Money]]:
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = select(slip.payday, line.title, line.amount).join(slip, slip.id == line.payslip_id)
    with books.reading() as session:
        rows = session.execute(wanted.where(line.kind == kind).order_by(slip.payday, line.id))
        return [(payday, title, amount) for payday, title, amount in rows]


def test_three_weeks_in_november_and_four_in_december_are_paid_at_ninety_percent(books: Books) -> None:
    recorded(books, maternity(kasia(books)))
    agreed(books, NOVEMBER)
    agreed(books, DECEMBER)
    assert paid_lines(books) == [
        (NOVEMBER, "Maternity pay (SMP), 2 to 22 November 2026", money("734.40")),
        (DECEMBER, "Maternity pay (SMP), 23 November to 20 December 2026", money("928.72")),
    ]
    assert verify(books) == ()


def test_the_average_is_frozen_with_the_first_payslip_and_free_again_once_it_is_taken_back(books: Books) -> None:
    leave = recorded(books, maternity(kasia(books)))
    agreed(books, NOVEMBER)
    with books.reading() as session:
        assert [row.amount for row in session.scalars(select(tables.KeptAverage))] == [Decimal(272)]
    done(take_back(books, NOVEMBER))
    with books.reading() as session:
        assert list(session.scalars(select(tables.KeptAverage))) == []
    assert leave_view(books, leave).paid == Money(0)


def test_a_week_begun_is_paid_by_sevenths_and_the_rest_next_time(books: Books) -> None:
    worker = kasia(books)
    recorded(books, maternity(worker, FIRST + timedelta(days=2), average=Decimal(300), average_reason="Payslips"))
    agreed(books, NOVEMBER)  # Wednesday 4 to Sunday 22 November: 2 weeks and 5 days
    agreed(books, DECEMBER)  # 20 December ends 5 days into week 7: six weeks at £270, the rest at the flat rate
    (_, _, first), (_, _, second) = paid_lines(books)
    assert first == money("540.00") + money("192.86")  # 270 × 5/7 is 192.857…
    assert first + second == money("1758.80")


def test_a_leave_recorded_late_is_paid_up_on_the_next_payday(books: Books) -> None:
    worker = kasia(books)
    keep(books, [shift(worker, date(2026, 10, 27), "08:00-12:00")])
    agreed(books, NOVEMBER)
    recorded(books, maternity(worker))
    agreed(books, DECEMBER)
    assert paid_lines(books) == [
        (
            DECEMBER,
            "Maternity pay (SMP), 23 November to 20 December 2026, and earlier days put right",
            money("734.40") + money("928.72"),
        )
    ]


def test_a_leave_that_ends_early_is_taken_back_from_the_next_pay(books: Books) -> None:
    worker = kasia(books)
    leave = recorded(books, maternity(worker))
    agreed(books, NOVEMBER)
    done(end_leave(books, leave, date(2026, 11, 18)))  # the third week is not whole
    keep(books, [shift(worker, date(2026, 12, day), "08:00-16:00") for day in range(1, 11)])
    agreed(books, DECEMBER)
    assert paid_lines(books)[-1] == (DECEMBER, "Maternity pay (SMP), put right for earlier days", -NINETY)
    assert verify(books) == ()


def test_too_much_paid_waits_where_there_is_no_other_pay(books: Books) -> None:
    leave = recorded(books, maternity(kasia(books)))
    agreed(books, NOVEMBER)
    done(refuse(books, leave, "She was not employed in time"))
    ((name, notices),) = payday_view(books, DECEMBER).nothing
    assert name == "Kasia"
    assert "Kasia has been paid £734.40 of Maternity pay (SMP) too much" in notices[-1]


def test_eleven_days_of_work_cost_the_week_of_the_eleventh(books: Books) -> None:
    worker = kasia(books)
    leave = recorded(books, maternity(worker))
    keep(books, [shift(worker, FIRST + timedelta(days=at), "09:00-10:00") for at in range(11)])
    schedule = leave_view(books, leave).of.schedule
    assert schedule is not None
    assert [week.lost for week in schedule.weeks[:3]] == ["", "worked", ""]
    assert len(schedule.keeping_in_touch) == 11


def test_nothing_is_paid_before_the_proof_is_there(books: Books) -> None:
    leave = recorded(books, maternity(kasia(books), answers={"smp_proof": "not_yet"}))
    assert codes(agree_payday(books, NOVEMBER)) == ["nobody_to_pay"]
    done(answer(books, leave, "smp_proof", "yes"))
    agreed(books, NOVEMBER)
    assert paid_lines(books)[0][2] == money("734.40")


def test_hmrc_gives_back_all_and_more_where_national_insurance_was_low(books: Books) -> None:
    leave = recorded(books, maternity(kasia(books), answers={"small": "yes"}))
    agreed(books, NOVEMBER)
    with books.reading() as session:
        slip = session.scalars(select(tables.Payslip).where(tables.Payslip.payday == NOVEMBER)).one()
        assert (slip.gross, slip.recovered) == (money("734.40"), money("800.50"))
    assert leave_view(books, leave).back == money("800.50")  # 734.40 × 109 % is 800.496
    done(answer(books, leave, "small", "no"))
    assert leave_view(books, leave).back == money("675.65")  # 734.40 × 92 % is 675.648


def test_a_leave_is_changed_undone_and_taken_out_while_nothing_pays_it(books: Books) -> None:
    worker = kasia(books)
    leave = recorded(books, maternity(worker))
    done(change_leave(books, leave, maternity(worker, FIRST + timedelta(days=7))))
    assert leave_view(books, leave).of.details.first_day == FIRST + timedelta(days=7)
    with books.reading() as session:
        newest = session.scalars(select(tables.Operation.id).order_by(tables.Operation.id.desc()).limit(1)).one()
    done(undo(books, newest))
    assert leave_view(books, leave).of.details.first_day == FIRST
    agreed(books, NOVEMBER)
    assert codes(remove_leave(books, leave)) == ["family_is_paid"]
    done(take_back(books, NOVEMBER))
    done(remove_leave(books, leave))
    with books.reading() as session:
        assert list(session.scalars(select(tables.FamilyLeaveBlock))) == []
    assert verify(books) == ()


def test_what_is_odd_is_refused_and_nothing_is_kept(books: Books) -> None:
    worker = kasia(books, paid=False)
    too_early = maternity(worker, date(2026, 10, 24))
    assert codes(record_leave(books, too_early)) == ["family_begins_too_early"]
    too_long = replace(maternity(worker), blocks=(Block(FIRST, 40),))
    assert codes(record_leave(books, too_long)) == ["family_too_many_weeks"]
    no_reason = maternity(worker, average=Decimal(300))
    assert codes(record_leave(books, no_reason)) == ["family_average_needs_reason"]
    recorded(books, maternity(worker))
    assert codes(record_leave(books, bereaved(worker))) == ["family_leaves_overlap"]
    with books.reading() as session:
        assert len(list(session.scalars(select(tables.FamilyLeave)))) == 1


def bereaved(worker: int, *blocks: Block) -> LeaveDetails:
    death = date(2026, 11, 5)
    answers = met(LeaveKind.SPBP, event_on=death)
    return LeaveDetails(worker, LeaveKind.SPBP, death, blocks or (Block(date(2026, 11, 9), 2),), answers=answers)


def test_bereavement_weeks_taken_apart_are_paid_each_in_its_time(books: Books) -> None:
    worker = kasia(books)
    blocks = (Block(date(2026, 11, 9), 1), Block(date(2026, 12, 28), 1))
    recorded(books, bereaved(worker, *blocks))
    agreed(books, NOVEMBER)
    assert codes(agree_payday(books, DECEMBER)) == ["nobody_to_pay"]
    agreed(books, JANUARY)
    assert [(payday, amount) for payday, _, amount in paid_lines(books, "spbp")] == [
        (NOVEMBER, money("194.32")),
        (JANUARY, money("194.32")),
    ]
    assert DUE > NOVEMBER


def test_nobody_knows_yet_whether_the_employer_is_small_so_the_lower_rate_is_taken(books: Books) -> None:
    recorded(books, maternity(kasia(books)))
    agreed(books, NOVEMBER)
    with books.reading() as session:
        slip = session.scalars(select(tables.Payslip).where(tables.Payslip.payday == NOVEMBER)).one()
        assert slip.recovered == money("675.65")
        assert "family_size_unknown" in slip.working


def test_the_line_says_how_it_came_about(books: Books) -> None:
    recorded(books, maternity(kasia(books)))
    agreed(books, NOVEMBER)
    with books.reading() as session:
        (answered,) = work_out(session, DECEMBER)
    assert isinstance(answered, WorkedOut)
    working = answered.lines[0].working
    assert working is not None
    said = {line.text: line.figure for line in working.lines}
    assert said["Average weekly earnings"] == "£272.0000000"
    assert said["Week 7, 14 to 20 December 2026: the flat rate, lower than 90% of average earnings"] == "£194.32"
    assert said["Due up to 20 December 2026, a week begun by sevenths"] == "£1,663.12"
    assert said["Paid on earlier paydays"] == "−\u2009£734.40"
    assert said["Now"] == "£928.72"


def test_no_sick_pay_is_recorded_during_the_pay_period_but_after_its_end(books: Books) -> None:
    worker = kasia(books)
    leave = recorded(books, maternity(worker))
    sick = NewSpell(worker, date(2026, 12, 1), date(2026, 12, 2), frozenset(range(5)))
    assert codes(record_sickness(books, sick)) == ["sick_in_family_leave"]
    done(end_leave(books, leave, date(2026, 11, 29)))
    done(record_sickness(books, sick))


def test_pay_that_ends_by_law_asks_for_the_form(books: Books) -> None:
    leave = recorded(books, maternity(kasia(books), answers={"small": "yes"}))
    done(end_leave(books, leave, date(2026, 11, 22), "She began work for a new employer"))
    with books.reading() as session:
        (item,) = due_items(session, date(2026, 11, 20))
    assert (item.title, item.day) == ("Give Kasia form SMP1", date(2026, 11, 27))
    done(end_leave(books, leave, None))
    with books.reading() as session:
        assert due_items(session, date(2026, 11, 20)) == []


def test_another_due_date_lets_the_average_be_worked_out_anew(books: Books) -> None:
    worker = kasia(books)
    leave = recorded(books, maternity(worker))
    agreed(books, NOVEMBER)
    later = replace(maternity(worker), event_on=DUE + timedelta(days=7))
    done(change_leave(books, leave, later))
    with books.reading() as session:
        assert list(session.scalars(select(tables.KeptAverage))) == []
    assert codes(change_leave(books, leave, replace(bereaved(worker), blocks=later.blocks[:1]))) == [
        "family_kind_is_paid"
    ]


def test_a_leave_that_a_paper_is_kept_with_stays(books: Books) -> None:
    leave = recorded(books, maternity(kasia(books, paid=False), refused="Not employed in time"))
    paper = attach_document(books, "family_leave", leave, form_pdf(books, leave), file_name="a.pdf", kind="certificate")
    assert done(paper).said.endswith("on the family leave")
    assert codes(remove_leave(books, leave)) == ["family_has_papers"]
    assert verify(books) == ()
