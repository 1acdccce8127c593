"""One thing to do, as it stands on This week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do.

    `key` names it for good ("pay:2026-11-27"). `room` and `place` open the page that does it, and `at` is the spoken
    name of the card or button to stand at there. `day` is when it is due (None: when there is time), `flag` is a short
    word of trouble ("3 things missing"), `icon` an icon's name, `button` names the act for the "Do this first" card,
    `takes` how long it takes in words. `done` names an act of `carerdesk.services.due.acts` that finishes the thing at
    once, without a further answer, and `done_words` is what its button says ("Confirm 9 shifts"); never for what the
    law wants a person to look at.
    """

    key: str
    room: str
    title: str
    second: str = ""
    day: date | None = None
    flag: str = ""
    icon: str = "circle"
    button: str = ""
    takes: str = ""
    place: Mapping[str, str | int] = field(default_factory=dict)
    at: str = ""
    done: str = ""
    done_words: str = ""
