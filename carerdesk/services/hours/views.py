"""Shifts, outings and weeks as the screens show them: no row and no rule behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.listed import listed
from carerdesk.domain.money import Money
from carerdesk.domain.typed import hours_words
from carerdesk.services.hours.states import CONFIRMED, PLANNED


@dataclass(frozen=True, slots=True)
class ShareView:
    """A funder's minutes of a shift, with its name and tone for the screen, and its part in whole per cent."""

    funder_id: int
    short_name: str
    tone: str
    minutes: int
    percent: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a shift that lies in one local day, in minutes from midnight, to draw it."""

    day: date
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One shift as the screens show it; times are the clock's where it is worked.

    `away`: the PA is on holiday that day. `ended`: it is over by now. `planned`: what was planned, where that was
    otherwise. `unshared`: minutes of it have no funder. `kind_is_usual`: the kind is the first guess for its day.
    `odd`: what else wants a look, each in a few words.
    `going`: how many PAs are down to go together, of the `people_needed`. `repeats`: it comes from a repeating shift.
    """

    id: int
    worker_id: int
    worker: str
    first_name: str
    day: date
    starts: datetime
    ends: datetime
    kind: str
    kind_label: str
    break_minutes: int
    minutes: int
    call_outs: tuple[tuple[datetime, datetime], ...]
    miles: Decimal
    outing: int | None
    what: str
    how_it_went: str
    state: str
    shares: tuple[ShareView, ...]
    stretches: tuple[Stretch, ...]
    ended: bool = False
    away: bool = False
    unshared: bool = False
    planned: tuple[datetime, datetime] | None = None
    planned_minutes: int = 0
    kind_is_usual: bool = False
    odd: tuple[str, ...] = ()
    people_needed: int = 1
    going: int = 1
    expenses: tuple[tuple[str, Money], ...] = ()
    repeats: bool = False

    @property
    def times(self) -> str:
        """07:30–10:30."""
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def is_night(self) -> bool:
        """Whether it lies in the night lane: asleep or awake through midnight."""
        return self.kind in {"sleep_in", "waking_night"} and self.ends.date() > self.day

    @property
    def needs_cover(self) -> bool:
        """Whether somebody else must do it: planned, and the PA is away."""
        return self.away and self.state == PLANNED

    @property
    def differs(self) -> str:
        """What was planned and by how much it is over or short, in words; "" where it is as planned or confirmed."""
        if self.planned is None or self.state == CONFIRMED:
            return ""
        starts, ends = self.planned
        if (starts, ends) == (self.starts, self.ends):
            return ""
        planned = f"{starts:%H:%M} to {ends:%H:%M}" if starts != self.starts else f"to {ends:%H:%M}"
        over = self.minutes - self.planned_minutes
        by = f", {hours_words(abs(over))} {'over' if over > 0 else 'short'}" if over else ""
        return f"Planned {planned}{by}"

    @property
    def trouble(self) -> str:
        """Why it wants a look, in a few words; "" where it is plain."""
        return "Hours not in yet" if self.hours_not_in else self.oddness

    @property
    def oddness(self) -> str:
        """Why it wants a look, but for hours that nobody has typed yet: confirmed, it was worked as planned."""
        if self.needs_cover:
            return f"{self.first_name} is away"
        if self.differs:
            return self.differs
        if self.is_short:
            return f"{self.going} of {self.people_needed} PAs"
        if self.unshared:
            return "No funder yet"
        return self.odd[0] if self.odd else ""

    @property
    def hours_not_in(self) -> bool:
        """Whether it is over as planned and nobody has typed its hours; not where the PA was away."""
        return self.state == PLANNED and self.ended and not self.needs_cover

    @property
    def is_short(self) -> bool:
        """Whether more PAs should be there, until somebody confirms that it went without."""
        return self.going < self.people_needed and self.state != CONFIRMED

    @property
    def state_words(self) -> str:
        """Planned, worked or confirmed, or that it wants cover."""
        return "needs cover" if self.needs_cover else self.state

    @property
    def length(self) -> str:
        """7 h 30 min."""
        return hours_text(self.minutes)


@dataclass(frozen=True, slots=True)
class Outing:
    """What one card shows: a shift, or the shifts of those who go together."""

    shifts: tuple[ShiftView, ...]

    @property
    def first(self) -> ShiftView:
        """The shift that speaks for all: who was typed first."""
        return self.shifts[0]

    @property
    def names(self) -> str:
        """Asha and Tom."""
        return listed(shift.first_name for shift in self.shifts)

    @property
    def ratio(self) -> str:
        """2:1 where two are needed or go; "" for one."""
        people = max(len(self.shifts), self.first.people_needed)
        return f"{people}:1" if people > 1 else ""

    @property
    def shares(self) -> tuple[ShareView, ...]:
        """The funders of the first shift: those who go together are shared alike."""
        return self.first.shares

    @property
    def apart(self) -> tuple[str, ...]:
        """Who comes or goes at another time than the first, each in a few words: "Tom to 13:30"."""
        return tuple(_apart(shift, self.first) for shift in self.shifts if _times_of(shift) != _times_of(self.first))

    @property
    def trouble(self) -> str:
        """Why the card wants a look."""
        found = [shift.trouble for shift in self.shifts if shift.trouble]
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class FunderHours:
    """What a week holds for one funder, in minutes; sleep-ins are counted as nights beside them.

    `awarded` is what its awards buy a week, None where no hours were typed.
    """

    funder_id: int
    short_name: str
    tone: str
    worked: int
    planned: int
    nights: int
    awarded: int | None

    @property
    def words(self) -> str:
        """12 h 30 min worked of 18 h, and 1 sleep-in; award 40 h."""
        whole = self.worked + self.planned
        so_far = (
            f"{hours_text(self.worked)} worked of {hours_text(whole)}"
            if self.planned
            else f"{hours_text(whole)} worked"
        )
        nights = f", and {self.nights} sleep-in{'s' * (self.nights != 1)}" if self.nights else ""
        if self.awarded is None:
            return so_far + nights
        over = f", {hours_text(whole - self.awarded)} over" if whole > self.awarded else ""
        return f"{so_far}{nights}; award {hours_text(self.awarded)}{over}"

    @property
    def short_words(self) -> str:
        """12 h 30 min of 18 h; 12 h 30 min where no award says its hours."""
        whole = self.worked + self.planned
        if self.awarded is None:
            return hours_text(whole)
        return f"{hours_text(whole)} of {hours_text(self.awarded)}"

    @property
    def is_over(self) -> bool:
        """Whether more is planned and worked than awarded."""
        return self.awarded is not None and self.worked + self.planned > self.awarded


@dataclass(frozen=True, slots=True)
class DayNote:
    """What to know of a day beside its shifts: the name of its bank holiday, "" where it is none, and who is off."""

    day: date
    bank_holiday: str
    off: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """Christmas Day, Asha is ill."""
        return ", ".join(part for part in (self.bank_holiday, *self.off) if part)


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days from a Monday.

    `spilling` are the shifts of the Sunday before that end on the Monday; `notes` tell of days that are not plain.
    """

    monday: date
    shifts: tuple[ShiftView, ...]
    funders: tuple[FunderHours, ...]
    confirmed: bool
    spilling: tuple[ShiftView, ...] = ()
    notes: tuple[DayNote, ...] = ()

    def note_of(self, day: date) -> DayNote:
        """What to know of one of its days."""
        return next((note for note in self.notes if note.day == day), DayNote(day, "", ()))

    @property
    def to_confirm(self) -> tuple[ShiftView, ...]:
        """Shifts whose hours nobody has said are right yet."""
        return tuple(shift for shift in self.shifts if shift.state != CONFIRMED)

    @property
    def outings(self) -> tuple[Outing, ...]:
        """One for each card, in order of time."""
        return outings_of(self.shifts)


def _times_of(shift: ShiftView) -> tuple[datetime, datetime]:
    return shift.starts, shift.ends


def _apart(shift: ShiftView, first: ShiftView) -> str:
    starts = f" from {shift.starts:%H:%M}" if shift.starts != first.starts else ""
    ends = f" to {shift.ends:%H:%M}" if shift.ends != first.ends else ""
    return f"{shift.first_name}{starts}{ends}"


def outings_of(shifts: Iterable[ShiftView]) -> tuple[Outing, ...]:
    """Shifts with those who go together made one, in order of time."""
    cards: dict[object, list[ShiftView]] = {}
    for shift in shifts:
        key = ("out", shift.outing, shift.day) if shift.outing is not None else ("shift", shift.id)
        cards.setdefault(key, []).append(shift)
    return tuple(Outing(tuple(sorted(found, key=lambda shift: shift.id))) for found in cards.values())
