"""Evidence packs: the figures of the view, links that land, exhibits as they are, nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, RawIOBase
from typing import Any, BinaryIO, cast

import pikepdf
import pytest

from carerdesk.domain.evidence.results import State
from carerdesk.domain.money import Money
from carerdesk.reports.pack import Exhibit, Listed, NamedSum, SharedCost, Stopped, write
from tests.reports import made
from tests.reports.made import bind, exhibit, line, money, pack, photo, png, reader, reconciliation, slips, text


@pytest.fixture(scope="module")
def bound() -> bytes:
    data, _ = bind(
        exhibit("A1", slips(3)), exhibit("B1", slips()), exhibit("C1", photo()), exhibit("C2", photo(orientation=6)),
        exhibit("C3", png()), exhibit("E1", b"We have your payment.\nDiolch, \xc5\xb4yn", "text/plain"),
    )  # fmt: skip
    return data


def test_the_summary_shows_the_sum_to_the_penny(bound: bytes) -> None:
    words = text(bound)
    for needed in (
        "Council money on 3 August 4,731.58", "Direct payment received, 4 × £2,560.24", "10,240.96",
        "Take-home pay to PAs − 7,612.40", "Council money on 22 November 6,055.49", "Free balance 3,968.40",
        "Less NHS money in the same account − 1,102.54", "Difference 0.00", "£3,968.40 ÷ £640.06 a week",
        "10 passed, 1 needs attention, 1 not checked",
        "4 Test number 4 holds Attention 0.5 h over", "11 Test number 11 holds Not checked",
        "Who lives at home is not recorded.", "What to do: Ask the council to agree the half hour.",
        "Weeks held by the closing balance 9.5 weeks", "£45.00 of £60.00; other share paid by NHS",
        "Signed, Helen Marsh", "3 to 9 August 2026 19 7.5 26.5 26.5",
    ):  # fmt: skip
        assert needed in words, needed


def test_only_our_own_pages_are_counted_and_the_count_is_of_the_whole(bound: bytes) -> None:
    pages = reader(bound).pages
    fronts = [page for page in pages if f"of {len(pages)}" in page.extract_text()]
    assert 1 < len(fronts) < len(pages)
    assert f"Page 1 of {len(pages)}" in text(bound)


def test_each_exhibit_carries_its_number_and_multipage_ones_their_count(bound: bytes) -> None:
    words = [page.extract_text() for page in reader(bound).pages]
    first = next(at for at, page in enumerate(words) if "1 of 3" in page and "A1" in page)
    assert "3 of 3" in words[first + 2]
    assert [name for name in ("B1", "C1", "C2", "C3", "E1") if name in "".join(words[first + 3 :])] == [
        "B1", "C1", "C2", "C3", "E1",
    ]  # fmt: skip
    assert "Diolch, Ŵyn" in words[-1]


def links(data: bytes) -> list[tuple[str, int]]:
    """Each link's words, as poppler reads them under it, and the page it leads to, from nought."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        for page in pdf.pages:
            found += [(note, numbers[note.Dest[0].objgen]) for note in page.get("/Annots", [])]
        return [(str(note.Subtype), at) for note, at in found]


def test_links_land_on_the_page_with_the_exhibits_number() -> None:
    names = [f"C{n}" for n in range(1, 60)]
    data, _ = bind(*(exhibit(name, slips(2 if n % 5 == 0 else 1)) for n, name in enumerate(names)))
    words = [page.extract_text() for page in reader(data).pages]
    starts = [at for at, page in enumerate(words) if page.rstrip().endswith("Café Żubr") or "1 of 2" in page]
    landed = [at for _, at in links(data)]
    assert landed[:59] == landed[59:], "the lines and the list of exhibits lead to the same pages"
    for name, at in zip(names, landed[:59], strict=True):
        assert f"Document {name} of" in words[at]
        assert at in starts


def test_the_list_of_exhibits_names_the_page_each_begins_on(bound: bytes) -> None:
    words = [page.extract_text() for page in reader(bound).pages]
    at = next(n for n, page in enumerate(words) if "Document C2 of" in page and "List of exhibits" not in page)
    assert f"C2 Document C2 of Café Żubr 1 Sep 2026 11.00 {at + 1}" in text(bound)


def test_bookmarks_lead_to_sections_groups_and_exhibits(bound: bytes) -> None:
    found: list[tuple[str, int | None]] = []

    def walk(marks: list[Any]) -> None:
        for mark in marks:
            if isinstance(mark, list):
                walk(mark)
            else:
                found.append((mark.title, read.get_destination_page_number(mark)))

    read = reader(bound)
    walk(read.outline)
    titles = [title for title, _ in found]
    assert titles[0] == "Direct payment return"
    assert "A Bank statements" in titles
    for title, page in found:
        if title.startswith("C2 "):
            assert page is not None
            assert "C2" in read.pages[page].extract_text()
            break
    else:
        raise AssertionError("C2 has no bookmark")


def test_the_file_is_sound_and_speaks_english(bound: bytes) -> None:
    with pikepdf.open(BytesIO(bound)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Direct payment return, Westmere Council"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261129")


def test_the_same_view_and_documents_give_the_same_bytes() -> None:
    papers = exhibit("A1", slips()), exhibit("C1", photo())
    assert bind(*papers)[0] == bind(*papers)[0]
    assert bind(*papers)[0] != bind(*papers, made=date(2026, 11, 30))[0]


def test_a_longer_period_of_a_thousand_lines_repeats_its_heads() -> None:
    lines = tuple(line(n) for n in range(1, 301))
    held = BytesIO()
    written = write(pack(lines=lines), (), held)
    words = text(held.getvalue())
    assert words.count("No. Date Who, and what for In £ Out £ Balance £ Exhibits") >= 10
    assert "300 lines 0.00 3,300.00" in words
    assert written.pages == len(reader(held.getvalue()).pages)


def test_money_that_does_not_agree_is_not_hidden() -> None:
    short = replace(reconciliation(), statement=money("7158.02"))
    held = BytesIO()
    write(pack(sum=short), (), held)
    words = text(held.getvalue())
    assert "Difference − 0.01" in words
    assert "The list and the bank do not agree." in words


def test_a_pack_without_twelve_tests_or_with_two_exhibits_alike_is_refused() -> None:
    with pytest.raises(ValueError, match="twelve tests"):
        pack(tests=made.tests()[:11])
    with pytest.raises(ValueError, match="own number"):
        pack(exhibits=(Listed("C1", "one"), Listed("C1", "two")))
    with pytest.raises(ValueError, match="own number"):
        pack(exhibits=(Listed("Z1", "one"),))


def test_exhibits_that_are_not_those_of_the_list_are_refused() -> None:
    view = pack(exhibits=(Listed("C1", "one"), Listed("C2", "two")))
    with pytest.raises(ValueError, match="C2 is missing"):
        write(view, [exhibit("C1", photo())], BytesIO())
    with pytest.raises(ValueError, match="C2 is not where"):
        write(view, [exhibit("C2", photo())], BytesIO())


def test_stop_is_heard_before_the_next_document_and_only_one_is_asked_for_at_a_time() -> None:
    loaded: list[str] = []

    def load(name: str) -> bytes:
        loaded.append(name)
        return photo()

    papers = [Exhibit(f"C{n}", "", "", lambda n=n: load(f"C{n}")) for n in range(1, 10)]  # type: ignore[misc]
    view = pack(exhibits=tuple(Listed(each.number, "") for each in papers))
    steps: list[tuple[str, int, int]] = []
    with pytest.raises(Stopped):
        write(view, papers, BytesIO(), progress=lambda *step: steps.append(step), stopped=lambda: len(loaded) >= 4)
    assert loaded == ["C1", "C2", "C3", "C4"]
    assert steps[:2] == [("Adding documents", 0, 9), ("Adding documents", 1, 9)]


def test_the_pack_is_written_forwards_only() -> None:
    class Pipe(RawIOBase):
        def __init__(self) -> None:
            super().__init__()
            self.size = 0

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.size += len(data)
            return len(data)

    pipe, held = Pipe(), BytesIO()
    write(pack(exhibits=(Listed("C1", ""),)), [exhibit("C1", photo())], cast(BinaryIO, pipe))
    write(pack(exhibits=(Listed("C1", ""),)), [exhibit("C1", photo())], held)
    assert pipe.size == len(held.getvalue())


def test_weeks_above_and_below_the_limits_and_none_at_all_are_drawn() -> None:
    for held in (Decimal("-2.4"), Decimal(0), Decimal("0.1"), Decimal(40)):
        weeks = replace(pack().weeks, by_free=held, state=State.ATTENTION, verdict="Outside the limits")
        assert "Outside the limits" in text(made.rendered(lambda stream, w=weeks: write(pack(weeks=w), (), stream)))  # type: ignore[misc]
    none = replace(pack().weeks, weekly=None, by_free=None)
    assert "No weekly payment is recorded" in text(made.rendered(lambda stream: write(pack(weeks=none), (), stream)))


def test_a_shared_cost_that_is_not_all_shared_out_says_so() -> None:
    cost = SharedCost(date(2026, 9, 1), "Insurance", Money(4500), Money(6000), (NamedSum("NHS", Money(1000)),))
    assert cost.words == "£45.00 of £60.00; other share paid by NHS £10.00; £5.00 is not shared out"


def test_nasty_words_print_and_run_over_pages_where_they_must() -> None:
    nasty = "\x00\x1b]0;x\x07 )\\( <<>> endstream %PDF " + "W" * 300 + " 😀 漢字 \u202egnp.exe " + "very long " * 800
    lines = (line(1, who=nasty, what=nasty, note=nasty), line(2))
    held = BytesIO()
    write(pack(lines=lines, person=nasty, title=nasty[:200], declaration=(nasty,) * 3), (), held)
    assert "2 lines" in text(held.getvalue())
    with pikepdf.open(BytesIO(held.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
