"""Family: each question on its own, with what was decided about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.people.family import NO_INSURANCE, Advice, FamilyView, agreement_words
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import AdviceList
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label


class FamilyCard(Card):
    """What being family may mean for National Insurance, the minimum wage and a council's agreement."""

    def __init__(self, desk: Desk, worker_id: int, name: str, view: FamilyView, go: Callable[..., object]) -> None:
        about = self.tr("Answer the family questions about {name}").format(name=name)
        answer = Button(self.tr("Answer these"), "small", name=about, act=lambda: go("family", worker_id))
        super().__init__(self.tr("Family"), side=answer)
        for question, words, settled in decided(view):
            self.add(AdviceList(desk, (question,)), _answer(words, settled=settled))


def _answer(words: str, *, settled: bool) -> Across:
    row = Across(Icon("circle-check" if settled else "circle-question-mark", "good" if settled else "attention", 18))
    row.addWidget(Label(words, "strong", "" if settled else "attention", wrap=True), 1)
    return row


def decided(view: FamilyView) -> Iterator[tuple[Advice, str, bool]]:
    """Each question that is asked, what was decided, and whether something was."""
    if view.insurance is not None:
        out = view.letter == NO_INSURANCE
        key = "family_insurance_x" if out else "family_insurance_open" if view.letter else "family_no_letter"
        yield view.insurance, guidance("people", key, letter=view.letter), out
    if view.wage is not None:
        key = "family_wage_exempt" if view.exempt else "family_wage_checked"
        yield view.wage, guidance("people", key, reason=view.reason), True
    if view.council is not None:
        said = agreement_words(view)
        yield view.council, said or guidance("people", "family_council_missing"), bool(said)
