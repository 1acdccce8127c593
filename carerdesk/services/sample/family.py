"""Who is in the sample: the employer, the person supported, three assistants, and their terms."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from carerdesk.domain.dates import add_months
from carerdesk.services.people.details import (
    CertificateDetails,
    ContractTerms,
    EmployerDetails,
    PersonDetails,
    Rate,
    Tax,
    WorkerDetails,
)
from carerdesk.services.sample.calendar import A_DAY, FOUR_WEEKS, KASIA_PAID_ON, Span, year_of
from carerdesk.services.sample.words import hourly

EMPLOYER = EmployerDetails(
    name="Helen Marsh",
    address="14 Beech Row\nWestmere\nWM4 2QT",
    phone="01632 960114",
    email="helen.marsh@example.org",
    paye_reference="123/AB45678",
    accounts_office_reference="123PA00045678",
    filing_route="basic_paye_tools",
)
PERSON = PersonDetails(
    name="Jamie Marsh", born=date(2003, 9, 12), address="14 Beech Row\nWestmere\nWM4 2QT", who_acts="nominated"
)
NAMES = {"asha": "Asha Rahman", "kasia": "Kasia Wójcik", "tom": "Tom Griffiths"}
CODES = {"asha": "1257L", "kasia": "1257L", "tom": "BR"}
WEEKLY_MINUTES = {"asha": 20 * 60, "tom": 7 * 60}
DAYS_A_WEEK = {"asha": Decimal(4), "tom": Decimal(2)}
SLEEP_IN_NIGHT = Decimal(82)
MILE = Decimal("0.45")
WEEKEND_MORE = Decimal("1.20")
BANK_HOLIDAY_TIMES = Decimal("1.5")
_SERVICE_DAYS = {"asha": 880, "kasia": 620, "tom": 420}
_PAID_AFTER_SUNDAY = timedelta(days=5)


def started(who: str, span: Span) -> date:
    """The first day of an assistant's job: before the books begin, or where the agency's time in them ends."""
    return span.payroll_from if span.from_agency else span.work_from - timedelta(days=_SERVICE_DAYS[who])


def details(who: str, span: Span) -> WorkerDetails:
    """An assistant's own facts. Tom is a cousin of the family who lives in."""
    return {
        "asha": WorkerDetails(
            name=NAMES["asha"], born=date(1988, 3, 4), address="3 Mill Lane\nWestmere\nWM2 7BD", works_number="1",
            phone="01632 960201", email="asha@example.org", ni_number="QQ123456A", account_name="A Rahman",
            sort_code="40-00-01", account_number="11223344", title="Ms", sex="F", started=started("asha", span),
        ),
        "kasia": WorkerDetails(
            name=NAMES["kasia"], born=date(1991, 11, 23), address="27 Tenter Street\nWestmere\nWM1 5RE",
            works_number="2", phone="01632 960202", ni_number="QQ234567B", account_name="K Wojcik",
            sort_code="40-00-02", account_number="22334455", title="Ms", sex="F", started=started("kasia", span),
        ),
        "tom": WorkerDetails(
            name=NAMES["tom"], born=date(1979, 5, 14), address="14 Beech Row\nWestmere\nWM4 2QT", works_number="3",
            phone="01632 960203", ni_number="QQ345678C", account_name="T Griffiths", sort_code="40-00-03",
            account_number="33445566", title="Mr", sex="M", relation="other_relative", same_household=True,
            started=started("tom", span),
            note="Helen’s cousin. He lives in the annexe; both funders have agreed in writing.",
        ),
    }[who]  # fmt: skip


def contract(who: str, first: date) -> ContractTerms:
    """The terms from a Monday on: Asha every four weeks, Kasia monthly, Tom weekly."""
    if who == "kasia":
        ends = add_months(first.replace(day=1), 1) - A_DAY
        payday = add_months(ends.replace(day=1), 1).replace(day=KASIA_PAID_ON)
        return ContractTerms(first, "monthly", payday, ends, "irregular", holiday_method="accrued")
    ends = first + (FOUR_WEEKS if who == "asha" else timedelta(days=7)) - A_DAY
    return ContractTerms(
        first,
        "four_weekly" if who == "asha" else "weekly",
        ends + _PAID_AFTER_SUNDAY,
        ends,
        "fixed",
        WEEKLY_MINUTES[who],
        DAYS_A_WEEK[who],
        holiday_method="fixed",
    )


def rates_from(who: str, day: date) -> tuple[Rate, ...]:
    """Every rate of an assistant from a day on; those of April's year."""
    normal = hourly(who, year_of(day))
    found = {
        "normal": normal, "weekend": normal + WEEKEND_MORE, "bank_holiday": normal * BANK_HOLIDAY_TIMES,
        "training": normal, "sleep_in": SLEEP_IN_NIGHT, "mileage": MILE,
    }  # fmt: skip
    wanted = found if who == "kasia" else {kind: found[kind] for kind in ("normal", "weekend", "bank_holiday")}
    return tuple(Rate(kind, day, amount.quantize(Decimal("0.01"))) for kind, amount in wanted.items())


def rates_over(who: str, span: Span) -> tuple[Rate, ...]:
    """Every rate from the first payroll on, and each April's until the day the books end."""
    aprils = [date(year, 4, 1) for year in range(span.payroll_from.year, span.today.year + 1)]
    days = [span.payroll_from, *(day for day in aprils if span.payroll_from < day <= span.today)]
    return tuple(rate for day in days for rate in rates_from(who, day))


def tax(who: str, span: Span) -> Tax:
    """The tax code an assistant has; this is Tom's second job."""
    came_from = "statement_c" if who == "tom" else "hmrc_notice"
    return Tax(span.payroll_from, CODES[who], "cumulative", "A", came_from=came_from)


def checks(who: str, span: Span) -> tuple[CertificateDetails, ...]:
    """Checks with their dates, each criminal record check three years after the one before."""
    since = started(who, span)
    found = [CertificateDetails("right_to_work", since, None, provider="Seen by Helen Marsh")]
    day = since - timedelta(days=12)
    while day <= span.today:
        ends = add_months(day, 36)
        found.append(CertificateDetails("dbs", day, ends, f"00{day:%y%m%d}{len(found)}", "Westmere Checks"))
        day = ends
    if who == "kasia":
        found.append(CertificateDetails("driving_licence", since, add_months(since, 120)))
    return tuple(found)
