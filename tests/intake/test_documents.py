"""Documents as families send them, and files that only pretend to be documents."""

from __future__ import annotations

import io
import struct
import tomllib
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carerdesk.domain.problem import Problem
from carerdesk.intake.checked import Checked
from carerdesk.intake.documents import LARGEST_PHOTO, check_document, size_problem
from carerdesk.intake.papers import MOST_PAGES, glance_at_pdf, repaired_pdf, text_of_pdf
from carerdesk.intake.pictures import as_jpeg, preview_png

WORDS = tomllib.loads(Path("resources/text/problems/intake.toml").read_text("utf-8"))
SIDEWAYS = 6


def two_halves(width: int = 80, height: int = 40) -> Image.Image:
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def photo(form: str = "JPEG", *, orientation: int = 1, place: bool = False, **more: Any) -> bytes:
    picture, out = two_halves(), io.BytesIO()
    exif = picture.getexif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0x9003] = "2026:10:12 09:30:00"
    if place:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (53.0, 20.0, 1.0)
    picture.save(out, form, exif=exif, **more)
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(two_halves()).save(out, quality=80)
    return out.getvalue()


def pdf(pages: int = 1, text: str = "Respite invoice 2201", **changes: Any) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = made.make_stream(f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode())
        for key, value in changes.pop("root", {}).items():
            made.Root[key] = value
        out = io.BytesIO()
        made.save(out, **changes)
    return out.getvalue()


def code(found: Checked | Problem) -> str:
    assert isinstance(found, Problem), found
    assert found.field == "file"
    words = WORDS[found.code].format(**found.values)
    assert "{" not in words
    return found.code


def sound(data: bytes, name: str = "") -> Checked:
    found = check_document(data, name)
    assert isinstance(found, Checked), found
    return found


def test_a_photo_tells_its_day_and_its_upright_size() -> None:
    found = sound(photo(orientation=SIDEWAYS), "receipt.pdf")
    assert (found.kind, found.pages, found.taken_on) == ("image/jpeg", 1, date(2026, 10, 12))
    assert (found.width, found.height, found.orientation) == (40, 80, SIDEWAYS)
    assert not found.has_location


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_place_in_a_photo_is_reported_and_never_goes_into_a_pack(form: str) -> None:
    data = photo(form, place=True)
    kind = sound(data).kind
    assert sound(data).has_location
    for copied in (as_jpeg(data, kind), preview_png(data, kind, 64)):
        assert copied is not None
        assert not sound(copied).has_location
        assert sound(copied).taken_on is None


def test_a_preview_stands_upright_within_its_bounds() -> None:
    shown = preview_png(photo(orientation=SIDEWAYS), "image/jpeg", 40)
    assert shown is not None
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.size == (20, 40)
        top, bottom = picture.convert("RGB").getpixel((10, 5)), picture.convert("RGB").getpixel((10, 35))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, top[2] < 60) == (True, True)
    assert (bottom[2] > 200, bottom[0] < 60) == (True, True)


def test_an_iphone_photo_becomes_a_jpeg() -> None:
    data = heic()
    assert sound(data, "IMG_0001.JPG").kind == "image/heic"
    copied = as_jpeg(data, "image/heic")
    assert (sound(copied).kind, sound(copied).width) == ("image/jpeg", 80)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_colouring_of_a_picture_can_be_shown_and_sent(mode: str) -> None:
    out = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    source = two_halves().convert("L").convert("I").convert("I;16") if mode == "I;16" else two_halves().convert(mode)
    source.save(out, form)
    kind = sound(out.getvalue()).kind
    assert preview_png(out.getvalue(), kind, 32)
    assert sound(as_jpeg(out.getvalue(), kind)).width == 80


def test_clear_parts_of_a_picture_become_white_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(as_jpeg(out.getvalue(), "image/png"))) as picture:
        assert picture.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photo_cut_off_on_its_way_is_damaged(form: str) -> None:
    picture, out = Image.effect_noise((400, 400), 80).convert("RGB"), io.BytesIO()
    picture.save(out, form)
    assert code(check_document(out.getvalue()[: len(out.getvalue()) // 2])) == "picture_damaged"


def test_a_cut_off_iphone_photo_is_damaged() -> None:
    assert code(check_document(heic()[:-200])) == "picture_damaged"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_small_png_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")
    assert code(check_document(data, "small.png")) == "picture_too_many_pixels"
    assert preview_png(data, "image/png", 100) is None
    with pytest.raises(ValueError, match="cannot be read"):
        as_jpeg(data, "image/png")


def test_a_png_with_a_text_bomb_is_a_problem() -> None:
    whole = photo("PNG")
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(80_000_000), 9))
    data = whole[:33] + bomb + whole[33:]
    assert code(check_document(data)) == "picture_damaged"


def test_a_photo_over_the_limit_gets_plain_words_with_both_sizes() -> None:
    data = photo() + bytes(LARGEST_PHOTO)
    found = check_document(data, "huge.jpg")
    assert code(found) == "photo_too_large"
    assert isinstance(found, Problem)
    assert found.values["limit"] == "50 MB"
    assert size_problem(LARGEST_PHOTO, "image/jpeg") is None


PRETENDERS = {
    b"": "document_empty",
    b"<html>Log in to see your photo</html>": "document_kind_unknown",
    b"GIF89a" + bytes(40): "document_is_other_picture",
    b"RIFF\x00\x00\x00\x00WEBPVP8 ": "document_is_other_picture",
    b"\x00\x00\x00\x18ftypmp42" + bytes(40): "document_is_video",
    b"\x00\x00\x00\x18ftypavif" + bytes(40): "document_is_other_picture",
    b"\xd0\xcf\x11\xe0" + bytes(40): "document_is_office",
    b"\xff\xd8\xff\xe0 but nothing more": "picture_damaged",
    b"\x89PNG\r\n\x1a\n but nothing more": "picture_damaged",
    b"%PDF-1.7 but nothing more": "pdf_damaged",
}


@pytest.mark.parametrize(("data", "expected"), PRETENDERS.items())
def test_a_file_that_is_no_document_says_what_to_do(data: bytes, expected: str) -> None:
    assert code(check_document(data, "receipt.jpg")) == expected


def test_a_zip_named_pdf_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("%PDF-1.7", bytes(50_000_000))
    assert code(check_document(out.getvalue(), "bomb.pdf")) == "document_is_packed"


def test_a_pdf_tells_its_pages_and_paper() -> None:
    found = sound(pdf(3), "scan.jpg")
    assert (found.kind, found.pages, found.width, found.height) == ("application/pdf", 3, 595, 842)
    assert not any([found.has_form, found.has_javascript, found.is_encrypted, found.repaired])


def test_a_pdf_behind_a_password_says_so() -> None:
    data = pdf(encryption=pikepdf.Encryption(owner="boss", user="secret"))
    assert code(check_document(data)) == "pdf_needs_password"


def test_a_pdf_locked_only_against_change_is_taken() -> None:
    found = sound(pdf(encryption=pikepdf.Encryption(owner="boss", user="")))
    assert found.is_encrypted


def test_a_pdf_without_its_table_is_mended_in_memory() -> None:
    whole = pdf(2)
    broken = whole[: whole.rindex(b"startxref")]
    found = sound(broken)
    assert (found.pages, found.repaired) == (2, True)
    assert not sound(repaired_pdf(broken)).repaired


def test_a_pdf_that_cannot_be_opened_cannot_be_repaired() -> None:
    with pytest.raises(ValueError, match="cannot be opened"):
        repaired_pdf(b"%PDF-1.7 nothing")


def test_forms_and_scripts_are_seen() -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    form = pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(T=pikepdf.String("a"))]))
    assert sound(pdf(root={"/OpenAction": script})).has_javascript
    assert sound(pdf(root={"/AcroForm": form})).has_form
    assert not sound(pdf(root={"/AcroForm": form})).has_javascript


def test_a_script_on_a_page_is_seen() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        action = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1")))
        made.pages[0].obj["/AA"] = pikepdf.Dictionary(O=action)
        out = io.BytesIO()
        made.save(out)
    assert sound(out.getvalue()).has_javascript


def page_tree(levels: int) -> bytes:
    """A PDF by hand: each branch names the next ten times, and only the last holds a page."""
    parts = ["1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"]
    for number in range(2, 2 + levels):
        kids = f"{number + 1} 0 R " * 10
        parts.append(f"{number} 0 obj\n<</Type/Pages/Count 1/Kids[{kids}]>>\nendobj\n")
    parts.append(f"{2 + levels} 0 obj\n<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R>>\nendobj\n")
    return f"%PDF-1.4\n{''.join(parts)}trailer\n<</Root 1 0 R/Size {3 + levels}>>\n%%EOF".encode()


def test_a_page_tree_that_names_one_branch_over_and_over_is_refused_quickly() -> None:
    assert code(check_document(page_tree(20))) == "pdf_damaged"
    assert preview_png(page_tree(20), "application/pdf", 40) is None


def test_a_pdf_of_more_pages_than_any_statement_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(MOST_PAGES + 1):
            made.add_blank_page()
        made.save(out)
    assert code(check_document(out.getvalue())) == "pdf_too_many_pages"


def test_a_pdf_without_pages_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.save(out)
    assert code(check_document(out.getvalue())) == "pdf_without_pages"


def test_the_words_of_a_pdf_can_be_searched() -> None:
    assert "Respite invoice 2201" in text_of_pdf(pdf())
    assert text_of_pdf(pdf(5), most_pages=2).count("Respite") == 2
    assert text_of_pdf(pdf(), seconds=0) == ""
    assert text_of_pdf(b"%PDF-1.7 nothing") == ""
    assert text_of_pdf(photo()) == ""


def test_a_page_that_unpacks_to_gigabytes_gives_no_words_and_no_harm() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        packed = zlib.compress(b"0 0 m " * 30_000_000, 9)
        made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        made.save(out)
    assert sound(out.getvalue()).pages == 1
    assert text_of_pdf(out.getvalue(), seconds=3) == ""


def test_what_can_be_shown_of_a_pdf() -> None:
    glance = glance_at_pdf(pdf(3))
    assert (glance.pages, glance.first_words) == (3, "Respite invoice 2201")
    assert glance_at_pdf(b"%PDF-1.7 nothing").pages == 0
    assert preview_png(pdf(), "application/pdf", 100) is None


def test_a_scanned_page_shows_its_picture() -> None:
    import img2pdf

    scan = img2pdf.convert(photo())
    shown = preview_png(scan, "application/pdf", 40)
    assert shown is not None
    assert sound(shown).width == 40


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "PDF"]), st.data())
def test_no_damage_raises(form: str, draw: st.DataObject) -> None:
    data = bytearray(pdf() if form == "PDF" else photo(form))
    for _ in range(draw.draw(st.integers(1, 12))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = bytes(data[: draw.draw(st.integers(0, len(data)))])
    found = check_document(cut)
    assert isinstance(found, (Checked, Problem))
    text_of_pdf(cut, seconds=1)
    if isinstance(found, Checked):
        preview_png(cut, found.kind, 32)
