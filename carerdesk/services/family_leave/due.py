"""Family leave that wants doing: proof to come, questions open, forms to give, births to record."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.family_leave import dates
from carerdesk.domain.family_leave.kinds import REFUSALS
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.family_leave.details import DECIDED, GIVEN
from carerdesk.services.family_leave.recovery import size_for
from carerdesk.services.family_leave.standing import Standing, standing
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

SOON = timedelta(days=42)


def due_items(session: Session, today: date) -> list[Due]:
    """What each family leave asks for now."""
    leave = tables.FamilyLeave
    wanted = select(leave).where(leave.person_id == owner(session).person_id).order_by(leave.first_day)
    found: list[Due] = []
    for row in session.scalars(wanted):
        one = standing(session, row)
        name = session.get_one(tables.Worker, row.worker_id).name.split()[0]
        found += _of(session, one, name, today)
    return found


def _of(session: Session, one: Standing, name: str, today: date) -> list[Due]:
    if one.details.form_is_due:
        return _form(one, name, today)
    last = max(block.last for block in one.details.blocks)
    if (one.details.last_day or last) + SOON < today:
        return []
    return [*_questions(one, name, today), *_proof(one, name), *_size(session, one, name)]


def _due(one: Standing, key: str, title: str, second: str, day: date | None, button: str) -> Due:
    return Due(
        f"family:{one.id}:{key}", "holiday", title, second, day, icon="heart-handshake", button=button,
        takes="A few minutes", place={"family_leave": one.id or 0},
    )  # fmt: skip


def _form(one: Standing, name: str, today: date) -> list[Due]:
    """The form that says why nothing is due, until it is noted as given."""
    details, form = one.details, REFUSALS[one.details.kind]
    if details.answers.get(GIVEN):
        return []
    decided = details.day(DECIDED) or today
    by = form.give_by(decided, details.day("asked_on"))
    what = f"form {form.name}" if form.name else "a letter with the reason"
    second = guidance("family_leave", "due_form")
    return [_due(one, "form", f"Give {name} {what}", second, by, "Look at the figures for the form")]


def _questions(one: Standing, name: str, today: date) -> list[Due]:
    unsure = one.verdict.unsure
    if not unsure or one.details.first_day - SOON > today:
        return []
    count = "A question is" if len(unsure) == 1 else f"{len(unsure)} questions are"
    second = f"{count} open. Nothing is paid before."
    return [_due(one, "ask", f"Finish {name}’s family leave", second, one.details.first_day, "Answer the questions")]


def _proof(one: Standing, name: str) -> list[Due]:
    if not one.is_due or not one.verdict.waits:
        return []
    by = dates.proof_by(one.details.kind, one.details.first_day)
    what = guidance("family_leave", f"proof_{one.details.kind.value}")
    second = f"Pay waits for it. Asked for by {long_date(by)}."
    return [_due(one, "proof", f"Get {what} from {name}", second, by, "Say that it is here")]


def _size(session: Session, one: Standing, name: str) -> list[Due]:
    if not one.is_due or size_for(session, one.details, known_rates(session)).small is not None:
        return []
    second = guidance("family_leave", "due_size")
    title = f"Say how much HMRC gives back of {name}’s pay"
    return [_due(one, "size", title, second, None, "Answer the question")]
