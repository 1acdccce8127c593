"""What a PA can work by their own word, on their record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import DAYS, long_date
from carerdesk.domain.rota.limits import Limits, clock_words, limits_on
from carerdesk.domain.rota.rest import is_young
from carerdesk.domain.typed import hours_words
from carerdesk.services.money.attaching import papers
from carerdesk.services.people.records import Kept, WorkerRecord
from carerdesk.services.rota.limits import KeptLimits, limits_of, nights_of, remove_limits
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import DatedTable, Facts
from carerdesk.ui.pages.people.paper_rows import Papers, add_papers
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

RECORD = "work_limit"


class LimitCard(Card):
    """Most hours, days, times, and the agreement to work more than 48 hours; what the law says of the young."""

    def __init__(self, desk: Desk, worker_id: int, record: WorkerRecord, go: Callable[..., object]) -> None:
        name = record.first_name
        change = Button(
            self.tr("Change"), "small", name=self.tr("Change what {name} can work").format(name=name),
            act=partial(go, "limit", worker_id),
        )  # fmt: skip
        super().__init__(self.tr("What {name} can work").format(name=name), side=change)
        self._desk = desk
        kept = limits_of(desk.books, worker_id)
        now = limits_on(tuple(each.what.limits for each in kept), desk.today())
        if now is not None:
            self.add(Facts(self._facts(now)))
        else:
            self.add(Label(guidance("cover", "limits_none"), tone="ink2", wrap=True))
        if is_young(record.details.born, desk.today()):
            self.add(Label(guidance("cover", "law_young", name=name), "small", "attention", wrap=True))
        self._nights(worker_id)
        self._paper(kept, now, name)
        self._over_time(kept, go, worker_id)

    def _facts(self, now: Limits) -> list[tuple[str, str]]:
        any_time = self.tr("No limit")
        days = ", ".join(DAYS[day] for day in sorted(now.weekdays))
        return [
            (self.tr("Most hours a week"), hours_words(now.weekly_minutes) if now.weekly_minutes else any_time),
            (self.tr("Days"), days or self.tr("Any")),
            (
                self.tr("Can start at"),
                clock_words(now.earliest_minute) if now.earliest_minute is not None else any_time,
            ),
            (self.tr("Can work until"), clock_words(now.latest_minute) if now.latest_minute is not None else any_time),
            (self.tr("More than 48 hours a week"), self._opt_out(now)),
        ]

    def _opt_out(self, now: Limits) -> str:
        if now.opted_out_on is None:
            return self.tr("Not agreed")
        words = self.tr("Agreed in writing on {day}").format(day=long_date(now.opted_out_on))
        if now.opt_out_ends is not None:
            words = self.tr("{words}, until {day}").format(words=words, day=long_date(now.opt_out_ends))
        return words

    def _nights(self, worker_id: int) -> None:
        nights = nights_of(self._desk.books, worker_id)
        if nights:
            words = self.tr("{count} waking nights in the last 17 weeks.").format(count=nights)
            self.add(Label(f"{words} {guidance('cover', 'law_nights')}", "small", "ink2", wrap=True))

    def _paper(self, kept: tuple[Kept[KeptLimits], ...], now: Limits | None, name: str) -> None:
        holding = next((each for each in kept if each.what.limits == now and now.opted_out_on is not None), None)
        if holding is None:
            return
        whose = self.tr("{name}’s agreement to work more than 48 hours").format(name=name)
        found = papers(self._desk.books, RECORD, holding.id)
        self.add(Papers(self._desk, found, whose, "" if found else self.tr("The signed paper is not kept here yet.")))
        title = self.tr("Add the signed paper: {whose}").format(whose=whose)
        act = partial(add_papers, self._desk, self, title, RECORD, holding.id, "consent")
        self.add(Flow(Button(self.tr("Add the signed paper"), "small", icon="paperclip", name=title, act=act)))

    def _over_time(self, kept: tuple[Kept[KeptLimits], ...], go: Callable[..., object], worker_id: int) -> None:
        if kept:
            rows = [
                ((long_date(each.what.limits.first_day), in_short(each.what.limits)), self._out(each)) for each in kept
            ]
            self.add(DatedTable(self.tr("Limits over time"), (self.tr("From"), self.tr("What")), rows))
            add = Button(self.tr("Add limits from a date"), "small", icon="plus",
                         act=lambda: go("limit", worker_id, fresh=True))  # fmt: skip
            self.add(Across(add, None))

    def _out(self, kept: Kept[KeptLimits]) -> Button:
        name = self.tr("Take out the limits from {day}").format(day=long_date(kept.what.limits.first_day))
        act = partial(self._take_out, kept.id)
        return Button(self.tr("Take out"), "small", name=name, act=act)

    def _take_out(self, limit_id: int) -> None:
        self._desk.report(remove_limits(self._desk.books, limit_id))


def in_short(limits: Limits) -> str:
    """One line: 30 hours a week, Monday and Tuesday, 08:00 to 19:00, agreed to more than 48 hours."""
    parts = [f"{hours_words(limits.weekly_minutes)} a week"] if limits.weekly_minutes else []
    if limits.weekdays:
        parts.append(", ".join(DAYS[day][:3] for day in sorted(limits.weekdays)))
    if limits.earliest_minute is not None:
        parts.append(f"from {clock_words(limits.earliest_minute)}")
    if limits.latest_minute is not None:
        parts.append(f"until {clock_words(limits.latest_minute)}")
    if limits.opted_out_on is not None:
        parts.append("agreed to more than 48 hours")
    return ", ".join(parts) or "No limits"
