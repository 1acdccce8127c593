"""The way through filing in the Pay room: the list of returns, one return, box numbers, the payment record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.rti.lines import FormSection
from carerdesk.services.filing.papers import return_sections
from carerdesk.services.filing.record import record_years
from carerdesk.services.filing.returns import Key, Kind, Return, one_return, returns_due
from carerdesk.services.pay.next_steps import filing_route
from carerdesk.ui.pages.pay.filing_boxes import BoxesForm
from carerdesk.ui.pages.pay.filing_record import RecordView
from carerdesk.ui.pages.pay.filing_return import ReturnView
from carerdesk.ui.pages.pay.filing_returns import ReturnsView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead

if TYPE_CHECKING:
    from carerdesk.ui.pages.pay.page import PayPage


class Filing(QObject):
    """Shows the views of filing on the Pay page."""

    def __init__(self, page: PayPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    def open(self, place: str) -> None:
        """A place as a link names it: "all", "record", or one return's key."""
        if place == "all":
            self.show_returns()
        elif place == "record":
            self.show_record("")
        else:
            self.show_return(Key.read(place))

    def show_returns(self) -> None:
        """Every return of the chosen way of filing."""
        sub = self.tr("CarerDesk sends nothing. It makes what you send, and says by when.")
        back = partial(self._page.show_hmrc, None)
        head = PageHead(self.tr("Returns to HMRC"), sub, back=self.tr("Due to HMRC"), go_back=back)
        view = ReturnsView(self._desk, self._open, self.show_boxes)
        self._page.put(view, head, ("returns",), self.show_returns)
        self._page.side = view.side

    def _open(self, told: Return) -> None:
        self.show_return(told.key)

    def show_return(self, key: Key) -> None:
        """One return, or all where its payslips are gone."""
        told = one_return(self._desk.books, key)
        if told is None:
            self.show_returns()
            return
        days = told.days[:1].upper() + told.days[1:]
        names = {
            Kind.FPS: self.tr("Full Payment Submission (FPS)"),
            Kind.EPS: self.tr("Employer Payment Summary (EPS)"),
        }
        head = PageHead(
            names.get(key.kind, told.title), f"{days}.", back=self.tr("Returns to HMRC"), go_back=self.show_returns
        )
        view = ReturnView(self._desk, told, filing_route(self._desk.books), self.show_boxes)
        self._page.put(view, head, ("return", key), partial(self.show_return, key))
        self._page.side = view.side

    def show_boxes(self, form: str) -> None:
        """The box numbers of a form."""
        sections = self._sections_of(form)
        title = self.tr("Box numbers of your {form}").format(form=form.upper())
        head = PageHead(
            title, guidance("filing", f"sheet_{form}"), back=self.tr("Returns to HMRC"), go_back=self.show_returns
        )
        view = BoxesForm(self._desk, form, sections, self.show_returns)
        later = Button(self.tr("Come back later"), act=self.show_returns)
        self._page.put(view, head, ("boxes", form), lambda: None, view.finish, later)

    def _sections_of(self, form: str) -> tuple[FormSection, ...]:
        """The lines of the newest such form; sections that only some forms have are in any that has them."""
        found: dict[str, FormSection] = {}
        for told in returns_due(self._desk.books):
            if told.key.kind is Kind(form):
                for _, sections in return_sections(self._desk.books, told.key):
                    found.update({_shape(each): each for each in sections if _shape(each) not in found})
        return tuple(found.values())

    def show_record(self, year: str) -> None:
        """The employer payment record of a tax year, the newest where none is named."""
        years = record_years(self._desk.books)
        if not years:
            self._page.show_hmrc(None)
            return
        chosen = year if year in years else years[0]
        back = partial(self._page.show_hmrc, None)
        sub = self.tr("Lines as on HMRC’s form P32. Kept, never sent.")
        head = PageHead(self.tr("Employer payment record"), sub, back=self.tr("Due to HMRC"), go_back=back)
        view = RecordView(self._desk, chosen, self.show_record)
        self._page.put(view, head, ("record", chosen), partial(self.show_record, chosen))
        self._page.side = view.side


def _shape(section: FormSection) -> str:
    """What makes two sections the same on the form: the first line's key."""
    return section.lines[0].key
