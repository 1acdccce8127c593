"""Small parts that the views of family leave share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.working import Source
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.arrange import Across, Down, Item
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet, Well
from carerdesk.ui.widgets.text import Icon, Label, translated


def tr(words: str) -> str:
    """Words of family leave."""
    return translated("FamilyLeave", words)


def text(key: str, **values: str) -> str:
    """A sentence from resources/text/family_leave.toml."""
    return guidance("family_leave", key, **values)


class Plain(Label):
    """A figure without a working, as tall as those that have one."""

    def restyle(self, chosen: Look) -> None:
        super().restyle(chosen)
        self.setMinimumHeight(chosen.size(28))


def fact(title: str, figure: QWidget) -> QWidget:
    """A small title over a figure."""
    holder = QWidget()
    holder.setLayout(Down(Label(title, "small", "ink2"), Across(figure, None), gap=0))
    return holder


def note(words: str, icon: str = "circle-question-mark", tone: str = "note", *more: Item) -> Sheet:
    """A tinted strip with an icon and words."""
    box = Sheet(wash=tone, across=True, pad=("m", "s", "m", "s"))
    box.add(Icon(icon, tone))
    words_and_more = Down(Label(words, wrap=True), *more, gap="s")
    box.body.addLayout(words_and_more, 1)
    return box


def source_well(*sources: Source) -> Well:
    """Where a question comes from, with the link to copy; says where it is not confirmed."""
    well = Well(Label(tr("Where this comes from"), "smallstrong"))
    for source in dict.fromkeys(sources):
        well.add(Label(source.title, "small", wrap=True), _copy(source))
        if not source.confirmed:
            row = Across(Icon("triangle-alert", "attention", 16))
            row.addWidget(
                Label(tr("Not confirmed yet: check it before you rely on it."), "small", "attention", wrap=True), 1
            )
            well.add(row)
    return well


def _copy(source: Source) -> Across:
    said = Label("", "small", "good")
    said.say("")

    def copy() -> None:
        QApplication.clipboard().setText(source.address)
        said.say(tr("Copied. Paste it into your web browser."))

    name = tr("Copy the link to {title}").format(title=source.title)
    return Across(Button(tr("Copy the link"), "link", icon="copy", name=name, act=copy), said, None)


def row(about: Down, *buttons: Button, icon: str = "heart-handshake") -> QWidget:
    """Words with an icon before them and buttons after."""
    across = Across(Icon(icon), gap="s")
    across.addLayout(about, 1)
    across.add(*buttons)
    holder = QWidget()
    holder.setLayout(across)
    return holder


Acts = Callable[..., object]
