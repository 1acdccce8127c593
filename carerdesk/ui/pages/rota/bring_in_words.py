"""Who is who: the names, kinds and funders of a file that the books do not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.hours.bring_in import ADD, LEAVE_OUT, AskWords, Unknown, key_of
from carerdesk.services.hours.bring_in_words import Answers, books_words
from carerdesk.services.hours.choices import kinds
from carerdesk.services.people.names import name_as_said
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import MOST_RADIOS, FilteredList, RadioRow
from carerdesk.ui.widgets.text import Label, translated

T = TypeVar("T")
_OTHERS_FROM = 4
_MOST_ASKED = 60
_NOBODY, _USUAL = "nobody", "usual"


class WordsCard(QWidget):
    """One question for each unknown word; `workers`, `kinds` and `payers` answer by the file's own words."""

    def __init__(self, books: Books, asked: AskWords) -> None:
        super().__init__()
        self._asked = asked
        known = books_words(books)
        self._people = [(one.id, one.name) for one in known.workers]
        self._funders = [(one.short, one.name) for one in known.funders]
        self.fields: dict[str, Answer[Any]] = {}
        self._others: FilteredList[int | str] | None = None
        column = Down(gap="l")
        self.setLayout(column)
        for title, words, ask in (
            ("words_names", asked.names[:_MOST_ASKED], self._name),
            ("words_kinds", asked.kinds, self._kind),
            ("words_payers", asked.payers, self._payer),
        ):
            if words:
                column.add(self._card(title, words, ask))

    def is_complete(self) -> bool:
        """Whether every name is answered for."""
        return not self.open_names() or (self._others is not None and self._others.value() is not None)

    def open_names(self) -> list[str]:
        """The fields of names that nobody answered for."""
        return [
            f"name_{at}" for at in range(len(self._asked.names))
            if f"name_{at}" not in self.fields or self.fields[f"name_{at}"].value() is None
        ]  # fmt: skip

    def open_problems(self) -> tuple[Problem, ...]:
        """What is left to say about names, each with the name it is about."""
        names = {f"name_{at}": each.text.strip() for at, each in enumerate(self._asked.names)}
        return tuple(
            Problem(field, "list_who_is" if names[field] else "list_name_open", {"name": names[field]})
            for field in self.open_names()
            if field in self.fields
        )

    def workers(self) -> Answers:
        """A worker, ADD or LEAVE_OUT for each name."""
        others = self._others.value() if self._others is not None else None
        found: dict[str, int | str] = {}
        for at, each in enumerate(self._asked.names):
            field = self.fields.get(f"name_{at}")
            who = field.value() if field is not None else None
            who = others if who is None else who
            if who is not None:
                found[key_of(each.text)] = who
        return found

    def kinds(self) -> dict[str, str]:
        """A kind for each word, "" for the usual one."""
        return self._chosen("kind", self._asked.kinds, _USUAL)

    def payers(self) -> dict[str, str]:
        """A funder for each word, "" for nobody yet."""
        return self._chosen("payer", self._asked.payers, _NOBODY)

    def _chosen(self, what: str, words: Sequence[Unknown], nothing: str) -> dict[str, str]:
        chosen = {key_of(each.text): self.fields[f"{what}_{at}"].value() for at, each in enumerate(words)}
        return {text: "" if value in (None, nothing) else str(value) for text, value in chosen.items()}

    def _card(self, title: str, words: Sequence[Unknown], ask: Callable[[int, Unknown], Answer[Any]]) -> Card:
        card = Card("", Label(guidance("bring_in", title), "strong", wrap=True), gap="m")
        if title == "words_names" and len(self._asked.names) >= _OTHERS_FROM:
            choices: list[tuple[int | str, str]] = [*self._people, (LEAVE_OUT, guidance("bring_in", "leave_out"))]
            self._others = FilteredList(
                guidance("bring_in", "all_others"), choices, guidance("bring_in", "all_others_hint"), optional=True,
                characters=30,
            )  # fmt: skip
            self.fields["others"] = self._others
            card.add(self._others)
        for at, each in enumerate(words):
            card.add(ask(at, each))
        return card

    def _name(self, at: int, each: Unknown) -> Answer[Any]:
        choices: list[tuple[int | str, str]] = [(LEAVE_OUT, guidance("bring_in", "leave_out")), *self._people]
        if each.text.strip():
            choices.append((ADD, guidance("bring_in", "add_person", name=name_as_said(each.text))))
        label = (
            translated("BringIn", "Who is “{name}”?").format(name=each.text)
            if each.text.strip()
            else guidance("bring_in", "nobody_named")
        )
        field = _one_of(label, choices, _lines(each))
        field.set_value(next((number for number, name in self._people if name == each.guess), None))
        self.fields[f"name_{at}"] = field
        return field

    def _kind(self, at: int, each: Unknown) -> Answer[Any]:
        choices = [(_USUAL, guidance("bring_in", "usual_kind")), *kinds()]
        label = translated("BringIn", "What kind is “{name}”?").format(name=each.text)
        field = _one_of(label, choices, _lines(each))
        field.set_value(_USUAL)
        self.fields[f"kind_{at}"] = field
        return field

    def _payer(self, at: int, each: Unknown) -> Answer[Any]:
        choices = [*self._funders, (_NOBODY, guidance("bring_in", "nobody_pays"))]
        label = translated("BringIn", "Who pays where it says “{name}”?").format(name=each.text)
        field = _one_of(label, choices, _lines(each))
        field.set_value(next((short for short, name in self._funders if name == each.guess), _NOBODY))
        self.fields[f"payer_{at}"] = field
        return field


def _one_of(label: str, choices: Sequence[tuple[T, str]], hint: str) -> Answer[T]:
    """Radio buttons side by side, or a list wide enough for whole names."""
    if len(choices) > MOST_RADIOS:
        return FilteredList(label, choices, hint, characters=34)
    return RadioRow(label, choices, hint, across=True)


def _lines(each: Unknown) -> str:
    return guidance("bring_in", "on_lines_one" if each.lines == 1 else "on_lines_many", count=f"{each.lines:,}")
