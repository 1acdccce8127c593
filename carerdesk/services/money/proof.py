"""How each line is proved: what its category asks for, what is there, and the words for it.

A part of a line is proved by a paper of a kind its category names, by such a paper on the bill it pays, by the payslip,
HMRC period or month paid over it is matched with, or, where a word of explanation is enough, by a note or a reason.
Money moved between own accounts is proved by its other line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from carerdesk.catalogue.categories import categories
from carerdesk.catalogue.guidance import guidance

TRANSFER = "transfer"
PAYSLIP = "payslip"
HMRC_PAYMENT = "hmrc_payment"
PAID_OVER = {"pension": "pension_record", "order": "order_record"}
NOTE = "note"
MATCHED = ("wages", "hmrc", TRANSFER)
OTHER_KINDS = ("receipt", "invoice", "remittance", "payment_record", "certificate", "letter", "statement", "other")


class State(StrEnum):
    """Where a line stands."""

    PROVED = "proved"
    NOT_NEEDED = "not_needed"
    NEEDS_PAPER = "needs_paper"
    NOT_SORTED = "not_sorted"
    NOT_MATCHED = "not_matched"

    @property
    def waits(self) -> bool:
        """Whether something is still to be done."""
        return self in {State.NEEDS_PAPER, State.NOT_SORTED, State.NOT_MATCHED}


@dataclass(frozen=True, slots=True)
class Proof:
    """A line's state and the words for the proof column."""

    state: State
    words: str


@cache
def asking() -> tuple[tuple[str, str], ...]:
    """Every category that asks for proof with each kind that gives it, transfers among them."""
    pairs = [(each.code, kind) for each in categories().values() for kind in each.proof]
    return (*pairs, (TRANSFER, TRANSFER))


def document_kinds(category: str) -> tuple[str, ...]:
    """The kinds of paper to choose from for a line: those that prove its category first."""
    known = categories().get(category)
    proving = [kind for kind in (known.proof if known else ()) if kind not in {HMRC_PAYMENT, NOTE}]
    return tuple(dict.fromkeys((*proving, *OTHER_KINDS)))


def kind_words(kind: str) -> str:
    """What a kind of paper is called: "Receipt"."""
    return guidance("money", f"kind_{kind}")


def state_words(state: State, category: str, papers: tuple[str, ...], matched: str) -> str:
    """The proof column's words, from what a line asks for and what it has."""
    if state is State.NOT_SORTED:
        return guidance("money", "proof_not_sorted")
    if state is State.NOT_MATCHED:
        return guidance("money", "proof_not_matched")
    if state is State.NEEDS_PAPER:
        return guidance("money", f"proof_needs_{_first_kind(category)}")
    if matched:
        return guidance("money", f"proof_matches_{matched}")
    if papers:
        return _papers(papers)
    return guidance("money", "proof_note" if state is State.PROVED else "proof_not_needed")


def _first_kind(category: str) -> str:
    return next(kind for kind in (*document_kinds(category), "receipt") if kind != NOTE)


def _papers(papers: tuple[str, ...]) -> str:
    first = kind_words(papers[0])
    return first if len(papers) == 1 else guidance("money", "proof_and_more", first=first, more=str(len(papers) - 1))


# --- the same rules in SQL, for lists over ten years -------------------------------------------------------------

_DOCUMENTED = (
    "EXISTS (SELECT 1 FROM attachment a JOIN need n ON n.kind = a.kind"
    " WHERE n.category = s.category AND a.record = 'bank_line' AND a.record_id = s.bank_line_id)"
)
_BILLED = (
    "EXISTS (SELECT 1 FROM allocation b JOIN attachment a ON a.record = 'bill' AND a.record_id = b.bill_id"
    " JOIN need n ON n.kind = a.kind WHERE n.category = s.category AND b.bank_line_id = s.bank_line_id)"
)
_JOINED = (
    "EXISTS (SELECT 1 FROM allocation b WHERE b.bank_line_id = s.bank_line_id"
    " AND ((b.payslip_id IS NOT NULL AND s.category IN (SELECT category FROM need WHERE kind = 'payslip'))"
    " OR (b.hmrc_period_id IS NOT NULL AND s.category IN (SELECT category FROM need WHERE kind = 'hmrc_payment'))"
    " OR (b.pay_over_id IS NOT NULL AND s.category IN (SELECT category FROM need WHERE kind IN"
    " ('pension_record', 'order_record')))))"
)
_PAIRED = (
    "(s.category = 'transfer' AND (EXISTS (SELECT 1 FROM transfer_pair t WHERE t.out_line_id = s.bank_line_id)"
    " OR EXISTS (SELECT 1 FROM transfer_pair t WHERE t.in_line_id = s.bank_line_id)))"
)
_EXPLAINED = (
    "(s.category IN (SELECT category FROM need WHERE kind = 'note') AND (s.reason <> '' OR EXISTS"
    " (SELECT 1 FROM bank_line e WHERE e.id = s.bank_line_id AND e.note <> '')))"
)
_PROVED = f"({_DOCUMENTED} OR {_BILLED} OR {_JOINED} OR {_PAIRED} OR {_EXPLAINED})"
_ASKED = "s.category IN (SELECT category FROM need)"
UNPROVED = f"{_ASKED} AND NOT {_PROVED}"
TO_MATCH = "s.category IN ({})".format(", ".join(f"'{code}'" for code in MATCHED))
UNSORTED = "(s.category = '' OR s.funder_id IS NULL)"


def need_values() -> tuple[str, list[str]]:
    """The table of categories and kinds for a WITH clause, and its values."""
    pairs = asking()
    marks = ", ".join("(?, ?)" for _ in pairs)
    return f"need(category, kind) AS (VALUES {marks})", [text for pair in pairs for text in pair]
