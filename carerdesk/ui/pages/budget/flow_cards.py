"""What was expected against what came: payments, contribution, hours, claims by the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.typed import hours_words
from carerdesk.services.funding.flows import Flow
from carerdesk.ui.pages.budget.parts import SmallTable
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.funder_view import FunderView


def verdict(words: str, *, good: bool) -> Across:
    """A tick or a triangle, and words beside it."""
    tone = "good" if good else "attention"
    row = Across(Icon("check" if good else "triangle-alert", tone, 16), gap="xs")
    row.addWidget(Label(words, "small", tone, wrap=True), 1)
    return row


class PaymentsCard(Card):
    """Payments and contributions since the books began: due, came, difference, and what comes next."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Expected, and what came"), gap="s")
        budget = view.budget
        named = ((self.tr("Payments"), budget.payments), (self.tr("Contribution"), budget.contribution))
        flows = [(words, flow) for words, flow in named if flow is not None]
        rows = [
            ((self.tr("{what} since {day}").format(what=words, day=long_date(flow.since)), str(flow.due),
              str(flow.came), str(-flow.missing)), ())
            for words, flow in flows
        ]  # fmt: skip
        heads = (self.tr("What"), self.tr("Expected"), self.tr("Came"), self.tr("Difference"))
        self.add(SmallTable(self.tr("Expected, and what came, as a table"), heads, rows, frozenset({1, 2, 3})))
        for words, flow in flows:
            self.add(*self._say(words, flow))

    def _say(self, words: str, flow: Flow) -> list[Across | Label]:
        if flow.missing > ZERO:
            told = self.tr("{what}: {amount} has not come.").format(what=words, amount=flow.missing)
            said = verdict(told, good=False)
        elif flow.missing < ZERO:
            told = self.tr("{what}: {amount} more came than expected.").format(what=words, amount=-flow.missing)
            said = verdict(told, good=False)
        else:
            said = verdict(self.tr("{what}: all of it has come.").format(what=words), good=True)
        found: list[Across | Label] = [said]
        if flow.next is not None:
            ahead = self.tr("Next: {amount} on {day}.")
            found.append(Label(ahead.format(amount=flow.next.amount, day=full_date(flow.next.day)), "small", "ink2"))
        return found


class HoursCard(Card):
    """Hours worked in the last four whole weeks against those of the award."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Hours"), gap="xs")
        hours = view.budget.hours
        assert hours is not None
        worked = hours_words(hours.worked) if hours.worked else self.tr("none")
        since = self.tr("Worked since {day}: {worked}").format(day=long_date(hours.since), worked=worked)
        self.add(Label(since, wrap=True))
        if hours.planned is None:
            self.add(verdict(guidance("budget", "hours_unknown"), good=False))
            return
        over = hours.worked - hours.planned
        planned = self.tr("The award is for {planned} in that time.").format(planned=hours_words(hours.planned))
        self.add(Label(planned, wrap=True))
        if over > 0:
            self.add(verdict(self.tr("{over} above the award").format(over=hours_words(over)), good=False))
        else:
            left = hours_words(-over) if over else self.tr("none")
            self.add(verdict(self.tr("Inside the award; {left} not used").format(left=left), good=True))


class ClaimCard(Card):
    """For a funder that pays by the hour: claimed, paid, open, and the margin over cost."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Claims by the hour"), gap="xs")
        claimed = view.budget.claimed
        assert claimed is not None
        heads = (self.tr("Since {day}").format(day=long_date(claimed.since)), self.tr("Amount"))
        hours = hours_words(claimed.minutes) if claimed.minutes else "0 hours"
        worked = self.tr("{hours} at £{rate:.2f} an hour").format(hours=hours, rate=claimed.rate)
        rows = [
            ((worked, str(claimed.claim)), ()),
            ((self.tr("Paid by the funder"), str(claimed.paid)), ()),
            ((self.tr("Not paid yet"), str(claimed.claim - claimed.paid)), ()),
            ((self.tr("What these hours cost"), str(claimed.cost)), ()),
            ((self.tr("Left towards other costs"), str(claimed.claim - claimed.cost)), ()),
        ]
        self.add(SmallTable(self.tr("Claims by the hour, as a table"), heads, rows, frozenset({1})))
        self.add(Label(guidance("budget", "claim_margin"), "small", "ink2", wrap=True))
