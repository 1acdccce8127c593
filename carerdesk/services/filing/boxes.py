"""The box numbers of HMRC's paper forms, as the family read them off their own forms: typed once, then remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store.tables import FormBox

LONGEST: Final = 12
FORMS: Final = ("rt2", "rt5")


def boxes_of(books: Books, form: str) -> Mapping[str, str]:
    """Each line's box on the form, where one was typed."""
    with books.reading() as session:
        return {line: row.box for line, row in _rows(session, form).items()}


def keep_boxes(books: Books, form: str, typed: Mapping[str, str]) -> Outcome:
    """Remember these box numbers; an empty one is forgotten. Lines not named here stay as they are."""
    wanted = {line: " ".join(box.split()) for line, box in typed.items()}
    if problems := tuple(Problem(line, "form_box_too_long") for line, box in wanted.items() if len(box) > LONGEST):
        return Rejected(problems)
    with books.operation(f"Box numbers of form {form.upper()} kept", kind="filing") as op:
        kept, keys = _rows(op.session, form), owner(op.session)
        for line, box in wanted.items():
            row = kept.get(line)
            if row is not None and not box:
                op.session.delete(row)
            elif row is not None and row.box != box:
                row.box = box
            elif row is None and box:
                op.session.add(FormBox(**keys.keys(), form=form, line=line, box=box))
    return done(op)


def _rows(session: Session, form: str) -> dict[str, FormBox]:
    wanted = select(FormBox).where(FormBox.form == form, FormBox.employer_id == owner(session).employer_id)
    return {row.line: row for row in session.scalars(wanted)}
