"""What was done: this week, told back; and the last time, each thing with Undo while it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month
from carerdesk.services.due.last_time import Change, LastTime
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, RowButton
from carerdesk.ui.widgets.text import Icon, Label


class _Fold(QWidget):
    """Words on a button that opens what they are about; `turned` is told whether it is open now.

    A sentence of any length: it folds on to further lines.
    """

    def __init__(self, words: str, *, is_open: bool, turned: Callable[[bool], object]) -> None:
        super().__init__()
        inside = Across(
            Icon("chevron-down" if is_open else "chevron-right", "primary", 16), gap="s", pad=("s", 4, "s", 4)
        )
        inside.addWidget(Label(words, tone="primary", wrap=True), 1)
        fold = RowButton(words, inside, height=26)
        fold.clicked.connect(lambda _checked: turned(not is_open))
        self.column = Down(fold, gap="xs")
        self.setLayout(self.column)


class DoneFold(_Fold):
    """What was done this week, folded away."""

    def __init__(self, done: Sequence[str], *, is_open: bool, turned: Callable[[bool], object]) -> None:
        count = len(done)
        one, many = self.tr("1 thing done this week"), self.tr("{count} things done this week")
        super().__init__(one if count == 1 else many.format(count=count), is_open=is_open, turned=turned)
        if is_open:
            self.column.add(*(_line(each) for each in done))


class LastTimeFold(_Fold):
    """What changed the last time, folded away: each change with Undo, and the way to all that ever was done."""

    def __init__(
        self, words: str, last: LastTime, changes: Sequence[Change], *, turned: Callable[[bool], object],
        undo: Callable[[int], object], history: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(words, is_open=bool(changes), turned=turned)
        if not changes:
            return
        self.column.add(*(_change(each, undo) for each in changes))
        more = last.count - len(changes)
        all_of_it = self.tr("See all {count} in the history").format(count=last.count)
        see = Button(all_of_it if more > 0 else self.tr("See the history"), "small", act=history)
        self.column.add(Across(28, see, None, gap=0))


def _line(words: str) -> Across:
    row = Across(Icon("check", "good", 16), pad=("m", 0, 0, 0))
    row.addWidget(Label(words, "small", "ink2", wrap=True), 1)
    return row


def _change(change: Change, undo: Callable[[int], object]) -> QWidget:
    at = change.at.astimezone()
    when = f"{day_and_month(at.date())}, {at:%H:%M}"
    words = Down(Label(change.said, "small", wrap=True), Label(when, "small", "ink2"), gap=0)
    icon = Icon("undo-2" if change.undone else "check", "ink2" if change.undone else "good", 16)
    row = Across(icon, gap="s", pad=("m", 0, "m", 0))
    row.addLayout(words, 1)
    holder = QWidget()
    if change.undone:
        row.add(Label(holder.tr("Taken back"), "small", "ink2"))
    elif change.can_undo:
        name = holder.tr("Undo {number}: {what}, {when}").format(number=change.id, what=change.said, when=when)
        row.add(Button(holder.tr("Undo"), "small", icon="undo-2", name=name, act=lambda: undo(change.id)))
    holder.setLayout(row)
    return holder
