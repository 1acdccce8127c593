"""The way to and from a bureau in the Pay room: moving, and checking what it pays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from carerdesk.services.bureau.checking import slip_to_check
from carerdesk.ui.pages.pay.bureau_moving_view import MovingForm
from carerdesk.ui.pages.pay.bureau_view import BureauSlipForm, BureauView, said
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead

if TYPE_CHECKING:
    from carerdesk.ui.pages.pay.page import PayPage


class BureauPath(QObject):
    """Shows the views about a bureau on the Pay page."""

    def __init__(self, page: PayPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    def go(self, place: str) -> None:
        """A place as a link names it: "moving", "check", or a payslip's number."""
        if place == "moving":
            self.show_moving()
        elif place.isdigit():
            self.show_slip(int(place))
        else:
            self.show_check()

    def show_moving(self) -> None:
        """From a bureau, or back to one."""
        head = PageHead(
            self.tr("Moving from or to a bureau"), said("moving_about"), back=self.tr("Pay"),
            go_back=self._page.show_list,
        )  # fmt: skip
        self._page.put(MovingForm(self._desk), head, ("moving",), self.show_moving)

    def show_check(self) -> None:
        """Every payslip, and what the bureau made of it."""
        head = PageHead(
            self.tr("Check the bureau"), said("check_about"), back=self.tr("Pay"), go_back=self._page.show_list
        )
        self._page.put(BureauView(self._desk, self.show_slip), head, ("bureau",), self.show_check)

    def show_slip(self, payslip_id: int) -> None:
        """One payslip, or all where it is gone."""
        slip = slip_to_check(self._desk.books, payslip_id)
        if slip is None:
            self.show_check()
            return
        title = self.tr("The bureau’s payslip for {name}").format(name=slip.name)
        back = self.tr("Check the bureau")
        head = PageHead(title, said("check_about"), back=back, go_back=self.show_check)
        form = BureauSlipForm(self._desk, slip)
        again = partial(self.show_slip, payslip_id)
        main = Button(form.act, "primary", act=partial(form.finish, again))
        later = Button(self.tr("Come back later"), act=self.show_check)
        self._page.put(form, head, ("bureau_slip", payslip_id), again, main, later)
