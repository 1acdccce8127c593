"""The categories money is sorted into."""

from __future__ import annotations

from carerdesk.catalogue.categories import Direction, categories
from carerdesk.domain.money import Money

REVIEWED = {
    "direct_payment", "contribution", "top_up", "refund", "interest", "wages", "hmrc", "pension", "payroll_fee",
    "insurance", "agency", "self_employed", "training", "checks", "recruitment", "mileage", "equipment", "activities",
    "respite", "repaid_to_funder", "error_corrected",
}  # fmt: skip


def test_every_category_a_reviewer_tests_is_there() -> None:
    assert categories().keys() >= REVIEWED


def test_wages_are_proved_by_a_payslip_and_tax_by_a_payment_record() -> None:
    assert categories()["wages"].proof == ("payslip",)
    assert "payment_record" in categories()["hmrc"].proof


def test_only_money_out_is_asked_which_outcome_it_serves() -> None:
    assert {c.direction for c in categories().values() if c.points_to_plan} == {Direction.OUT}


def test_all_money_out_wants_proof_but_bank_charges() -> None:
    unproved = [c.code for c in categories().values() if c.direction is Direction.OUT and not c.proof]
    assert unproved == ["bank_charge"]


def test_a_category_suits_its_direction() -> None:
    found = categories()
    assert found["wages"].suits(Money(-5))
    assert not found["wages"].suits(Money(5))
    assert found["direct_payment"].suits(Money(5))
    assert found["transfer"].suits(Money(5))
    assert found["transfer"].suits(Money(-5))
