"""The questions that decide whether family leave pay is due, each with its source, and what the answers come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.family_leave import dates
from carerdesk.domain.family_leave.dates import Event
from carerdesk.domain.family_leave.kinds import LeaveKind, guide, manual
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Source

YES, NO, UNSURE, EXCUSED, NOT_YET = "yes", "no", "unsure", "excused", "not_yet"
_PLAIN: Final = (YES, NO, UNSURE)
_SHARED_BARS_PATERNITY_BEFORE: Final = date(2026, 4, 5)
_CARE_WITHIN: Final = 28


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a page of its own. `wanted` is the answer with which pay is due; `choices` are all of them.

    Its words stand in resources/text/family_leave.toml as q_, why_ and no_ with its code.
    """

    code: str
    source: Source
    wanted: str = YES
    choices: tuple[str, ...] = _PLAIN

    def bars(self, answer: str) -> bool:
        """Whether this answer means that nothing is due."""
        return answer == (NO if self.wanted == YES else YES)

    def waits(self, answer: str) -> bool:
        """Whether pay waits for something that may still come."""
        return answer == NOT_YET

    def is_open(self, answer: str) -> bool:
        """Whether it is not answered, or nobody is sure."""
        return answer in {"", UNSURE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers come to: `reasons` why nothing is due, questions still open, and what pay waits for."""

    reasons: tuple[Problem, ...] = ()
    unsure: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()

    @property
    def is_entitled(self) -> bool:
        """Whether pay is due, as far as anybody knows; proof may still be on its way."""
        return not self.reasons and not self.unsure


_NOTICE: Final = (YES, EXCUSED, NO, UNSURE)
_PROOF: Final = (YES, NOT_YET)
_ADOPTION: Final = "employers-adoption-pay-leave/eligibility"
_PATERNITY: Final = guide("employers-paternity-pay-leave/eligibility", "Paternity pay: eligibility", confirmed=False)
_SHARED: Final = guide("shared-parental-leave-and-pay-employer-guide/eligibility", "Shared Parental Leave: eligibility")
_BEREAVED: Final = guide("employers-parental-bereavement-pay-leave/eligibility", "Bereavement pay: eligibility")
_NEONATAL: Final = Source(
    "Acas, neonatal care leave and pay", "https://www.acas.org.uk/neonatal-care-leave-and-pay/pay"
)
_CUSTODY: Final = Question("custody", manual("SPM200000", "change in circumstances"), wanted=NO)

_ASKED: Final[Mapping[LeaveKind, tuple[Question, ...]]] = {
    LeaveKind.SMP: (
        Question("smp_pregnant", guide("employers-maternity-pay-leave", "Maternity pay: employer guide")),
        _CUSTODY,
        Question("smp_notice", manual("SPM120400", "notice of the start"), choices=_NOTICE),
        Question("smp_proof", dates.RELEVANT[dates.BIRTH], choices=_PROOF),
    ),
    LeaveKind.SPP: (
        Question("spp_relation", _PATERNITY),
        Question("spp_care", _PATERNITY),
        _CUSTODY,
        Question(
            "spp_notice", guide("employers-paternity-pay-leave/notice-period", "Paternity pay: notice"), choices=_NOTICE
        ),
        Question("spp_proof", _PATERNITY, choices=_PROOF),
    ),
    LeaveKind.SAP: (
        Question("sap_matched", guide(_ADOPTION, "Adoption pay: eligibility", confirmed=False)),
        Question("sap_only", guide(_ADOPTION, "Adoption pay: eligibility", confirmed=False)),
        _CUSTODY,
        Question("sap_notice", manual("SPM130400", "notice of adoption pay"), choices=_NOTICE),
        Question("sap_proof", guide(_ADOPTION, "Adoption pay: proof", confirmed=False), choices=_PROOF),
    ),
    LeaveKind.SHPP: (
        Question("shpp_share", _SHARED),
        Question("shpp_cut_short", _SHARED),
        Question("shpp_partner", _SHARED),
        Question("shpp_care", _SHARED),
        _CUSTODY,
        Question(
            "shpp_notice",
            guide("shared-parental-leave-and-pay-employer-guide/notice-period", "Shared Parental Leave: notice",
                  confirmed=False),
            choices=_NOTICE,
        ),
        Question("shpp_proof", _SHARED, choices=_PROOF),
    ),
    LeaveKind.SPBP: (
        Question("spbp_child", _BEREAVED),
        Question("spbp_relation", _BEREAVED),
        _CUSTODY,
        Question("spbp_notice", manual("SPM165500", "notice and declaration"), choices=_NOTICE),
        Question("spbp_proof", manual("SPM165500", "notice and declaration"), choices=_PROOF),
    ),
    LeaveKind.SNCP: (
        Question("sncp_seven_days", _NEONATAL),
        Question("sncp_relation", _NEONATAL),
        Question("sncp_care", _NEONATAL),
        _CUSTODY,
        Question(
            "sncp_notice", guide("employers-neonatal-care-pay-leave/notice", "Neonatal Care Pay: notice"),
            choices=_NOTICE,
        ),
        Question("sncp_proof", manual("SPM167600", "notice and evidence"), choices=_PROOF),
    ),
}  # fmt: skip
_NOT_SHARED_BEFORE: Final = Question(
    "spp_not_shared",
    Source("Brightmine, paternity leave and pay from April 2026", "https://hrcentre.uk.brightmine.com"),
)


def questions(event: Event) -> tuple[Question, ...]:
    """What is asked for a leave, in order.

    Until April 2026 paternity pay could not follow shared parental pay for the same child (Employment Rights Act 2025).
    """
    asked = _ASKED[event.kind]
    if event.kind is LeaveKind.SPP and (event.born or event.day) < _SHARED_BARS_PATERNITY_BEFORE:
        return (*asked[:2], _NOT_SHARED_BEFORE, *asked[2:])
    return asked


def verdict(
    event: Event,
    answers: Mapping[str, str],
    *,
    started: date | None,
    left: date | None,
    average: Decimal | None,
    rates: Rates,
) -> Verdict:
    """What the answers, the length of the job and the earnings come to together."""
    asked = questions(event)
    given = [(question, answers.get(question.code, "")) for question in asked]
    reasons = [Problem(q.code, f"family_no_{q.code}") for q, answer in given if q.bars(answer)]
    unsure = [question.code for question, answer in given if question.is_open(answer)]
    service, earnings = service_test(event, started, left), earnings_test(event, average, rates)
    found = [each for each in (service, earnings, *event_tests(event)) if each is not None]
    unsure += [each.field for each in found if each.code.endswith("_unknown")]
    reasons += [each for each in found if not each.code.endswith("_unknown")]
    return Verdict(tuple(reasons), tuple(unsure), tuple(q.code for q, answer in given if q.waits(answer)))


def service_test(event: Event, started: date | None, left: date | None) -> Problem | None:
    """Whether the job is long enough: begun 26 weeks up to and into the week that counts, and not ended before it.

    None where it is. Leave after losing a child and neonatal care ask for the 26 weeks too.
    """
    week = dates.qualifying_week(event)
    values = {"by": long_date(dates.start_by(event)), "week": long_date(week)}
    if started is None:
        return Problem("service", "family_service_unknown", values)
    if started > dates.start_by(event):
        return Problem("service", "family_service_too_short", values | {"started": long_date(started)})
    if left is not None and left < week:
        return Problem("service", "family_left_before", values | {"left": long_date(left)})
    return None


def earnings_floor(event: Event, rates: Rates) -> Decimal:
    """Average earnings that are enough: the Lower Earnings Limit on the Saturday of the week that counts (SPM171000).

    Raises:
        NoRateFor: outside the known years.
    """
    return rates.figure("parental.earnings_floor", dates.earnings_until(event))


def earnings_test(event: Event, average: Decimal | None, rates: Rates) -> Problem | None:
    """Whether average earnings are enough; None where they are."""
    try:
        floor = earnings_floor(event, rates)
    except NoRateFor as unknown:
        return Problem("earnings", "family_floor_unknown", {"day": long_date(unknown.day)})
    if average is None:
        return Problem("earnings", "family_earnings_unknown", {"floor": f"£{floor}"})
    if average < floor:
        values = {"average": f"£{average:,.2f}", "floor": f"£{floor}"}
        return Problem("earnings", "family_earnings_too_low", values)
    return None


def event_tests(event: Event) -> Sequence[Problem]:
    """What the dates alone rule out: neonatal care before 6 April 2025, or begun more than 28 days after the birth."""
    if event.kind is not LeaveKind.SNCP:
        return ()
    if event.born is None:
        return (Problem("born", "family_born_unknown"),)
    return [Problem("born", "family_neonatal_before_april_2025")] if dates.before_neonatal_pay(event.born) else []


def care_began_in_time(care_from: date, born: date) -> bool:
    """Whether neonatal care began within 28 days of the birth, the day after the birth counted as the first."""
    return 0 <= (care_from - born).days <= _CARE_WITHIN


def shared_weeks(weeks_of_one: int, used: int, partner: int, most: int) -> int:
    """Weeks of shared pay left for one parent: those of maternity or adoption pay not used, less the partner's.

    `weeks_of_one` is 39; two weeks after the birth are always the mother's, so `most` is 37.
    """
    return max(0, min(most, weeks_of_one - used) - partner)
