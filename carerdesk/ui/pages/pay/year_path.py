"""The way through a year's end in the Pay room: the path, and the codes of the new tax year."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.year_end.roll_over import confirm_codes, roll_over
from carerdesk.services.year_end.years import years_with_pay
from carerdesk.ui.pages.pay.year_codes_view import YearCodesView
from carerdesk.ui.pages.pay.year_view import YearView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead

if TYPE_CHECKING:
    from carerdesk.ui.pages.pay.page import PayPage


class YearPath(QObject):
    """Shows the views of the year end on the Pay page."""

    def __init__(self, page: PayPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    def go(self, view: str, what: Any) -> None:  # noqa: ANN401 - a tax year or a day, as text
        """Show a view by its name."""
        if view == "codes":
            self.show_codes(date.fromisoformat(str(what)))
        else:
            self.show_year(str(what or ""))

    def show_year(self, year: str) -> None:
        """A tax year ("2026-27"); "" is the newest with pay."""
        years = years_with_pay(self._desk.books)
        year = year or years[0]
        title = self.tr("Year end {year}").format(year=year)
        head = PageHead(title, guidance("year_end", "about"), back=self.tr("Pay"), go_back=self._page.show_list)
        view = YearView(self._desk, year, years, self.go)
        self._page.put(view, head, ("year", year), partial(self.show_year, year))

    def show_codes(self, first_day: date) -> None:
        """The codes of the tax year that begins on this 6 April."""
        found = roll_over(self._desk.books, first_day)
        title = self.tr("Tax codes from 6 April {year}").format(year=first_day.year)
        back = partial(self.show_year, "")
        head = PageHead(title, guidance("year_end", "codes_about"), back=self.tr("Year end"), go_back=back)
        again = partial(self.show_codes, first_day)
        later = Button(self.tr("Come back later"), act=back)
        main = Button(self.tr("These codes are right"), "primary", act=partial(self._confirm, first_day))
        buttons = (main, later) if found.open and found.uplift_known else (later,)
        self._page.put(YearCodesView(self._desk, found), head, ("codes", first_day), again, *buttons)

    def _confirm(self, first_day: date) -> None:
        self._desk.report(confirm_codes(self._desk.books, first_day))
