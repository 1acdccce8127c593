"""The register on screen: filters, Find, the keyboard, the chosen line, papers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from carerdesk.domain.money import Money
from carerdesk.services.money.attaching import attach_document, papers
from carerdesk.services.money.register import Query, Show, register_totals
from carerdesk.ui.pages.money.line_register import LineRegister, LineRows
from tests import access
from tests.services.money.papers import invoice, receipt
from tests.ui.money.conftest import House, choose_more
from tests.user import OutOfReachError, User

DAY = date(2026, 11, 19)


@pytest.fixture
def three(house: House) -> list[int]:
    house.account()
    return [
        house.line(date(2026, 11, 12), "-89", "HARBOUR INSURANCE", "insurance", 2),
        house.line(date(2026, 11, 13), "2560.24", "WESTMERE COUNCIL", "direct_payment", 2),
        house.line(DAY, "-12.40", "BRAMLEY STORES CD 1417"),
    ]


def test_an_empty_room_offers_the_first_account_and_then_the_first_statement(house: House, user: User) -> None:
    house.open()
    assert user.sees("No account yet")
    house.account()
    house.window.desk.bus.changed.emit(frozenset({"account"}))  # type: ignore[union-attr]  # the window is open
    house.settle()
    assert user.sees("No lines yet")
    user.press("Bring in the first statement")
    assert user.sees("Nothing enters your books until you have seen what is in the file.")


def test_the_register_tells_lines_proof_and_totals(house: House, user: User, three: list[int]) -> None:
    house.open()
    first, second, third = user.rows("Lines")
    assert first == (
        "Date: Thursday 19 November 2026. Who and what: Bramley Stores, Not sorted yet. Out: £12.40."
        " Proof: Not sorted yet"
    )
    assert second == (
        "Date: Friday 13 November 2026. Who and what: Westmere Council, Direct payment from a funder. Funder: Council."
        " In: £2,560.24. Proof: Nothing needed"
    )
    assert third == (
        "Date: Thursday 12 November 2026. Who and what: Harbour Insurance, Employers' liability insurance."
        " Funder: Council. Out: £89.00. Proof: Needs a certificate"
    )
    assert user.sees("Support account ending 4471: £2,558.84 on 19 November, not checked")
    assert user.sees("£101.40")
    assert user.sees("3 lines, 12 to 19 November 2026")


def test_filters_and_find(house: House, user: User, three: list[int]) -> None:
    house.open()
    user.press("Need a receipt, 1")
    assert len(user.rows("Lines")) == 1
    user.press("All, 3")
    user.press_key("Ctrl+F")
    assert user.focus() == "Find in the lines"
    user.fill("Find in the lines", "bramley")
    user.wait_until(lambda: len(user.rows("Lines")) == 1)
    assert user.sees("Not sorted, 1")
    user.fill("Find in the lines", "89.00")
    user.press_key("Return")
    assert "Harbour" in user.rows("Lines")[0]


def test_arrows_move_and_enter_goes_to_the_panel(house: House, user: User, three: list[int]) -> None:
    house.open()
    user.row("Bramley", within="Lines")
    assert user.sees("The bank says: BRAMLEY STORES CD 1417")
    user.press_key("Down")
    assert user.sees("In on Friday 13 November 2026")
    user.press_key("Return")
    assert user.focus() == "Change details"


def test_the_place_in_the_list_is_kept_through_a_form(house: House, user: User, three: list[int]) -> None:
    house.open()
    user.row("Harbour", within="Lines")
    user.press("Write a note")
    user.fill("Note", "Agreed by Westmere Council on 2 November")
    user.press("Keep this note")
    assert user.sees("Note: Agreed by Westmere Council on 2 November")
    assert user.sees("Note on Harbour Insurance, Thursday 12 November")


def test_a_paper_is_added_shown_and_taken_off(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    user.row("Harbour", within="Lines")
    paper = house.file("policy.png", receipt())
    user.choose_files("Add a paper", window.desk.files, paper)
    house.settle()
    assert user.sees("Certificate: policy.png")
    assert "Proof: Certificate" in user.rows("Lines")[2]
    user.press("Open larger: Certificate of Harbour Insurance, £89.00")
    user.press("Close the picture")
    house.settle()
    user.press("Take policy.png off Harbour Insurance")
    assert user.sees("Needs a certificate")
    user.press("Undo")
    assert user.sees("Certificate: policy.png")


def test_the_same_paper_twice_says_so(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    user.row("Harbour", within="Lines")
    paper = house.file("policy.png", receipt())
    user.choose_files("Add a paper", window.desk.files, paper)
    user.choose_files("Add a paper", window.desk.files, paper)
    assert user.sees("This paper is here already")
    user.choose_files("Add a paper", window.desk.files, house.folder / "gone.png")
    assert user.sees("We cannot open gone.png")


def test_a_pdf_of_words_shows_what_it_begins_with(house: House, user: User, three: list[int]) -> None:
    attach_document(house.books, "bank_line", three[0], invoice("Policy 771"), file_name="p.pdf", kind="certificate")
    house.open()
    user.row("Harbour", within="Lines")
    house.settle()
    assert user.sees("Policy 771")


def _drop(register: LineRegister, at: QPoint, path: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    viewport, none = register.view.viewport(), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(viewport, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(viewport, QDropEvent(at.toPointF(), copy, data, left, none))


def test_a_file_dropped_on_a_line_proves_it(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    (register,) = window.findChildren(LineRegister)
    at = register.view.visualRect(register.model.index(2, 0)).center()
    _drop(register, at, str(house.file("policy.png", receipt())))
    assert [paper.kind for paper in papers(house.books, "bank_line", three[0])] == ["certificate"]


def test_the_kind_of_a_paper_is_put_right(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    user.row("Harbour", within="Lines")
    user.choose_files("Add a paper", window.desk.files, house.file("policy.png", receipt()))
    house.settle()
    choose_more(user, "Letter", button="What kind of paper is policy.png?")
    house.settle()
    assert user.sees("Letter: policy.png")
    assert "Proof: Needs a certificate" in user.rows("Lines")[2]
    choose_more(user, "Certificate", button="What kind of paper is policy.png?")
    house.settle()
    assert "Proof: Certificate" in user.rows("Lines")[2]


def test_papers_dropped_anywhere_find_their_line_or_stay_loose(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    paper = house.file("policy.pdf", invoice("Total to pay 89.00"))
    user.choose_files("Choose files", window.desk.files, paper, house.file("later.png", receipt()))
    assert user.sees(
        "Certificate on Harbour Insurance, Thursday 12 November; later.png kept with the loose papers, to find its line"
    )
    assert user.sees("Certificate: policy.pdf")
    choose_more(user, "Loose papers")
    assert user.sees("later.png")


def test_a_paper_that_names_no_line_is_asked_for_with_the_chosen_line_first(
    house: House, user: User, three: list[int]
) -> None:
    window = house.open()
    user.row("Bramley", within="Lines")
    user.choose_files("Choose files", window.desk.files, house.file("till.png", receipt()))
    assert user.sees("Which line is till.png for?")
    user.press("Thursday 19 November 2026, Bramley Stores, Not sorted yet, £12.40 out, Not sorted yet")
    assert [paper.file_name for paper in papers(house.books, "bank_line", three[2])] == ["till.png"]
    user.choose_files("Choose files", window.desk.files, house.file("other.png", receipt(taken="2026:11:12 10:00:00")))
    user.press("Keep it for later")
    assert user.sees("other.png kept for later")


def test_two_accounts_can_be_chosen(house: House, user: User, three: list[int]) -> None:
    house.account("Savings", "9902")
    house.line(DAY, "5", "INTEREST", "interest", 2, at=2)
    house.open()
    assert len(user.rows("Lines")) == 4
    user.press("Savings")
    assert len(user.rows("Lines")) == 1
    assert user.sees("Savings ending 9902: £105.00 on 19 November")
    user.press("All accounts")
    assert len(user.rows("Lines")) == 4


def test_a_head_orders_all_the_lines(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    (register,) = window.findChildren(LineRegister)
    for column, first in ((0, "Harbour"), (0, "Bramley"), (3, "Harbour"), (4, "Westmere"), (1, "Bramley")):
        register.sort_by(column)
        assert first in user.rows("Lines")[0]


def test_ten_years_are_read_a_page_at_a_time(house: House, three: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def page(_books: object, _query: object, *, offset: int) -> tuple[int, ...]:
        read.append(offset)
        return tuple(range(offset, offset + 200))

    monkeypatch.setattr("carerdesk.ui.pages.money.line_register.register_page", page)
    rows = LineRows(house.books, Query(), 50_000)
    seen: list[object] = [rows[49_999], rows[0], rows[1]]
    assert seen == [49_999, 0, 1]
    assert read == [49_800, 0]
    with pytest.raises(IndexError):
        rows[50_000]


def test_five_hundred_lines_and_the_look_of_every_state(house: House, user: User) -> None:
    house.account()
    with house.books.operation("Many lines") as op:
        from carerdesk.store.tables import BankLine, Split

        keys = {"employer_id": 1, "person_id": 1}
        lines = [
            {**keys, "account_id": 1, "day": DAY - timedelta(days=at // 3), "position": at, "amount": Money(-at - 1),
             "description": f"SHOP {at}", "other_text": "", "balance": None, "bank_id": "", "entered": "imported",
             "import_batch_id": None, "note": ""}
            for at in range(500)
        ]  # fmt: skip
        ids = op.insert_many(BankLine, lines)
        op.insert_many(
            Split,
            [{**keys, "bank_line_id": row, "category": "", "funder_id": None, "amount": line["amount"],
              "outcome_id": None, "reason": ""} for row, line in zip(ids, lines, strict=True)],
        )  # fmt: skip
    window = house.open()
    assert register_totals(house.books, Query()).counts[Show.NOT_SORTED] == 500
    assert user.sees("500 lines")
    access.check_access(window)


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_everybody_can_use_the_register(house: House, user: User, three: list[int], appearance: str) -> None:
    attach_document(house.books, "bank_line", three[2], receipt(), file_name="r.png", kind="receipt")
    window = house.open(appearance=appearance)
    user.row("Bramley", within="Lines")
    house.settle()
    access.check_access(window)


def test_places_open_what_links_ask_for(house: House, user: User, three: list[int]) -> None:
    window = house.open()
    window.go("money", show="need_paper")
    assert len(user.rows("Lines")) == 1
    window.go("money", line=three[1])
    assert user.sees("In on Friday 13 November 2026")
    window.go("money", account=1, step="bring_in")
    assert user.sees("Bring in a statement")
    for step, words in (("check", "Check against the bank"), ("match", "Match payments"), ("bills", "Bills")):
        window.go("money", step=step)
        assert user.sees(words)
    with pytest.raises(OutOfReachError):
        user.rows("Lines")
