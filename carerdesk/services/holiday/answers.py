"""What the family answered about one worker's holiday where the law leaves it open, or only they can know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from carerdesk.domain.holiday.irregular import Answers
from carerdesk.store import settings, tables


@dataclass(frozen=True, slots=True)
class HolidayAnswers:
    """None: not answered. `extra_is_regular` is about hours beyond a fixed week, or at other rates.

    `overtaken_agreed_on` is the day of the written agreement that holiday taken beyond what was earned may come off the
    last pay; `first_year_by_month` that holiday of fixed hours is earned month by month in the first year.
    """

    sleep_ins_count: bool | None = None
    most_minutes: int | None = None
    extra_is_regular: bool | None = None
    overtaken_agreed_on: date | None = None
    first_year_by_month: bool = False

    @property
    def for_accrual(self) -> Answers:
        """Those that earning holiday hangs on."""
        return Answers(self.sleep_ins_count, self.most_minutes)


def answers_choice(worker_id: int) -> settings.Choice[dict[str, Any]]:
    """Where the answers about one worker's holiday are kept."""
    return settings.Choice(f"holiday.answers.{worker_id}", dict, {}, "What was answered about how holiday is earned.")


def read_answers(session: Session, worker_id: int) -> HolidayAnswers:
    """What was answered about one worker's holiday."""
    row = session.get(tables.Setting, answers_choice(worker_id).key)
    kept: dict[str, Any] = json.loads(row.value) if row else {}
    agreed = kept.get("overtaken_agreed_on")
    return HolidayAnswers(
        kept.get("sleep_ins_count"),
        kept.get("most_minutes"),
        kept.get("extra_is_regular"),
        date.fromisoformat(agreed) if agreed else None,
        bool(kept.get("first_year_by_month")),
    )
