"""Pages made of every house part, for the tests of window and parts."""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from typing import Any

from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.outcome import Done, Rejected
from carerdesk.ui.models.table import Column, State, Tag, Two
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns, beside_fields
from carerdesk.ui.widgets.buttons import Button, DueRow, FigureButton, Segments
from carerdesk.ui.widgets.cards import Card, EmptyPage, FormCard, ListCard, NextThing, PageHead
from carerdesk.ui.widgets.choices import FilteredList, TickField, choice_field
from carerdesk.ui.widgets.documents import DocumentViewer, DropZone
from carerdesk.ui.widgets.fields import (
    AccountNumberField,
    Answer,
    DateField,
    EmailField,
    HoursField,
    MoneyField,
    NiNumberField,
    NotesField,
    PasswordField,
    PercentField,
    RateField,
    SortCodeField,
    TextField,
    TimesField,
)
from carerdesk.ui.widgets.gauge import HeldMoney, MoneyHeldCard
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.text import Label, funder_chip, status_chip

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORKING = Working(
    "Asha’s National Insurance",
    (Line("Gross pay for 4 weeks", "£1,324.80"), Line("National Insurance", "£28.62", strong=True)),
    (Source("Rates for employers 2026 to 2027", "https://www.gov.uk/rates", "5 April 2027"),),
)
_PAID = (("week", "Every week"), ("four", "Every 4 weeks"), ("month", "Every month"))


class FieldsPage(Page):
    """Every kind of field."""

    title = "Every field"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = desk.today()
        self.hours = HoursField("Hours worked")
        self.day = DateField("Day", today)
        self.who = FilteredList("Who", [(at, f"Person {at}") for at in range(12)])
        self.paid = choice_field("How is Asha paid?", _PAID)
        self.add = Button("Add shift", "primary", icon="plus", act=self._add)
        entry = FormCard(
            "",
            Flow(self.day, TimesField("Start and end"), self.hours, self.who, beside_fields(self.add)),
            main=self.add,
        )
        money = Flow(
            MoneyField("Amount"), RateField("Rate"), PercentField("Share"), NiNumberField(optional=True), gap="l"
        )
        bank = Flow(SortCodeField(), AccountNumberField(), EmailField("E-mail", optional=True), gap="l")
        rest = Across(self.paid, TickField("Lives with you"), PasswordField("Password"), None, gap="xl")
        self.fill(entry, Card("", money, bank, rest, TextField("Name"), NotesField("Notes", optional=True)))

    def _add(self) -> None:
        fields: dict[str, Answer[Any]] = {"day": self.day, "hours": self.hours}
        if not self.desk.understood(fields):
            return
        if (self.hours.value() or 0) > 24 * 60:
            self.desk.report(Rejected((Problem("hours", "test.too_long"),)), fields)
        else:
            self.desk.report(Done("Shift for Asha saved", frozenset({"shift"}), 1, 7), fields)


class PartsPage(Page):
    """Every part that is no field."""

    title = "The parts"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.heard: list[frozenset[str] | None] = []
        self.places: list[dict[str, object]] = []
        self.may_leave = True
        self.back_pressed = 0
        self.figure = FigureButton("− £28.62", "National Insurance for Asha", act=lambda: desk.show_working(WORKING))
        due = ListCard(
            DueRow(
                "banknote", "Pay Asha, Kasia and Tom", "£2,470.73 take-home", "Friday 27 November", away="in 7 days"
            ),
            DueRow("folder-check", "Send the council return", "Westmere", "2 December", flag="3 things missing"),
        )
        held = MoneyHeldCard(
            [
                HeldMoney("council", "Council", "£3,968.40", Decimal("6.2"), Decimal(4), Decimal(8), "Within limits"),
                HeldMoney(
                    "nhs", "NHS", "£427.20", Decimal("1.6"), Decimal(2), Decimal(6), "A little low", within=False
                ),
            ]
        )
        buttons = Flow(
            Button("Come back later"), Button("Delete Sam’s records", "danger"), Button("Show more", "small")
        )
        chips = Flow(status_chip("Done"), status_chip("3 things missing"), funder_chip("council", share="75%"))
        drop = DropZone(
            "Drop receipts here", "Photos or PDF.", desk.files, lambda paths: desk.say(f"{len(paths)} taken")
        )
        side = Down(held, Card("Chips", chips), drop, DocumentViewer("Receipt from Bramley Stores", [PNG]), None)
        odd = CheckStrip("60 hours is more than usual. Is it right?", self._keep, self._keep)
        first = NextThing("Confirm this week’s hours", "About two minutes.", "Confirm hours", self._keep)
        main = Down(
            first, odd, due, Card("Buttons", buttons, Across(Label("National Insurance"), None, self.figure)), None
        )
        head = PageHead("The parts", "Every page is made of these.", back="All returns", go_back=self._back)
        self.fill(TwoColumns(main, side), head=head)
        self.side = side
        self.set_actions(
            Button("Finish pay for 27 November"), Label("You can put pay right afterwards.", "small", "ink2")
        )

    def refresh(self, changes: frozenset[str] | None) -> None:
        self.heard.append(changes)

    def open_at(self, **place: object) -> None:
        self.places.append(place)

    def leave(self) -> bool:
        return self.may_leave

    def _keep(self) -> None:
        self.desk.say("Kept.")

    def _back(self) -> None:
        self.back_pressed += 1


class BankLine:
    """A made-up bank line."""

    def __init__(self, at: int) -> None:
        self.at, self.day = at, date(2026, 11, 20)
        self.amount = Money(1000 + at * 7)


class TablePage(Page):
    """A register of 500 lines."""

    title = "Money"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.opened: list[int] = []
        columns = [
            Column[BankLine]("Date", lambda row: row.day, 80),
            Column[BankLine]("Who and what", lambda row: Two(f"Shop {row.at}", "Activities")),
            Column[BankLine]("Funder", lambda _row: (Tag("Council 75%", "council"), Tag("NHS 25%", "nhs")), 124),
            Column[BankLine]("Out £", lambda row: row.amount, 84, right=True),
            Column[BankLine]("Proof", lambda row: _proof(row.at), 150, drop_below=60),
        ]
        self.table = Register(
            "Bank lines", columns, bar=Segments({"all": "All, 500", "none": "Need a receipt, 0"}, str)
        )
        self.table.set_rows([BankLine(at) for at in range(500)])
        self.table.set_foot("500 lines", [("Out", "£12,318.77")])
        self.table.opened.connect(lambda row: self.opened.append(row.at))
        self.fill(self.table, stretch=False)


def _proof(at: int) -> State:
    return State("Receipt", "paperclip") if at % 3 else State("Needs a receipt", "triangle-alert", wants_look=True)


class EmptyRoom(Page):
    """A room with nothing in it yet."""

    title = "Rota"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fill(EmptyPage("calendar-days", "No hours yet", "The week’s shifts will be here.", "Add the first shift"))
