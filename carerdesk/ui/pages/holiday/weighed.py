"""What a holiday would do, beside the form that asks for it: balance, pay, open shifts, notice, who else is off."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month, long_date, span
from carerdesk.domain.holiday.notice import Asked, Notice, Refusing
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.holiday.balance import days_words
from carerdesk.services.holiday.weigh import Clash, Part, Weighed
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.text import Icon, Label, translated

MOST_SHIFTS = 4
_OTHER = frozenset({"unpaid", "jury", "carers", "emergency", "compassionate"})
_MINUS = "−\u2009"


def tr(words: str) -> str:
    """Words of what is weighed."""
    return translated("Weighed", words)


class WeighedLines(QWidget):
    """Filled anew with `show_for` each time days or hours change; empty while they are not known."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = Down(gap="xs")
        self.setLayout(self._lines)

    def show_for(self, found: Weighed | None, asked_on: date, today: date) -> None:
        """What a holiday would do; nothing where it cannot be told yet."""
        self._lines.clear()
        if found is None or not found.minutes:
            return
        for part in found.parts:
            self._line("scale", _balance(part, found), "attention" if part.over else "ink2")
        self._line("wallet", _pay(found), "attention" if found.pay_problem else "ink2")
        if found.open_shifts:
            self._line("clock", _open(found), "attention")
        for clash in found.clashes:
            self._line("users-round", _clash(clash), "attention")
        odd = found.notice.asked(asked_on) is not Asked.IN_TIME
        self._line("calendar-days", notice_words(found.notice, asked_on, today), "attention" if odd else "ink2")
        self.updateGeometry()

    def _line(self, icon: str, words: str, tone: str) -> None:
        row = Across(Icon(icon, tone, 16), gap="s")
        row.addWidget(Label(words, "small", wrap=True), 1)
        holder = QWidget()
        holder.setLayout(row)
        self._lines.add(holder)
        holder.show()


def signed(minutes: int, found: Weighed) -> str:
    """92 h (18.4 days); − 3 h where it is more than was earned."""
    hours = hours_text(minutes) if minutes >= 0 else f"{_MINUS}{hours_text(-minutes)}"
    days = days_words(minutes, found.a_day)
    return f"{hours} ({days})" if days else hours


def _balance(part: Part, found: Weighed) -> str:
    before, after = signed(part.before, found), signed(part.after, found)
    if len(found.parts) == 1:
        return tr("Left before: {before}. Left after: {after}.").format(before=before, after=after)
    words = tr("{days}, {hours}: left of that leave year before: {before}, after: {after}.")
    values = {"days": span(part.first, part.last), "hours": hours_text(part.minutes), "before": before, "after": after}
    return words.format(**values)


def _pay(found: Weighed) -> str:
    if found.pay_problem is not None:
        return problem_words(found.pay_problem)
    if found.pay is None:
        return guidance("holiday", "rolled_up")
    return tr("Pays about {pay} before tax.").format(pay=found.pay)


def _open(found: Weighed) -> str:
    shifts = [f"{day_and_month(one.day)}, {one.times}" for one in found.open_shifts[:MOST_SHIFTS]]
    more = len(found.open_shifts) - len(shifts)
    if more:
        shifts.append(tr("{count} more").format(count=more))
    if len(found.open_shifts) == 1:
        return tr("A shift falls open: {shift}.").format(shift=shifts[0])
    words = tr("{count} shifts fall open: {shifts}.")
    return words.format(count=len(found.open_shifts), shifts="; ".join(shifts))


def _clash(clash: Clash) -> str:
    what = guidance("leave", f"kind_{clash.kind}") if clash.kind in _OTHER else _kinds(clash.kind)
    days = span(clash.first, clash.last) if clash.last else tr("from {day} on").format(day=long_date(clash.first))
    return tr("{who} is off then too: {what}, {days}.").format(
        who=clash.worker, what=what[0].lower() + what[1:], days=days
    )


def _kinds(kind: str) -> str:
    known = {"holiday": "off_holiday", "sick": "off_sick"}
    return guidance("leave", known.get(kind, "off_family"))


def notice_words(notice: Notice, asked_on: date, today: date) -> str:
    """Whether it was asked for in time, and until when it can be refused."""
    values = {
        "ask_by": long_date(notice.ask_by), "ask_latest": long_date(notice.ask_latest),
        "refuse_by": long_date(notice.refuse_by), "refuse_latest": long_date(notice.refuse_latest),
        "by": long_date(notice.to_refuse_by(asked_on) or notice.refuse_by),
    }  # fmt: skip
    asked, refusing = notice.asked(asked_on), notice.refusing(asked_on, today)
    found = [f"notice_asked_{asked}"]
    if refusing is not Refusing.FREE:
        found.append(f"notice_refuse_{refusing}")
    return " ".join(guidance("holiday", name, **values) for name in found)
