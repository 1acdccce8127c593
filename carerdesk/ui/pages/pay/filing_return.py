"""One return: every figure with its line, the papers, what another program said, and that it was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, tax_year_name
from carerdesk.domain.rti.dates import PAPER_SOURCE
from carerdesk.domain.rti.lines import NOT_KEPT, FormLine, FormSection, each_line
from carerdesk.services.filing.boxes import boxes_of
from carerdesk.services.filing.papers import (
    deductions_record_pdf,
    earnings_slips_pdf,
    paid_workers,
    return_csv,
    return_pdf,
    return_sections,
    universal_credit_pdf,
)
from carerdesk.services.filing.preview import Preview, preview
from carerdesk.services.filing.returns import Kind, Return
from carerdesk.services.filing.sent import say_not_sent, say_sent
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.pay.filing_answers import AnswerCard, answer_cards
from carerdesk.ui.pages.pay.filing_statement import StatementCard
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow, Folding, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard, Well
from carerdesk.ui.widgets.fields import DateField, TextField
from carerdesk.ui.widgets.text import Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.widgets.answer import Answer

_ON_PAPER = frozenset({Kind.RT2, Kind.RT5})
_FOLDS = 30  # em: a narrower row sets its figure below its words


class ReturnView(QWidget):
    """The figures on the left; what to do with them beside it. `boxes` opens the form for box numbers."""

    def __init__(self, desk: Desk, told: Return, route: str, boxes: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self.told, self._route, self._open_boxes = desk, told, route, boxes
        self.key = told.key
        self.answers: list[AnswerCard] = []
        main = Down(*self._figures(), gap="m")
        self.side = Down(*self._beside(), None, gap="m")
        self.setLayout(Down(TwoColumns(main, self.side), gap=0))

    def keep_now(self) -> None:
        """Keep at once what was typed since, as when the page is left."""
        for card in self.answers:
            card.half_typed.keep_now()

    # --- the figures --------------------------------------------------------------------------------------------------

    def _figures(self) -> list[QWidget | None]:
        form = self.key.kind.value
        boxes = boxes_of(self.desk.books, form) if self.key.kind in _ON_PAPER else {}
        found = return_sections(self.desk.books, self.key)
        parts: list[QWidget | None] = []
        for name, sections in found:
            if len(found) > 1:
                parts.append(Label(name, "title", wrap=True))
            parts += [self._section(section, boxes) for section in sections]
        if self._route == "basic_paye_tools" and self.key.kind is Kind.FPS:
            self.answers = answer_cards(self.desk, self.key.first)
            parts = [*self.answers, *parts]
        return [*parts, None]

    def _section(self, section: FormSection, boxes: Mapping[str, str]) -> Card:
        card = Card(section.title, gap="s")
        for at, line in enumerate(section.lines):
            if at:
                card.add(Rule())
            card.add(self._line(line, boxes.get(line.key, "")))
        return card

    def _line(self, line: FormLine, box: str) -> Folding:
        row = Folding(below=_FOLDS, gap="m")
        name = Down(Label(line.name, wrap=True), gap=0)
        if line.note:
            name.add(Label(line.note, "small", "ink2", wrap=True))
        row.addLayout(name, 1)
        value = Label(
            line.value or self.tr("Leave empty"),
            "strong" if line.value else "body",
            "" if line.value else "ink2",
            wrap=True,
        )
        row.addWidget(value, 1)
        if self.key.kind in _ON_PAPER:
            row.add(Label(self.tr("Box {box}").format(box=box) if box else self.tr("Box ?"), "small", "ink2"))
        return row

    # --- what to do with them -----------------------------------------------------------------------------------------

    def _beside(self) -> list[QWidget]:
        parts: list[QWidget] = [*self._missing(), self._papers()]
        if self.key.kind is Kind.RT2:
            parts.append(self._for_the_pa())
        if self._route in {"rti", "basic_paye_tools", ""} and self.key.kind not in _ON_PAPER:
            parts.append(self._preview())
        return [*parts, self._sent()]

    def _missing(self) -> list[QWidget]:
        """Lines the books cannot fill in, each leading to the record of its worker."""
        found = return_sections(self.desk.books, self.key)
        cards: list[QWidget] = []
        for (name, sections), worker in zip(found, paid_workers(self.desk.books, self.key), strict=True):
            lines = [line.name for line in each_line(sections) if line.value.startswith(NOT_KEPT)]
            if lines:
                cards.append(self._missing_card(name, worker, lines))
            if worker is not None and _lacks_statement(sections):
                cards.append(StatementCard(self.desk, worker, name))
        return cards

    def _missing_card(self, name: str, worker: int | None, lines: list[str]) -> Card:
        card = Card(self.tr("Not in these books yet"), gap="s")
        card.add(Label(self.tr("{who}: {lines}.").format(who=name, lines=", ".join(lines)), "small", wrap=True))
        place = {"worker": worker} if worker is not None else {"employer": True}
        words = self.tr("Add it under People, {who}").format(who=name)
        card.add(Flow(Button(words, "link", act=lambda: self.desk.go("people", **place))))
        return card

    def _papers(self) -> Card:
        kind = self.key.kind.shown
        paper = self.key.kind in _ON_PAPER
        title = self.tr("1  Copy the figures") if paper else self.tr("1  Send the figures")
        card = Card(title, gap="s")
        code = self.key.kind.value
        due = long_date(self.told.due)
        card.add(*(Label(guidance("filing", f"why_{each}_return"), "small", wrap=True) for each in self.told.why))
        other = "_other" if self.key.kind is Kind.FPS and self._route != "basic_paye_tools" else ""
        card.add(Label(guidance("filing", f"sheet_{code}{other}", due=due), "small", "ink2", wrap=True))
        if self.told.post_by is not None:
            words = guidance("filing", "sheet_reach", due=due, post_by=long_date(self.told.post_by))
            card.add(Label(words, "small", "ink2", wrap=True))
        if paper:
            card.add(Label(PAPER_SOURCE.title, "small", "ink2", wrap=True))
        card.add(
            Flow(
                Button(self.tr("Save the figures sheet"), "primary", act=self._save_sheet),
                Button(self.tr("Save as a table (CSV)"), "small", act=self._save_table),
            )
        )
        if paper:
            words = self.tr("Box numbers of your {form}").format(form=kind)
            card.add(Flow(Button(words, "small", act=lambda: self._open_boxes(code))))
        return card

    def _name(self, ending: str) -> str:
        who = f" {self.told.who}" if self.told.who else ""
        return f"{self.key.kind.shown}{who} {self.key.last.isoformat()}.{ending}"

    def _save_sheet(self) -> None:
        books, key = self.desk.books, self.key
        save(
            self.desk, self, Paper(self.tr("Save the figures sheet"), self._name("pdf"), lambda: return_pdf(books, key))
        )

    def _save_table(self) -> None:
        books, key = self.desk.books, self.key
        save(
            self.desk, self, Paper(self.tr("Save as a table (CSV)"), self._name("csv"), lambda: return_csv(books, key))
        )

    def _for_the_pa(self) -> Card:
        who = self.told.who.split(" ", maxsplit=1)[0]
        title = self.tr("For {who} and your records").format(who=who)
        words = self.tr("On paper HMRC has no monthly news of wages, so a PA on Universal Credit reports them.")
        slips = self.tr("Save {who}’s monthly earnings slips").format(who=who)
        note = self.tr("Save the note on Universal Credit")
        record = self.tr("Save the deductions record (RT11)")
        return Card(
            title,
            Label(words, "small", "ink2", wrap=True),
            Flow(
                Button(note, act=self._save_note),
                Button(slips, act=self._save_slips),
                Button(record, act=self._save_record),
            ),
        )

    def _save_note(self) -> None:
        books, worker = self.desk.books, self.key.worker_id
        name = self.tr("Universal Credit and your pay, {who}.pdf").format(who=self.told.who)
        save(self.desk, self, Paper(self.tr("Save the note"), name, lambda: universal_credit_pdf(books, worker)))

    def _save_slips(self) -> None:
        books, key = self.desk.books, self.key
        name = self.tr("Earnings {who} to {day}.pdf").format(who=self.told.who, day=key.last.isoformat())
        made = partial(earnings_slips_pdf, books, key.worker_id, key.first, key.last)
        save(self.desk, self, Paper(self.tr("Save the earnings slips"), name, made))

    def _save_record(self) -> None:
        books, key = self.desk.books, self.key
        year = tax_year_name(key.last)
        name = self.tr("Deductions record {who} {year}.pdf").format(who=self.told.who, year=year)
        made = partial(deductions_record_pdf, books, key.worker_id, year)
        save(self.desk, self, Paper(self.tr("Save the deductions record"), name, made))

    # --- the message as HMRC's computers would get it -----------------------------------------------------------------

    def _preview(self) -> Card:
        found = preview(self.desk.books, self.key)
        card = Card(self.tr("XML preview"), gap="s")
        card.add(Label(guidance("filing", "preview_label"), "strong", wrap=True))
        card.add(Label(guidance("filing", "preview_about"), "small", "ink2", wrap=True))
        if found.problems:
            card.add(Label(guidance("filing", "preview_stopped"), "small", wrap=True))
            card.add(*(Label(words, "small", wrap=True) for words in found.problems))
            return card
        mark = Well(
            Label(guidance("filing", "preview_mark", mark=found.mark), "small", wrap=True),
            Label(guidance("filing", "preview_receipt", receipt=found.receipt), "small", "ink2", wrap=True),
        )
        card.add(mark, *(Label(guidance("filing", code), "small", "ink2", wrap=True) for code in found.doubts))
        card.add(Flow(Button(self.tr("Save the XML to look at"), act=partial(self._save_xml, found))))
        return card

    def _save_xml(self, found: Preview) -> None:
        save(self.desk, self, Paper(self.tr("Save the XML to look at"), found.name, lambda: found.text.encode("utf-8")))

    # --- it was sent --------------------------------------------------------------------------------------------------

    def _sent(self) -> Card:
        told, key = self.told, self.key
        if told.sent_on is not None:
            words = self.tr("Sent on {day}.").format(day=long_date(told.sent_on))
            card = Card(self.tr("2  Sent"), Label(words, wrap=True), gap="s")
            if told.reference:
                card.add(Label(told.reference, "small", "ink2", wrap=True))
            if key.kind in {Kind.EPS, Kind.RT5}:
                card.add(Flow(Button(self.tr("It was not sent after all"), "small", act=self._not_sent)))
            return card
        if key.kind in _ON_PAPER and key.last >= self.desk.today():
            words = self.tr("The quarter runs to {day}. Send the form after it.").format(day=long_date(key.last))
            return Card(self.tr("2  Send it after the quarter"), Label(words, "small", "ink2", wrap=True))
        return self._sending()

    def _sending(self) -> FormCard:
        self.sent_on = DateField(self.tr("Sent on"), self.desk.today(), calendar=False)
        self.sent_on.set_value(self.desk.today())
        self.reference = TextField(self.tr("Receipt or note"), optional=True, characters=24)
        main = Button(self.tr("Keep it as sent"), act=self._keep_sent)
        words = self.tr("Payslips that were told of never change any more; a mistake is put right on the next payday.")
        note = Label(words, "small", "ink2", wrap=True)
        about_pay = [note] if self.key.kind in {Kind.FPS, Kind.RT2} else []
        return FormCard(
            self.tr("2  Say when it was sent"), self.sent_on, self.reference, *about_pay, Across(main, None), main=main
        )

    def _keep_sent(self) -> None:
        fields: dict[str, Answer[Any]] = {"sent_on": self.sent_on, "reference": self.reference}
        if self.desk.understood(fields):
            done = say_sent(self.desk.books, self.key, self.sent_on.value(), self.reference.value() or "")
            self.desk.report(done, fields)

    def _not_sent(self) -> None:
        self.desk.report(say_not_sent(self.desk.books, self.key))


def _lacks_statement(sections: tuple[FormSection, ...]) -> bool:
    return any(line.key == "statement" and line.value.startswith(NOT_KEPT) for line in each_line(sections))
