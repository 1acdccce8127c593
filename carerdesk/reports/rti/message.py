"""The envelope round an FPS or EPS: names, keys, the mark, and the words that say it is no submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from carerdesk.domain.dates import tax_year_start
from carerdesk.domain.money import Money
from carerdesk.domain.rti.figures import EmployerReferences
from carerdesk.reports.rti.irmark import irmark

ENVELOPE: Final = "http://www.govtalk.gov.uk/CM/envelope"
SEEN_YEARS: Final = frozenset({"25-26"})
"""Tax years whose schema was read; the year after is written by second-hand notes of what changes."""
SECOND_HAND_YEARS: Final = frozenset({"26-27"})
_MARK_GOES_HERE: Final = "IRMARK"
_NOT_SENT: Final = " For checking, not a submission. This file was made to look at; it has no sender and goes nowhere. "
_SECOND_HAND: Final = (
    " The name of this year's format (26-27) is second-hand: HMRC's own description of it was not seen. "
)


@dataclass(frozen=True, slots=True)
class Form:
    """Which message: "FPS" in class and file name, its element, which is its namespace's last part but one too."""

    short: str
    element: str


FPS: Final = Form("FPS", "FullPaymentSubmission")
EPS: Final = Form("EPS", "EmployerPaymentSummary")


def rti_year(day: date) -> str:
    """The tax year of a day as RTI writes it: 26-27."""
    start = tax_year_start(day).year % 100
    return f"{start:02d}-{(start + 1) % 100:02d}"


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """A child element, with text where there is any."""
    child = ET.SubElement(parent, name, attributes)
    if text:
        child.text = text
    return child


def add_money(parent: ET.Element, name: str, amount: Money) -> None:
    """An amount as RTI writes it: two places, a hyphen for minus, no commas."""
    add(parent, name, amount.text)


def add_references(parent: ET.Element, refs: EmployerReferences) -> None:
    """Office, reference and Accounts Office reference."""
    keys = add(parent, "EmpRefs")
    add(keys, "OfficeNo", refs.office)
    add(keys, "PayeRef", refs.reference)
    add(keys, "AORef", refs.accounts_office)


def message(form: Form, refs: EmployerReferences, period_end: date, inside: Sequence[ET.Element]) -> str:
    """The whole message with its mark in place. `inside` are the parts of the form in their order."""
    root = ET.Element("GovTalkMessage", {"xmlns": ENVELOPE})
    add(root, "EnvelopeVersion", "2.0")
    _header(root, form)
    _details(root, refs)
    envelope = add(add(root, "Body"), "IRenvelope", xmlns=_namespace(form, period_end))
    _ir_header(envelope, refs, period_end)
    add(envelope, form.element).extend(inside)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    notes = [_NOT_SENT, *([_SECOND_HAND] if rti_year(period_end) in SECOND_HAND_YEARS else [])]
    comments = "".join(f"<!--{note}-->\n" for note in notes)
    whole = f'<?xml version="1.0" encoding="UTF-8"?>\n{comments}{text}\n'
    return whole.replace(_MARK_GOES_HERE, irmark(whole))


def _namespace(form: Form, day: date) -> str:
    return f"http://www.govtalk.gov.uk/taxation/PAYE/RTI/{form.element}/{rti_year(day)}/1"


def _header(root: ET.Element, form: Form) -> None:
    header = add(root, "Header")
    details = add(header, "MessageDetails")
    add(details, "Class", f"HMRC-PAYE-RTI-{form.short}")
    add(details, "Qualifier", "request")
    add(details, "Function", "submit")
    add(details, "CorrelationID")
    add(details, "Transformation", "XML")
    add(details, "GatewayTest", "1")
    add(header, "SenderDetails")


def _details(root: ET.Element, refs: EmployerReferences) -> None:
    details = add(root, "GovTalkDetails")
    _keys(details, refs)
    add(add(details, "TargetDetails"), "Organisation", "IR")


def _keys(parent: ET.Element, refs: EmployerReferences) -> None:
    keys = add(parent, "Keys")
    add(keys, "Key", refs.office, Type="TaxOfficeNumber")
    add(keys, "Key", refs.reference, Type="TaxOfficeReference")


def _ir_header(envelope: ET.Element, refs: EmployerReferences, period_end: date) -> None:
    header = add(envelope, "IRheader")
    _keys(header, refs)
    add(header, "PeriodEnd", period_end.isoformat())
    add(header, "DefaultCurrency", "GBP")
    add(header, "IRmark", _MARK_GOES_HERE, Type="generic")
    add(header, "Sender", "Employer")
