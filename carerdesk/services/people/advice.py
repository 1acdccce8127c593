"""What is worth knowing about a worker: explained with its source, never decided for the person.

Words stand in resources/text/people.toml under "advice_<code>" and "advice_<code>_title".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.rates import load_pension_ages, load_rates
from carerdesk.domain.payroll.ni_letters import LetterSuggestion, age_on, ni_letter_for
from carerdesk.domain.payroll.notices import below_minimum_wage, minimum_hourly_rate
from carerdesk.domain.payroll.tax_code import Nation, TaxCode
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Source
from carerdesk.services.books import Books
from carerdesk.services.people import choices
from carerdesk.services.people.details import Rate, Tax, WorkerDetails
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.read import person, worker
from carerdesk.services.people.records import Kept, WorkerRecord

_NI_FAMILY = frozenset(
    {"parent", "step_parent", "child", "step_child", "sibling", "grandparent", "grandchild"},
)
_COUPLE = frozenset({"spouse", "partner"})
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
_COUNCIL = {
    "england": Source(
        "Care and Support (Direct Payments) Regulations 2014, regulation 3; for children, the 2009 Regulations, "
        "regulation 11",
        "https://www.legislation.gov.uk/uksi/2014/2871/regulation/3",
    ),
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
_CODE_NATION = Source(
    "GOV.UK, Tax codes: what the letters mean", "https://www.gov.uk/tax-codes/what-your-tax-code-means", confirmed=False
)
_HOLIDAY_GB = Source(
    "Working Time Regulations 1998, regulations 15B and 16A (Great Britain)",
    "https://www.legislation.gov.uk/uksi/1998/1833",
)
_WAGE_KINDS = ("normal", "weekend", "bank_holiday", "waking_night", "training", "travel")


@dataclass(frozen=True, slots=True)
class Advice:
    """Something worth knowing: its code, heading, words, and where it comes from."""

    code: str
    title: str
    text: str
    source: Source


def _advice(code: str, source: Source, **values: str) -> Advice:
    return Advice(
        code, guidance("people", f"advice_{code}_title"), guidance("people", f"advice_{code}", **values), source
    )


def advice_for(books: Books, worker_id: int) -> tuple[Advice, ...]:
    """All that is worth knowing about a worker as they stand today. Raises LookupError where there is none such."""
    record, today = worker(books, worker_id), books.today()
    return (
        *relation_advice(record.details, person(books).details.nation),
        *_holiday_advice(record, person(books).details.nation, today),
        *_pay_advice(record, today),
        *_tax_advice(record, today),
    )


def relation_advice(details: WorkerDetails, nation: str) -> tuple[Advice, ...]:
    """What being related, or living in the same home, means for National Insurance, minimum wage and the council."""
    if details.kind != "employee":
        return ()
    return (*_insurance_advice(details), *_home_advice(details), *_council_advice(details, nation))


def _insurance_advice(details: WorkerDetails) -> Iterator[Advice]:
    if details.relation == "spouse":
        yield _advice("spouse_ni", _SPOUSE_NI)
    elif details.relation in _NI_FAMILY and details.same_household:
        yield _advice("relation_ni", _FAMILY_NI, name=details.name)


def _home_advice(details: WorkerDetails) -> Iterator[Advice]:
    if details.same_household and details.relation == "none":
        yield _advice("lives_in_wage", _FAMILY_WAGE, name=details.name)
    elif details.same_household:
        yield _advice("family_wage", _FAMILY_WAGE)


def _council_advice(details: WorkerDetails, nation: str) -> Iterator[Advice]:
    related = details.relation != "none"
    everywhere = details.relation in _COUPLE or nation in {"scotland", "wales"}
    if related and (details.same_household or everywhere):
        yield _advice(f"council_{nation}", _COUNCIL[choices.known(nation, choices.NATIONS)])


def _holiday_advice(record: WorkerRecord, nation: str, today: date) -> Iterator[Advice]:
    """A contract made before the person moved to Northern Ireland, or brought in, may say what is no law there."""
    terms = next((kept.what for kept in record.contracts if kept.what.first_day <= today), None)
    if terms is not None and nation == "northern_ireland" and terms.holiday_method != "fixed":
        yield _advice("holiday_northern_ireland", _HOLIDAY_GB, name=record.first_name)


def _standing(record: WorkerRecord, today: date) -> dict[str, Rate]:
    """The rate of each kind that holds today, or the first to come."""
    found: dict[str, Rate] = {}
    for kept in record.rates:
        if kept.what.kind not in found or found[kept.what.kind].first_day > today:
            found[kept.what.kind] = kept.what
    return found


def _pay_advice(record: WorkerRecord, today: date) -> Iterator[Advice]:
    details = record.details
    if details.kind != "employee" or not record.rates:
        return
    if details.born is None:
        yield _advice("no_birth_date", _wage_source(today), name=record.first_name)
        return
    for kind, rate in _standing(record, today).items():
        if kind in _WAGE_KINDS:
            yield from low_rate(rate, details.born, max(today, rate.first_day))


def low_rate(rate: Rate, born: date, day: date) -> tuple[Advice, ...]:
    """A warning where a rate an hour is below the minimum wage of a day for that age; nothing where it is not known.

    This compares the rate alone: whether a whole payday reaches the minimum wage is checked with its hours.
    """
    try:
        found = below_minimum_wage(rate.amount, age_on(born, day), day, load_rates())
    except NoRateFor:
        return ()
    if found is None:
        return ()
    return (_advice("low_rate", _wage_source(day), kind=choice_name("rate", rate.kind), **found.values),)


def least_rate(born: date, day: date) -> str:
    """The minimum wage for that age on a day, in words; "" where it is not known."""
    age = age_on(born, day)
    try:
        least = minimum_hourly_rate(age, day, load_rates())
    except NoRateFor:
        return ""
    return f"The minimum wage at {age} is £{least:.2f}"


def _wage_source(day: date) -> Source:
    try:
        return load_rates().at("minimum_wage.by_age", day).source
    except NoRateFor:
        return _FAMILY_WAGE


def _tax_advice(record: WorkerRecord, today: date) -> Iterator[Advice]:
    tax = _tax_now(record.taxes, today)
    if tax is None or record.details.kind != "employee":
        return
    yield from _letter_advice(tax, record, today)
    yield from _nation_advice(tax)


def _tax_now(taxes: tuple[Kept[Tax], ...], today: date) -> Tax | None:
    """The tax details that hold today, or the first to come."""
    return next((kept.what for kept in taxes if kept.what.first_day <= today), taxes[-1].what if taxes else None)


def _letter_advice(tax: Tax, record: WorkerRecord, today: date) -> Iterator[Advice]:
    """Letters that rest on papers or on family are left alone; A, C and M follow age."""
    suggested = letter_for(record.details.born, today)
    if suggested is None or tax.ni_letter not in {"A", "C", "M"} or tax.ni_letter == suggested.letter:
        return
    values = {"letter": tax.ni_letter, "other": suggested.letter, "name": record.first_name}
    yield _advice("ni_letter", suggested.source, **values, reason=guidance("people", suggested.reason))


def letter_for(born: date | None, day: date) -> LetterSuggestion | None:
    """The National Insurance letter age points to, with its reason; None without a birth date or where it is open."""
    return ni_letter_for(born, day, load_pension_ages()) if born else None


def _nation_advice(tax: Tax) -> Iterator[Advice]:
    code = TaxCode.read(tax.code)
    if not isinstance(code, TaxCode) or code.nation is Nation.ENGLAND or tax.came_from.startswith(("p45", "hmrc", "p6", "p9")):
        return
    nation = choice_name("nation", code.nation.value)
    yield _advice("code_nation", _CODE_NATION, prefix=code.text[0], nation=nation)
