"""The tables of the books. What each row means stands at its class."""

from carerdesk.store.tables.base import Base, Moment, Owned
from carerdesk.store.tables.funding import Award, Funder, Permission, PlannedSaving, PlanOutcome
from carerdesk.store.tables.hours import CallOut, HolidayEntry, LeaveBooking, Shift, ShiftShare, Timesheet
from carerdesk.store.tables.money import (
    Account,
    Allocation,
    Attachment,
    BankLine,
    Bill,
    ImportBatch,
    OpeningShare,
    PayeeRule,
    Split,
    Statement,
    TransferPair,
)
from carerdesk.store.tables.pay import HmrcPeriod, LineShare, PayRun, Payslip, PayslipLine, PayslipShare, PutRight
from carerdesk.store.tables.returns import Explanation, Pack, ReturnPeriod
from carerdesk.store.tables.self_records import Change, Document, Draft, Operation, Setting, StoredFile
from carerdesk.store.tables.who import (
    Certificate,
    Contract,
    Employer,
    OpeningEarnings,
    OpeningFigures,
    PayRate,
    Person,
    TaxDetails,
    Worker,
)

__all__ = [
    "Account", "Allocation", "Attachment", "Award", "BankLine", "Base", "Bill", "CallOut", "Certificate", "Change",
    "Contract", "Document", "Draft", "Employer", "Explanation", "Funder", "HmrcPeriod", "HolidayEntry", "ImportBatch",
    "LeaveBooking", "LineShare", "Moment", "OpeningEarnings", "OpeningFigures", "OpeningShare", "Operation", "Owned",
    "Pack", "PayRate", "PayRun", "PayeeRule", "Payslip", "PayslipLine", "PayslipShare", "Permission", "Person",
    "PlanOutcome", "PlannedSaving", "PutRight", "ReturnPeriod", "Setting", "Shift", "ShiftShare", "Split", "Statement",
    "StoredFile", "TaxDetails", "Timesheet", "TransferPair", "Worker",
]  # fmt: skip
