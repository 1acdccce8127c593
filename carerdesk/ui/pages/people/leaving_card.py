"""When somebody leaves: last day, final pay, the P45 once, and a letter instead of a second one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import full_date, long_date
from carerdesk.services.joining.leavers import Leaving, leaving_of, say_p45_given, take_p45_back
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.starter_form import said
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label


class LeavingCard(Card):
    """One step after another; `remove` takes out somebody added by mistake, where that may be (None: it may not)."""

    def __init__(
        self,
        desk: Desk,
        worker_id: int,
        first_name: str,
        go: Callable[..., object],
        remove: Callable[[], object] | None,
    ) -> None:
        super().__init__(self.tr("When {name} leaves").format(name=first_name))
        self._desk, self._id, self._name, self._go = desk, worker_id, first_name, go
        found = leaving_of(desk.books, worker_id)
        self.add(Label(self._words(found), wrap=True))
        if found.paid_after:
            after = said("leaving_paid_after", pay=str(found.paid_after))
            self.add(Label(f"{after} {said('pay_after_leaving')}", "small", "ink2", wrap=True))
        buttons = self._buttons(found)
        if remove is not None:
            buttons.append(
                Button(self.tr("Remove {name}, added by mistake").format(name=first_name), "small", act=remove)
            )
        self.add(Flow(*buttons, gap="s"))

    @staticmethod
    def _words(found: Leaving) -> str:
        left = long_date(found.left) if found.left else ""
        if found.step == "final_pay" and found.next_payday:
            return said("leaving_final_pay", left=left, payday=full_date(found.next_payday))
        if found.step == "final_pay":
            return said("leaving_final_pay_unknown", left=left)
        if found.step == "p45" and found.final_payday:
            return said("leaving_p45", left=left, payday=long_date(found.final_payday))
        if found.step == "over" and found.p45_on:
            return said("leaving_over", left=left, given=long_date(found.p45_on))
        return said("leaving_last_day")

    def _buttons(self, found: Leaving) -> list[QWidget]:
        leave = Button(
            self.tr("Change the last day") if found.left else self.tr("Record the last day"),
            "small" if found.left else "",
            act=partial(self._go, "leaving", self._id),
        )
        if found.step == "p45":
            return [
                Button(self.tr("Save the figures for the P45"), act=self._save_p45),
                Button(self.tr("I have given {name} the P45").format(name=self._name), act=self._given),
                leave,
            ]
        if found.step == "over":
            letters: list[QWidget] = [self._letter(year) for year in found.years[:2]]
            back = Button(self.tr("The P45 was not given after all"), "small", act=self._not_given)
            return [*letters, Button(self.tr("Save the figures for the P45"), "small", act=self._save_p45), back, leave]
        return [leave]

    def _letter(self, year: str) -> Button:
        words = self.tr("Save a statement of earnings for {year}").format(year=year)
        return Button(words, "small", act=partial(self._save_letter, year))

    def _save_p45(self) -> None:
        from carerdesk.services.joining.leaver_papers import p45_pdf

        name = self.tr("P45 figures, {name}.pdf").format(name=self._name)
        made = partial(p45_pdf, self._desk.books, self._id)
        save(self._desk, self, Paper(self.tr("Save the figures for the P45"), name, made))

    def _save_letter(self, year: str) -> None:
        from carerdesk.services.joining.leaver_papers import earnings_letter_pdf

        name = self.tr("Statement of earnings, {name}, {year}.pdf").format(name=self._name, year=year)
        made = partial(earnings_letter_pdf, self._desk.books, self._id, year)
        save(self._desk, self, Paper(self.tr("Save the statement of earnings"), name, made))

    def _given(self) -> None:
        self._desk.report(say_p45_given(self._desk.books, self._id, self._desk.today()))

    def _not_given(self) -> None:
        self._desk.report(take_p45_back(self._desk.books, self._id))
