"""The tables of the books. What each row means stands at its class."""

from carerdesk.store.tables.absence import FamilyLeave, FamilyLeaveBlock, KeptAverage, Sickness
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
from carerdesk.store.tables.payroll import (
    Filing,
    FormBox,
    PayItem,
    PayOver,
    PayslipDeduction,
    PensionDuty,
    PensionEvent,
    PensionScheme,
    RatesFile,
    StandingDeduction,
)
from carerdesk.store.tables.returns import Explanation, Pack, ReturnPeriod
from carerdesk.store.tables.self_records import Change, Document, Draft, Operation, Setting, StoredFile
from carerdesk.store.tables.wage import WageTerms
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
    "Contract", "Document", "Draft", "Employer", "Explanation", "FamilyLeave", "FamilyLeaveBlock", "Filing",
    "FormBox", "Funder", "HmrcPeriod", "HolidayEntry", "ImportBatch", "KeptAverage", "LeaveBooking", "LineShare",
    "Moment", "OpeningEarnings", "OpeningFigures", "OpeningShare", "Operation", "Owned", "Pack", "PayItem",
    "PayOver", "PayRate", "PayRun", "PayeeRule", "Payslip", "PayslipDeduction", "PayslipLine", "PayslipShare",
    "PensionDuty", "PensionEvent", "PensionScheme", "Permission", "Person", "PlanOutcome", "PlannedSaving",
    "PutRight", "RatesFile", "ReturnPeriod", "Setting", "Shift", "ShiftShare", "Sickness", "Split",
    "StandingDeduction", "Statement", "StoredFile", "TaxDetails", "Timesheet", "TransferPair", "WageTerms",
    "Worker",
]  # fmt: skip
