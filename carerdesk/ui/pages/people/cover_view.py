"""The family's list of who to ask for cover, in its order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import DAYS, long_date
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.services.rota.contacts import Contact, confirm_contact, move_contact, remove_contact, who_to_ask
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage
from carerdesk.ui.widgets.text import Label, Rule


class CoverList(QWidget):
    """Everybody to ask. `go("cover_form", None, id)` opens an entry."""

    def __init__(self, desk: Desk, go: Callable[..., object]) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        column = Down(gap="m")
        self.setLayout(column)
        found = who_to_ask(desk.books)
        if not found:
            column.add(
                EmptyPage(
                    "users-round", self.tr("Nobody on the list yet"), guidance("cover", "contacts_empty"),
                    self.tr("Add the first"), lambda: go("cover_form"),
                )
            )  # fmt: skip
            return
        card = Card(self.tr("In this order"), gap="s")
        for at, one in enumerate(found):
            if at:
                card.add(Rule())
            card.add(self._row(one, at, len(found)))
        card.add(Across(Button(self.tr("Add somebody to ask"), icon="plus", act=lambda: go("cover_form")), None))
        column.add(card, None)

    def _row(self, one: Contact, at: int, count: int) -> QWidget:
        words = Down(Label(f"{at + 1}. {one.name}", "strong", wrap=True), gap=1)
        words.add(Label(". ".join(self._about(one)) + ".", "small", "ink2", wrap=True))
        words.add(self._asked(one))
        buttons = Flow(*self._buttons(one, at, count), gap="xs")
        holder = QWidget()
        holder.setLayout(Down(words, buttons, gap="xs"))
        return holder

    def _about(self, one: Contact) -> list[str]:
        details = one.details
        days = ", ".join(DAYS[day] for day in sorted(details.weekdays))
        left = self.tr("Leaves on {day}").format(day=long_date(one.left)) if one.left is not None else ""
        parts = (
            guidance("cover", f"kind_{details.kind}"), one.phone, details.email,
            f"{rate_text(details.rate)} {self.tr('an hour')}" if details.rate is not None else "", days,
            self.tr("Needs {notice}").format(notice=details.notice) if details.notice else "", details.limits,
            self.tr("Lives in the same home: usually not paid from a direct payment")
            if details.same_household else "", details.note, left,
        )  # fmt: skip
        return [f"{part[0].upper()}{part[1:]}".rstrip(".") for part in parts if part]

    def _asked(self, one: Contact) -> Label:
        asked, stale = one.details.confirmed_on, one.is_stale(self._desk.today())
        if asked is None:
            return Label(guidance("cover", "contact_never"), "small", "attention", wrap=True)
        words = self.tr("Said they still can on {day}").format(day=long_date(asked))
        if stale:
            words = f"{words}. {guidance('cover', 'contact_stale')}"
        return Label(words, "small", "attention" if stale else "good", wrap=True)

    def _buttons(self, one: Contact, at: int, count: int) -> list[QWidget]:
        tr, books, report = self.tr, self._desk.books, self._desk.report
        made: list[QWidget] = []
        if at:
            made.append(Button(tr("Up"), "small", name=tr("Ask {name} earlier").format(name=one.name),
                               act=partial(self._move, one, -1)))  # fmt: skip
        if at + 1 < count:
            made.append(Button(tr("Down"), "small", name=tr("Ask {name} later").format(name=one.name),
                               act=partial(self._move, one, 1)))  # fmt: skip
        return [
            *made,
            Button(tr("Can still come"), "small", icon="check", name=tr("{name} can still come").format(name=one.name),
                   act=lambda: report(confirm_contact(books, one.id))),
            Button(tr("Change"), "small", name=tr("Change {name}").format(name=one.name),
                   act=partial(self._go, "cover_form", None, one.id)),
            Button(tr("Take off"), "small", name=tr("Take {name} off the list").format(name=one.name),
                   act=lambda: report(remove_contact(books, one.id))),
        ]  # fmt: skip

    def _move(self, one: Contact, by: int) -> None:
        self._desk.report(move_contact(self._desk.books, one.id, by))

    def focus(self, name: str) -> None:
        """Put the focus on the button of this name, where it is still there."""
        for button in self.findChildren(Button):
            if button.accessibleName() == name:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
