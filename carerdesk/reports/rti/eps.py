"""The Employer Payment Summary as XML, in the order of HMRC's schema, for checking only."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from carerdesk.domain.dates import tax_month
from carerdesk.domain.rti.figures import EmployerFigures, EmployerReferences, Recovered
from carerdesk.reports.rti.fps import add_final
from carerdesk.reports.rti.message import EPS, add, add_money, add_references, message, rti_year

ORDER: Final = {"smp": "SMP", "spp": "SPP", "sap": "SAP", "shpp": "ShPP", "spbp": "SPBP", "sncp": "SNCP"}


def eps_xml(refs: EmployerReferences, told: EmployerFigures) -> str:
    """The message. What is told must have passed `rules.check_eps`."""
    parts = ET.Element("parts")
    add_references(parts, refs)
    if told.nobody_paid:
        add(parts, "NoPaymentForPeriod", "yes")
        dates = add(parts, "NoPaymentDates")
        add(dates, "From", told.first.isoformat())
        add(dates, "To", told.last.isoformat())
    if told.allowance_claimed and told.first_of_year:
        add(parts, "EmpAllceInd", "yes")
    _recovered(parts, told)
    add(parts, "RelatedTaxYear", rti_year(told.last))
    add_final(parts, final=told.final and told.nobody_paid, ceased=told.ceased)
    return message(EPS, refs, told.last, list(parts))


def _recovered(parts: ET.Element, told: EmployerFigures) -> None:
    if not any(told.recovered.values()):
        return
    to_date = add(parts, "RecoverableAmountsYTD")
    add(to_date, "TaxMonth", str(tax_month(told.last)))
    for kind, name in ORDER.items():
        if (back := told.recovered.get(kind, Recovered())).pay:
            add_money(to_date, f"{name}Recovered", back.pay)
    for kind, name in ORDER.items():
        if (back := told.recovered.get(kind, Recovered())).compensation:
            add_money(to_date, f"NICCompensationOn{name}", back.compensation)
