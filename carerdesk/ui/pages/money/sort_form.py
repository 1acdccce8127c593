"""What a line was for and whose money it was: in one part, or split between several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.money.choices import FunderChoice, category_choices, funder_choices
from carerdesk.services.money.details import PartView, line_details
from carerdesk.services.money.parts import Part
from carerdesk.services.money.sorting import split_line
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.choices import FilteredList, RadioRow, TickField
from carerdesk.ui.widgets.fields import Answer, MoneyField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage


_TWO = 2


class PartCard(Card):
    """The fields of one part. `changed` fires with each change of its amount."""

    changed = Signal()

    def __init__(self, number: int, amount: Money, funders: tuple[FunderChoice, ...]) -> None:
        super().__init__(gap="m")
        self.number, self._funders, self._way = number, funders, 1 if amount.pence > 0 else -1
        self.amount = MoneyField("Amount")
        categories = [(each.code, each.name) for each in category_choices(amount)]
        self.category = FilteredList("What it was for", categories, characters=34)
        self.funder: RadioRow[int] = RadioRow("Whose money", [(each.id, each.name) for each in funders], across=True)
        self.outcome: FilteredList[int] = FilteredList("Outcome in the plan", [], optional=True, characters=34)
        self.reason = TextField("Reason", optional=True)
        self.remove = Button("Take this part out", "small")
        self._title = Label("", "lead")
        top = Across(self._title, None, self.remove)
        self.add(top, Flow(self.amount, self.category, gap="l"), self.funder, Flow(self.outcome, self.reason, gap="l"))
        self.amount.changed.connect(self.changed)
        self.funder.changed.connect(self._offer_outcomes)
        self._offer_outcomes()

    def fill(self, part: Part) -> None:
        """Show a part."""
        self.amount.set_value(abs(part.amount))
        self.category.set_value(part.category or None)
        self.funder.set_value(part.funder_id)
        self._offer_outcomes()
        self.outcome.set_value(part.outcome_id)
        self.reason.set_value(part.reason)

    def number_as(self, number: int, *, alone: bool) -> None:
        """One part needs no number and no amount; several have both, and names of their own."""
        self.number = number
        self._title.say("" if alone else f"Part {number}")
        self.amount.setVisible(not alone)
        self.remove.setVisible(not alone)
        ending = "" if alone else f", part {number}"
        names = ("Amount", "What it was for", "Whose money", "Outcome in the plan", "Reason")
        fields: tuple[Answer[Any], ...] = (self.amount, self.category, self.funder, self.outcome, self.reason)
        for name, field in zip(names, fields, strict=True):
            field.set_label(f"{name}{ending}")
        self.remove.rename(self.remove.text(), f"Take part {number} out")

    def part(self, whole: Money | None) -> Part:
        """What the fields say; a part that is alone takes the whole line."""
        amount = whole if whole is not None else Money(self._way * abs(self.amount.value() or ZERO).pence)
        outcome = None if self.outcome.isHidden() else self.outcome.value()
        return Part(
            self.category.value() or "", self.funder.value(), amount, outcome, self.reason.value() or ""
        )  # fmt: skip

    def named(self, at: int) -> dict[str, Answer[Any]]:
        """The fields by the name services know them by."""
        return {
            f"amount {at}": self.amount, f"category {at}": self.category, f"funder {at}": self.funder,
            f"outcome {at}": self.outcome,
        }  # fmt: skip

    def _offer_outcomes(self) -> None:
        chosen = next((each for each in self._funders if each.id == self.funder.value()), None)
        outcomes = chosen.outcomes if chosen else ()
        self.outcome.set_choices([(each.id, each.title) for each in outcomes])
        self.outcome.setVisible(bool(outcomes))


class SortForm(FormView["MoneyPage"]):
    """One card for each part, and what is left to share."""

    def __init__(self, room: MoneyPage, line_id: int) -> None:
        super().__init__(room)
        details = line_details(self.books, line_id)
        assert details is not None
        self._line_id, self._details = line_id, details
        self._amount = details.line.amount
        self._funders = funder_choices(self.books)
        self._cards: list[PartCard] = []
        self._parts = Down(gap="m")
        self._left = Label("", "strong", wrap=True)
        words = self.tr("Sort lines from {who} like this from now on").format(who=details.line.who)
        self._always = TickField(words)
        self.column.addLayout(self._parts)
        split = Button(self.tr("Split between several"), icon="plus", act=self._add_part)
        keep = Button(self.tr("Keep this"), "primary", act=self._save)
        self.column.add(self._left, self._always, self.buttons(keep, split))
        for view in self._start():
            self._append(view.part)
        self._renumber()

    def head(self) -> PageHead:
        line = self._details.line
        way = self.tr("in") if self._amount.pence > 0 else self.tr("out")
        sub = f"{line.who}. {full_date(line.day)}. {abs(self._amount)} {way}."
        return self.head_of(self.tr("What was it for?"), sub)

    def _start(self) -> tuple[PartView, ...]:
        return self._details.parts if self._details.is_sorted else (self._details.like_last or self._details.parts)

    def _append(self, part: Part) -> None:
        card = PartCard(len(self._cards) + 1, self._amount, self._funders)
        card.fill(part)
        card.changed.connect(lambda: self._resized(card))
        card.remove.clicked.connect(lambda _checked: self._take_out(card))
        self._cards.append(card)
        self._parts.addWidget(card)

    def _add_part(self) -> None:
        left = self._amount if not self._cards else self._amount - self._shared()
        if len(self._cards) == 1:
            left = ZERO
        category = self._cards[0].part(None).category
        self._append(Part(category, None, left))
        if not left:
            self._cards[-1].amount.set_value(None)
        self._renumber()
        (self._cards[0] if len(self._cards) == _TWO else self._cards[-1]).amount.take_focus()

    def _resized(self, card: PartCard) -> None:
        """Of two parts the other takes what is left, so that one amount is enough."""
        other = next((each for each in self._cards if each is not card), None)
        typed = card.amount.value()
        if len(self._cards) == _TWO and other is not None and typed is not None:
            left = abs(self._amount) - abs(typed)
            other.amount.set_value(left if left.pence > 0 else None)
        self._say_left()

    def _take_out(self, card: PartCard) -> None:
        self._cards.remove(card)
        card.hide()
        card.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        alone = len(self._cards) == 1
        for at, card in enumerate(self._cards, 1):
            card.number_as(at, alone=alone)
        self.fields = {name: field for at, card in enumerate(self._cards) for name, field in card.named(at).items()}
        self._say_left()

    def _shared(self) -> Money:
        return total(card.part(None).amount for card in self._cards)

    def _say_left(self) -> None:
        left = self._amount - self._shared()
        if len(self._cards) == 1:
            self._left.say("")
        elif left:
            over = (left.pence > 0) != (self._amount.pence > 0)
            key = "split_over" if over else "split_left"
            self._left.say(guidance("money", key, left=str(abs(left)), line=str(abs(self._amount))))
        else:
            self._left.say(guidance("money", "split_even", line=str(abs(self._amount))))

    def _save(self) -> None:
        if not self.is_understood():
            return
        whole = self._amount if len(self._cards) == 1 else None
        parts = [card.part(whole) for card in self._cards]
        always = bool(self._always.value())
        self.finish(split_line(self.books, self._line_id, parts, always=always))

    def begin(self) -> None:
        self._cards[0].category.take_focus()
