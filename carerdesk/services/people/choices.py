"""The answers people can choose between, as the books keep them. The words for them stand in resources/text."""

from __future__ import annotations

WORKER_KINDS = ("employee", "self_employed", "agency")
RELATIONS = (
    "none", "spouse", "partner", "parent", "step_parent", "child", "step_child", "sibling", "grandparent", "grandchild",
    "other_relative",
)  # fmt: skip
CAPACITIES = ("person", "parent", "nominated", "authorised", "deputy", "attorney")
NATIONS = ("england", "wales", "scotland", "northern_ireland")
FILING_ROUTES = ("", "paper", "basic_paye_tools", "bureau", "rti")
PAYS_HMRC = ("monthly", "quarterly")
SEXES = ("", "F", "M")
PAYE_IN_NAME_OF = ("", "employer", "person", "other")
RETURNS_SIGNED_BY = ("", "employer", "relative", "accountant")
FREQUENCIES = ("weekly", "fortnightly", "four_weekly", "monthly")
HOURS_KINDS = ("fixed", "irregular", "part_year")
HOLIDAY_METHODS = ("fixed", "accrued", "rolled_up")
CALL_OUTS_PAID = ("on_top", "instead")
HOURLY_RATES = ("normal", "weekend", "bank_holiday", "waking_night", "training", "travel", "on_call")
RATE_KINDS = (*HOURLY_RATES, "sleep_in", "mileage")
BASES = ("cumulative", "week_one")
NI_LETTERS = ("A", "B", "C", "H", "J", "M", "V", "X", "Z")
LOAN_PLANS = ("", "plan_1", "plan_2", "plan_4", "plan_5")
CODE_SOURCES = ("p45_this_year", "p45_last_year", "statement_a", "statement_b", "statement_c", "none", "hmrc_notice")
CODE_NOTICES = ("p6", "p6b", "p9")
LOAN_NOTICES = ("sl1", "sl2", "pgl1", "pgl2")
NOTICES = (*CODE_NOTICES, *LOAN_NOTICES)
CARRIED_OVER = "carried_over"
CODE_CAME_FROM = ("", *CODE_SOURCES, *NOTICES, CARRIED_OVER)
WORKER_CERTIFICATES = (
    "right_to_work", "dbs", "driving_licence", "car_insurance", "training", "first_aid", "moving_and_handling", "other",
)  # fmt: skip
EMPLOYER_CERTIFICATES = ("employers_liability", "home_insurance", "risk_assessment", "other")
CERTIFICATES = (*dict.fromkeys((*EMPLOYER_CERTIFICATES, *WORKER_CERTIFICATES)),)


def known(value: str, choices: tuple[str, ...]) -> str:
    """The value, which a form can only take from the choices.

    Raises:
        ValueError: where a caller hands in something else: a fault of the program, not of the person.
    """
    if value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(choices)}")
    return value
