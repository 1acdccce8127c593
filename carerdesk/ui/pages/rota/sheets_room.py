"""The sheets side of the Rota room: the rota for the wall, and each PA's own shifts on paper or for a phone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.services.rota.sheet_wishes import SheetWishes
from carerdesk.services.rota.sheets import SheetChoice, last_day, people_with_shifts, wall_sheet, worker_sheet
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.choices import RadioRow, TickField
from carerdesk.ui.widgets.text import Icon, Label, Rule, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage


class SheetsRoom:
    """Sheets and files of the week the room is at, or of the four weeks from it."""

    def __init__(self, page: RotaPage) -> None:
        self._page = page
        self.view: SheetsView
        self.weeks = 1
        self.wishes = SheetWishes()

    def open_at(self, place: dict[str, Any]) -> None:
        """The sheets of the weeks from the one the room is at; `printed` says how many."""
        self.weeks = int(place.get("printed", self.weeks))
        self.show()

    def show(self) -> None:
        """Show them, as they are now."""
        monday = self._page.monday
        title = f"{_tr('Sheets and phones')}, {span(monday, last_day(monday, self.weeks))}"
        head = PageHead(title, guidance("rota", "sheets_what"), **self._page.way_back())
        self.view = SheetsView(self._page, self)
        self._page.show_view(self.view, head, again=self.show)


class SheetsView(QWidget):
    """What goes on the sheets, the one for the wall, and those of each PA."""

    def __init__(self, page: RotaPage, room: SheetsRoom) -> None:
        super().__init__()
        self._page, self._room = page, room
        weeks = ((1, self.tr("One week")), (4, self.tr("Four weeks")))
        self.weeks = RadioRow(self.tr("Which days"), weeks, across=True)
        self.weeks.set_value(room.weeks)
        self.weeks.changed.connect(self._take_weeks)
        self.person = TickField(self.tr("The first name of the person who is supported"))
        self.what = TickField(self.tr("What is planned, as it was typed"))
        self.mates = TickField(self.tr("Who else goes along"))
        wishes = room.wishes
        for tick, is_wished in ((self.person, wishes.person), (self.what, wishes.what), (self.mates, wishes.mates)):
            tick.set_value(is_wished)
            tick.changed.connect(self._take_wishes)
        people = people_with_shifts(page.desk.books, page.monday, room.weeks)
        asked = Card(
            self.tr("What they say"), self.weeks, Label(guidance("rota", "sheets_ticks"), "small", "ink2", wrap=True)
        )
        asked.add(self.person, self.what, self.mates)
        self.setLayout(Down(asked, *(self._cards(people) if people else [self._nothing()]), gap="m"))

    def _cards(self, people: tuple[SheetChoice, ...]) -> list[QWidget]:
        wall = Card(self.tr("For the wall"), gap="s")
        wall.add(Across(Button(self.tr("Save the sheet for the wall"), icon="upload", act=self._wall), None))
        each = Card(
            self.tr("For each PA"), Label(guidance("rota", "sheets_phone"), "small", "ink2", wrap=True), gap="s"
        )
        for at, one in enumerate(people):
            if at:
                each.add(Rule())
            each.add(self._person(one))
        return [wall, each]

    def _person(self, one: SheetChoice) -> QWidget:
        holder = QWidget()
        count = self.tr("1 shift") if one.shifts == 1 else self.tr("%1 shifts").replace("%1", str(one.shifts))
        words = Down(Label(one.name, "strong"), Label(count, "small", "ink2"), gap=1)
        sheet = Button(self.tr("Sheet"), name=f"{self.tr('Sheet for')} {one.name}", act=partial(self._sheet, one))
        phone = Button(
            self.tr("File for a phone"),
            name=f"{self.tr('File for the phone of')} {one.name}",
            act=partial(self._phone, one),
        )
        buttons = QWidget()
        buttons.setLayout(Flow(sheet, phone, gap="s"))
        row = Across(Icon("users", "ink2", 18), gap="m")
        row.addLayout(words, 1)
        row.add(buttons)
        holder.setLayout(row)
        return holder

    @staticmethod
    def _nothing() -> QWidget:
        return Label(guidance("rota", "sheets_empty"), tone="ink2", wrap=True)

    def _take_weeks(self) -> None:
        self._room.weeks = self.weeks.value() or 1
        self._room.show()
        self._room.view.weeks.take_focus()

    def _take_wishes(self) -> None:
        self._room.wishes = SheetWishes(bool(self.person.value()), bool(self.what.value()), bool(self.mates.value()))

    def _wall(self) -> None:
        books, monday, weeks, wishes = self._page.desk.books, self._page.monday, self._room.weeks, self._room.wishes
        name = f"Rota {span(monday, last_day(monday, weeks))}.pdf"
        paper = Paper(self.tr("Save the sheet for the wall"), name, lambda: wall_sheet(books, monday, weeks, wishes))
        save(self._page.desk, self, paper)

    def _sheet(self, one: SheetChoice) -> None:
        books, monday, weeks, wishes = self._page.desk.books, self._page.monday, self._room.weeks, self._room.wishes
        name = f"Shifts of {one.first_name} {span(monday, last_day(monday, weeks))}.pdf"
        made = partial(worker_sheet, books, one.worker_id, monday, weeks, wishes)
        save(self._page.desk, self, Paper(self.tr("Save the sheet"), name, made))

    def _phone(self, one: SheetChoice) -> None:
        from carerdesk.services.rota.calendar_file import calendar_file, calendar_sent

        desk, monday, weeks = self._page.desk, self._page.monday, self._room.weeks
        name = f"Shifts of {one.first_name} {span(monday, last_day(monday, weeks))}.ics"
        made = partial(
            calendar_file, desk.books, one.worker_id, monday, last_day(monday, weeks), self._room.wishes
        )  # fmt: skip

        def saved(path: Path) -> None:
            calendar_sent(desk.books, one.worker_id)
            desk.say(self.tr("Saved as {name}").format(name=path.name))

        save(desk, self, Paper(self.tr("Save the file for the phone"), name, made, saved))


def _tr(words: str) -> str:
    return translated("SheetsRoom", words)
