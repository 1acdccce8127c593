"""House fields keep what was typed, say what they read, and never hear the wheel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from carerdesk.domain.money import Money
from carerdesk.domain.typed import read_times
from carerdesk.ui.widgets import fields as kinds
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import FilteredList, RadioRow, TickField, choice_field
from tests.access import turn_wheel
from tests.user import User, name_of

TODAY = date(2026, 11, 20)
WAYS = [("week", "Every week"), ("four", "Every 4 weeks"), ("month", "Every month")]
PEOPLE = [(at, f"Person {at}") for at in range(1, 13)]
Show = Callable[[QWidget], QWidget]


def every_field() -> list[kinds.Answer[Any]]:
    return [
        kinds.TextField("Name"), kinds.NotesField("Notes"), kinds.DateField("Day", TODAY),
        kinds.TimesField("Start and end"), kinds.HoursField("Hours worked"), kinds.MoneyField("Amount"),
        kinds.RateField("Rate"), kinds.PercentField("Share"), kinds.NiNumberField(examples=True), kinds.SortCodeField(),
        kinds.AccountNumberField(), kinds.EmailField("E-mail"), kinds.PasswordField("Password"),
        choice_field("Paid", WAYS), choice_field("Who", PEOPLE), TickField("Lives with you"),
    ]  # fmt: skip


def together(parts: list[kinds.Answer[Any]]) -> QWidget:
    page = QWidget()
    page.setLayout(Down(*parts))
    return page


TYPED: list[tuple[Callable[[], kinds.Field[Any]], str, object, str]] = [
    (lambda: kinds.DateField("Field", TODAY), "last friday", date(2026, 11, 13), "Friday 13 November 2026"),
    (lambda: kinds.TimesField("Field"), "22:00-7", read_times("22:00-7"), "22:00 to 07:00 the next day, 9 hours"),
    (lambda: kinds.HoursField("Field"), "7h30", 450, "7 hours 30 minutes"),
    (lambda: kinds.MoneyField("Field"), "1,234.5", Money(123450), "£1,234.50"),
    (lambda: kinds.RateField("Field"), "12.71", Decimal("12.71"), "£12.71 an hour"),
    (lambda: kinds.PercentField("Field"), "75", Decimal(75), "75%"),
    (lambda: kinds.NiNumberField("Field", examples=True), "qq123456c", "QQ123456C", "QQ 12 34 56 C"),
    (lambda: kinds.SortCodeField("Field"), "309950", "30-99-50", "30-99-50"),
    (lambda: kinds.AccountNumberField("Field"), "733445", "00733445", "00733445"),
]


@pytest.mark.parametrize(("kind", "text", "value", "said"), TYPED)
def test_a_field_reads_and_says_back(
    user: User, show: Show, kind: Callable[[], kinds.Field[Any]], text: str, value: object, said: str
) -> None:
    field = kind()
    show(together([field]))
    user.fill("Field", text)
    assert field.value() == value
    assert user.sees(said)
    assert field.fault() == ""


@pytest.mark.parametrize("kind", [row[0] for row in TYPED])
def test_a_field_that_cannot_read_keeps_the_text_and_says_what_to_do(
    qapp: QApplication, kind: Callable[[], kinds.Field[Any]]
) -> None:
    field = kind()
    field.text = "a while ago"
    assert field.value() is None
    assert field.text == "a while ago"
    assert field.fault().startswith("Field must be ")
    assert not any(word in field.fault().lower() for word in ("please", "sorry", "valid", "error"))


@pytest.mark.parametrize("kind", [row[0] for row in TYPED])
def test_a_blank_field_is_no_fault(qapp: QApplication, kind: Callable[[], kinds.Field[Any]]) -> None:
    field = kind()
    field.text = "  "
    assert (field.is_blank, field.value(), field.fault()) == (True, None, "")


@pytest.mark.parametrize(("kind", "_text", "value", "_said"), TYPED)
def test_what_a_field_writes_it_reads(
    qapp: QApplication, kind: Callable[[], kinds.Field[Any]], _text: str, value: object, _said: str
) -> None:
    field = kind()
    field.set_value(value)
    assert field.value() == value


def test_the_wheel_over_any_field_changes_nothing(show: Show) -> None:
    parts = every_field()
    values: list[object] = ["Sam", "Some notes\n" * 20, TODAY, read_times("9-5"), 450, Money(1240), Decimal("12.71")]
    values += [Decimal(75), "QQ123456C", "30-99-50", "00733445", "a@b.org", "pw", "four", 7, True]
    for part, value in zip(parts, values, strict=True):
        part.set_value(value)
    before = [part.value() for part in parts]
    page = show(together(parts))
    for inner in page.findChildren(QWidget):
        turn_wheel(inner)
    assert [part.value() for part in parts] == before
    assert None not in before


def test_every_field_speaks_its_label(show: Show) -> None:
    parts = every_field()
    page = show(together(parts))
    boxes = [name_of(box) for box in page.findChildren(QLineEdit)]
    assert {part.label for part in parts if isinstance(part, kinds.Field)} <= set(boxes)
    assert "(optional)" not in "".join(boxes)


def test_a_fault_stands_beside_the_field_and_is_spoken_with_it(user: User, show: Show) -> None:
    hours = kinds.HoursField("Hours worked", "As on the timesheet")
    show(together([hours]))
    user.fill("Hours worked", "75")
    hours.set_problem("Hours worked must be 24 or fewer")
    assert user.sees("Hours worked must be 24 or fewer")
    assert hours.text == "75"
    spoken = QAccessible.queryAccessibleInterface(hours.edit).text(QAccessible.Text.Description)
    assert spoken == "As on the timesheet. Hours worked must be 24 or fewer"
    hours.set_problem("")
    assert not user.sees("Hours worked must be 24 or fewer")


def test_a_password_is_hidden_until_shown(user: User, show: Show) -> None:
    field = kinds.PasswordField("Password")
    show(together([field]))
    user.fill("Password", "sesame ")
    assert field.edit.displayText() != "sesame "
    user.press("Show password")
    assert field.edit.displayText() == "sesame "
    user.press("Hide password")
    assert field.edit.displayText() != "sesame "
    assert field.value() == "sesame "


def test_a_password_can_be_pasted(user: User, show: Show, qapp: QApplication) -> None:
    field = kinds.PasswordField("Password")
    show(together([field]))
    qapp.clipboard().setText("from a manager")
    user.fill("Password", "")
    user.press_key("Ctrl+V")
    assert field.value() == "from a manager"


def test_up_to_seven_choices_are_radio_buttons_and_more_a_list(qapp: QApplication) -> None:
    assert isinstance(choice_field("Who", PEOPLE[:7]), RadioRow)
    assert isinstance(choice_field("Who", PEOPLE[:8]), FilteredList)
    assert isinstance(choice_field("Who", PEOPLE[:3], compact=True), FilteredList)


def test_a_choice_of_nothing_bears_a_fault_and_the_focus() -> None:
    field: kinds.Answer[int] = choice_field("Who", [])
    field.set_problem("Choose who")
    field.take_focus()
    assert (field.value(), field.problem) == (None, "Choose who")


def test_a_radio_button_is_chosen_and_nothing_before(user: User, show: Show) -> None:
    field = choice_field("How is Asha paid?", WAYS)
    show(together([field]))
    assert field.value() is None
    user.choose("How is Asha paid?", "Every 4 weeks")
    assert field.value() == "four"
    field.set_value(None)
    assert field.value() is None


def test_a_list_narrows_and_is_chosen_from_by_mouse(user: User, show: Show) -> None:
    field = FilteredList("Who", PEOPLE)
    window = show(together([field]))
    window.resize(400, 500)
    user.choose("Who", "Person 11")
    assert field.value() == 11
    assert not user.sees("Person 12")


def test_a_click_opens_the_list_and_leaving_it_changes_nothing(user: User, show: Show) -> None:
    field, other = FilteredList("Who", PEOPLE[:7]), kinds.TextField("Name")
    window = show(together([field, other]))
    window.resize(400, 500)
    for before in (None, 3):
        field.set_value(before)
        user.click("Who")
        assert user.rows("Choices for Who") == [name for _, name in PEOPLE[:7]]
        user.press_key("Tab")
        assert (field.value(), user.sees("Person 7")) == (before, False)
    user.click("Who")
    user.row("Person 6", within="Choices for Who")
    assert field.value() == 6


def test_a_list_is_chosen_from_by_keys(user: User, show: Show) -> None:
    field = FilteredList("Who", PEOPLE)
    window = show(together([field]))
    window.resize(400, 500)
    user.fill("Who", "Person 1")
    user.press_key("Down")
    user.press_key("Return")
    assert field.value() == 10
    user.fill("Who", "nobody")
    assert (field.value(), field.fault()) == (None, "Who must be one of the list: press the down arrow to see it")


def test_escape_leaves_the_list_and_keeps_the_words(user: User, show: Show) -> None:
    field = FilteredList("Who", PEOPLE)
    window = show(together([field]))
    window.resize(400, 500)
    user.fill("Who", "Pers")
    user.press_key("Escape")
    assert field.text == "Pers"
    assert not user.sees("Person 3")


def test_the_calendar_gives_a_day_by_mouse(user: User, show: Show) -> None:
    field = kinds.DateField("Day", TODAY)
    show(together([field]))
    user.press("Calendar for Day")
    user.press("Month after")
    user.press("Thursday 3 December 2026")
    assert field.value() == date(2026, 12, 3)


def test_the_calendar_gives_a_day_by_keys(user: User, show: Show) -> None:
    field = kinds.DateField("Day", TODAY)
    show(together([field]))
    user.press("Calendar for Day")
    for key in ("Left", "Up", "PgDown", "Return"):
        user.press_key(key)
    assert field.value() == date(2026, 12, 12)


def test_enter_in_a_form_presses_its_button(user: User, show: Show) -> None:
    pressed: list[bool] = []
    name = kinds.TextField("Name")
    main = Button("Add shift", "primary", act=lambda: pressed.append(True))
    show(FormCard("", name, main, main=main))
    user.fill("Name", "Asha")
    user.press_key("Return")
    assert pressed == [True]


def test_tab_leaves_notes(user: User, show: Show) -> None:
    show(together([kinds.NotesField("Notes"), kinds.TextField("Name")]))
    user.fill("Notes", "one")
    user.press_key("Tab")
    assert user.focus() == "Name"


def test_an_example_of_a_national_insurance_number_is_not_taken_for_somebodys(user: User, show: Show) -> None:
    field = kinds.NiNumberField("Field")
    show(together([field]))
    for text, words in (("QQ 12 34 56 C", "belong to nobody"), ("GB 12 34 56 C", "2 letters, 6 figures")):
        user.fill("Field", text)
        assert field.value() is None
        assert words in field.fault()
