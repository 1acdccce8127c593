"""How a figure came about: the lines of a sum, and where its rules come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule or rate comes from. `confirmed` is False where the fact is marked unconfirmed: say so on screen."""

    title: str
    address: str
    known_to: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sum: "37.5 h × £12.71" on the left, "£476.63" on the right."""

    text: str
    figure: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Working:
    """A figure's title, the lines that led to it, and their sources."""

    title: str
    lines: tuple[Line, ...]
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
