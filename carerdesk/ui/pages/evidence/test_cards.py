"""The twelve tests on a return: those to put right, those explained, those that pass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.domain.evidence.results import ControlResult, Finding, State
from carerdesk.services.evidence.room import ReturnPage
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.return_view import ReturnView

_FEW = 2


class _TestsCard(Card):
    """A card with an icon before its heading and one block a test."""

    def __init__(self, view: ReturnView, icon: str, tone: str, title: str, side: QWidget | None = None) -> None:
        super().__init__(gap="s")
        self._view = view
        self.setAccessibleName(title)
        head = Across(Icon(icon, tone, 20))
        head.addWidget(Label(title, "title", wrap=True), 1)
        if side is not None:
            head.add(side)
        self.add(head)

    def _place_button(self, page: ReturnPage, test: ControlResult, at: int) -> Button | None:
        place = page.places.get((test.n, at))
        if place is None:
            return None
        finding = test.findings[at].text if test.findings else test.title
        return Button(
            place.words,
            name=f"{place.words}: {finding}",
            act=partial(self._view.desk.go, place.room, **dict(place.at)),
        )


class WantingCard(_TestsCard):
    """Tests that neither pass nor are explained: each line, what to do, and the way there."""

    def __init__(self, view: ReturnView, page: ReturnPage, tests: Sequence[ControlResult]) -> None:
        title = view.tr("{count} to put right").format(count=len(tests))
        super().__init__(view, "triangle-alert", "attention", title)
        self._page = page
        self._open: set[int] = set()
        self._tests = tests
        self._list = Down(gap="s")
        self.add(self._list)
        self._fill()

    def _fill(self) -> None:
        self._list.clear()
        for at, test in enumerate(self._tests):
            if at:
                self._list.add(Rule())
            self._list.add(self._test(test))

    def _test(self, test: ControlResult) -> Down:
        block = Down(Label(f"{test.n}  {test.title}", "strong", wrap=True), gap="xs")
        if test.state is State.NOT_CHECKED:
            block.add(self._line(test, Finding(test.missing), 0))
        shown = test.findings if test.n in self._open else test.findings[:_FEW]
        for at, finding in enumerate(shown):
            block.add(self._line(test, finding, at))
        block.add(self._acts(test, len(test.findings) - len(shown)))
        return block

    def _line(self, test: ControlResult, finding: Finding, at: int) -> Across:
        words = Down(Label(finding.text, "small", wrap=True), gap=0)
        if finding.todo:
            words.add(Label(finding.todo, "small", "ink2", wrap=True))
        row = Across(gap="m")
        row.addLayout(words, 1)
        button = self._place_button(self._page, test, at)
        if button is not None:
            row.add(button)
        return row

    def _acts(self, test: ControlResult, more: int) -> Flow:
        reason = Button(
            self.tr("Write a reason"), "link", icon="pencil",
            name=self.tr("Write a reason for test {n}").format(n=test.n),
            act=partial(self._view.room.give_reason, self._view.of, test.n),
        )  # fmt: skip
        flow = Flow(reason)
        if more:
            words = self.tr("Show {count} more").format(count=more)
            name = self.tr("Show {count} more of test {n}").format(count=more, n=test.n)
            flow.addWidget(Button(words, "link", icon="chevron-right", name=name, act=partial(self._unfold, test.n)))
        return flow

    def _unfold(self, n: int) -> None:
        self._open.add(n)
        self._fill()


class ExplainedCard(_TestsCard):
    """Tests that do not pass, with the family's reason, which goes into the pack."""

    def __init__(self, view: ReturnView, page: ReturnPage, tests: Sequence[ControlResult]) -> None:
        title = view.tr("{count} explained").format(count=len(tests))
        super().__init__(view, "pencil", "note", title)
        self._reasons = page.view.explained
        for at, test in enumerate(tests):
            if at:
                self.add(Rule())
            self.add(self._test(test))

    def _test(self, test: ControlResult) -> Across:
        words = Down(Label(f"{test.n}  {test.title}", "strong", wrap=True), gap=0)
        for finding in test.findings[:_FEW]:
            words.add(Label(finding.text, "small", "ink2", wrap=True))
        if len(test.findings) > _FEW:
            words.add(Label(self.tr("and {count} more").format(count=len(test.findings) - _FEW), "small", "ink2"))
        if test.missing:
            words.add(Label(test.missing, "small", "ink2", wrap=True))
        reason = self.tr("Your reason: {words}").format(words=self._reasons[test.n])
        words.add(Label(reason, "small", wrap=True))
        row = Across(gap="m")
        row.addLayout(words, 1)
        row.add(
            Button(
                self.tr("Change"), "small",
                name=self.tr("Change the reason for test {n}").format(n=test.n),
                act=partial(self._view.room.give_reason, self._view.of, test.n),
            )
        )  # fmt: skip
        return row


class PassedCard(_TestsCard):
    """Tests that pass, each with its short result, which opens its working."""

    def __init__(self, view: ReturnView, tests: Sequence[ControlResult]) -> None:
        title = view.tr("{count} passed").format(count=len(tests))
        super().__init__(view, "circle-check", "good", title)
        for test in tests:
            row = Across(Icon("check", "good", 16), gap="s")
            row.addWidget(Label(test.title, wrap=True), 1)
            row.add(FigureButton(test.result, test.title, act=partial(view.show_working, test.n)))
            self.add(row)
