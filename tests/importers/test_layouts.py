"""One made-up file for every layout that is told by its heading or its shape."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from carerdesk.importers.headings import find_layout
from carerdesk.importers.layouts import LAYOUTS
from tests.importers.reading import Short, read, short


@dataclass(frozen=True)
class Case:
    layout: str
    text: str
    lines: list[Short]
    encoding: str = "utf-8"


LLOYDS = (
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance"
)
BUS = ("2026-10-02", "-2.90", "TOWNLINE BUS", "95.10")
REFUND = ("2026-10-03", "5.00", "PHARMACY REFUND", "100.10")

CASES = [
    Case(
        "TSB",
        f"{LLOYDS}\n2026-10-03,BGC,'87-00-00,12345678,PHARMACY REFUND,,5,100.10\n"
        "2026-10-02,DEB,'87-00-00,12345678,TOWNLINE BUS,2.90,,95.10\n",
        [REFUND, BUS],
    ),
    Case(
        "Lloyds family",
        f"{LLOYDS}\n02/10/2026,DEB,'99-00-00,12345678,TOWNLINE BUS,2.90,,95.10\n",
        [BUS],
    ),
    Case(
        "Halifax",
        "Sort Code,Account Number,Transaction Date,Transaction Type,Transaction Description,"
        "Debit Amount,Credit Amount,Balance\n'11-00-00,12345678,02/10/2026,DEB,TOWNLINE BUS,2.90,,95.10\n",
        [BUS],
    ),
    Case(
        "Bank of Scotland (older)",
        "Account\nName\nPeriod\n\nDate,Description,Type,Amount,Balance,\n2/10/2026,TOWNLINE BUS,DEB,-2.90,95.10,\n",
        [BUS],
    ),
    Case(
        "NatWest, Royal Bank of Scotland or Ulster Bank",
        "\nDate, Type, Description, Value, Balance, Account Name, Account Number\n"
        '02/10/2026,POS,"\'TOWNLINE BUS",-2.90,95.10,"\'HOLLINS P","\'600000-12345678",\r\n'
        '03/10/2026,BAC,"\'PHARMACY REFUND \t",5.00,100.10,"\'HOLLINS P","\'600000-12345678",\r\n',
        [BUS, REFUND],
    ),
    Case(
        "HSBC",
        '02/10/2026,TOWNLINE BUS,-2.90\n03/10/2026,PHARMACY REFUND,"1,005.00"\n',
        [(*BUS[:3], None), ("2026-10-03", "1005.00", "PHARMACY REFUND", None)],
    ),
    Case(
        "Type, paid out and paid in",
        "Date,Type,Description,Paid Out,Paid In,Balance\n2/10/2026,VIS,TOWNLINE BUS,2.90,,95.10\n"
        "3/10/2026,CR,PHARMACY REFUND,,5.00,100.10\n",
        [BUS, REFUND],
    ),
    Case(
        "First Direct, or another with the same four headings",
        "Date,Description,Amount,Balance\n02/10/2026,TOWNLINE BUS,-2.90,95.10\n"
        "03/10/2026,PHARMACY REFUND,5.00,100.10\n",
        [BUS, REFUND],
    ),
    Case(
        "First Direct (older), or another with the same three headings",
        "Date,Description,Amount\n02/10/2026,TOWNLINE BUS,-2.90\n",
        [(*BUS[:3], None)],
    ),
    Case(
        "Nationwide statement",
        '"Account Name:","FlexAccount ****12345"\n"Account Balance:","£100.10"\n"Available Balance: ","£100.10"\n\n'
        '"Date","Transaction type","Description","Paid out","Paid in","Balance"\n'
        '"02 Oct 2026","Contactless","TOWNLINE BUS","£2.90","","£95.10"\n',
        [("2026-10-02", "-2.90", "Contactless TOWNLINE BUS", "95.10")],
        "iso-8859-1",
    ),
    Case(
        "midata",
        '"Account Name:","****12345"\n\n"Date","Type","Merchant/Description","Debit/Credit","Balance"\n'
        '"03/10/2026","Credit","PHARMACY REFUND","+£5.00","£100.10"\n'
        '"02/10/2026","Card","TOWNLINE BUS","-£2.90","£95.10"\n\n"Arranged Overdraft Limit","20/08/2026","£100.00"\n',
        [REFUND, BUS],
        "iso-8859-1",
    ),
    Case(
        "midata",
        "Date;Type;Merchant/Description;Debit/Credit;Balance;\n03/10/2026;Credit;PHARMACY REFUND;+£5.00;+£100.10;\n"
        "02/10/2026;Card;TOWNLINE BUS;-£2.90;+£95.10;\n\nArranged overdraft limit;22/05/2026;+£500.00;\n",
        [REFUND, BUS],
        "iso-8859-1",
    ),
    Case(
        "Nationwide savings (older)",
        "a\nb\nc\n\nd\n\ne\n\nDate,Transactions,Credits,Debits,Balance\n"
        "02 October 2026,TOWNLINE BUS,,£2.90,£95.10\n03 October 2026,PHARMACY REFUND,£5.00,,£100.10\n",
        [BUS, REFUND],
        "cp1252",
    ),
    Case(
        "Nationwide credit card (older)",
        "Date,Details,Location,Credits,Debits,,Account Balance,£12.34\n2/10/2026,TOWNLINE,BUS,,2.90\n",
        [(*BUS[:3], None)],
        "cp1252",
    ),
    Case(
        "Santander business (older)",
        "09000012345678,02/10/2026,TOWNLINE BUS,-2.90\n09000012345678,03/10/2026,PHARMACY REFUND,5.00\n",
        [(*BUS[:3], None), (*REFUND[:3], None)],
    ),
    Case(
        "Starling",
        "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP)\n"
        "02/10/2026,TOWNLINE BUS,REF,CARD,-2.90,95.10\n03/10/2026,,PHARMACY REFUND,CARD,5.00,100.10\n",
        [BUS, REFUND],
    ),
    Case(
        "Monzo",
        "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,"
        "Address,Receipt,Description,Category split,Money Out,Money In,Balance,Balance currency\n"
        "tx_1,02/10/2026,08:00:00,Card payment,TOWNLINE BUS,,Transport,-2.90,GBP,-3.40,EUR,,,,X,,-2.90,,95.10,GBP\n"
        "tx_2,03/10/2026,08:00:00,Card payment,,,Health,5.00,GBP,5.00,GBP,,,,PHARMACY REFUND,,,5.00,100.10,GBP\n",
        [BUS, REFUND],
    ),
    Case(
        "Monzo (older)",
        "id,created,amount,currency,local_amount,local_currency,category,emoji,description,address,notes,receipt\n"
        "tx_1,2026-10-02 23:08:00 +0000,-2.9,GBP,-2.9,GBP,transport,,TOWNLINE   BUS,,,\n"
        "tx_2,2026-10-03 08:00:00 +0000,5,GBP,5,GBP,,,PHARMACY REFUND,,,\n",
        [(*BUS[:3], None), (*REFUND[:3], None)],
    ),
    Case(
        "Co-operative Bank or smile",
        "Date,Description,Type,Money In,Money Out,Balance\n2026-10-03,PHARMACY REFUND,CR,5.00,,100.10\n"
        "2026-10-02,TOWNLINE BUS,VIS,,2.90,95.10\n",
        [REFUND, BUS],
    ),
    Case(
        "Co-operative Bank business",
        "Trans Date,Description,Bank Ref,Customer Ref,Credit,Debit,Running Balance,Additional Information,\n"
        "02/10/2026,TOWNLINE BUS,,,,2.90,95.10,,\n",
        [BUS],
    ),
    Case(
        "Co-operative Bank business",
        "Co-op\n\n\n\n\n\n,Trans Date,,Description,,Bank Ref,,Customer Ref,,Credit,,Debit,,Running Balance,,"
        "Additional Information,,\n,02/10/2026,,TOWNLINE BUS,,,,,,,,2.90,,95.10,,,,\n",
        [BUS],
    ),
    Case(
        "Metro Bank",
        "Date,Details,Transaction Type,In,Out,Balance\n03/10/2026,PHARMACY REFUND,Credit,5.00,0.00,100.10\n"
        "02/10/2026,TOWNLINE BUS,Card,0.00,2.90,95.10\n",
        [REFUND, BUS],
    ),
    Case(
        "Metro Bank (older)",
        "Account 12345678\nDate,Description,Time,Money Out,Money In,Current Balance\n"
        "03/10/2026,PHARMACY,,,5.00,100.10\n,REFUND,,,,\n02/10/2026,TOWNLINE BUS,,2.90,,95.10\n",
        [REFUND, BUS],
    ),
    Case(
        "Card with a debit or credit flag",
        "Transaction Date,Posting Date,Billing Amount,Merchant,Merchant City,Merchant County,Merchant Postal Code,"
        "Reference Number,Debit/Credit Flag,SICMCC Code\n"
        "02/10/2026,04/10/2026,2.90,TOWNLINE BUS,,,,R1,D,4111\n"
        "03/10/2026,04/10/2026,5.00,PHARMACY REFUND,,,,R2,C,5912\n",
        [(*BUS[:3], None), (*REFUND[:3], None)],
    ),
    Case(
        "AIB",
        "Posted Account, Posted Transactions Date, Description, Debit Amount, Credit Amount,Balance,Transaction Type\n"
        '"12345678","03/10/26","PHARMACY REFUND",,"5.00","100.10",Credit\n'
        '"12345678","02/10/26","TOWNLINE BUS","2.90",,,Debit\n',
        [REFUND, (*BUS[:3], None)],
    ),
    Case(
        "AIB (long)",
        "Posted Account, Posted Transactions Date, Description1, Description2, Description3, Debit Amount, "
        "Credit Amount,Balance,Posted Currency,Transaction Type,Local Currency Amount,Local Currency\n"
        "12345678,02/10/2026,TOWNLINE,BUS,,2.90,,95.10,GBP,Debit,2.90,GBP\n",
        [BUS],
    ),
    Case(
        "Bank of Ireland",
        "Date,Details,Debit,Credit,Balance\n02/10/2026,TOWNLINE BUS,2.9,,\n03/10/2026,PHARMACY REFUND,,5,100.1\n",
        [(*BUS[:3], None), REFUND],
    ),
    Case(
        "Tide",
        "Date,Transaction ID,Transaction description,Reference,From,To,Paid in,Paid out,Category name,"
        "Transaction type,Status,Initiated by\n"
        "2026-10-02 08:00:00,'t1,TOWNLINE BUS,,,,,2.90,Travel,Card,Cleared,PH\n",
        [(*BUS[:3], None)],
    ),
    Case(
        "Revolut",
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
        "Card Payment,Current,2026-10-01 9:00:00,2026-10-02 9:00:00,TOWNLINE BUS,-2.40,0.50,GBP,COMPLETED,95.10\n"
        "TOPUP,Current,2026-10-03 9:00:00,2026-10-03 9:00:00,PHARMACY REFUND,5.00,0.00,GBP,COMPLETED,100.10\n",
        [BUS, REFUND],
    ),
    Case(
        "Revolut (older)",
        "Completed Date ; Description ; Paid Out (GBP) ; Paid In (GBP) ; Exchange Out; Exchange In; Balance (GBP); "
        'Category; Notes\n"Oct 2, 2026" ; TOWNLINE BUS ; 2.90 ; ; ; ; 95.10; transport;\n',
        [BUS],
    ),
    Case(
        "Date, time, type and currency",
        "Transactions for period 1 to 31 October\nDate, Time, Transaction Type, Transaction Description, Amount, "
        "Currency, Balance\n02 Oct 2026, 08:00, Purchase, TOWNLINE BUS, -2.90, GBP, 95.10\n",
        [BUS],
    ),
    Case(
        "Paid out and paid in",
        "Date|Description|Paid out|Paid in|Balance\n02/10/2026|TOWNLINE BUS|2.90||95.10\n",
        [BUS],
    ),
    Case(
        "Money in and money out",
        "<html><table><tr><td></td><td>Account</td><td>XXXX 1234</td></tr>"
        "<tr><td></td><td>Date</td><td></td><td>Description</td><td></td><td>Money in</td><td>Money Out</td>"
        "<td>Balance</td></tr><tr><td>&nbsp;</td></tr>\n"
        "<tr><td></td><td>02/10/2026</td><td></td><td>TOWNLINE<br>BUS</td><td></td><td></td><td>£2.90</td>"
        "<td>£95.10</td></tr>\n<tr><td></td><td>03/10/2026<td></td><td>PHARMACY REFUND</td><td></td>"
        "<td>£5.00</td><td></td><td>£100.10</td></table></html>",
        [BUS, REFUND],
        "iso-8859-1",
    ),
    Case(
        "Barclaycard",
        '02 Oct 26,"  TOWNLINE BUS   2.90 POUND STERLING ",Visa,PH,Travel,,2.90\n'
        "03 Oct 26,PHARMACY REFUND,Visa,PH,Health,5.00,\n",
        [("2026-10-02", "-2.90", "TOWNLINE BUS 2.90 POUND STERLING", None), (*REFUND[:3], None)],
    ),
    Case(
        "John Lewis card (to 2022)",
        "\ufeffDate Processed,Description,Amount,\nPending,CAFE,£3.00\n02-Oct-2026,TOWNLINE BUS,£2.90\n"
        '03-Oct-2026,PAYMENT,"+ £1,100.00",CR\n',
        [(*BUS[:3], None), ("2026-10-03", "1100.00", "PAYMENT", None)],
    ),
    Case(
        "John Lewis card",
        "Date,Description,Amount(GBP)\n02/10/2026,TOWNLINE BUS,2.90\n03/10/2026,PHARMACY REFUND,-5.00\n",
        [(*BUS[:3], None), (*REFUND[:3], None)],
    ),
    Case(
        "Barclaycard business",
        "Cardholder Name,Account Number,Transaction Date,Merchant Name,Amount,City,VAT\n"
        "P HOLLINS,************1234,02/10/2026,TOWNLINE BUS,2.90,NORTHTOWN,0.00\n",
        [(*BUS[:3], None)],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.layout}" for n, case in enumerate(CASES)])
def test_a_layout_is_known_and_read(case: Case) -> None:
    made = read(case.text.encode(case.encoding))
    assert made.layout == case.layout
    assert short(made) == case.lines
    assert (made.refused, made.balance_breaks) == ((), ())


def test_every_layout_has_a_made_up_file() -> None:
    samples = {"Barclays"}
    families = {"Lloyds", "Halifax", "TSB", "Lloyds family"}
    assert {layout.name for layout in LAYOUTS} <= {case.layout for case in CASES} | samples | families


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_no_layout_hides_another(layout: object) -> None:
    known = next(each for each in LAYOUTS if each is layout)
    assert find_layout([word.title() for word in known.header] + ["", ""]) is known


def test_the_heading_row_of_an_old_card_prints_its_balance() -> None:
    made = read("Date,Details,Location,Credits,Debits,,Account Balance,-£12.34\n2/10/2026,TOWNLINE,BUS,,2.90\n")
    assert made.closing_balance is not None
    assert made.closing_balance.text == "-12.34"


def test_a_file_name_and_a_bank_are_never_asked() -> None:
    starling = CASES[[case.layout for case in CASES].index("Starling")]
    assert short(read(starling.text)) == starling.lines


def test_several_accounts_in_one_file_are_kept_apart() -> None:
    made = read(
        "Date, Type, Description, Value, Balance, Account Name, Account Number\n"
        "02/10/2026,POS,BUS,-2.90,95.10,A,600000-12345678,\n03/10/2026,BAC,PAY,5.00,100.10,A,600000-12345678,\n\n"
        "01/10/2026,POS,CAFE,-1.00,9.00,B,600000-87654321,\n02/10/2026,POS,CAFE,-1.00,8.00,B,600000-87654321,\n"
    )
    assert [str(each) for each in made.accounts] == ["60-00-00 12345678", "60-00-00 87654321"]
    assert made.account_hint is None
    assert made.balance_breaks == ()
    assert [str(line.account)[-1] for line in made.lines] == ["8", "8", "1", "1"]
    assert made.closing_balance is None
