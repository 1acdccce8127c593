"""What is known of how a funder wants to be accounted to: a start to be checked against one's own agreement.

A profile only ever says what was seen on the funder's own pages or papers. An empty value means that it was not seen:
it is asked for, never assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carerdesk.domain.funding.returns import Cycle
from carerdesk.domain.money import Money


class DeadlineKind(StrEnum):
    """What the day a return is due is counted from."""

    AFTER_PERIOD = "days_after_period"
    AFTER_REQUEST = "days_after_request"
    AFTER_WORK = "days_after_work"
    FROM_SCHEDULE = "from_schedule"
    TYPED = "typed_date"
    NOT_SEEN = ""


class SurplusAction(StrEnum):
    """What happens to money above the limit."""

    RECLAIM = "reclaim"
    NET_NEXT_PAYMENT = "net_next_payment"
    ASK_FIRST = "ask_first"
    RETURN_FORM = "return_form"
    TAKEN_FROM_CARD = "taken_from_card"
    NOT_SEEN = ""


class ContributionMode(StrEnum):
    """How the person's own contribution reaches the money."""

    PAID_IN = "paid_into_account"
    INVOICED = "invoiced_gross"
    NET = "net"
    NOT_SEEN = ""


class LiveIn(StrEnum):
    """Whether a relative in the same household may be paid."""

    NO = "no"
    EXCEPTIONALLY = "exceptionally"
    WITH_CONSENT = "with_consent"
    NOT_SEEN = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often money has to be accounted for; `kind` is None where that was not seen or each person is told."""

    kind: Cycle | None = None
    first_review_weeks: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """One way of accounting among several, such as a light one after a good review; `documents` go with a return."""

    name: str
    documents: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a return is due; `days` where it is counted."""

    kind: DeadlineKind = DeadlineKind.NOT_SEEN
    days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AccountRule:
    """Which accounts the money may be kept in (own, prepaid, managed), and what they may hold beside it."""

    kinds: tuple[str, ...] = ()
    usual: str = ""
    shared_with: tuple[str, ...] = ()
    statements_seen_online: bool = False
    cash_allowed: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that goes with a return: its code, one for each `per`, and `when` it is wanted."""

    code: str
    per: str = "return"
    when: str = "always"
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransactionList:
    """Where the money in and out is written down: `form` is built_in or funders; `columns` in the form's order."""

    form: str = "built_in"
    columns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contingency:
    """How many weeks of the payment may lie in the account, and what is taken off before they are counted."""

    least_weeks: Decimal | None = None
    most_weeks: Decimal | None = None
    on_top_of_budget: bool = False
    after_unpaid_bills: bool = False
    after_money_set_aside: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Surplus:
    """What happens above the limit, and how many days there are to pay it back."""

    action: SurplusAction = SurplusAction.NOT_SEEN
    repay_days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """The person's own contribution."""

    mode: ContributionMode = ContributionMode.NOT_SEEN
    from_own_account_only: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that may be spent on an item, per week, year or time."""

    item: str
    amount: Money
    per: str


@dataclass(frozen=True, slots=True)
class Relatives:
    """Whether family may be paid; `others` is yes, no, with_approval or "" for relatives who live elsewhere."""

    live_in: LiveIn = LiveIn.NOT_SEEN
    others: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of the package asks for. `redundancy` is budgeted, claim, not_funded or ""."""

    final_statement: bool = False
    repay_days: int | None = None
    notice_weeks: int | None = None
    redundancy: str = ""
    on_death: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a profile comes from. `evidence` says how good that is: own_page, law, user_report, and so on."""

    address: str
    more: tuple[str, ...] = ()
    dated: str = ""
    read_on: str = ""
    evidence: str = "own_page"


@dataclass(frozen=True, slots=True)
class Profile:
    """One funder's ways. `not_seen` names subjects on which nothing was found."""

    id: str
    name: str
    nation: str
    kind: str
    programme: str
    source: Provenance
    cycle: Rhythm = Rhythm()
    tiers: tuple[Tier, ...] = ()
    deadline: Deadline = Deadline()
    account: AccountRule = AccountRule()
    documents: tuple[Wanted, ...] = ()
    transactions: TransactionList = TransactionList()
    receipts_from: Money | None = None
    contingency: Contingency = Contingency()
    surplus: Surplus = Surplus()
    contribution: Contribution = Contribution()
    caps: tuple[Cap, ...] = ()
    relatives: Relatives = Relatives()
    not_permitted: tuple[str, ...] = ()
    stops_payment: tuple[str, ...] = ()
    retention_years: int | None = None
    retention_note: str = ""
    ending: Ending = Ending()
    declarations: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()

    @property
    def is_first_hand(self) -> bool:
        """Whether it rests on the funder's own present pages or on the law."""
        return self.source.evidence in {"own_page", "law"}
