"""The log of permissions: who agreed what, when and how."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.services.evidence.permissions import PermissionView, permissions
from carerdesk.services.money.attaching import attach_document
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage, PageHead
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.text import Icon, Label, funder_chip

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import EvidencePage


class PermissionsView(View["EvidencePage"]):
    """One card a permission, the newest first."""

    def __init__(self, room: EvidencePage) -> None:
        super().__init__(room)
        self.again()

    def head(self) -> PageHead:
        add = Button(self.tr("Add a permission"), icon="plus", act=self._add)
        return PageHead(
            self.tr("Permissions"),
            guidance("evidence", "permissions_sub"),
            add,
            back=self.tr("All returns"),
            go_back=self.room.show_returns,
        )

    def _add(self) -> None:
        self.desk.go("budget", add="permission")

    def again(self) -> None:
        self.column.clear()
        found = permissions(self.books)
        for each in found:
            self.column.add(self._card(each))
        if not found:
            words = guidance("evidence", "permissions_empty")
            self.column.add(EmptyPage("pencil", self.tr("Nothing written down yet"), words))

    def _card(self, one: PermissionView) -> Card:
        card = Card(gap="xs")
        head = Across(funder_chip(one.tone, one.funder))
        head.addWidget(Label(one.what, "lead", wrap=True), 1)
        about = self.tr(", about {name}").format(name=one.worker) if one.worker else ""
        words = self.tr("{who} agreed on {day}, {how}{about}.").format(
            who=one.who, day=full_date(one.day), how=guidance("evidence", f"agreed_{one.how}"), about=about
        )
        card.add(head, Label(words, "small", "ink2", wrap=True))
        for paper in one.papers:
            row = Across(Icon("paperclip", "ink2", 16))
            row.addWidget(Label(paper.file_name, "small", wrap=True), 1)
            card.add(row)
        name = self.tr("Add the letter or e-mail for: {what}").format(what=one.what)
        button = Button(
            self.tr("Add the letter or e-mail"), "small", icon="paperclip", name=name, act=partial(self._ask, one)
        )
        card.add(Across(button, None))
        return card

    def _ask(self, one: PermissionView) -> None:
        self.desk.files.open_files(self, self.tr("The letter or e-mail"), PHOTOS_AND_PDF, partial(self._attach, one))

    def _attach(self, one: PermissionView, paths: Sequence[Path]) -> None:
        for path in paths:
            outcome = attach_document(
                self.books, "permission", one.id, path.read_bytes(), file_name=path.name, kind="letter"
            )
            if not self.desk.report(outcome):
                return
