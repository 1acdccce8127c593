"""The first pages of an evidence pack: sum, weeks held, contents, the twelve tests, the declaration."""

from __future__ import annotations

from carerdesk.domain.dates import MONTHS, long_date, span
from carerdesk.domain.evidence.results import ControlResult, Finding, State
from carerdesk.domain.money import Money
from carerdesk.reports.lettering import width
from carerdesk.reports.pack_view import GROUPS, PackView
from carerdesk.reports.pdf import LEFT, RIGHT, SMALL, Paper
from carerdesk.reports.pdf_marks import gauge, mark, signatures
from carerdesk.reports.pdf_parts import (
    Cell,
    Column,
    Item,
    facts,
    figure,
    money_list,
    quantity,
    section,
    table,
    title_block,
)  # fmt: skip

_SUM_RIGHT = LEFT + 282
_SIDE_LEFT = LEFT + 310
STATE_WORDS = {State.PASS: "Passed", State.ATTENTION: "Attention", State.NOT_CHECKED: "Not checked"}


def draw(paper: Paper, view: PackView) -> None:
    """Parts 1 to 5: one page where nothing much needs attention."""
    weeks = f", {view.length}" if view.length else ""
    under = f"{view.funder}, {span(view.first, view.last)}{weeks}"
    reference = f"Reference {view.reference}" if view.reference else ""
    title_block(paper, view.title, "Summary", under, reference, quiet=True)
    send_by = long_date(view.send_by) if view.send_by else "not set"
    pairs = (("For", view.person), ("Held by", view.holder), ("Account", view.account), ("Send by", send_by))
    facts(paper, pairs, size=9.5)
    paper.y -= 6
    paper.beside(lambda: _sum(paper, view), lambda: _side(paper, view))
    paper.y -= 8
    _tests(paper, view)
    _declaration(paper, view)


def minus(amount: Money) -> str:
    """Money that goes out, with its minus; nought has none."""
    return figure(-amount)


def _on(view_day: str, what: str) -> str:
    return f"{what} on {view_day}"


def _sum(paper: Paper, view: PackView) -> None:
    section(paper, "1  The sum", LEFT, _SUM_RIGHT)
    money_list(paper, sum_items(view), LEFT, _SUM_RIGHT)


def sum_items(view: PackView) -> list[Item]:
    """The sum line by line: money through the period, the bank's own figure, and what is free."""
    made = view.sum
    first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in (view.first, view.last))
    items = [
        Item(_on(first, view.money_name), figure(made.opening)),
        Item(_noted("Direct payment received", made.received_note), figure(made.received)),
        Item(_noted(view.contribution_name, made.contribution_note), figure(made.contribution)),
        *([Item(_noted("Other money in", made.other_in_note), figure(made.other_in))] if made.other_in else []),
        Item("Take-home pay to PAs", minus(made.wages)),
        Item("Tax and National Insurance to HMRC", minus(made.hmrc)),
        Item("Pension", minus(made.pension)),
        Item(_noted("Other spending", made.other_out_note), minus(made.other_out)),
        Item(_on(last, view.money_name), figure(made.closing), strong=True),
        Item("Balance on the bank statement", figure(made.statement)),
    ]
    if made.uncleared:
        items.append(Item("Not on the statement yet", figure(made.uncleared)))
    items += [Item(f"Less {other.label} in the same account", minus(other.amount)) for other in made.others]
    items.append(Item("Difference", figure(made.difference), strong=True))
    items.append(Item(_aside_words(view), minus(made.aside)))
    items.append(Item("Free balance", figure(made.free), strong=True))
    return items


def _noted(words: str, note: str) -> str:
    return f"{words}, {note}" if note else words


def _aside_words(view: PackView) -> str:
    parts = view.sum.set_aside
    if len(parts) == 1:
        return f"Set aside: {parts[0].label[:1].lower()}{parts[0].label[1:]}"
    return "Set aside (listed in part 7)" if parts else "Set aside"


def _side(paper: Paper, view: PackView) -> None:
    _weeks(paper, view)
    paper.y -= 8
    section(paper, "3  What is in this pack", _SIDE_LEFT, RIGHT)
    items = [Item(name, exhibit_range(view, letter)) for letter, name in GROUPS.items()]
    money_list(paper, [item for item in items if item.figure], _SIDE_LEFT, RIGHT)


def exhibit_range(view: PackView, letter: str) -> str:
    """A range such as C1 to C39 for a letter's exhibits, or nothing where there are none."""
    numbers = [exhibit.number for exhibit in view.exhibits if exhibit.number.startswith(letter)]
    if len(numbers) < 2:  # noqa: PLR2004 - a range has two ends
        return "".join(numbers)
    return f"{numbers[0]} to {numbers[-1]}"


def _weeks(paper: Paper, view: PackView) -> None:
    weeks = view.weeks
    section(paper, "2  Weeks held", _SIDE_LEFT, RIGHT)
    if weeks.by_free is None or weeks.weekly is None:
        paper.prose("No weekly payment is recorded, so weeks cannot be worked out.", _SIDE_LEFT, RIGHT)
        return
    words = quantity(weeks.by_free.quantize(weeks.by_free.__class__("0.1"))) if weeks.by_free else "0"
    paper.y -= 17
    paper.text(_SIDE_LEFT, words, size=30, bold=True)
    x = _SIDE_LEFT + width(words, 30, bold=True) + 8
    paper.text(x, "weeks", size=12, bold=True)
    paper.text(x, f"{view.sum.free} ÷ {weeks.weekly} a week", size=SMALL, tone="ink2", y=paper.y - 12)
    paper.y -= 38
    limits = [(limit, f"{quantity(limit)} {name}") for limit, name in ((weeks.least, "least"), (weeks.most, "most"))
              if limit is not None]  # fmt: skip
    gauge(paper, (_SIDE_LEFT, RIGHT), weeks.by_free, limits, hue=view.hue)
    paper.y -= 4
    mark(paper, _SIDE_LEFT, weeks.state)
    paper.prose(weeks.verdict, _SIDE_LEFT + 14, RIGHT, leading=12)
    paper.y -= 6


def _tests(paper: Paper, view: PackView) -> None:
    section(paper, "4  Tests we ran on these records", right=tally(view.tests), keep=80)
    columns = (
        Column("", 18), Column("", 18), Column("Test", 269), Column("", 60),
        Column("Result", 82, "right"), Column("Exhibits", 40.28, "right"),
    )  # fmt: skip
    rows = [_test_row(test, exhibits) for test, exhibits in zip(view.tests, view.test_exhibits, strict=True)]
    table(paper, columns, rows)
    if view.summary_note:
        paper.y -= 1
        paper.prose(view.summary_note, size=9, leading=12, tone="ink2")


def tally(tests: tuple[ControlResult, ...]) -> str:
    """How many passed and how many did not, in words, for the head of the list."""
    counts = {state: sum(test.state is state for test in tests) for state in State}
    waiting = counts[State.ATTENTION]
    parts = [f"{counts[State.PASS]} passed"]
    if waiting:
        parts.append(f"{waiting} need{'s' if waiting == 1 else ''} attention")
    if counts[State.NOT_CHECKED]:
        parts.append(f"{counts[State.NOT_CHECKED]} not checked")
    return ", ".join(parts)


def _test_row(test: ControlResult, exhibits: str) -> list[Cell]:
    odd = test.state is not State.PASS
    return [
        Cell(state=test.state), Cell(str(test.n), tone="ink2"), Cell(test.title, small=_why(test), spill=118),
        Cell(STATE_WORDS[test.state], bold=odd, tone="ink" if odd else "ink2"), Cell(test.result, bold=odd),
        Cell(exhibits or "–", tone="ink2"),
    ]  # fmt: skip


def _why(test: ControlResult) -> str:
    if test.state is State.NOT_CHECKED:
        return test.missing
    if not test.findings:
        return ""
    first: Finding = test.findings[0]
    more = len(test.findings) - 1
    return f"{first.text} {more} more in part 6." if more else first.text


def _declaration(paper: Paper, view: PackView) -> None:
    paper.y -= 14

    def sign() -> None:
        section(paper, "5  Declaration")
        for words in view.declaration:
            paper.prose(words)
        signatures(paper, (f"Signed, {view.signed_by}",))

    if paper.measure(sign) > paper.room and paper.measure(sign) < 600:  # noqa: PLR2004 - a page holds it whole
        paper.turn()
    sign()
