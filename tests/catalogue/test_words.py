"""Every broken rule has words, and they are the words we would say to a tired person."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from carerdesk.catalogue.categories import categories
from carerdesk.catalogue.places import resource
from carerdesk.catalogue.words import all_problem_words, control_words, problem_words
from carerdesk.domain.problem import Problem

SOURCE = Path(__file__).resolve().parents[2] / "carerdesk"
NEVER_SAID = re.compile(
    r"\b(please|sorry|oops|valid|invalid|illegal|forbidden|required field|reconcil\w*|accru\w*|amend\w*|void\w*"
    r"|disbursement|submission|error|DP)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A code as the source names it, with the values given where they are written out beside it."""

    where: str
    code: str
    values: frozenset[str] | None


def named_codes() -> Iterator[Named]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                yield from _named(file, node)


def _named(file: Path, call: ast.Call) -> Iterator[Named]:
    given = dict(enumerate(call.args)) | {kw.arg: kw.value for kw in call.keywords}
    code, values = given.get(1, given.get("code")), given.get(2, given.get("values"))
    known = frozenset() if values is None else _keys(values)
    for constant in [node for node in ast.walk(code) if isinstance(node, ast.Constant)] if code else []:
        if isinstance(constant.value, str) and not isinstance(code, ast.JoinedStr | ast.Subscript | ast.Compare):
            yield Named(f"{file.relative_to(SOURCE)}:{call.lineno}", constant.value, known)


def _keys(values: ast.expr) -> frozenset[str] | None:
    if not isinstance(values, ast.Dict):
        return None
    return frozenset(str(key.value) for key in values.keys if isinstance(key, ast.Constant))


def gaps(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def test_every_code_in_the_program_has_words() -> None:
    wordless = [f"{found.where} {found.code}" for found in named_codes() if found.code not in all_problem_words()]
    assert wordless == []


def test_every_gap_in_the_words_is_filled() -> None:
    unfilled = [
        f"{found.where} {found.code} lacks {sorted(gaps(sentence) - found.values)}"
        for found in named_codes()
        if found.values is not None
        and (sentence := all_problem_words().get(found.code))
        and not gaps(sentence) <= found.values
    ]
    assert unfilled == []


def test_the_search_for_codes_finds_them() -> None:
    found = {named.code: named.values for named in named_codes()}
    assert found["shift_overlaps"] == frozenset({"when"})
    assert len(found) > 100


def test_no_code_stands_in_two_files() -> None:
    files = resource("text", "problems").glob("*.toml")
    codes = Counter(code for file in files for code in tomllib.loads(file.read_text(encoding="utf-8")))
    assert [code for code, times in codes.items() if times > 1] == []


def test_words_are_plain_and_whole_sentences() -> None:
    sentences = all_problem_words()
    assert {code: sentence for code, sentence in sentences.items() if NEVER_SAID.search(sentence)} == {}
    assert [code for code, sentence in sentences.items() if not sentence.endswith((".", "?", "}"))] == []
    assert [code for code, sentence in sentences.items() if sentence[0].islower()] == []


def test_a_problem_is_said_with_its_values() -> None:
    assert problem_words(Problem("miles", "miles_out_of_range", {"most": "500"})) == "Enter miles between 0 and 500."


def test_a_code_without_words_or_a_value_is_a_bug() -> None:
    with pytest.raises(KeyError):
        problem_words(Problem("", "no_such_code"))
    with pytest.raises(KeyError):
        problem_words(Problem("", "miles_out_of_range"))


def control_sentences() -> list[str]:
    tests = control_words().tests
    found = [sentence for n in range(1, 13) for sentence in _leaves(tests[str(n)])]
    return [*found, tests["not_checked"]]


def _leaves(words: object) -> Iterator[str]:
    if isinstance(words, dict):
        for inner in words.values():
            yield from _leaves(inner)
    else:
        yield str(words)


def test_the_twelve_tests_have_titles_and_plain_words() -> None:
    titles = [control_words().tests[str(n)]["title"] for n in range(1, 13)]
    assert len(set(titles)) == 12
    assert [sentence for sentence in control_sentences() if NEVER_SAID.search(sentence)] == []


def test_every_proof_a_category_accepts_has_a_name() -> None:
    accepted = {kind for category in categories().values() for kind in category.proof}
    assert accepted <= set(control_words().tests["proofs"])
