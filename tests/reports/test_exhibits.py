"""Documents enter a pack as they are, the right way up, and with nothing in them that acts or tells a place."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from carerdesk.reports import jpeg
from tests.reports.made import bind, exhibit, grey, photo, picture, png, reader, slips, text


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stands_the_right_way_up(orientation: int) -> None:
    source = photo((300, 400), orientation)
    data, _ = bind(exhibit("C1", source))
    shown = picture(data, len(reader(data).pages))
    upright = Image.open(BytesIO(source))
    ImageOps.exif_transpose(upright, in_place=True)
    wanted = upright.convert("L")
    assert (shown.width > shown.height) == (wanted.width > wanted.height)
    scale = (shown.width - 48 / 72 * 40) / wanted.width
    scale = min(scale, (shown.height - 58 / 72 * 40) / wanted.height, 0.75 / 72 * 40)
    left, top = (shown.width - wanted.width * scale) / 2, 34 / 72 * 40
    for x in (0.1, 0.9):
        for y in (0.1, 0.9):
            place = int(left + x * wanted.width * scale), int(top + y * wanted.height * scale)
            dark = grey(shown, place)
            told = grey(wanted, (int(x * wanted.width), int(y * wanted.height)))
            assert (dark < 128) == (told < 128), (orientation, x, y)


def test_a_photo_is_not_pressed_again_and_loses_only_what_is_not_picture() -> None:
    source = photo()
    data, _ = bind(exhibit("C1", source))
    assert jpeg.read(source).data in data
    assert b"SECRET" in source
    assert b"SECRET" not in data
    assert Image.open(BytesIO(jpeg.read(source).data)).tobytes() == Image.open(BytesIO(source)).tobytes()


def test_what_follows_the_end_of_a_photo_is_left_out() -> None:
    source = photo()
    assert jpeg.read(source + b"\x00MOVIE" * 50).data == jpeg.read(source).data


@pytest.mark.parametrize(("mode", "colours"), [("L", 1), ("RGB", 3), ("CMYK", 4)])
def test_grey_colour_and_four_inks_print_white_as_white(mode: str, colours: int) -> None:
    source = photo(mode=mode)
    found = jpeg.read(source)
    assert found.colours == colours
    assert found.inverted == (mode == "CMYK")
    data, _ = bind(exhibit("C1", source))
    shown = picture(data, len(reader(data).pages)).convert("L")
    assert shown.getpixel((shown.width // 2 + 50, shown.height // 2)) == 255


def test_a_progressive_photo_is_read() -> None:
    held = BytesIO()
    Image.effect_noise((200, 100), 60).convert("RGB").save(held, "JPEG", progressive=True)
    found = jpeg.read(held.getvalue())
    assert (found.wide, found.high) == (200, 100)
    assert found.data.endswith(b"\xff\xd9")


@given(st.binary(max_size=400), st.integers(0, 2000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_photo_or_refused(tail: bytes, cut: int) -> None:
    for data in (b"\xff\xd8" + tail, photo((20, 20))[:cut] + tail, tail):
        try:
            found = jpeg.read(data)
        except jpeg.NotAPhotoError:
            continue
        assert found.wide > 0


def test_clear_parts_of_a_png_print_white() -> None:
    data, _ = bind(exhibit("C1", png("RGBA")))
    shown = picture(data, len(reader(data).pages), 72)
    assert shown.getpixel((shown.width // 2, 34 + 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "I;16"])
def test_each_kind_of_png_is_shown(mode: str) -> None:
    held = BytesIO()
    Image.new(mode, (30, 40)).save(held, "PNG")
    assert bind(exhibit("C1", held.getvalue()))[1].unreadable == ()


def test_every_page_of_a_scan_is_shown() -> None:
    held = BytesIO()
    pages = [Image.new("L", (100, 140), shade) for shade in (0, 128, 255)]
    pages[0].save(held, "TIFF", save_all=True, append_images=pages[1:])
    data, written = bind(exhibit("C1", held.getvalue()))
    assert written.unreadable == ()
    assert "3 of 3" in reader(data).pages[-1].extract_text()


def acting_pdf() -> bytes:
    """A PDF with a filled-in field, a button that runs a script, a script on opening, and a file inside."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    shown = pdf.make_stream(b"0 0 0 rg 0 0 200 100 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                            BBox=[0, 0, 200, 100], Metadata=pdf.make_stream(b"PLACE OF THE SCRIPT"))  # fmt: skip
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('SCRIPT')"))
    field = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String("name"),
        V=pikepdf.String("Asha"), Rect=[100, 600, 300, 700], F=4, AP=pikepdf.Dictionary(N=shown), A=script,
        AA=pikepdf.Dictionary(E=script),
    ))  # fmt: skip
    page.obj.Annots = pdf.make_indirect(pikepdf.Array([field]))
    page.obj.AA = pikepdf.Dictionary(O=script)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    pdf.Root.OpenAction = script
    pdf.attachments["evil.exe"] = b"ATTACHED"
    held = BytesIO()
    pdf.save(held, compress_streams=False)
    return held.getvalue()


def test_scripts_forms_and_files_stay_out_but_what_was_filled_in_is_seen() -> None:
    source = acting_pdf()
    assert b"SCRIPT" in source
    data, written = bind(exhibit("C1", source))
    assert written.unreadable == ()
    with pikepdf.open(BytesIO(data)) as pdf:
        plain = BytesIO()
        pdf.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                 stream_decode_level=pikepdf.StreamDecodeLevel.generalized)  # fmt: skip
        assert "/AcroForm" not in pdf.Root
        assert "/OpenAction" not in pdf.Root
        assert "/Names" not in pdf.Root
    for word in (b"SCRIPT", b"JavaScript", b"ATTACHED", b"evil.exe", b"/AA <<"):
        assert word not in plain.getvalue()
    shown = picture(data, len(reader(data).pages), 72)
    assert shown.getpixel((200, 842 - 640)) != (255, 255, 255)


def test_a_turned_page_stands_the_right_way_up_and_nothing_is_covered() -> None:
    with pikepdf.open(BytesIO(slips())) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        held = BytesIO()
        pdf.save(held)
    data, _ = bind(exhibit("C1", held.getvalue()))
    page = reader(data).pages[-1]
    assert page.mediabox.width > page.mediabox.height
    assert "£1,190.99" in text(data)


def test_what_pages_share_is_written_once() -> None:
    one, many = bind(exhibit("A1", slips(1)))[0], bind(exhibit("A1", slips(20)))[0]
    assert len(many) - len(one) < 20 * 20_000


def test_a_damaged_document_is_replaced_by_a_page_that_says_so() -> None:
    data, written = bind(
        exhibit("A1", b"%PDF-1.7 rubbish"), exhibit("C1", b"\xff\xd8\xff rubbish"), exhibit("C2", b"\x89PNG rubbish"),
        exhibit("C3", b""), exhibit("C4", photo()[:900]), exhibit("C5", photo()),
    )  # fmt: skip
    assert [name for name, _ in written.unreadable] == ["A1", "C1", "C2", "C3", "C4"]
    words = text(data)
    assert words.count("This document could not be shown here") == 5
    assert "Could not be shown: its file is damaged." in words
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_locked_pdf_says_it_wants_a_password() -> None:
    with pikepdf.open(BytesIO(slips())) as pdf:
        held = BytesIO()
        pdf.save(held, encryption=pikepdf.Encryption(owner="o", user="u"))
        free = BytesIO()
        pdf.save(free, encryption=pikepdf.Encryption(owner="o", user=""))
    data, written = bind(exhibit("A1", held.getvalue()), exhibit("A2", free.getvalue()))
    assert written.unreadable == (("A1", "it is locked with a password"),)
    assert text(data).count("£1,190.99") >= 1


@given(st.integers(0, 30_000), st.binary(min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_a_pdf_broken_anywhere_never_breaks_the_pack(at: int, rubbish: bytes) -> None:
    whole = _SLIP
    at %= len(whole)
    data, _ = bind(exhibit("A1", whole[:at] + rubbish + whole[at + len(rubbish) :]), exhibit("C1", photo((9, 9))))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) > 2
    assert "C1" in reader(data).pages[-1].extract_text()


_SLIP = slips()
