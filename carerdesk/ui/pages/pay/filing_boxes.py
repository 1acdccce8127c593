"""The box numbers of a form on paper, as somebody reads them off their own: typed once, remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carerdesk.domain.rti.lines import FormSection
from carerdesk.services.filing.boxes import boxes_of, keep_boxes
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.fields import TextField


class BoxesForm(QWidget):
    """A field for each line of the form."""

    def __init__(self, desk: Desk, form: str, sections: tuple[FormSection, ...], done: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._form, self._done = desk, form, done
        known = boxes_of(desk.books, form)
        self.fields: dict[str, TextField] = {}
        self.finish = Button(self.tr("Keep the box numbers"), "primary", act=self._keep)
        column = Down(gap="m")
        for section in sections:
            column.add(self._card(section))
        self.setLayout(column)
        for key, field in self.fields.items():
            field.set_value(known.get(key))
        self.half_typed = HalfTyped(desk, self, f"boxes:{form}", self.fields)

    def _card(self, section: FormSection) -> Card:
        fields = []
        for line in section.lines:
            field = TextField(line.name, characters=8)
            self.fields[line.key] = field
            fields.append(field)
        return Card(section.title, Flow(*fields, gap="l"))

    def keep_now(self) -> None:
        """Keep at once what was typed since, as when the page is left."""
        self.half_typed.keep_now()

    def _keep(self) -> None:
        typed = {key: field.value() or "" for key, field in self.fields.items()}
        if self.desk.report(keep_boxes(self.desk.books, self._form, typed), self.fields):
            self.half_typed.drop()
            self._done()
