"""Who is family: what it may mean, question by question, and what a person decided about each.

Nothing follows by itself. Words stand in resources/text/people.toml under "advice_<code>".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.payroll import family as rules
from carerdesk.domain.payroll.family import Family
from carerdesk.domain.payroll.ni_letters import age_on
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Source
from carerdesk.services.books import Books, done
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people import choices
from carerdesk.services.people.details import PersonDetails, Tax, WorkerDetails
from carerdesk.services.people.read import person, worker
from carerdesk.services.people.terms import keep_tax_in
from carerdesk.services.people.wage_terms import WageTerms, keep_in, terms_on, wage_terms

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NO_INSURANCE: Final = "X"
_ADULT_AT: Final = 18
_FAMILY_NI = Source(
    "HMRC, Employment Status Manual ESM4156: family members in a private home",
    "https://www.gov.uk/hmrc-internal-manuals/employment-status-manual/esm4156",
)
_SPOUSE_NI = Source(
    "Croner-i, Booklet: when a husband, wife or civil partner is the employer",
    "https://library.croneri.co.uk/cch_uk/btr/1003-150",
    confirmed=False,
)
_FAMILY_WAGE = Source(
    "National Minimum Wage Regulations 2015, regulation 57, as changed on 1 April 2024 (SI 2024/75)",
    "https://www.legislation.gov.uk/uksi/2015/621/regulation/57",
)
_ADULTS = Source(
    "Care and Support (Direct Payments) Regulations 2014, regulation 3",
    "https://www.legislation.gov.uk/uksi/2014/2871/regulation/3",
)
_CHILDREN = Source(
    "Community Care, Services for Carers and Children’s Services (Direct Payments) (England) Regulations 2009, "
    "regulation 11",
    "https://www.legislation.gov.uk/uksi/2009/1887/regulation/11",
)
_COUNCIL = {
    "england": Source(f"{_ADULTS.title}; for children, the 2009 Regulations, regulation 11", _ADULTS.address),
    "england_adult": _ADULTS,
    "england_child": _CHILDREN,
    "northern_ireland": Source(
        "Personal Social Services and Children’s Services (Direct Payments) Regulations (Northern Ireland) 2004, "
        "regulation 7",
        "https://www.legislation.gov.uk/nisr/2004/120/regulation/7",
        confirmed=False,
    ),
    "scotland": Source(
        "Self-directed Support (Direct Payments) (Scotland) Regulations 2014, regulations 7 to 9",
        "https://www.legislation.gov.uk/ssi/2014/25",
        confirmed=False,
    ),
    "wales": Source("The rule for Wales", "", confirmed=False),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """Something worth knowing: its code, heading, words, and where it comes from."""

    code: str
    title: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class FamilyView:
    """One worker's family questions: those that are open to a decision, and what was decided.

    Each question is None where nothing asks it. `letter` is the National Insurance letter now ("" without any).
    """

    insurance: Advice | None
    wage: Advice | None
    council: Advice | None
    letter: str
    exempt: bool
    reason: str
    agreed_on: date | None
    agreement: str

    @property
    def asks_anything(self) -> bool:
        """Whether any of the three is asked."""
        return any((self.insurance, self.wage, self.council))


@dataclass(frozen=True, slots=True)
class FamilyDecision:
    """What a person decided, from a day on. `no_insurance` None leaves the letter; False takes an X back.

    A letter that takes the place of X is named by the person (`letter`).
    """

    first_day: date
    no_insurance: bool | None = None
    letter: str = ""
    exempt: bool = False
    reason: str = ""
    agreed_on: date | None = None
    agreement: str = ""


def advice(code: str, source: Source, **values: str) -> Advice:
    """Advice with its words filled in."""
    title = guidance("people", f"advice_{code}_title")
    return Advice(code, title, guidance("people", f"advice_{code}", **values), source)


def family_of(details: WorkerDetails, supported: PersonDetails, today: date) -> Family:
    """How a worker stands to the employer and to the person supported."""
    adult = None if supported.born is None else age_on(supported.born, today) >= _ADULT_AT
    return Family(
        details.relation,
        details.same_household,
        details.relation_to_person,
        details.lives_with_person,
        choices.known(supported.nation, choices.NATIONS),
        adult,
    )


def relation_advice(details: WorkerDetails, supported: PersonDetails, today: date) -> tuple[Advice, ...]:
    """What being related, or living in the same home, means for National Insurance, minimum wage and the council."""
    if details.kind != "employee":
        return ()
    of = family_of(details, supported, today)
    found = (_insurance(details, of), _wage(details, of), _council(details, of))
    return tuple(each for each in found if each is not None)


def _insurance(details: WorkerDetails, of: Family) -> Advice | None:
    why = rules.insurance_disregard(of)
    if not why:
        return None
    if why == "spouse":
        return advice("spouse_ni", _SPOUSE_NI)
    return advice("relation_ni", _FAMILY_NI, name=details.name)


def _wage(details: WorkerDetails, of: Family) -> Advice | None:
    question = rules.wage_question(of)
    if not question:
        return None
    if question == "family":
        return advice("family_wage", _FAMILY_WAGE)
    return advice("lives_in_wage", _FAMILY_WAGE, name=details.name)


def _council(details: WorkerDetails, of: Family) -> Advice | None:
    """Nothing more to say once the agreement is recorded."""
    rule = rules.agreement_needed(of)
    return advice(f"council_{rule}", _COUNCIL[rule]) if rule and details.council_agreed_on is None else None


def family_view(books: Books, worker_id: int) -> FamilyView:
    """The questions of one worker with what was decided. Raises LookupError where there is no such worker."""
    record, supported, today = worker(books, worker_id), person(books).details, books.today()
    details = record.details
    of = family_of(details, supported, today)
    with books.reading() as session:
        terms = terms_on(tuple(kept.what for kept in wage_terms(session, worker_id)), today)
    rule = rules.agreement_needed(of)
    return FamilyView(
        insurance=_insurance(details, of),
        wage=_wage(details, of) if rules.wage_question(of) == "family" else None,
        council=advice(f"council_{rule}", _COUNCIL[rule]) if rule else None,
        letter=next((kept.what.ni_letter for kept in record.taxes if kept.what.first_day <= today), ""),
        exempt=terms.family_exempt,
        reason=terms.family_reason,
        agreed_on=details.council_agreed_on,
        agreement=details.council_agreement,
    )


def decide_family(books: Books, worker_id: int, decision: FamilyDecision) -> Outcome:
    """Keep what a person decided: the letter and the minimum wage from a day on, and the agreement with its date."""
    decision = replace(decision, reason=decision.reason.strip(), agreement=decision.agreement.strip())
    if problems := _check(books, worker_id, decision):
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        op.said = f"Family questions about {_keep(op.session, worker_id, decision)} answered"
    return done(op, id=worker_id)


def _check(books: Books, worker_id: int, decision: FamilyDecision) -> tuple[Problem, ...]:
    view, today = family_view(books, worker_id), books.today()
    found = []
    if decision.no_insurance and view.insurance is None:
        found.append(Problem("no_insurance", "family_no_disregard"))
    if decision.no_insurance is False and view.letter == NO_INSURANCE and decision.letter in {"", NO_INSURANCE}:
        found.append(Problem("letter", "family_letter_missing"))
    if decision.no_insurance is not None and not view.letter:
        found.append(Problem("no_insurance", "family_needs_tax_code"))
    if decision.exempt and view.wage is None:
        found.append(Problem("exempt", "family_not_exempt"))
    elif decision.exempt and not decision.reason:
        found.append(Problem("reason", "family_exempt_needs_reason"))
    if decision.agreed_on and decision.agreed_on > today:
        found.append(Problem("agreed_on", "agreement_in_the_future"))
    if decision.agreement and decision.agreed_on is None:
        found.append(Problem("agreed_on", "agreement_day_missing"))
    return tuple(found)


def _keep(session: Session, worker_id: int, decision: FamilyDecision) -> str:
    """Write the decision down; the worker's first name."""
    from carerdesk.store.tables import Worker

    row = session.get_one(Worker, worker_id)
    row.council_agreed_on, row.council_agreement = decision.agreed_on, decision.agreement
    terms = _exempted(session, worker_id, decision)
    if terms is not None:
        keep_in(session, worker_id, terms)
    for tax in _insured(session, worker_id, decision):
        keep_tax_in(session, worker_id, tax)
    session.flush()
    return row.name.split(" ", maxsplit=1)[0]


def _exempted(session: Session, worker_id: int, decision: FamilyDecision) -> WageTerms | None:
    """The minimum wage terms of the day with the decision in them; None where nothing changes."""
    before = terms_on(tuple(kept.what for kept in wage_terms(session, worker_id)), decision.first_day)
    reason = decision.reason if decision.exempt else ""
    if (before.family_exempt, before.family_reason) == (decision.exempt, reason):
        return None
    return replace(before, first_day=decision.first_day, family_exempt=decision.exempt, family_reason=reason)


def _insured(session: Session, worker_id: int, decision: FamilyDecision) -> Iterator[Tax]:
    """The tax details of the day with letter X, or with the letter named instead of it; none where it stays."""
    from carerdesk.services.people.read import tax_details_at

    before = tax_details_at(session, worker_id, decision.first_day)
    if before is None or decision.no_insurance is None:
        return
    letter = NO_INSURANCE if decision.no_insurance else before.ni_letter
    if not decision.no_insurance and before.ni_letter == NO_INSURANCE:
        letter = decision.letter
    if letter != before.ni_letter:
        yield replace(before, first_day=decision.first_day, ni_letter=letter)


def agreement_words(view: FamilyView) -> str:
    """Agreed on 3 April 2026: panel of 3 April; "" where nothing is recorded."""
    if view.agreed_on is None:
        return ""
    words = guidance("people", "family_agreed_on", day=long_date(view.agreed_on))
    return f"{words}: {view.agreement}" if view.agreement else words
