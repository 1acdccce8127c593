"""By when HMRC must have the money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from carerdesk.domain.payroll.hmrc import PayBy, due_date, tax_quarter_bounds
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic

_METHODS: Final = {"electronic": PayBy.ELECTRONIC, "cheque": PayBy.POST}


def _hmrc_due_date(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - the law's days need no rates
    end, method = given.day("period_end"), given.text("method")
    if method not in _METHODS:
        raise CannotRunError(f"nobody pays HMRC by {method}")
    if given.text("payer") == "quarterly" and tax_quarter_bounds(end)[1] != end:
        raise CannotRunError("no tax quarter ends on that day")
    return {"due": due_date(end, _METHODS[method])}


TOPICS: Final[Mapping[str, Topic]] = {"hmrc_due_date": _hmrc_due_date}
