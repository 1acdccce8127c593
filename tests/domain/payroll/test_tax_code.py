from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.payroll.tax_code import CodeKind, Nation, TaxCode
from carerdesk.domain.problem import Problem
from tests.domain.payroll.made import code


@pytest.mark.parametrize(
    ("text", "kind", "nation", "number"),
    [
        ("1257L", CodeKind.FREE_PAY, Nation.ENGLAND, 1257),
        (" 1257 l ", CodeKind.FREE_PAY, Nation.ENGLAND, 1257),
        ("1383M", CodeKind.FREE_PAY, Nation.ENGLAND, 1383),
        ("1131N", CodeKind.FREE_PAY, Nation.ENGLAND, 1131),
        ("999999T", CodeKind.FREE_PAY, Nation.ENGLAND, 999999),
        ("0T", CodeKind.FREE_PAY, Nation.ENGLAND, 0),
        ("S0T", CodeKind.FREE_PAY, Nation.SCOTLAND, 0),
        ("C1257L", CodeKind.FREE_PAY, Nation.WALES, 1257),
        ("K475", CodeKind.ADDED_PAY, Nation.ENGLAND, 475),
        ("SK9999", CodeKind.ADDED_PAY, Nation.SCOTLAND, 9999),
        ("NT", CodeKind.NO_TAX, Nation.ENGLAND, 0),
    ],
)
def test_codes_that_free_or_add_pay(text: str, kind: CodeKind, nation: Nation, number: int) -> None:
    read = code(text)
    assert (read.kind, read.nation, read.number, read.week_one) == (kind, nation, number, False)


@pytest.mark.parametrize(
    ("text", "nation", "flat"),
    [
        ("BR", Nation.ENGLAND, "BR"),
        ("D1", Nation.ENGLAND, "D1"),
        ("CD0", Nation.WALES, "D0"),
        ("SBR", Nation.SCOTLAND, "BR"),
        ("SD3", Nation.SCOTLAND, "D3"),
    ],
)
def test_flat_codes(text: str, nation: Nation, flat: str) -> None:
    read = code(text)
    assert (read.kind, read.nation, read.flat) == (CodeKind.FLAT, nation, flat)


@pytest.mark.parametrize("ending", ["W1", "M1", "W1/M1", "W1M1", "X", " x", " w1 / m1"])
@pytest.mark.parametrize("base", ["1257L", "SBR", "K12", "NT", "C0T"])
def test_week_one_endings(base: str, ending: str) -> None:
    read = code(base + ending)
    assert (read.text, read.week_one) == (base, True)
    assert read.shown == f"{base} W1/M1"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "tax_code_missing"),
        ("  ", "tax_code_missing"),
        ("X", "tax_code_unknown"),
        ("1257", "tax_code_unknown"),
        ("1257P", "tax_code_unknown"),
        ("L1257", "tax_code_unknown"),
        ("01257L", "tax_code_unknown"),
        ("0L", "tax_code_unknown"),
        ("OT", "tax_code_unknown"),
        ("1000000T", "tax_code_unknown"),
        ("K0", "tax_code_unknown"),
        ("W1257L", "tax_code_unknown"),
        ("1257LW2", "tax_code_unknown"),
        ("12.5L", "tax_code_unknown"),
        ("١٢٥٧L", "tax_code_unknown"),
        ("SNT", "tax_code_nt_prefix"),
        ("CNT", "tax_code_nt_prefix"),
        ("D2", "tax_code_not_in_nation"),
        ("CD3", "tax_code_not_in_nation"),
        ("SD4", "tax_code_not_in_nation"),
        ("K10000", "tax_code_k_too_high"),
    ],
)
def test_codes_that_do_not_exist_are_refused_in_words(text: str, problem: str) -> None:
    read = TaxCode.read(text)
    assert isinstance(read, Problem)
    assert (read.field, read.code) == ("tax_code", problem)
    assert problem_words(read)


@given(st.text(max_size=12))
def test_nothing_typed_breaks_the_reader(text: str) -> None:
    read = TaxCode.read(text)
    if isinstance(read, Problem):
        assert problem_words(read)
    else:
        assert TaxCode.read(read.shown) == read
