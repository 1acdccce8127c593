"""Asha, as she starts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.services.people.details import (
    CertificateDetails,
    ContractTerms,
    NewWorker,
    Rate,
    Tax,
    WorkerDetails,
)

STARTED = date(2026, 9, 7)


@pytest.fixture
def asha() -> NewWorker:
    """A PA with everything a payday needs."""
    return NewWorker(
        WorkerDetails(
            "Asha Rahman",
            born=date(1990, 3, 14),
            address="2 Mill Lane, Westmere",
            ni_number="qq 12 34 56 c",
            account_name="A Rahman",
            sort_code="123456",
            account_number="1234567",
            started=STARTED,
        ),
        ContractTerms(STARTED, "four_weekly", date(2026, 10, 2), date(2026, 9, 27)),
        (Rate("normal", STARTED, Decimal("12.80")), Rate("sleep_in", STARTED, Decimal("60.00"))),
        Tax(STARTED, "1257l m1", "cumulative", "A", came_from="statement_b"),
        (CertificateDetails("dbs", date(2026, 8, 1), reference="001"),),
    )
