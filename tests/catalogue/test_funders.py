"""Funders' known ways, as the files say them."""

from __future__ import annotations

from collections import Counter

import pytest

from carerdesk.catalogue.funders import load_profiles, profile_in
from carerdesk.catalogue.places import resource
from carerdesk.domain.funding.returns import Cycle
from carerdesk.domain.money import Money
from carerdesk.services.funding.known_ways import known_ways, listed, start_from

LEAST = """
id = "x"
name = "X"
nation = "england"
kind = "council"
programme = "Direct payment"
[source]
address = "https://example.org/x"
read_on = "2026-11-21"
"""


def test_every_file_is_read_and_says_where_it_comes_from() -> None:
    known = load_profiles()
    assert len(known) == len(list(resource("funders").glob("*.toml"))) == 60
    assert all(one.source.address.startswith("http") and one.source.read_on for one in known.values())


def test_every_funder_can_be_told_in_words_and_started_from() -> None:
    for profile_id, words in listed():
        told = known_ways(profile_id)
        assert told is not None
        assert told.ways
        assert start_from(profile_id).name in words


def test_names_to_choose_from_are_told_apart() -> None:
    assert [words for words, often in Counter(words for _, words in listed()).items() if often > 1] == []


def test_the_rules_of_some_funders_as_their_pages_give_them() -> None:
    known = load_profiles()
    assert known["eng-knowsley"].cycle.kind is Cycle.STAGED
    assert known["eng-st-helens"].surplus.repay_days == 14
    assert {cap.item: cap.amount for cap in known["sco-aberdeen-city"].caps}["payroll company"] == Money(594)
    assert known["uk-atw"].transactions.columns == ("day", "hours_worked", "hours_claimed", "rate", "amount")
    assert [tier.name for tier in known["eng-central-beds"].tiers] == ["standard", "light_touch"]


def test_what_was_not_seen_stays_open() -> None:
    start = start_from("eng-sheffield")
    assert (start.cycle, start.least_weeks, start.most_weeks, start.deadline_days) == ("", None, None, None)


def test_a_shorter_time_of_the_funder_does_not_shorten_ours() -> None:
    assert load_profiles()["eng-st-helens"].retention_years == 3
    assert start_from("eng-st-helens").retention_years == 7


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("[cycle]\nkind = 'fortnightly'", "fortnightly"),
        ("[cycle]\nkinds = 'quarterly'", "Rhythm has no kinds"),
        ("[contingency]\nmost_weeks = 4.5", "4.5 is a number where text belongs"),
        ("[[caps]]\nitem = 'x'\namount = '1.234'\nper = 'week'", "part of a penny"),
    ],
)
def test_a_slip_in_a_file_is_refused(more: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        profile_in(f"{LEAST}{more}\n")
