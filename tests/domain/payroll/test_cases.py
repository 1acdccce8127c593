"""HMRC's published test data and other worked examples; each case in the file names its source."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from carerdesk.services.pay.check_cases import NotPayCases, Report, check_cases

CASES_FILE = Path(__file__).parents[2] / "payroll-vectors.json"
CASES = json.loads(CASES_FILE.read_text(encoding="utf-8"), parse_float=Decimal)["vectors"]
ESTIMATES = {"paye_annual_estimate", "pension_net_pay_annual_tax"}
"""From an estimator that taxes pence, so they carry 75p of tolerance."""
PAYE: dict[str, Any] = {
    "id": "mine",
    "topic": "paye",
    "input": {
        "tax_year": "2026-27",
        "region": "rUK",
        "tax_code": "1257L",
        "basis": "cumulative",
        "frequency": "monthly",
        "tax_period": 1,
        "gross_taxable_pay_this_period": 1156.25,
        "taxable_pay_to_date_including_this": 1156.25,
        "tax_deducted_before_this_period": 0,
    },
    "expected": {"tax_this_period": 21.4, "tax_to_date": 21.4},
}
NI: dict[str, Any] = {
    "id": "mine",
    "topic": "ni",
    "input": {"tax_year": "2023-24", "category": "A", "frequency": "weekly", "niable_pay": 500},
    "expected": {"employee_ni": 30.96},
}


def run(tmp_path: Path, *cases: object) -> Report:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"vectors": cases}, default=str), encoding="utf-8")
    return check_cases(path)


def changed(case: dict[str, Any], expected: dict[str, Any] | None = None, **inputs: Any) -> dict[str, Any]:
    given = {name: value for name, value in {**case["input"], **inputs}.items() if value is not ...}
    return {**case, "input": given, "expected": {**case["expected"], **(expected or {})}}


def test_every_published_case_agrees_and_none_is_passed_over() -> None:
    report = check_cases(CASES_FILE)
    assert (report.passed, report.failed, report.skipped, report.failures) == (300, 0, 0, ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_published_case(case: dict[str, Any], tmp_path: Path) -> None:
    exact = case if case["topic"] in ESTIMATES else {**case, "tolerance": 0}
    assert run(tmp_path, exact).failures == ()


def test_a_wrong_figure_fails_and_is_named(tmp_path: Path) -> None:
    report = run(tmp_path, changed(PAYE, {"tax_this_period": 21.41}))
    assert (report.passed, report.failed) == (0, 1)
    assert "mine" in report.failures[0]
    assert "21.4" in report.failures[0]


def test_a_tolerance_counts_unless_the_routine_is_exact(tmp_path: Path) -> None:
    off = {**changed(PAYE, {"tax_this_period": 21.41}), "tolerance": 0.01}
    assert run(tmp_path, off).passed == 1
    assert run(tmp_path, {**off, "exact_with_described_algorithm": True}).failed == 1
    assert run(tmp_path, {**off, "tolerance": 0.005}).failed == 1


@pytest.mark.parametrize(
    "case",
    [
        changed(PAYE, extra="ignored"),
        changed(PAYE, {"tax_to_date": None}),
        changed(PAYE, taxable_pay_to_date_including_this=None),
        changed(PAYE, tax_deducted_before_this_period=...),
        changed(PAYE, tax_year="2026-04-06"),
        changed(PAYE, tax_period=..., pay_date="2026-04-30"),
        changed(PAYE, gross_taxable_pay_this_period="1156.25"),
        changed(PAYE, tax_code="c1257l", region="wales"),
        changed(PAYE, tax_code="1257L M1"),
        changed(PAYE, {"tax_this_period": 20.33, "tax_to_date": 20.33}, region="scotland"),  # 107 × 19 %
        changed(PAYE, {"tax_this_period": 242.76, "tax_to_date": 242.76}, region="scotland", tax_code="D0"),
        changed(PAYE, {"tax_this_period": 0, "tax_to_date": 0}, region="scotland", tax_code="NT"),
        changed(
            PAYE,
            {"tax_this_period": 37.6, "tax_to_date": 137.6},
            frequency="four_weekly",
            tax_period=56,
            taxable_pay_to_date_including_this=None,
            tax_deducted_before_this_period=100,
        ),
        changed(NI),
        changed(NI, {"employee_ni": 25.8}, pay_date="2024-01-06"),
        changed(NI, {"employee_ni": 25.8}, tax_year="2024-01-06"),
        {"id": "k", "topic": "free_pay", "input": {"tax_code": "K1257", "frequency": "weekly", "period": 2},
         "expected": {"free_pay": 483.84}},
    ],
)  # fmt: skip
def test_every_way_of_writing_a_case_is_understood(case: dict[str, Any], tmp_path: Path) -> None:
    assert run(tmp_path, case).failures == ()


@pytest.mark.parametrize(
    "case",
    [
        changed(PAYE, tax_code="1257Q"),
        changed(PAYE, {"something_else": 1}),
        changed(PAYE, tax_year="2022-23"),
        changed(PAYE, tax_year="soon"),
        changed(PAYE, frequency="daily"),
        changed(PAYE, tax_period=13),
        changed(PAYE, tax_period=2, taxable_pay_to_date_including_this=None),
        changed(PAYE, gross_taxable_pay_this_period=None),
        changed(PAYE, gross_taxable_pay_this_period="a lot"),
        changed(NI, category="D"),
        changed(NI, pay_date="2023-13-01"),
        {"id": "empty", "topic": "ni"},
        {"id": "nothing asked", "topic": "ni", "input": NI["input"], "expected": {"weather": 1}},
    ],
)
def test_a_case_that_cannot_be_worked_out_fails_with_a_reason(case: dict[str, Any], tmp_path: Path) -> None:
    report = run(tmp_path, case)
    assert (report.passed, report.failed, report.skipped) == (0, 1, 0)
    assert len(report.failures[0]) > len("mine: ")


def test_topics_nobody_knows_are_skipped_and_rates_nobody_uses_are_not_passed_over(tmp_path: Path) -> None:
    own = changed(PAYE, rates_override={"basic": 22})
    report = run(tmp_path, {"topic": "horoscopes"}, own, changed(PAYE, rates_override=None))
    assert (report.passed, report.failed, report.skipped) == (1, 1, 1)
    assert "rates_override" in report.failures[0]


@pytest.mark.parametrize(
    "text", ["", "not json", "[1, 2]", "{}", '{"vectors": 3}', '{"vectors": [{"input": {}}]}', "[" * 20_000]
)
def test_a_file_of_something_else_is_refused_in_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotPayCases, match=r"letter\.json does not hold pay cases"):
        check_cases(path)


def test_bytes_that_are_no_text_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "photo.json"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(NotPayCases):
        check_cases(path)
