"""Paydays as the family does them: timesheets agreed, pay agreed, payslips printed, wages and HMRC paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.services.filing.returns import Kind as ReturnKind
from carerdesk.services.filing.returns import returns
from carerdesk.services.filing.sent import say_sent
from carerdesk.services.hours.timesheet_signing import agree_timesheet, sign_timesheet
from carerdesk.services.hours.timesheets import make_timesheet, timesheet_pdf
from carerdesk.services.money.joining import Pays
from carerdesk.services.money.owed import Kind
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_due
from carerdesk.services.pay.leaving import print_payslips, say_filed
from carerdesk.services.pay.periods import PayPeriod, periods
from carerdesk.services.people.take_over import take_over
from carerdesk.services.sample import family
from carerdesk.services.sample.bank import Entry, Meaning
from carerdesk.services.sample.calendar import A_DAY, working_day_from, working_day_to
from carerdesk.services.sample.changing import make_longer
from carerdesk.services.sample.history import taken_over
from carerdesk.services.sample.planted import Test
from carerdesk.services.sample.world import World, made, must

_HMRC_LOOK, _HMRC_PAY = 12, 19
_HMRC_BACK = 60
_UNDERPAID = Money.of("9.00")
_HALF_AN_HOUR = 30


class Payroll:
    """Everybody's paydays from the first to the last of the books."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._longer = date.min
        self._periods: dict[date, list[tuple[str, PayPeriod]]] = {}
        for who in world.workers:
            for period in self._of(who):
                self._periods.setdefault(period.payday, []).append((who, period))
        self._evening: dict[date, list[date]] = {}
        for payday in sorted(self._periods):
            self._evening.setdefault(self._paid_on(payday) - A_DAY, []).append(payday)

    def on(self, day: date) -> None:
        """What is done about pay on a day."""
        world = self._world
        if not world.span.from_agency and day == max(world.span.first, world.span.work_from - A_DAY):
            self._take_over(day)
        for payday in self._evening.get(day, ()):
            self._pay(payday, day)
        if day.day == _HMRC_LOOK and day > world.span.payroll_from:
            self._tell_hmrc(day)
            self._pay_hmrc(day)

    def _tell_hmrc(self, day: date) -> None:
        """What HMRC is told beside the paydays: the Employment Allowance claimed, nobody paid."""
        books = self._world.books
        self._world.at(day, 18)
        with books.reading() as session:
            told = returns(session, day, day - timedelta(days=_HMRC_BACK))
        for one in told:
            if one.key.kind is ReturnKind.EPS and one.sent_on is None:
                must(say_sent(books, one.key, day))

    def _of(self, who: str) -> Iterator[PayPeriod]:
        span = self._world.span
        return iter(periods([family.contract(who, span.payroll_from)], span.today + timedelta(days=7)))

    def _paid_on(self, payday: date) -> date:
        return working_day_to(payday)

    def _take_over(self, day: date) -> None:
        """The bureau's figures, the evening it hands over."""
        self._world.at(day, 17)
        for who, worker_id in self._world.workers.items():
            must(take_over(self._world.books, worker_id, taken_over(who, self._world.span)))

    def _pay(self, payday: date, evening: date) -> None:
        world, here = self._world, self._periods[payday]
        world.at(evening, 19, 40)
        kept = [(who, period) for who, period in here if self._sign(who, period, evening)]
        world.at(evening, 20, 10)
        if not kept:
            return
        must(agree_payday(world.books, payday))
        must(print_payslips(world.books, payday))
        must(say_filed(world.books, payday))
        for slip_id, worker_id, net in world.books.quick(
            "SELECT id, worker_id, net FROM payslip WHERE payday = ? ORDER BY id", (payday.isoformat(),)
        ):
            self._send(payday, slip_id, worker_id, Money(net))

    def _sign(self, who: str, period: PayPeriod, evening: date) -> bool:
        """The timesheet of a period, agreed by both; False where there are no hours to pay."""
        books, worker_id = self._world.books, self._world.workers[who]
        sheet = make_timesheet(books, worker_id, period.first, period.last)
        if isinstance(sheet, Rejected):
            return bool(_away_in(self._world, who, period))
        sheet_id = made(sheet)
        if who == "asha":
            scan = timesheet_pdf(books, sheet_id)
            file_name = f"{period.last:%Y-%m-%d} timesheet Asha.pdf"
            must(sign_timesheet(books, sheet_id, evening, scan, file_name))
        else:
            must(agree_timesheet(books, sheet_id, family.NAMES[who]))
        if who == "tom" and self._world.plan.now(Test.TIMESHEETS, period.payday):
            self._lengthen(period)
        return True

    def _lengthen(self, period: PayPeriod) -> None:
        """With the failure planted, a shift gets half an hour longer after the timesheet was agreed."""
        day = make_longer(self._world, self._world.workers["tom"], period, _HALF_AN_HOUR)
        if day is not None:
            self._longer = period.payday
            what = f"Tom’s shift on {long_date(day)} became half an hour longer after its timesheet was agreed."
            self._world.plan.plant(Test.TIMESHEETS, what)

    def _send(self, payday: date, slip_id: int, worker_id: int, net: Money) -> None:
        world = self._world
        who = next(name for name, each in world.workers.items() if each == worker_id)
        amount = net
        if who == "tom" and net > _UNDERPAID and payday != self._longer and world.plan.now(Test.WAGES, payday):
            amount = net - _UNDERPAID
            world.plan.plant(Test.WAGES, f"Tom was paid {amount} on {long_date(payday)}; his payslip says {net}.")
        if not amount:
            return
        pays = Pays(Kind.PAYSLIP, slip_id, amount)
        text = family.details(who, world.span).account_name.upper()
        entry = Entry(self._paid_on(payday), -amount, text, "WAGES", "FPO", Meaning("wages", pays=(pays,)))
        world.main.post(entry)

    def _pay_hmrc(self, day: date) -> None:
        world = self._world
        world.at(day, 18, 20)
        for due in hmrc_due(world.books):
            if due.last < day and due.id not in world.paid_to_hmrc:
                world.paid_to_hmrc.add(due.id)
                self._send_hmrc(due, day)

    def _send_hmrc(self, due: HmrcDue, day: date) -> None:
        world = self._world
        if due.amount.pence <= 0:
            return
        paid_on = working_day_to(day.replace(day=_HMRC_PAY))
        if world.plan.now(Test.HMRC, due.due):
            paid_on = working_day_from(due.due + timedelta(days=5))
            what = f"Tax and National Insurance due on {long_date(due.due)} was paid on {long_date(paid_on)}."
            world.plan.plant(Test.HMRC, f"{what} Every funder’s return that shares the payment shows it.")
        pays = Pays(Kind.HMRC, due.id, due.amount)
        entry = Entry(paid_on, -due.amount, "HMRC PAYE", "123PA00045678", "FPO", Meaning("hmrc", pays=(pays,)))
        world.main.post(entry)


def _away_in(world: World, who: str, period: PayPeriod) -> bool:
    """Whether somebody is paid for holiday in a period without a single shift."""
    return any(worker == who and period.first <= first <= period.last for worker, first in world.bookings)
