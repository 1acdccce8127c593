"""Beside what is due: the money held, and whether the records are safe."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import Money
from carerdesk.services.books.backed_up import backup_words
from carerdesk.services.due.front import FrontPage, Held
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.gauge import HeldMoney, MoneyHeldCard
from carerdesk.ui.widgets.text import Icon, Label, translated


class MoneyBeside(MoneyHeldCard):
    """The money held; what is missing for its weeks to be known is said below it."""

    def __init__(self, desk: Desk, held: tuple[Held, ...]) -> None:
        self._kept = desk.preferences
        shown = [_held(one) for one in held]
        super().__init__(shown, as_table=self._kept.gauges_as_tables, as_table_changed=self._remember)
        for one in held:
            if one.weeks is None and one.tone != "own":
                self.add(_note(guidance("this_week", "held_no_award", funder=one.funder)))
        if any(one.weeks is None and one.tone != "own" for one in held):
            give = Button(self.tr("Say what they give"), "small", icon="plus", act=partial(desk.go, "budget"))
            self.add(Across(give, None))

    def _remember(self, as_table: bool) -> None:
        self._kept.gauges_as_tables = as_table
        self._kept.save()


class NoMoneyYet(Card):
    """Where the money held will be, and what to enter for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Money held"))
        account = partial(desk.go, "money", add="account")
        funder = partial(desk.go, "budget", add="funder")
        buttons = QWidget()
        buttons.setLayout(
            Flow(
                Button(self.tr("Enter the account"), "small", icon="wallet", act=account),
                Button(self.tr("Enter who pays"), "small", icon="landmark", act=funder),
                gap="xs",
            )
        )
        self.add(_note(guidance("this_week", "held_nothing")), buttons)


class Records(Card):
    """Whether the records are safe, and since when."""

    def __init__(self, desk: Desk, known: FrontPage) -> None:
        super().__init__()
        safe = known.records_are_safe
        title = self.tr("Your records are safe") if safe else self.tr("Your records")
        self.setAccessibleName(title)
        head = Across(Icon("shield-check", "good" if safe else "ink2", 22))
        head.addWidget(Label(title, "lead", wrap=True), 1)
        words = f"{backup_words(desk.books)}. {known.practised}".strip()
        see = Button(self.tr("Safe keeping"), "small", act=partial(desk.go, "safe"))
        self.add(head, _note(words), Across(see, None))


def _note(words: str) -> Label:
    return Label(words, "small", "ink2", wrap=True)


def _held(one: Held) -> HeldMoney:
    free = Money(one.free_pence)
    return HeldMoney(
        tone=one.tone,
        funder=one.funder,
        money=translated("ThisWeekPage", "{free} after what is set aside").format(free=free),
        weeks=_decimal(one.weeks),
        least=_decimal(one.least),
        most=_decimal(one.most),
        verdict=one.verdict if one.weeks is not None else "",
        within=one.within,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
