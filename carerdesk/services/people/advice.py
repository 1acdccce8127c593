"""What is worth knowing about a worker: explained with its source, never decided for the person.

Words stand in resources/text/people.toml under "advice_<code>" and "advice_<code>_title".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.rates import load_pension_ages, load_rates
from carerdesk.domain.payroll.minimum_wage import below_minimum_wage, hourly_rate
from carerdesk.domain.payroll.ni_letters import LetterSuggestion, age_on, ni_letter_for
from carerdesk.domain.payroll.tax_code import Nation, TaxCode
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Source
from carerdesk.services.books import Books
from carerdesk.services.people.details import PersonDetails, Rate, Tax
from carerdesk.services.people.family import Advice, advice, relation_advice
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.read import person, worker
from carerdesk.services.people.records import Kept, WorkerRecord

__all__ = ["Advice", "advice_for", "least_rate", "letter_for", "low_rate", "relation_advice"]

MINIMUM_WAGE = Source(
    "GOV.UK, National Minimum Wage and National Living Wage rates", "https://www.gov.uk/national-minimum-wage-rates"
)
_CODE_NATION = Source(
    "GOV.UK, Tax codes: what the letters mean", "https://www.gov.uk/tax-codes/what-your-tax-code-means", confirmed=False
)
_HOLIDAY_GB = Source(
    "Working Time Regulations 1998, regulations 15B and 16A (Great Britain)",
    "https://www.legislation.gov.uk/uksi/1998/1833",
)
_WAGE_KINDS = ("normal", "weekend", "bank_holiday", "waking_night", "training", "travel")


def advice_for(books: Books, worker_id: int) -> tuple[Advice, ...]:
    """All that is worth knowing about a worker as they stand today. Raises LookupError where there is none such."""
    record, today = worker(books, worker_id), books.today()
    return (
        *_lodger_advice(record, person(books).details, today),
        *_holiday_advice(record, person(books).details.nation, today),
        *_pay_advice(record, today),
        *_tax_advice(record, today),
    )


def _lodger_advice(record: WorkerRecord, supported: PersonDetails, today: date) -> Iterator[Advice]:
    """What needs no decision. The family questions, which do, stand on a card of their own (`family_view`)."""
    yield from (one for one in relation_advice(record.details, supported, today) if one.code == "lives_in_wage")


def _holiday_advice(record: WorkerRecord, nation: str, today: date) -> Iterator[Advice]:
    """A contract made before the person moved to Northern Ireland, or brought in, may say what is no law there."""
    terms = next((kept.what for kept in record.contracts if kept.what.first_day <= today), None)
    if terms is not None and nation == "northern_ireland" and terms.holiday_method != "fixed":
        yield advice("holiday_northern_ireland", _HOLIDAY_GB, name=record.first_name)


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
        yield advice("no_birth_date", _wage_source(today), name=record.first_name)
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
    return (advice("low_rate", _wage_source(day), kind=choice_name("rate", rate.kind), **found.values),)


def least_rate(born: date, day: date) -> str:
    """The minimum wage for that age on a day, in words; "" where it is not known."""
    age = age_on(born, day)
    try:
        least = hourly_rate(age, day, load_rates())
    except NoRateFor:
        return ""
    return f"The minimum wage at {age} is £{least:.2f}"


def _wage_source(day: date) -> Source:
    try:
        return load_rates().at("minimum_wage.by_age", day).source
    except NoRateFor:
        return MINIMUM_WAGE


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
    yield advice("ni_letter", suggested.source, **values, reason=guidance("people", suggested.reason))


def letter_for(born: date | None, day: date) -> LetterSuggestion | None:
    """The National Insurance letter age points to, with its reason; None without a birth date or where it is open."""
    return ni_letter_for(born, day, load_pension_ages()) if born else None


def _nation_advice(tax: Tax) -> Iterator[Advice]:
    code = TaxCode.read(tax.code)
    if (
        not isinstance(code, TaxCode)
        or code.nation is Nation.ENGLAND
        or tax.came_from.startswith(("p45", "hmrc", "p6", "p9"))
    ):
        return
    nation = choice_name("nation", code.nation.value)
    yield advice("code_nation", _CODE_NATION, prefix=code.text[0], nation=nation)
