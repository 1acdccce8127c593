"""Runs a file of published pay cases (JSON) through the same sums that pay people, and says which agree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from carerdesk.catalogue.rates import load_rates
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.services.pay.cases.fields import Fields, Topic, read_figure
from carerdesk.store.problems import KnownProblem

SUBJECTS: Final = ("core", "family_leave", "filing", "holiday", "sick", "tax", "wage")
"""The modules of `cases`, each with its TOPICS."""
_OWN_RATES: Final = ("rates_override", "rate_schedule_override")
_NOTHING: Final = Decimal(0)


class NotPayCases(KnownProblem):
    """The file holds no pay cases."""

    code = "not_pay_cases"

    def __str__(self) -> str:
        return problem_words(Problem("", self.code, self.values))


@dataclass(frozen=True, slots=True)
class Report:
    """How many cases agreed, disagreed, and were not for this program; a sentence for each that disagreed."""

    passed: int
    failed: int
    skipped: int
    failures: tuple[str, ...]


def check_cases(path: Path) -> Report:
    """Run every case of a file.

    A case agrees when every expected figure does: a number to the penny or within the case's own tolerance, anything
    else exactly. Cases of a topic nobody here knows are skipped.

    Raises:
        NotPayCases: when the file is not one of pay cases.
        OSError: when it cannot be read.
    """
    rates, topics = load_rates(), _topics()
    passed = skipped = 0
    failures = []
    for case in _read(path):
        topic = topics.get(str(case.get("topic")))
        if topic is None:
            skipped += 1
            continue
        wrong = _disagreement(case, topic, rates)
        if wrong:
            failures.append(f"{case.get('id', 'a case without id')}: {wrong}")
        else:
            passed += 1
    return Report(passed, len(failures), skipped, tuple(failures))


@cache
def _topics() -> Mapping[str, Topic]:
    modules = (import_module(f"carerdesk.services.pay.cases.{subject}") for subject in SUBJECTS)
    return {name: topic for module in modules for name, topic in module.TOPICS.items()}


def _read(path: Path) -> list[Mapping[str, Any]]:
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise NotPayCases(file=path.name) from fault
    cases = held.get("vectors") if isinstance(held, dict) else held
    if not isinstance(cases, list) or not all(isinstance(case, dict) and "topic" in case for case in cases):
        raise NotPayCases(file=path.name)
    return cases


def _disagreement(case: Mapping[str, Any], topic: Topic, rates: Rates) -> str:
    """What is wrong with a case in a few words; "" where it agrees."""
    given, expected = case.get("input"), case.get("expected")
    if not isinstance(given, dict) or not isinstance(expected, dict):
        return "it has no input or no expected figures"
    try:
        fields = Fields(given)
        figures = topic(fields, rates)
    except (ValueError, NoRateFor, DecimalException) as fault:
        return f"not worked out: {fault}"
    if ignored := fields.unused(*_OWN_RATES):
        return f"not worked out: it brings {', '.join(ignored)}"
    told = {name: value for name, value in expected.items() if value is not None}
    if not told:
        return "it expects nothing"
    wrong = [_wrong(name, figures.get(name), value, _tolerance(case)) for name, value in told.items()]
    return "; ".join(each for each in wrong if each)


def _wrong(name: str, found: object, expected: object, tolerance: Decimal) -> str:
    if found is None:
        return f"{name} is not worked out here"
    return "" if _agree(found, expected, tolerance) else f"{name} is {found}, expected {expected}"


def _agree(found: object, expected: object, tolerance: Decimal) -> bool:
    """Numbers within the tolerance, lists item by item, days as their text, anything else exactly."""
    if isinstance(found, date):
        return found.isoformat() == expected
    if isinstance(found, list | tuple):
        return (
            isinstance(expected, list)
            and len(found) == len(expected)
            and all(_agree(one, other, tolerance) for one, other in zip(found, expected, strict=True))
        )
    figure = read_figure(expected)
    if isinstance(found, Decimal) and figure is not None:
        return abs(found - figure) <= tolerance
    return type(found) is type(expected) and found == expected


def _tolerance(case: Mapping[str, Any]) -> Decimal:
    if case.get("exact_with_described_algorithm") is True:
        return _NOTHING
    return read_figure(case.get("tolerance")) or _NOTHING
