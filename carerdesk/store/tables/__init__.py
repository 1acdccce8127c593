"""The tables of the books. What each row means stands at its class."""

from carerdesk.store.tables.absence import FamilyLeave, FamilyLeaveBlock, FitNote, KeptAverage, OtherLeave, Sickness
from carerdesk.store.tables.base import Base, Moment, Owned
from carerdesk.store.tables.funding import Award, Funder, Permission, PlannedSaving, PlanOutcome, RatePart
from carerdesk.store.tables.hours import CallOut, HolidayEntry, LeaveBooking, LeaveRequest, Shift, ShiftShare, Timesheet
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
from carerdesk.store.tables.rota import (
    CoverContact,
    Pattern,
    PatternException,
    PatternShare,
    ShiftNotice,
    Term,
    WorkLimit,
)
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
    "Contract", "CoverContact", "Document", "Draft", "Employer", "Explanation", "FamilyLeave", "FamilyLeaveBlock",
    "Filing", "FitNote", "FormBox", "Funder", "HmrcPeriod", "HolidayEntry", "ImportBatch", "KeptAverage",
    "LeaveBooking", "LeaveRequest", "LineShare", "Moment", "OpeningEarnings", "OpeningFigures", "OpeningShare",
    "Operation", "OtherLeave", "Owned", "Pack", "Pattern", "PatternException", "PatternShare", "PayItem", "PayOver",
    "PayRate", "PayRun", "PayeeRule", "Payslip", "PayslipDeduction", "PayslipLine", "PayslipShare", "PensionDuty",
    "PensionEvent", "PensionScheme", "Permission", "Person", "PlanOutcome", "PlannedSaving", "PutRight", "RatePart",
    "RatesFile", "ReturnPeriod", "Setting", "Shift", "ShiftNotice", "ShiftShare", "Sickness", "Split",
    "StandingDeduction", "Statement", "StoredFile", "TaxDetails", "Term", "Timesheet", "TransferPair", "WageTerms",
    "WorkLimit", "Worker",
]  # fmt: skip
