"""The ZIP holds the files as they came, under names every system takes, with sums that can be checked."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money
from carerdesk.reports import archive
from carerdesk.reports.pack import Stopped


def original(
    number: str = "C1", payee: str = "Café Żubr", data: bytes = b"photo", **changes: object
) -> archive.Original:
    values: dict[str, object] = {"day": date(2026, 10, 14), "amount": Money(1100), "ending": "jpg"} | changes
    return archive.Original(number, payee=payee, load=lambda: data, **values)  # type: ignore[arg-type]


def made(*originals: archive.Original) -> bytes:
    held = BytesIO()
    files = [archive.Made("Return.pdf", lambda: BytesIO(b"%PDF" * 1000)), archive.Made("Lists.xlsx", BytesIO)]
    archive.write(files, originals, date(2026, 11, 29), held)
    return held.getvalue()


def test_names_say_what_a_file_is_and_bytes_are_as_they_came() -> None:
    with zipfile.ZipFile(
        BytesIO(made(original(), original("C2", "", b"x", day=None, amount=None, ending=".PDF")))
    ) as found:
        assert found.testzip() is None
        assert found.namelist() == [
            "Return.pdf", "Lists.xlsx", "documents/C1 2026-10-14 Café Żubr 11.00.jpg", "documents/C2.pdf",
            "manifest.txt", "manifest.csv",
        ]  # fmt: skip
        assert found.read("documents/C1 2026-10-14 Café Żubr 11.00.jpg") == b"photo"


def test_the_manifests_sums_are_those_of_the_files() -> None:
    with zipfile.ZipFile(BytesIO(made(original(), original("C2", data=b"other")))) as found:
        lines = found.read("manifest.txt").decode().splitlines()
        assert len(lines) == 4
        for row in lines:
            digest, name = row.split("  ", 1)
            assert hashlib.sha256(found.read(name)).hexdigest() == digest
        rows = list(csv.DictReader(io.StringIO(found.read("manifest.csv").decode("utf-8-sig"))))
        assert [int(row["bytes"]) for row in rows] == [4000, 0, 5, 5]


def test_the_same_files_give_the_same_bytes() -> None:
    assert made(original()) == made(original())


def test_two_documents_that_would_share_a_name_do_not() -> None:
    with zipfile.ZipFile(BytesIO(made(original(), original(payee="CAFÉ żubr", data=b"second")))) as found:
        assert found.read("documents/C1 2026-10-14 CAFÉ żubr 11.00 (2).jpg") == b"second"


def test_stop_is_heard_before_the_next_file() -> None:
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Stopped):
        archive.write([], [original(f"C{n}") for n in range(9)], date(2026, 11, 29), BytesIO(), stopped=stopped)
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "etc passwd"), ("C:\\Users\\x", "C Users x"), ("CON", "file CON"),
        ("nul.txt", "file nul.txt"),
        ("=SUM(A1)", "SUM(A1)"), ("a\x00b\u202egnp", "a b gnp"), ("  dots... ", "dots"), ("", "file"), ("???", "file"),
    ],
)  # fmt: skip
def test_names_are_made_safe(typed: str, name: str) -> None:
    assert archive.file_name(typed) == name


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_payee_makes_a_name_every_system_takes(payee: str, ending: str) -> None:
    name = archive.original_name(original(payee=payee, ending=ending))
    assert name.startswith("C1 2026-10-14")
    assert len(name) <= 130
    assert not set(name) & set('<>:"/\\|?*\n\r\t\x00')
    assert not name.endswith((".", " "))
