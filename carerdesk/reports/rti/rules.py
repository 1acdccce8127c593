"""HMRC's rules for an FPS and EPS, asked before a file is written: what is wrong, in codes for plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.rti.figures import EmployerFigures, EmployerReferences, LetterFigures, WorkerFigures
from carerdesk.reports.rti.fps import Submission
from carerdesk.reports.rti.message import SECOND_HAND_YEARS, SEEN_YEARS, rti_year

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z '\-]{0,34}")
_LINE: Final = re.compile(r"[A-Za-z0-9].{0,34}")
_CODE: Final = re.compile(r"[1-9]\d{0,5}[LMNPTY]|BR|0T|NT|D[0-8]|K[1-9]\d{0,5}")
_NI_NUMBER: Final = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D ]?")
_ACCOUNTS_OFFICE: Final = re.compile(r"\d{3}P[A-Z]\d{7}[\dX]")
_FAR_AHEAD: Final = timedelta(days=30)
_LEAST_LINES: Final = 2
_MOST_LETTERS: Final = 4
_EMPLOYEE_PAYS_NONE: Final = frozenset("CKSW")
_REDUCED: Final = frozenset("BEIT")
_REDUCED_BORN_BY: Final = date(1961, 4, 5)
_WHOLE: Final = 100


def check_fps(told: Submission, today: date) -> tuple[Problem, ...]:
    """Everything HMRC would turn an FPS back for, as far as its rules were read; nothing where all is well."""
    found = [*_references(told.refs), *_year(told.payday), *_ceased(told.ceased, today)]
    for worker in told.workers:
        found += [*worker.doubts, *_worker(worker, today)]
    return tuple(found)


def check_eps(refs: EmployerReferences, told: EmployerFigures, today: date) -> tuple[Problem, ...]:
    """Everything HMRC would turn an EPS back for, as far as its rules were read."""
    found = [*_references(refs), *_year(told.last), *_ceased(told.ceased, today)]
    if any(part.pay < ZERO or part.compensation < ZERO for part in told.recovered.values()):
        found.append(Problem("recovered", "rti_recovered_below_nothing"))
    return tuple(found)


def _references(refs: EmployerReferences) -> Iterator[Problem]:
    if not refs.office or not refs.reference:
        yield Problem("paye_reference", "rti_no_paye_reference")
    if not _ACCOUNTS_OFFICE.fullmatch(refs.accounts_office):
        yield Problem("accounts_office_reference", "rti_no_accounts_office_reference")


def _year(day: date) -> Iterator[Problem]:
    if rti_year(day) not in SEEN_YEARS | SECOND_HAND_YEARS:
        yield Problem("year", "rti_year_unknown", {"year": rti_year(day)})


def _ceased(ceased: date | None, today: date) -> Iterator[Problem]:
    if ceased is not None and ceased > today:
        yield Problem("scheme_ceased_on", "rti_ceased_in_the_future", {"day": long_date(ceased)})


def _worker(worker: WorkerFigures, today: date) -> Iterator[Problem]:
    yield from (*_person(worker), *_dates(worker, today), *_amounts(worker))


def _said(worker: WorkerFigures, **more: str) -> dict[str, str]:
    """What the words of a fault name: the worker, and more."""
    return {"worker": worker.who.name, **more}


def _person(worker: WorkerFigures) -> Iterator[Problem]:
    who = worker.who
    if not who.forenames:
        yield Problem("name", "rti_no_forename", _said(worker))
    for word in (who.title, *who.forenames, who.surname):
        if word and not _NAME.fullmatch(word):
            yield Problem("name", "rti_name_letters", _said(worker, word=word))
    if who.sex not in {"M", "F"}:
        yield Problem("sex", "rti_no_sex", _said(worker))
    if who.born is None:
        yield Problem("born", "rti_no_birth_date", _said(worker))
    if who.ni_number and not _NI_NUMBER.fullmatch(who.ni_number):
        yield Problem("ni_number", "rti_ni_number", _said(worker, number=who.ni_number))
    if (not who.ni_number or worker.starter) and len(who.address) < _LEAST_LINES:
        yield Problem("address", "rti_address_short", _said(worker))
    if any(not _LINE.fullmatch(line) for line in who.address):
        yield Problem("address", "rti_address_line", _said(worker))


def _dates(worker: WorkerFigures, today: date) -> Iterator[Problem]:
    if worker.starter is not None and not worker.starter.statement:
        yield Problem("starter", "rti_no_statement", _said(worker))
    if worker.left is not None and worker.left > today + _FAR_AHEAD:
        yield Problem("left", "rti_leaves_too_far_ahead", _said(worker, day=long_date(worker.left)))
    if worker.payment.after_leaving and worker.left is None:
        yield Problem("left", "rti_no_leaving_date", _said(worker))


def _amounts(worker: WorkerFigures) -> Iterator[Problem]:
    if not _CODE.fullmatch(worker.payment.code):
        yield Problem("tax_code", "rti_tax_code", _said(worker, code=worker.payment.code))
    if worker.student_loan.now and not worker.loan_plan:
        yield Problem("student_loan", "rti_no_loan_plan", _said(worker))
    if worker.loan_plan == "plan_5" and worker.student_loan.now and rti_year(worker.payment.payday) in SEEN_YEARS:
        yield Problem("student_loan", "rti_plan_5_not_in_year", _said(worker))
    loans = (worker.student_loan, worker.postgraduate_loan)
    if any(not _whole(amount) for loan in loans for amount in (loan.now, loan.to_date)):
        yield Problem("student_loan", "rti_loan_not_whole_pounds", _said(worker))
    if len(worker.letters) > _MOST_LETTERS:
        yield Problem("ni_letter", "rti_too_many_letters", _said(worker))
    for letter in worker.letters:
        yield from _letter(letter, worker)


def _letter(figures: LetterFigures, worker: WorkerFigures) -> Iterator[Problem]:
    values = _said(worker, letter=figures.letter)
    bands = (figures.at_lel, figures.lel_to_pt, figures.pt_to_uel)
    contributions = (figures.employee.to_date, figures.employer.to_date)
    if figures.letter == "X" and any((*bands, *contributions)):
        yield Problem("ni_letter", "rti_letter_x_has_figures", values)
    if figures.letter in _EMPLOYEE_PAYS_NONE and figures.employee:
        yield Problem("ni_letter", "rti_letter_pays_none", values)
    born, sex = worker.who.born, worker.who.sex
    if figures.letter in _REDUCED and (sex != "F" or (born is not None and born > _REDUCED_BORN_BY)):
        yield Problem("ni_letter", "rti_reduced_letter", values)
    if not _whole(figures.at_lel):
        yield Problem("ni_letter", "rti_at_lel_not_whole_pounds", values)


def _whole(amount: Money) -> bool:
    return amount.pence % _WHOLE == 0
