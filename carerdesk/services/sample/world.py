"""The family on its way through the years: its books, clock, banks, and everything it must remember."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

from carerdesk.catalogue.words import problem_words
from carerdesk.services.books import Books
from carerdesk.services.outcome import Done, Outcome
from carerdesk.services.sample.bank import BankAccount
from carerdesk.services.sample.calendar import Span
from carerdesk.services.sample.clock import WalkingClock
from carerdesk.services.sample.papers import Camera
from carerdesk.services.sample.planted import Plan
from carerdesk.services.sample.rota import Payers


class SampleError(RuntimeError):
    """A service would not do what the sample's family asked: a fault of the sample or the service, not of a person."""


def must(outcome: Outcome) -> Done:
    """What was done; SampleError with the problems' words where it was not."""
    if isinstance(outcome, Done):
        return outcome
    raise SampleError(" ".join(problem_words(problem) for problem in outcome.problems))


def made(outcome: Outcome) -> int:
    """The id of what was made."""
    found = must(outcome).id
    if found is None:
        raise SampleError("nothing was made")
    return found


@dataclass(slots=True)
class World:
    """Everything the walk through the years needs. `plan` says which faults are planted, and where."""

    books: Books
    clock: WalkingClock
    span: Span
    chance: random.Random
    camera: Camera
    place: Path
    plan: Plan
    payers: Payers
    outcomes: Mapping[str, int]
    workers: Mapping[str, int]
    agency: Mapping[str, int]
    main: BankAccount
    card: BankAccount
    bookings: set[tuple[str, date]] = field(default_factory=set)
    paid_to_hmrc: set[int] = field(default_factory=set)
    invoices: int = 0

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Go on to a moment."""
        self.clock.put(day, time(hour, minute))

    def keep(self, folder: str, file_name: str, data: bytes) -> None:
        """Leave a copy of a file beside the books, as the bank or the phone gave it."""
        path = self.place / folder / file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def next_invoice(self) -> str:
        """A number no invoice has yet."""
        self.invoices += 1
        return f"{self.invoices:05d}"
