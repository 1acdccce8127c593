"""One typed line told apart: who, who pays, the kind of work, what is done, and what nobody can read."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.services.hours.choices import Choice
from carerdesk.services.rota.typed import TypedShift, read_typed

PEOPLE = (Choice(1, "Asha Rahman", "Asha"), Choice(2, "Kasia Wójcik", "Kasia"), Choice(3, "Tom Griffiths", "Tom"))
FUNDERS = (Choice(7, "Westmere Council", "Council"), Choice(8, "NHS Westmere ICB", "NHS"))


def read(text: str) -> TypedShift:
    return read_typed(f"tuesdays 9-3 {text}", date(2026, 11, 20), PEOPLE, FUNDERS)


@pytest.mark.parametrize(
    ("text", "who", "payers", "kind", "what"),
    [
        ("Tom, NHS", (3,), {8: 100}, "", ""),
        ("tom nhs", (3,), {8: 100}, "", ""),
        ("tom nhs sleep-in", (3,), {8: 100}, "sleep_in", ""),
        ("sleep-in Kasia", (2,), {}, "sleep_in", ""),
        ("sleep in, calm night, Tom", (3,), {}, "sleep_in", "calm night"),
        ("Tom, Training: moving and handling", (3,), {}, "training", "moving and handling"),
        ("Tom, Council 60, NHS 40", (3,), {7: 60, 8: 40}, "", ""),
        ("tom council 60 nhs", (3,), {7: 60, 8: 40}, "", ""),
        ("tom paid by Westmere Council", (3,), {7: 100}, "", ""),
        ("NHS appointment, Tom", (3,), {}, "", "NHS appointment"),
        ("Tom and Asha, swimming", (3, 1), {}, "", "swimming"),
        ("Bob", (), {}, "", "Bob"),
    ],
)
def test_each_word_goes_where_it_belongs(
    text: str, who: tuple[int, ...], payers: dict[int, int], kind: str, what: str
) -> None:
    found = read(text)
    assert (found.who, found.kind, found.what, found.faults) == (who, kind, what, ())
    assert {funder: int(percent) for funder, percent in found.payers} == payers


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("until never, Tom", "pattern_words_unread", "until never"),
        ("until never tom", "pattern_words_unread", "until never"),
        ("Tom, Bob until never", "pattern_words_unread", "until never"),
        ("and 9-25 tom", "pattern_words_unread", "9-25"),
        ("or half 3 to 5, Tom", "pattern_half_unclear", "half 3 to 5"),
        ("tom council and nhs", "pattern_payers_unclear", "council, nhs"),
    ],
)
def test_what_nobody_can_read_is_named(text: str, code: str, words: str) -> None:
    found = read(text)
    assert [(each.code, each.values) for each in found.faults] == [(code, {"words": words})]
    assert found.who == (3,)
