"""Who may file on paper: what the two questions about the scheme's name and the signature lead to. Never decided."""

from __future__ import annotations

from typing import Final

from carerdesk.domain.working import Source

IN_NAME_OF: Final = ("employer", "person", "other")
SIGNED_BY: Final = ("employer", "relative", "accountant")
SOURCES: Final = (
    Source(
        "The Income Tax (Pay As You Earn) Regulations 2003, regulation 67D",
        "https://www.legislation.gov.uk/uksi/2003/2682/regulation/67D",
    ),
    Source("HMRC, PAYE Manual PAYE23010", "https://www.gov.uk/hmrc-internal-manuals/paye-manual/paye23010"),
    Source(
        "GOV.UK, Find out which employers are exempt from online payroll reporting",
        "https://www.gov.uk/guidance/find-out-which-employers-are-exempt-from-online-payroll-reporting",
    ),
)


def paper_advice(in_name_of: str, signed_by: str) -> str:
    """A code for the words to show: what the regulations' condition looks like with these two answers.

    The return must be delivered by the employer, for the employer or a member of the employer's family, and not by
    somebody on the employer's behalf (Income Tax (PAYE) Regulations 2003 reg. 67D). HMRC decides; this only explains.
    """
    if signed_by == "accountant":
        return "accountant"
    if not in_name_of or not signed_by:
        return "not_said"
    if in_name_of == "other":
        return "other_name"
    if signed_by == "employer":
        return "employer_signs"
    return "signed_for_them"
