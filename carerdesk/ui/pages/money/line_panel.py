"""The chosen line: what it was for, its papers in sight, and the one or two things to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date
from carerdesk.services.money.attaching import Paper, Preview, change_kind, detach, document_preview
from carerdesk.services.money.details import LineDetails, PartView, line_details
from carerdesk.services.money.joining import join_line, unjoin_line
from carerdesk.services.money.matching import MatchSuggestion, match_suggestions_for
from carerdesk.services.money.proof import State, kind_words
from carerdesk.services.money.sorting import sort_alike, split_line
from carerdesk.services.money.transfers import TransferSuggestion, pair_transfer, transfer_suggestions, unpair_transfer
from carerdesk.ui.pages.money.menu_button import Entry, MenuButton
from carerdesk.ui.pages.money.paper_picture import PaperPicture, paper_words
from carerdesk.ui.widgets.arrange import Across, Down, Flow, Item
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, Well
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.text import Chip, Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.register_view import RegisterView

_MOST_OFFERED = 3


class LinePanel(Sheet):
    """A card beside the register. It follows the line the person stands on; Enter in the register goes into it."""

    def __init__(self, view: RegisterView) -> None:
        super().__init__(gap="s", pad="m")
        self.setAccessibleName(self.tr("The chosen line"))
        self._room, self._desk, self._books = view.room, view.desk, view.books
        self._line_id: int | None = None
        self._place = Down(gap="s")
        self.body.addLayout(self._place)
        self._picture_of: int | None = None

    # --- showing ------------------------------------------------------------------------------------------------------

    def say_choose(self) -> None:
        """No line is chosen."""
        self._line_id = None
        self._fill(Label(guidance("money", "panel_choose"), tone="ink2", wrap=True))

    def say_empty(self) -> None:
        """There are no lines yet."""
        self._line_id = None
        bring_in = Button(self.tr("Bring in the first statement"), "primary", act=self._room.bring_in)
        self._fill(
            Label(self.tr("No lines yet"), "title", wrap=True),
            Label(guidance("money", "panel_empty"), tone="ink2", wrap=True),
            Across(bring_in, None),
        )

    def show_line(self, line_id: int) -> None:
        """Show one line in full."""
        self._line_id = line_id
        details = line_details(self._books, line_id)
        if details is None:
            self.say_choose()
            return
        self._picture_of = details.papers[0].document_id if details.papers else None
        self._fill(*self._about(details), *self._papers(details), *self._next(details), self._acts(details))

    def enter(self) -> None:
        """Go to the first thing to do here."""
        buttons = [each for each in self.findChildren(Button) if each.isVisible() and each.isEnabled()]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, *items: Item) -> None:
        self._place.clear()
        self._place.add(*items)

    # --- what it is ---------------------------------------------------------------------------------------------------

    def _about(self, details: LineDetails) -> list[Item]:
        line = details.line
        title = Label(line.who, "title", wrap=True)
        head = Across()
        head.addWidget(title, 1)
        head.addWidget(Label(str(abs(line.amount)), "title"), 0, Qt.AlignmentFlag.AlignTop)
        way = self.tr("In on {day}") if line.amount.pence > 0 else self.tr("Out on {day}")
        account = f", {details.account}" if self._room.has_several_accounts() else ""
        items: list[Item] = [
            head,
            Label(f"{way.format(day=full_date(line.day))}{account}", "small", "ink2", wrap=True),
        ]
        if details.text.casefold() != line.who.casefold():
            words = self.tr("The bank says: {text}").format(text=details.text)
            items.append(Label(words, "small", "ink2", wrap=True))
        if details.is_sorted or len(details.parts) > 1:
            items += [self._part(view, alone=len(details.parts) == 1) for view in details.parts]
        if details.note:
            items.append(Label(self.tr("Note: {note}").format(note=details.note), "small", wrap=True))
        if details.other_side:
            items.append(_told("check", self.tr("The other half: {side}").format(side=details.other_side)))
        items += [_told("check", self._pays(joined.title, str(joined.amount))) for joined in details.pays]
        return items

    def _pays(self, title: str, amount: str) -> str:
        return self.tr("Pays {amount} of {title}").format(amount=amount, title=title)

    def _part(self, view: PartView, *, alone: bool) -> QWidget:
        name = view.category or self.tr("Not sorted yet")
        amount = "" if alone else f", {abs(view.part.amount)}"
        row = QWidget()
        words = Label(f"{name}{amount}", wrap=True)
        across = Across(gap="s")
        across.addWidget(words, 1)
        if view.funder:
            across.addWidget(Chip(view.funder, self._room.tone_of(view.part.funder_id)), 0, Qt.AlignmentFlag.AlignTop)
        body = Down(across, gap=0)
        for more in (view.outcome, view.part.reason):
            if more:
                body.add(Label(more, "small", "ink2", wrap=True))
        row.setLayout(body)
        return row

    # --- papers -------------------------------------------------------------------------------------------------------

    def _papers(self, details: LineDetails) -> list[Item]:
        items: list[Item] = []
        for at, paper in enumerate(details.papers):
            items.append(self._paper(details, paper))
            if at == 0:
                place = QWidget()
                place.setLayout(Down(gap=0))
                items.append(place)
                self._load(paper, place, details)
        if details.line.proof.state is State.NEEDS_PAPER:
            items.append(_told("triangle-alert", details.line.proof.words, "attention"))
        return items

    def _paper(self, details: LineDetails, paper: Paper) -> QWidget:
        row = QWidget()
        across = Across(Icon("paperclip", "good", 16), gap="s")
        across.addWidget(Label(f"{paper.kind_words}: {paper.file_name}", "small", wrap=True), 1)
        across.add(MenuButton("", partial(self._kinds, details, paper), icon="pencil", kind="quiet",
                              name=self.tr("What kind of paper is {file}?").format(file=paper.file_name)))  # fmt: skip
        name = self.tr("Take {file} off {who}").format(file=paper.file_name, who=details.line.who)
        across.add(Button("", "quiet", icon="x", name=name, act=partial(self._detach, paper.attachment_id)))
        row.setLayout(across)
        return row

    def _kinds(self, details: LineDetails, paper: Paper) -> list[Entry]:
        """Every kind of paper, those that prove this line first; the one it is has a tick."""
        return [
            Entry(kind_words(kind), "check" if kind == paper.kind else "", partial(self._change_kind, paper, kind))
            for kind in details.kinds
        ]

    def _change_kind(self, paper: Paper, kind: str) -> None:
        if kind != paper.kind:
            self._desk.report(change_kind(self._books, paper.attachment_id, kind))

    def _detach(self, attachment_id: int) -> None:
        self._desk.report(detach(self._books, attachment_id))

    def _load(self, paper: Paper, place: QWidget, details: LineDetails) -> None:
        line_id = details.line.id
        name = self.tr("{kind} of {who}, {amount}").format(
            kind=paper.kind_words, who=details.line.who, amount=str(abs(details.line.amount))
        )

        def look_at(_progress: object) -> Preview:
            return document_preview(self._books, paper.document_id)

        def show(preview: Preview) -> None:
            if self._line_id == line_id and self._picture_of == paper.document_id:
                self._show_paper(place, preview, name)

        self._desk.run(self.tr("Opening {file}").format(file=paper.file_name), look_at, show, shown=False)

    def _show_paper(self, place: QWidget, preview: Preview, name: str) -> None:
        layout = place.layout()
        assert isinstance(layout, Down)
        if preview.png is not None:
            picture = PaperPicture(preview.png, name)
            layout.add(picture)
            larger = Button(
                self.tr("Open larger"), icon="maximize", name=f"Open larger: {name}", act=picture.open_larger
            )
            self._buttons.insert_first(larger)
        elif preview.words:
            layout.add(paper_words(preview))
        else:
            layout.add(Label(guidance("money", "preview_none"), "small", "ink2", wrap=True))

    # --- what next ----------------------------------------------------------------------------------------------------

    def _next(self, details: LineDetails) -> list[Item]:
        items: list[Item] = []
        if not details.pays and not details.other_side:
            items += [self._match(each) for each in match_suggestions_for(self._books, details.line.id)[:_MOST_OFFERED]]
            pairs = transfer_suggestions(self._books, details.line.id)
            items += [self._transfer(details, each) for each in pairs[:_MOST_OFFERED]]
        if details.like_last:
            items.append(self._last_time(details))
        if details.alike_unsorted:
            items.append(self._alike(details))
        return items

    def _match(self, suggestion: MatchSuggestion) -> QWidget:
        words = self.tr("This may be {title}.").format(title=suggestion.title)
        act = partial(self._join, suggestion)
        name = self.tr("Match with {title}").format(title=suggestion.title)
        return Well(Label(words, wrap=True), Across(Button(self.tr("Match them"), name=name, act=act), None))

    def _join(self, suggestion: MatchSuggestion) -> None:
        self._desk.report(join_line(self._books, suggestion.line_id, suggestion.pays))

    def _transfer(self, details: LineDetails, pair: TransferSuggestion) -> QWidget:
        there = pair.in_account if details.line.id == pair.out_line_id else pair.out_account
        day = pair.in_day if details.line.id == pair.out_line_id else pair.out_day
        words = self.tr("This may be money moved: {account} has {amount} on {day}.").format(
            account=there, amount=str(pair.amount), day=long_date(day)
        )
        name = self.tr("It is a transfer with {account}, {day}").format(account=there, day=long_date(day))
        act = partial(self._pair, pair)
        return Well(Label(words, wrap=True), Across(Button(self.tr("Yes, a transfer"), name=name, act=act), None))

    def _pair(self, pair: TransferSuggestion) -> None:
        self._desk.report(pair_transfer(self._books, pair.out_line_id, pair.in_line_id))

    def _last_time(self, details: LineDetails) -> QWidget:
        told = " and ".join(f"{view.category}, {view.funder}" for view in details.like_last)
        words = self.tr("Last time: {what}.").format(what=told)
        button = Button(self.tr("The same again"), act=partial(self._same_again, details))
        return Well(Label(words, wrap=True), Across(button, None))

    def _same_again(self, details: LineDetails) -> None:
        parts = [view.part for view in details.like_last]
        self._desk.report(split_line(self._books, details.line.id, parts))

    def _alike(self, details: LineDetails) -> QWidget:
        count = details.alike_unsorted
        words = (
            self.tr("1 other line of this payee is not sorted yet.")
            if count == 1
            else self.tr("{count} other lines of this payee are not sorted yet.").format(count=f"{count:,}")
        )
        button = Button(self.tr("Sort them the same"), act=partial(self._sort_alike, details.line.id))
        return Well(Label(words, wrap=True), Across(button, None))

    def _sort_alike(self, line_id: int) -> None:
        self._desk.report(sort_alike(self._books, line_id))

    # --- acts ---------------------------------------------------------------------------------------------------------

    def _acts(self, details: LineDetails) -> QWidget:
        line_id = details.line.id
        sort = self.tr("Change details") if details.is_sorted else self.tr("Sort this line")
        buttons = [
            Button(sort, icon="pencil", act=partial(self._room.sort, line_id)),
            Button(self.tr("Add a paper"), icon="paperclip", act=partial(self._add_paper, details)),
        ]
        if details.pays:
            buttons.append(Button(self.tr("Undo the match"), "small", act=partial(self._unjoin, line_id)))
        elif details.other_side:
            buttons.append(Button(self.tr("Undo the transfer"), "small", act=partial(self._unpair, line_id)))
        else:
            buttons.append(Button(self.tr("What does it pay?"), "small", act=partial(self._room.choose_match, line_id)))
        if details.is_typed:
            buttons.append(Button(self.tr("Put right"), "small", act=partial(self._room.change_line, line_id)))
        buttons.append(Button(self.tr("Write a note"), "small", act=partial(self._room.explain, line_id)))
        self._buttons = _Buttons(buttons)
        return self._buttons

    def _add_paper(self, details: LineDetails) -> None:
        title = self.tr("Papers for {who}").format(who=details.line.who)
        self._desk.files.open_files(self, title, PHOTOS_AND_PDF, partial(self._room.attach, details.line.id))

    def _unjoin(self, line_id: int) -> None:
        self._desk.report(unjoin_line(self._books, line_id))

    def _unpair(self, line_id: int) -> None:
        self._desk.report(unpair_transfer(self._books, line_id))


class _Buttons(QWidget):
    """The acts on a line; Open larger joins them once the picture is there."""

    def __init__(self, buttons: list[Button]) -> None:
        super().__init__()
        self._all = buttons
        self.setLayout(Flow(*buttons, gap="s"))

    def insert_first(self, button: Button) -> None:
        """Put one before the others."""
        flow = self.layout()
        assert flow is not None
        for each in self._all:
            flow.removeWidget(each)
        self._all.insert(0, button)
        for each in self._all:
            flow.addWidget(each)
        button.show()


def _told(icon: str, words: str, tone: str = "good") -> QWidget:
    row = QWidget()
    across = Across(Icon(icon, tone, 16), gap="s")
    across.addWidget(Label(words, "small", tone, wrap=True), 1)
    row.setLayout(across)
    return row
