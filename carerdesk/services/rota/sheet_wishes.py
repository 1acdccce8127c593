"""What a family lets stand on a sheet or in a file that leaves the house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetWishes:
    """What may be said: the first name of the person supported, what is planned, and the mates who go along."""

    person: bool = False
    what: bool = False
    mates: bool = True
