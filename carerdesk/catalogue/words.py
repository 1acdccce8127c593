"""The sentences for broken rules and control tests, from resources/text, where anyone may better them."""

from __future__ import annotations

import tomllib
from functools import cache

from carerdesk.catalogue.places import resource
from carerdesk.domain.evidence.words import ControlWords
from carerdesk.domain.problem import Problem


@cache
def all_problem_words() -> dict[str, str]:
    """Every code and its sentence, from every file in resources/text/problems."""
    words: dict[str, str] = {}
    for file in sorted(resource("text", "problems").glob("*.toml")):
        words |= tomllib.loads(file.read_text(encoding="utf-8"))
    return words


def problem_words(problem: Problem) -> str:
    """What to say for one problem.

    Raises KeyError where a code has no words or its words lack a value: both are bugs.
    """
    return all_problem_words()[problem.code].format_map(dict(problem.values))


@cache
def control_words() -> ControlWords:
    """The sentences of the twelve control tests, from resources/text/control_tests.toml."""
    return ControlWords(tomllib.loads(resource("text", "control_tests.toml").read_text(encoding="utf-8")))
