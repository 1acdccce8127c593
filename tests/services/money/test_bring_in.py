"""Bringing in a statement: nothing until Finish, nothing twice, one undo takes all of it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.domain.money import Money
from carerdesk.services.books.undoing import undo
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.attaching import loose_papers
from carerdesk.services.money.bringing_in import finish_import, sorted_by_rules
from carerdesk.services.money.register import Query, register_page, register_totals
from carerdesk.services.money.sorting import sort_line
from carerdesk.services.money.statements import (
    ColumnMapping,
    NeedsMapping,
    Preview,
    WhichAccount,
    choose_columns,
    preview_import,
    preview_pasted,
)
from carerdesk.services.outcome import Done, Outcome
from carerdesk.store.books import Books
from tests.services.money.conftest import broken_laws, made
from tests.services.money.test_accounts import codes

HEAD = "Date,Description,Amount,Balance\n"
DAY = date(2026, 11, 10)


def preview(books: Books, account: int, text: str, mapping: ColumnMapping | None = None) -> Preview:
    found = preview_import(books, account, text.encode(), "november.csv", mapping)
    assert isinstance(found, Preview), found
    return found


def bring_in(books: Books, account: int, text: str, keep: frozenset[int] = frozenset()) -> Outcome:
    return finish_import(books, preview(books, account, text), keep)


def rows_of(*rows: tuple[date, str, str]) -> str:
    return "Date,Description,Amount\n" + "".join(f"{day:%d/%m/%Y},{text},{amount}\n" for day, text, amount in rows)


FUEL = rows_of((DAY, "FUEL", "-5.00"), (DAY, "FUEL", "-5.00"), (DAY, "COUNCIL", "640.06"))


def test_nothing_enters_until_finish_and_the_file_is_kept(books: Books, account: int, samples: Path) -> None:
    data = (samples / "lloyds.csv").read_bytes()
    seen = preview_import(books, account, data, "lloyds.csv")
    assert isinstance(seen, Preview)
    assert register_page(books, Query()) == ()
    done = finish_import(books, seen)
    assert isinstance(done, Done)
    assert done.said == f"{len(seen.new)} lines from lloyds.csv into Support account"
    (document,) = books.quick("SELECT document_id FROM import_batch")
    assert books.documents.read(document[0]) == data
    assert loose_papers(books) == ()
    assert broken_laws(books) == []


def test_one_undo_takes_all_of_it_out(books: Books, account: int) -> None:
    done = bring_in(books, account, FUEL)
    assert isinstance(done, Done)
    assert isinstance(undo(books, done.operation), Done)
    for table in ("bank_line", "split", "import_batch", "document"):
        assert books.quick(f"SELECT COUNT(*) FROM {table}") == [(0,)]  # noqa: S608 - our own names
    assert codes(finish_import(books, preview(books, account, "Date,Description,Amount\n01/01/2026,OLD,1\n"))) == [
        "nothing_new_in_file"
    ]


def test_look_alikes_in_one_file_are_all_kept_and_never_come_twice(books: Books, account: int) -> None:
    bring_in(books, account, FUEL)
    assert register_totals(books, Query()).lines == 3
    again = preview(books, account, FUEL)
    assert (again.new, len(again.already_there)) == ((), 3)
    assert codes(finish_import(books, again)) == ["nothing_new_in_file"]
    third = FUEL + f"{DAY:%d/%m/%Y},FUEL,-5.00\n"
    assert len(preview(books, account, third).new) == 1


def test_finishing_the_same_preview_twice_brings_nothing_twice(books: Books, account: int) -> None:
    seen = preview(books, account, FUEL)
    made(finish_import(books, seen))
    assert codes(finish_import(books, seen)) == ["nothing_new_in_file"]


def test_newest_first_files_keep_the_banks_order(books: Books, account: int) -> None:
    text = HEAD + "10/11/2026,THIRD,-1,67\n10/11/2026,SECOND,-2,68\n10/11/2026,FIRST,-30,70\n"
    bring_in(books, account, text)
    assert [row.who for row in register_page(books, Query())] == ["Third", "Second", "First"]
    assert accounts(books)[0].balance == Money.of(67)


def test_a_typed_line_makes_the_banks_own_line_not_sure(books: Books, account: int, line: Callable[..., int]) -> None:
    line(DAY - timedelta(days=2), "-5", "Fuel, cash machine")
    text = rows_of((DAY, "FUEL", "-5.00"), (DAY, "RENT", "-7.00"))
    seen = preview(books, account, text)
    assert [each.known_texts for each in seen.not_sure] == [("Fuel, cash machine",)]
    made(finish_import(books, seen))
    assert register_totals(books, Query()).lines == 2
    number = preview(books, account, text).not_sure[0].line.line_number
    made(finish_import(books, preview(books, account, text), frozenset({number})))
    assert register_totals(books, Query()).lines == 3
    assert preview(books, account, text).not_sure == ()


def test_the_same_payment_in_other_words_is_not_sure(books: Books, account: int) -> None:
    bring_in(books, account, rows_of((DAY, "BRAMLEY STORES CD 1417", "-5.00")))
    seen = preview(books, account, rows_of((DAY, "Bramley Stores Westmere", "-5.00")))
    assert (len(seen.new), len(seen.not_sure)) == (0, 1)


def test_lines_before_the_accounts_first_day_stay_out(books: Books, account: int) -> None:
    seen = preview(books, account, rows_of((date(2026, 4, 5), "EARLY", "-5.00"), (DAY, "FUEL", "-5.00")))
    assert [line.description for line in seen.early] == ["EARLY"]
    made(finish_import(books, seen))
    assert register_totals(books, Query()).lines == 1


def test_a_person_sorted_payee_is_sorted_again(books: Books, account: int) -> None:
    bring_in(books, account, rows_of((DAY, "FUEL STOP CD 1417", "-5.00")))
    (row,) = register_page(books, Query())
    made(sort_line(books, row.id, category="activities", funder_id=3, always=True))
    text = rows_of((DAY, "FUEL STOP CD 1499", "-6.00"), (DAY, "OTHER", "-6.00"), (DAY, "FUEL STOP", "6.00"))
    assert sorted_by_rules(books, preview(books, account, text).new) == 1
    bring_in(books, account, text)
    assert [row.what for row in register_page(books, Query())] == [
        "Not sorted yet", "Not sorted yet", "Activities and outings", "Activities and outings",
    ]  # fmt: skip


def test_chosen_columns_are_remembered_for_the_next_file(books: Books, account: int) -> None:
    odd = "When,Who,Went,Came\n10/11/2026,FUEL,5.00,\n11/11/2026,COUNCIL,,640.06\n"
    asked = preview_import(books, account, odd.encode(), "card.csv")
    assert isinstance(asked, NeedsMapping)
    assert asked.columns == ("When", "Who", "Went", "Came")
    mapping = ColumnMapping(0, (1,), money_out=2, money_in=3, header=asked.signature)
    made(finish_import(books, preview(books, account, odd, mapping)))
    later = preview(books, account, odd.replace("FUEL,5", "BUS,6"))
    assert [(line.description, line.amount) for line in later.new] == [("BUS", Money.of(-6))]


def test_columns_can_be_chosen_anew_for_a_known_layout(samples: Path) -> None:
    found = choose_columns((samples / "lloyds.csv").read_bytes(), "lloyds.csv")
    assert isinstance(found, NeedsMapping)
    assert "Debit Amount" in found.columns


def test_a_file_of_several_accounts_gives_only_this_ones_lines(books: Books, account: int, samples: Path) -> None:
    head = "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
    text = head + (
        "10 Nov 2026,POS,ONE,-1.00,99.00,A,300000-12344471\n10 Nov 2026,POS,TWO,-2.00,98.00,B,300000-55559999\n"
    )
    assert [line.description for line in preview(books, account, text).new] == ["ONE"]
    assert preview(books, account, text).elsewhere == 1
    unknown = text.replace("12344471", "12340000")
    asked = preview_import(books, account, unknown.encode(), "two.csv")
    assert isinstance(asked, WhichAccount)
    picked = preview_import(books, account, unknown.encode(), "two.csv", which=asked.hints[1])
    assert isinstance(picked, Preview)
    assert [line.description for line in picked.new] == ["TWO"]


def test_a_file_of_another_account_says_so(books: Books, account: int) -> None:
    head = "Number,Date,Account,Amount,Subcategory,Memo\n"
    text = head + ",10/11/2026,20-00-00 55559999,-1.00,PAYMENT,ONE\n"
    assert "55559999" in preview(books, account, text).other_account
    assert preview(books, account, text.replace("55559999", "12344471")).other_account == ""


def test_breaks_refusals_and_pending_rows_are_shown(books: Books, account: int) -> None:
    text = HEAD + "10/11/2026,ONE,-1,99\n11/11/2026,TWO,-2,90\nxx,THREE,-3,87\n"
    seen = preview(books, account, text)
    assert [broken.missing for broken in seen.breaks] == [Money.of(-7)]
    assert [(line.number, line.text) for line in seen.refused] == [(4, "xx,THREE,-3,87")]
    assert seen.refused[0].why.startswith("We cannot read the date")
    assert (seen.closing_balance, seen.closing_day) == (Money.of(90), date(2026, 11, 11))


def test_what_is_no_statement_is_a_problem_in_words(books: Books, account: int) -> None:
    from carerdesk.domain.problem import Problem

    found = preview_import(books, account, b"%PDF-1.7 x", "november.pdf")
    assert isinstance(found, Problem)
    assert found.code == "file_is_pdf"


def test_pasted_rows_come_in_the_same_way(books: Books, account: int) -> None:
    text = "Date\tDescription\tAmount\tBalance\n10/11/2026\tFUEL\t-5.00\t95.00\n"
    seen = preview_pasted(books, account, text)
    assert isinstance(seen, Preview)
    made(finish_import(books, seen))
    assert books.quick("SELECT entered, import_batch_id IS NOT NULL FROM bank_line") == [("pasted", 1)]
    again = preview_pasted(books, account, text)
    assert isinstance(again, Preview)
    assert again.new == ()


LINES = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(["BUS", "FUEL", "BUS "]), st.integers(-300, 300)),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_bringing_any_list_in_twice_adds_nothing(books: Books, account: int, lines: list[tuple[int, str, int]]) -> None:
    before = register_totals(books, Query()).lines
    text = rows_of(*((DAY + timedelta(days=day), who, Money(pence).text) for day, who, pence in lines))
    seen = preview(books, account, text)
    done = finish_import(books, seen, frozenset(each.line.line_number for each in seen.not_sure))
    again = preview(books, account, text)
    assert again.new == ()
    assert broken_laws(books) == []
    if isinstance(done, Done):
        assert isinstance(undo(books, done.operation), Done)
    assert register_totals(books, Query()).lines == before
