"""Passwords, people, the recovery code, and a new key for everything."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from carerdesk.store import access, backup, documents, keys, problems, renewal
from carerdesk.store.books import DATABASE, Books, create_books, open_books
from carerdesk.store.verify import verify
from tests.store.conftest import CLOCK
from tests.store.family import add_document, add_family, names

PASSWORD = "four little words"


@pytest.fixture
def locked(folder: Path) -> Path:
    """Closed books with a family, a document, and Helen's password."""
    books = create_books(folder, CLOCK)
    add_family(books)
    add_document(books, b"receipt")
    books.set_password(PASSWORD, person="Helen")
    books.close()
    return folder


def _opens(folder: Path, password: str | None) -> bool:
    try:
        books = open_books(folder, CLOCK, password=password)
    except (problems.WrongPassword, problems.NeedsPassword):
        return False
    assert names(books) == ["Helen Marsh"]
    assert books.documents.read(1) == b"receipt"
    assert verify(books) == ()
    books.close()
    return True


def test_a_password_opens_and_nothing_else_does(locked: Path) -> None:
    assert _opens(locked, PASSWORD)
    assert not _opens(locked, "four little word")
    with pytest.raises(problems.NeedsPassword):
        open_books(locked, CLOCK)


def test_books_can_begin_with_a_password(folder: Path) -> None:
    books = create_books(folder, CLOCK, password=PASSWORD, person="Helen")
    assert (books.has_password(), books.people()) == (True, ("Helen",))
    books.close()
    again = open_books(folder, CLOCK, password=PASSWORD)
    assert again.person == "Helen"
    again.close()


def test_the_same_letters_typed_on_another_keyboard_open_it(folder: Path) -> None:
    create_books(folder, CLOCK, password="caffè").close()
    open_books(folder, CLOCK, password="caffe\u0300").close()


def test_the_first_password_makes_a_new_key_and_leaves_nothing_in_the_clear(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    add_document(books, b"receipt")
    old = books.identity
    assert not books.has_password()
    books.set_password(PASSWORD, person="Helen")
    assert books.identity != old
    assert books.documents.read(1) == b"receipt"
    assert verify(books) == ()
    books.close()
    for path in folder.rglob("*"):
        if path.is_file():
            assert b"AGE-SECRET-KEY" not in path.read_bytes()
    with pytest.raises(problems.WrongRecoveryCode):
        open_books(folder, CLOCK, recovery_code=keys.recovery_code(old))
    (sealed,) = (folder / documents.FOLDER).iterdir()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed.read_bytes(), [pyrage.x25519.Identity.from_str(old)])


def test_a_changed_password_takes_the_old_ones_place(locked: Path) -> None:
    books = open_books(locked, CLOCK, password=PASSWORD)
    key = books.identity
    with pytest.raises(problems.NeedsPassword):
        books.set_password("new one")
    with pytest.raises(problems.WrongPassword):
        books.set_password("new one", "not it")
    with pytest.raises(problems.EmptyPassword):
        books.set_password("", PASSWORD)
    books.set_password("new one", PASSWORD)
    assert (books.identity, books.people()) == (key, ("Helen",))
    books.close()
    assert _opens(locked, "new one")
    assert not _opens(locked, PASSWORD)


def test_a_second_person_has_a_password_of_their_own_until_removed(locked: Path) -> None:
    books = open_books(locked, CLOCK, password=PASSWORD)
    access.add_person(books, "Owen", "owens words")
    with pytest.raises(problems.PersonAlreadyThere):
        access.add_person(books, "Owen", "again")
    old = books.identity
    books.close()
    assert _opens(locked, "owens words")
    books = open_books(locked, CLOCK, password="owens words")
    assert books.person == "Owen"
    with pytest.raises(problems.UnknownPerson):
        access.remove_person(books, "Nobody")
    access.remove_person(books, "Helen")
    assert (books.people(), books.identity != old) == (("Owen",), True)
    with pytest.raises(problems.LastPerson):
        access.remove_person(books, "Owen")
    books.close()
    assert _opens(locked, "owens words")
    assert not _opens(locked, PASSWORD)


def test_somebody_slipped_into_the_keys_does_not_get_the_next_key(locked: Path) -> None:
    books = open_books(locked, CLOCK, password=PASSWORD)
    path = locked / keys.FOLDER / keys.CURRENT
    plain = json.loads(path.read_bytes())
    plain["people"].append({**plain["people"][0], "name": "Mallory", "public": keys.public_of(keys.new_identity())})
    path.write_text(json.dumps(plain))
    access.renew_key(books)
    assert books.people() == ("Helen",)
    books.close()
    assert _opens(locked, PASSWORD)


def test_a_lost_paper_means_a_new_code_and_the_same_password(locked: Path) -> None:
    books = open_books(locked, CLOCK, password=PASSWORD)
    lost = books.recovery_code()
    access.renew_key(books)
    found = books.recovery_code()
    books.close()
    assert _opens(locked, PASSWORD)
    with pytest.raises(problems.WrongRecoveryCode):
        open_books(locked, CLOCK, recovery_code=lost)
    open_books(locked, CLOCK, recovery_code=found).close()


def test_the_recovery_code_opens_as_people_type_it_and_sets_a_new_password(locked: Path) -> None:
    books = open_books(locked, CLOCK, password=PASSWORD)
    code = books.recovery_code()
    books.close()
    sloppy = code.lower().replace(" ", "-").replace("0", "o")
    books = open_books(locked, CLOCK, recovery_code=sloppy)
    books.set_password("found again")
    books.close()
    assert _opens(locked, "found again")
    assert not _opens(locked, PASSWORD)


@pytest.mark.parametrize("typed", ["", "hello", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1" + "Q" * 58])
def test_what_is_no_recovery_code_is_refused(locked: Path, typed: str) -> None:
    with pytest.raises(problems.WrongRecoveryCode):
        open_books(locked, CLOCK, recovery_code=typed)


@given(st.integers(0, 57), st.sampled_from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
def test_one_wrong_letter_in_a_recovery_code_never_passes(place: int, letter: str) -> None:
    identity = keys.new_identity()
    start = len("AGE-SECRET-KEY-1")
    wrong = identity[: start + place] + letter + identity[start + place + 1 :]
    if wrong == identity:
        assert keys.from_recovery_code(keys.recovery_code(wrong)) == identity
    else:
        with pytest.raises(problems.WrongRecoveryCode):
            keys.from_recovery_code(wrong)


def test_books_without_their_keys_open_with_the_recovery_code(locked: Path) -> None:
    books = open_books(locked, CLOCK, password=PASSWORD)
    code = books.recovery_code()
    books.close()
    (locked / keys.FOLDER / keys.CURRENT).unlink()
    with pytest.raises(problems.KeysMissing):
        open_books(locked, CLOCK, password=PASSWORD)
    with pytest.raises(problems.WrongRecoveryCode):
        open_books(locked, CLOCK, recovery_code=keys.recovery_code(keys.new_identity()))
    books = open_books(locked, CLOCK, recovery_code=code)
    books.set_password("after the flood", person="Helen")
    books.close()
    assert _opens(locked, "after the flood")


@pytest.mark.parametrize("spoiled", [b"", b"{}", b"[1]", b'{"people": 1}'])
def test_spoiled_keys_are_told_plainly(locked: Path, spoiled: bytes) -> None:
    (locked / keys.FOLDER / keys.CURRENT).write_bytes(spoiled)
    with pytest.raises(problems.DamagedBooks):
        open_books(locked, CLOCK, password=PASSWORD)


def test_keys_doctored_to_eat_all_memory_are_refused(locked: Path) -> None:
    path = locked / keys.FOLDER / keys.CURRENT
    plain = json.loads(path.read_bytes())
    plain["people"][0]["argon2id"]["memory_kib"] = 1 << 31
    path.write_text(json.dumps(plain))
    with pytest.raises(problems.DamagedBooks):
        open_books(locked, CLOCK, password=PASSWORD)


def test_public_tools_read_everything_with_the_recovery_code(locked: Path) -> None:
    """By the recipe on the recovery sheet, and none of our code but the code on paper."""
    books = open_books(locked, CLOCK, password=PASSWORD)
    on_paper = books.recovery_code()
    books.close()
    line = on_paper.replace(" ", "").upper()
    extracted = hmac.new(b"\0" * 32, line.encode(), hashlib.sha256).digest()
    key = hmac.new(extracted, b"CarerDesk books.db key" + b"\x01", hashlib.sha256).digest()
    database = dbapi2.connect(str(locked / DATABASE))
    database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    assert database.execute("SELECT name FROM employer").fetchall() == [("Helen Marsh",)]
    name, content = database.execute("SELECT stored_name, content_sha256 FROM stored_file").fetchone()
    database.close()
    sealed = (locked / "documents" / name).read_bytes()
    assert hashlib.sha256(sealed).hexdigest() + ".age" == name
    clear = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(line)])
    assert (clear, hashlib.sha256(clear).hexdigest()) == (b"receipt", content)
    assert any("CarerDesk books.db key" in step for step in keys.recovery_recipe())


def test_a_new_key_waits_for_who_still_reads(books: Books) -> None:
    add_family(books)
    with books.reading() as session:
        session.connection().exec_driver_sql("SELECT * FROM employer").fetchall()
        with pytest.raises(problems.StillReading):
            books.set_password(PASSWORD)
    books.set_password(PASSWORD)
    assert names(books) == ["Helen Marsh"]


class _Dead(BaseException):
    """The power went."""


def _die(*_values: object, **_named: object) -> None:
    raise _Dead


@pytest.mark.parametrize(
    ("module", "step"),
    [
        (documents, "write_sealed"),
        (renewal, "_note"),
        (renewal, "_rekey"),
        (backup, "renew_all"),
        (renewal, "_drop_old_files"),
        (renewal, "_finish"),
        (renewal, "settle"),
    ],
    ids=str,
)
@pytest.mark.parametrize("opened", ["as before", "with the new password", "still open"])
def test_a_new_key_cut_short_at_any_step_is_carried_on(
    folder: Path, module: object, step: str, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = create_books(folder, CLOCK)
    add_family(books)
    for number in range(3):
        add_document(books, b"receipt" + b"s" * number)
    old = books.identity
    with monkeypatch.context() as cut:
        cut.setattr(module, step, _die)
        with pytest.raises(_Dead):
            books.set_password(PASSWORD, person="Helen")
    assert [books.documents.read(number) for number in (1, 2, 3)] == [b"receipt", b"receipts", b"receiptss"]
    add_document(books, b"one more")
    if opened == "still open":
        if books.has_password():
            books.set_password(PASSWORD, PASSWORD)
        else:
            books.set_password(PASSWORD, person="Helen")
    books.close()
    clear = opened == "as before" and keys.read(folder / keys.FOLDER / keys.CURRENT).clear is not None
    again = open_books(folder, CLOCK, password=None if clear else PASSWORD)
    assert again.identity != old
    assert (again.people(), names(again)) == (("Helen",), ["Helen Marsh"])
    assert again.documents.read(4) == b"one more"
    assert verify(again) == ()
    assert not (folder / keys.FOLDER / keys.NEXT).exists()
    again.close()
    assert _opens_with(folder, PASSWORD)


def _opens_with(folder: Path, password: str) -> bool:
    open_books(folder, CLOCK, password=password).close()
    return True


def test_a_recovery_code_from_either_side_opens_books_between_keys(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side in ("old", "new"):
        place = folder.with_name(side)
        books = create_books(place, CLOCK)
        add_family(books)
        codes: dict[str, str] = {"old": books.recovery_code()}
        real: Callable[..., None] = renewal.begin

        def noted(*args: object, real: Callable[..., None] = real, codes: dict[str, str] = codes) -> None:
            codes["new"] = keys.recovery_code(str(args[3]))
            real(*args)

        with monkeypatch.context() as cut:
            cut.setattr(renewal, "begin", noted)
            cut.setattr(renewal, "_rekey", _die)
            with pytest.raises(_Dead):
                books.set_password(PASSWORD)
        books.close()
        again = open_books(place, CLOCK, recovery_code=codes[side])
        assert again.recovery_code() == codes["new"]
        again.close()
