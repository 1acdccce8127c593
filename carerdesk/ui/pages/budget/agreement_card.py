"""What was agreed with a funder, and what it gives over time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.awards import Every
from carerdesk.domain.typed import hours_words
from carerdesk.services.funding.budget import PER, AwardView
from carerdesk.services.funding.setup import remove_award
from carerdesk.services.money.attaching import attach_document
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.text import Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.funder_view import FunderView


_FEW = 3


class AgreementCard(Card):
    """Reference, returns, limits: what is not known is said, nothing is assumed."""

    def __init__(self, view: FunderView) -> None:
        details = view.budget.details
        change = Button(view.tr("Change"), "small", name=view.tr("Change the agreement"), act=partial(
            view.room.change_funder, view.budget.funder_id))  # fmt: skip
        super().__init__(view.tr("The agreement"), side=change, gap="s")
        unknown = self.tr("Not known yet")
        facts = [(self.tr("Reference"), details.reference)]
        if details.kind != "own":
            facts += [
                (self.tr("Returns"), self._cycle(view)),
                (self.tr("Weeks held"), self._limits(view)),
            ]
        if details.agreed_rate is not None and not details.cost_based:
            facts.append((self.tr("Pays"), self.tr("£{rate:.2f} an hour").format(rate=details.agreed_rate)))
        facts += [
            (self.tr("Keep records"), self.tr("{years} years").format(years=details.retention_years)),
            (self.tr("Address"), details.address or self.tr("None")),
        ]
        if details.ended is not None:
            facts.append((self.tr("Ended"), long_date(details.ended)))
        for name, words in facts:
            told = Label(words or unknown, tone="" if words else "attention", wrap=True)
            self.add(Down(Label(name, "small", "ink2"), told, gap=0))
        self.add(Label(guidance("budget", "check_your_agreement"), "small", "ink2", wrap=True))

    def _cycle(self, view: FunderView) -> str:
        details = view.budget.details
        if not details.cycle:
            return ""
        words = guidance("budget", f"cycle_{details.cycle}")
        if details.cycle_from is not None:
            words += self.tr(", from {day}").format(day=long_date(details.cycle_from))
        if details.deadline_days is not None:
            words += self.tr(", due {days} days after").format(days=details.deadline_days)
        return words

    def _limits(self, view: FunderView) -> str:
        least, most = view.budget.details.least_weeks, view.budget.details.most_weeks
        if least is not None and most is not None:
            return self.tr("{least} to {most} weeks").format(least=f"{least:f}", most=f"{most:f}")
        if most is not None:
            return self.tr("At most {most} weeks").format(most=f"{most:f}")
        return self.tr("At least {least} weeks").format(least=f"{least:f}") if least is not None else ""


class AwardsCard(Card):
    """Awards over time, the newest first, each with its letter."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("What it gives"), gap="s")
        self._view = view
        self._rows = Down(gap="s")
        self._fill(view.budget.awards[:_FEW])
        self.add(self._rows)
        awards = view.budget.awards
        words = self.tr("Add a change from a date") if awards else self.tr("Add what it gives")
        add = Button(words, "small", icon="plus", act=partial(view.room.add_award, view.budget.funder_id))
        self.add(Across(add, None))

    def _fill(self, shown: Sequence[AwardView]) -> None:
        awards = self._view.budget.awards
        self._rows.clear()
        if not awards:
            self._rows.add(Label(guidance("budget", "no_award"), tone="attention", wrap=True))
        for at, one in enumerate(shown):
            if at:
                self._rows.add(Rule())
            self._rows.add(self._award(one))
        if len(shown) < len(awards):
            words = self.tr("Show {count} earlier awards").format(count=len(awards) - len(shown))
            more = Button(words, "link", icon="chevron-right", act=partial(self._fill, awards))
            self._rows.add(Across(more, None))

    def _award(self, one: AwardView) -> Across:
        words = Down(Label(self._gives(one), "strong" if one.stands else "body", wrap=True), gap=0)
        words.add(Label(self._when(one), "small", "ink2", wrap=True))
        for paper in one.papers:
            name = Across(Icon("paperclip", "ink2", 16), gap="xs")
            name.addWidget(Label(paper.file_name, "small", wrap=True), 1)
            words.add(name)
        row = Across(gap="m")
        row.addLayout(words, 1)
        row.add(*self._buttons(one))
        return row

    def _gives(self, one: AwardView) -> str:
        award = one.award
        words = f"{award.amount} {PER[Every(award.every)]}"
        if award.weekly_minutes:
            words += self.tr(" for {hours} a week").format(hours=hours_words(award.weekly_minutes))
        if award.contribution:
            words += self.tr(", contribution {amount} {per}").format(
                amount=award.contribution, per=PER[Every(award.contribution_every)]
            )
        return words

    def _when(self, one: AwardView) -> str:
        award = one.award
        if award.every == Every.ONE_OFF:
            words = [self.tr("On {day}.").format(day=long_date(award.first_day))]
        elif award.last_day is not None:
            first, last = long_date(award.first_day), long_date(award.last_day)
            words = [self.tr("From {first} to {last}.").format(first=first, last=last)]
        else:
            words = [self.tr("From {first}.").format(first=long_date(award.first_day))]
        if award.every != Every.ONE_OFF:
            if not award.weekly_minutes:
                words.append(self.tr("Hours not known yet."))
            if award.contribution is None:
                words.append(self.tr("Contribution not known yet."))
        return " ".join([*words, award.note]).strip()

    def _buttons(self, one: AwardView) -> list[Button]:
        day = long_date(one.award.first_day)
        letter = Button(
            self.tr("Add the letter"), "small", icon="paperclip",
            name=self.tr("Add the letter for the award from {day}, {amount}").format(day=day, amount=one.award.amount),
            act=partial(self._ask, one),
        )  # fmt: skip
        out = Button(
            self.tr("Take out"), "small",
            name=self.tr("Take out the award from {day}, {amount}").format(day=day, amount=one.award.amount),
            act=partial(self._remove, one),
        )  # fmt: skip
        return [letter] if one.papers else [letter, out]

    def _ask(self, one: AwardView) -> None:
        desk = self._view.desk
        desk.files.open_files(self, self.tr("The award letter"), PHOTOS_AND_PDF, partial(self._attach, one))

    def _attach(self, one: AwardView, paths: Sequence[Path]) -> None:
        view = self._view
        for path in paths:
            outcome = attach_document(
                view.books, "award", one.id, path.read_bytes(), file_name=path.name, kind="letter"
            )
            if not view.desk.report(outcome):
                return

    def _remove(self, one: AwardView) -> None:
        self._view.desk.report(remove_award(self._view.books, one.id))
