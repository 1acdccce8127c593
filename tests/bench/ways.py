"""What the ordinary week and a new PA cost a person: presses, typed letters, screens, facts asked for in vain."""

from __future__ import annotations

import json

from tests.bench.children import script, timed
from tests.bench.kept import sample
from tests.bench.measured import Counted

MOST_PRESSES, MOST_KEYS = 25, 30


def week() -> list[Counted]:
    """Both, each in a process of its own on the sample of one year."""
    ordinary = "the ordinary week of the sample: nine shifts for three PAs, one longer, one PA ill, pay, payslips, bank"
    starter = "a new PA of the sample entered, until nothing is missing to pay them"
    return [_way("week", "use_week", ordinary, MOST_PRESSES, MOST_KEYS), _way("new_pa", "use_new_pa", starter)]


def _way(name: str, of: str, is_for: str, presses: int | None = None, keys: int | None = None) -> Counted:
    told = json.loads(timed(script(of, sample(1))).out)
    asked = tuple(told.pop("asked_again"))
    return Counted(name, asked=asked, is_for=is_for, most_presses=presses, most_keys=keys, **told)
