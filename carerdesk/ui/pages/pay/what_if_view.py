"""What if: other hours, rate, code or frequency beside what is now; and what to pay for a wanted take-home pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pay import Pay
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.what_if import FIGURES, Side, Terms, Usual, WhatIf, everybody, take_home, usual, what_if
from carerdesk.services.people.names import choice_name
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.pay.sheet import PlainFigure
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across, Down, Folding, TwoColumns
from carerdesk.ui.widgets.buttons import FigureButton
from carerdesk.ui.widgets.cards import Card, EmptyPage, Sheet
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import HoursField, MoneyField, RateField, TextField
from carerdesk.ui.widgets.reading_order import bring_into_sight
from carerdesk.ui.widgets.text import Label, Rule, funder_chip

_ALWAYS = frozenset({"gross", "tax", "employee_ni", "net", "employer_ni", "cost"})
_STRONG = frozenset({"net", "cost"})
_ANSWER_WIDTH = 530  # pixels at 100 %: the longest title beside three sums


class WhatIfView(QWidget):
    """The questions, and beside them the answer as they are typed. Nothing is kept."""

    def __init__(self, desk: Desk, lay_out: Callable[..., None], worker_id: int | None = None) -> None:
        super().__init__()
        self.desk, self._lay_out = desk, lay_out
        self._people = everybody(desk.books)
        self.side = Down(gap="m")
        self._usual: Usual | None = None
        if not self._people:
            self.setLayout(Down(self._nobody()))
            return
        self._questions, self._answers, self._wished = Down(gap="m"), Down(gap="m"), Down(gap="m")
        questions, wished = self._held(self._questions), self._held(self._wished)
        main = Down(*([Card("", self._who())] if len(self._people) > 1 else []), questions, wished, None, gap="m")
        answers = Down(self._held(self._answers), self._held(self.side), None, gap="m")
        self.setLayout(Down(TwoColumns(main, answers, _ANSWER_WIDTH)))
        self._ask_for(worker_id or self._people[0][0])

    @staticmethod
    def _held(layout: Down) -> QWidget:
        holder = QWidget()
        holder.setLayout(layout)
        return holder

    def _nobody(self) -> EmptyPage:
        return EmptyPage(
            "banknote",
            self.tr("Nobody to pay yet"),
            self.tr("Add a PA with a contract, a rate and a tax code, and ask again."),
            self.tr("Add a PA"),
            lambda: self.desk.go("people", add=True),
        )

    def _who(self) -> RadioRow[int]:
        self._whose = RadioRow(self.tr("Whose pay?"), list(self._people), across=True)
        self._whose.set_value(self._people[0][0])
        self._whose.changed.connect(lambda: self._ask_for(self._whose.value() or self._people[0][0]))
        return self._whose

    # --- the questions ------------------------------------------------------------------------------------------------

    def _ask_for(self, worker_id: int) -> None:
        for part in (self._questions, self._answers, self._wished, self.side):
            part.clear()
        found = usual(self.desk.books, worker_id)
        if isinstance(found, Rejected):
            self._usual = None
            self._questions.add(Card("", Label(problem_words(found.problems[0]), wrap=True)))
            return
        self._usual = found
        self._ask(found)
        self._work_out()

    def _ask(self, found: Usual) -> None:
        terms = found.terms
        self._hours = HoursField(self.tr("Hours a week at the normal rate"))
        self._rate = RateField(self.tr("Pounds an hour"))
        self._code = TextField(self.tr("Tax code"), characters=10)
        self._often = RadioRow(
            self.tr("Paid how often?"),
            [(each, choice_name("frequency", each.value)) for each in Frequency],
        )
        self._hours.set_value(terms.weekly_minutes)
        self._rate.set_value(terms.rate)
        self._code.set_value(terms.code)
        self._often.set_value(terms.frequency)
        self._payer = self._who_pays(found)
        fields: list[Answer[int] | Answer[Decimal] | Answer[str] | Answer[Frequency]] = [
            self._hours, self._rate, self._code, self._payer, self._often,
        ]  # fmt: skip
        for field in fields:
            field.changed.connect(self._work_out)
        boxes = QWidget()
        boxes.setLayout(Folding(self._hours, self._rate, self._code, None, below=30, gap="l"))
        choices = QWidget()
        choices.setLayout(Folding(self._payer, self._often, None, below=26, gap="xl"))
        origin = Label(self._from(found), "small", "ink2", wrap=True)
        self._questions.add(Card(self.tr("What would change?"), origin, boxes, choices, gap="l"))
        self._net = MoneyField(self.tr("Take-home pay wanted each payday"), optional=True)
        self._net.changed.connect(self._work_out_gross)
        self._gross = Down(gap="s")
        self._paid_words = self._held(self._gross)
        title = self.tr("What must {name} be paid to take home a certain sum?").format(name=found.first_name)
        self._wished.add(Card(title, self._net, self._paid_words))

    def _from(self, found: Usual) -> str:
        if found.weeks is None:
            return self.tr("Filled in as the contract stands now. Change what you like.")
        return self.tr("Filled in as the last {weeks} weeks’ payslips were on average. Change what you like.").format(
            weeks=f"{found.weeks:.0f}"
        )

    def _who_pays(self, found: Usual) -> RadioRow[int]:
        choices = [(0, self.tr("As the others are shared")), *((key, name) for key, name, _ in found.funders)]
        field = RadioRow(self.tr("Who would pay for more hours?"), choices)
        field.set_value(0)
        return field

    def _terms(self) -> Terms | None:
        minutes, rate, code, often = (
            self._hours.value(), self._rate.value(), self._code.value(), self._often.value(),
        )  # fmt: skip
        if minutes is None or rate is None or code is None or often is None:
            return None
        return Terms(minutes, rate, code, often, self._payer.value() or None)

    # --- the answers --------------------------------------------------------------------------------------------------

    def _work_out(self) -> None:
        self._answers.clear()
        self.side.clear()
        terms = self._terms()
        if self._usual is None or terms is None:
            self._answers.add(Card("", Label(self.tr("Fill in the hours, the rate and the code."), wrap=True)))
            return
        found = what_if(self.desk.books, self._usual.worker_id, terms)
        self._code.set_problem("")
        if isinstance(found, Rejected):
            words = problem_words(found.problems[0])
            self._answers.add(Card("", Label(words, tone="attention", wrap=True)))
        else:
            self._answers.add(WhatIfTable(self.desk, self._usual, found, self._in_a_year(found)))
        self._settle(self._answers)
        self._work_out_gross()

    def _settle(self, changed: Down) -> None:
        """Let what is new find its place at once."""
        items = (changed.itemAt(at) for at in range(changed.count()))
        parts = (item.widget() for item in items if item is not None)
        self._lay_out(*(part for part in parts if part is not None))

    def _in_a_year(self, found: WhatIf) -> str:
        difference = found.then.a_year - found.now.a_year
        if not difference:
            return self.tr("The same a year")
        more = self.tr("About {sum} a year more for the employer")
        less = self.tr("About {sum} a year less for the employer")
        return (more if difference.pence > 0 else less).format(sum=abs(difference))

    def _work_out_gross(self) -> None:
        self._gross.clear()
        terms, net = self._terms(), self._net.value()
        if self._usual is None or terms is None or net is None:
            return
        found = take_home(self.desk.books, self._usual.worker_id, terms, net)
        if isinstance(found, Rejected):
            self._gross.add(Label(problem_words(found.problems[0]), tone="attention", wrap=True))
        else:
            self._gross.add(*self._paid(found, terms, net))
        self._settle(self._gross)
        QTimer.singleShot(0, self._paid_words, lambda: bring_into_sight(self._paid_words))

    def _paid(self, found: Pay, terms: Terms, net: Money) -> list[Label]:
        minutes = int(Decimal(found.gross.pence) / 100 / terms.rate * 60) if terms.rate else 0
        words = self.tr("{gross} before tax: about {hours} at {rate} an hour. It costs {cost}.").format(
            gross=found.gross, hours=hours_text(minutes), rate=f"£{terms.rate:.2f}", cost=found.cost
        )
        labels = [Label(words, "strong", wrap=True)]
        if found.net != net:
            near = self.tr("To the penny it cannot be: {net} is the nearest that reaches it.").format(net=found.net)
            labels.append(Label(near, "small", "ink2", wrap=True))
        return labels


class WhatIfTable(Sheet):
    """Now, then and the difference, figure by figure; pressing one opens how it was worked out."""

    def __init__(self, desk: Desk, known: Usual, found: WhatIf, title: str) -> None:
        super().__init__(gap="s", pad=("l", "m", "l", "m"))
        self.setAccessibleName(self.tr("What it would come to"))
        self._desk, self._row = desk, 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self.add(Label(title, "title", wrap=True))
        self.body.addLayout(self._grid)
        self.add(Label(guidance("pay", "what_if"), "small", "ink2", wrap=True))
        self._heads(found)
        for figure in FIGURES:
            before, after = found.now.figures[figure], found.then.figures[figure]
            if figure in _ALWAYS or before or after:
                if figure in _STRONG:
                    self._rule()
                self._figures(figure, found)
        self._rule()
        for funder, name, tone in known.funders:
            self._funder(name, tone, found.now.by_funder.get(funder), found.then.by_funder.get(funder))
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Take the gaps from a look."""
        self._grid.setHorizontalSpacing(chosen.space("m"))
        self._grid.setVerticalSpacing(chosen.space(2))

    def _heads(self, found: WhatIf) -> None:
        often = [choice_name("frequency", side.terms.frequency.value) for side in (found.now, found.then)]
        now, then = self.tr("Now"), self.tr("Then")
        if often[0] != often[1]:
            now, then = f"{now}\n{often[0]}", f"{then}\n{often[1]}"
        heads = (Label(often[0] if often[0] == often[1] else "", "smallstrong", "ink2"), *(
            PlainFigure(words, "smallstrong", "ink2") for words in (now, then, self.tr("Difference"))
        ))  # fmt: skip
        self._put(*heads)

    def _figures(self, figure: str, found: WhatIf) -> None:
        title = _TITLES[figure]
        strong = figure in _STRONG
        cells = [self._figure(figure, title, side, when) for side, when in ((found.now, "now"), (found.then, "then"))]
        change = found.then.figures[figure] - found.now.figures[figure]
        self._put(Label(title, "strong" if strong else "body"), *cells, _change(change, strong=strong))

    def _figure(self, figure: str, title: str, side: Side, when: str) -> QWidget:
        amount = str(side.figures[figure])
        if figure == "cost":
            return PlainFigure(amount, "strong")
        button = FigureButton(amount, f"{title} {when}", strong=figure in _STRONG)
        button.clicked.connect(partial(self._show, side.pay, figure))
        return button

    def _show(self, pay: Pay, figure: str, _checked: bool = False) -> None:
        self._desk.show_working(pay.working(figure))

    def _funder(self, name: str, tone: str, before: Money | None, after: Money | None) -> None:
        if not before and not after:
            return
        now, then = before or Money(0), after or Money(0)
        holder = QWidget()
        holder.setLayout(Across(funder_chip(tone, name), Label(self.tr("pays"), "small", "ink2"), None, gap="s"))
        self._put(
            holder, PlainFigure(str(now)), PlainFigure(str(then)), _change(then - now, strong=False)
        )  # fmt: skip

    def _put(self, *cells: QWidget) -> None:
        for at, cell in enumerate(cells):
            self._grid.addWidget(cell, self._row, at)
        self._row += 1

    def _rule(self) -> None:
        self._grid.addWidget(Rule(), self._row, 0, 1, -1)
        self._row += 1


_TITLES: Mapping[str, str] = {
    "gross": "Gross pay",
    "tax": "Income tax",
    "employee_ni": "National Insurance",
    "student_loan": "Student loan",
    "postgraduate_loan": "Postgraduate loan",
    "pension": "Pension",
    "net": "Take-home pay",
    "employer_ni": "Employer’s National Insurance",
    "employer_pension": "Employer’s pension",
    "cost": "Cost",
}


def _change(amount: Money, *, strong: bool) -> Label:
    words = "–" if not amount else f"+{amount}" if amount.pence > 0 else f"−{abs(amount)}"
    return PlainFigure(words, "strong" if strong else "body", "ink2" if not amount else "")
