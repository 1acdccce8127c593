"""What came of filling or changing the rota, in sentences."""

from __future__ import annotations

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month
from carerdesk.services.rota.settling import Settled

_MOST_NAMED = 3


def shifts_words(count: int) -> str:
    """1 shift; 12 shifts."""
    return "1 shift" if count == 1 else f"{count} shifts"


def came_words(done: Settled) -> str:
    """4 shifts put into the rota, 3 changed, 1 taken out; "" where nothing moved."""
    parts = [
        f"{shifts_words(done.added)} put into the rota" if done.added else "",
        f"{shifts_words(done.changed)} changed" if done.changed else "",
        f"{shifts_words(done.removed)} taken out" if done.removed else "",
    ]
    return ", ".join(part for part in parts if part)


def coming_words(done: Settled) -> str:
    """The same, before it is done: 4 shifts come into the rota, 3 change, 1 goes."""
    parts = [
        f"{shifts_words(done.added)} {'comes' if done.added == 1 else 'come'} into the rota" if done.added else "",
        f"{shifts_words(done.changed)} {'changes' if done.changed == 1 else 'change'}" if done.changed else "",
        f"{shifts_words(done.removed)} {'goes' if done.removed == 1 else 'go'}" if done.removed else "",
    ]
    return ", ".join(part for part in parts if part)


def left_out_words(done: Settled) -> list[str]:
    """Each shift that was left out, with why; many are counted after the first few."""
    shown = done.left_out[:_MOST_NAMED]
    words = [f"Left out: {each.worker}, {day_and_month(each.day)}. {problem_words(each.why)}" for each in shown]
    more = len(done.left_out) - len(shown)
    return [*words, f"{shifts_words(more)} more left out."] if more else words


def notes_words(done: Settled) -> list[str]:
    """What is not known of the days to come, and what was taken on a night the clocks change."""
    return [problem_words(each) for each in (*done.unknown.values(), *done.chosen)]


def by_hand_words(done: Settled) -> str:
    """What stays because a person changed it by hand: "1 shift stays as you changed it: Asha, Tuesday 1 December"."""
    if not done.by_hand:
        return ""
    names = [f"{name}, {day_and_month(day)}" for name, day in done.by_hand]
    shown = "; ".join(names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    stays = "stays as you changed it" if len(names) == 1 else "stay as you changed them"
    return f"{shifts_words(len(names))} {stays}: {shown}{more}."


def settled_words(done: Settled) -> str:
    """All of it, one sentence after another."""
    came = came_words(done)
    parts = [f"{came}." if came else "", *left_out_words(done), *notes_words(done)]
    return " ".join(part for part in parts if part)
