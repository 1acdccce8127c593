"""OFX and QIF with the ways banks bend them."""

from __future__ import annotations

import pytest

from carerdesk.importers.read import read_statement
from carerdesk.importers.values import ColumnMapping, DateOrder, NeedsMapping
from tests.importers.reading import asked, read, refusal, short

SGML_HEAD = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
PAYMENT = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{day}<TRNAMT>{amount}<FITID>1<NAME>{name}</STMTTRN>"


def payment(day: str = "20261002", amount: str = "-2.90", name: str = "TOWNLINE BUS") -> str:
    return PAYMENT.format(day=day, amount=amount, name=name)


def ofx(*payments: str, account: str = "<BANKACCTFROM><BANKID>200000<ACCTID>12345678</BANKACCTFROM>") -> str:
    body = f"<STMTRS><CURDEF>GBP{account}<BANKTRANLIST>{''.join(payments)}</BANKTRANLIST>"
    closing = "<LEDGERBAL><BALAMT>95.10<DTASOF>20261031</LEDGERBAL><AVAILBAL><BALAMT>195.10</AVAILBAL>"
    return f"{SGML_HEAD}<OFX><BANKMSGSRSV1><STMTTRNRS>{body}{closing}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"


BUS = ("2026-10-02", "-2.90", "TOWNLINE BUS", None)


def test_values_without_end_tags_are_read_with_account_and_closing_balance() -> None:
    made = read(ofx(payment()).replace("<", "\n<"))
    assert short(made) == [BUS]
    assert str(made.account_hint) == "20-00-00 12345678"
    assert made.closing_balance is not None
    assert made.closing_balance.text == "95.10"
    assert made.lines[0].bank_id == "1"
    assert ("Type", "DEBIT") in made.lines[0].other_text


XML = (
    '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?><OFX><STMTRS><CURDEF>GBP</CURDEF>'
    "<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261002</DTPOSTED><TRNAMT>-2.90</TRNAMT>"
    "<FITID>1</FITID><NAME>TOWNLINE BUS</NAME></STMTTRN></BANKTRANLIST></STMTRS></OFX>"
)
BENT = {
    "XML": XML,
    "XML header over open tags": XML.replace("</TRNAMT>", "").replace("</DTPOSTED>", ""),
    "lower case": ofx(payment()).replace("STMTTRN", "stmttrn").replace("TRNAMT", "trnamt"),
    "header on one line": ofx(payment()).replace("\n", " "),
    "spaces after colons": ofx(payment()).replace("HEADER:", "HEADER: "),
    "a line before the header": "Content-Type: application/x-ofx\n\n" + ofx(payment()),
    "only the list": f"<OFX><BANKTRANLIST>{payment()}</BANKTRANLIST></OFX>",
    "no end of payment": ofx(payment().replace("</STMTTRN>", "")),
    "plus and commas": ofx(payment(amount="-2.900")),
    "decimal comma": ofx(payment(amount="-2,90")),
    "fourteen digits and a zone": ofx(payment(day="20261002003000.000[+1:BST]")),
    "a zone behind us": ofx(payment(day="20261002233000[-5:EST]")),
    "memo alone": ofx(payment().replace("<NAME>", "<MEMO>")),
    "empty tags": ofx(payment().replace("<NAME>", "<CHECKNUM></CHECKNUM><NAME>")),
    "broken server date": ofx(payment()).replace("<OFX>", "<OFX><DTSERVER>20180804093914:014"),
    "CDATA": ofx(payment(name="<![CDATA[TOWNLINE BUS]]>")),
}


@pytest.mark.parametrize("text", BENT.values(), ids=BENT.keys())
def test_a_bent_file_reads_the_same(text: str) -> None:
    made = read(text)
    assert short(made) == [BUS]
    assert made.refused == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "HOLLINS & SON": "HOLLINS & SON",
        "HOLLINS &amp; SON": "HOLLINS & SON",
        "<![CDATA[A < B & C]]>": "A < B & C",
        "CAFÉ £5": "CAFÉ £5",
    }.items(),
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_names_keep_their_letters(name: str, expected: str, encoding: str) -> None:
    assert read(ofx(payment(name=name)).encode(encoding)).lines[0].description == expected


def test_one_id_for_several_payments_drops_none() -> None:
    assert len(read(ofx(payment(), payment(), payment(amount="-3.00"))).lines) == 3


def test_a_payment_without_amount_or_day_is_refused_with_its_line() -> None:
    text = ofx("\n" + payment(day="00000000"), "\n" + payment(amount=""), "\n" + payment())
    made = read(text)
    assert [(each.line_number, each.reason_code) for each in made.refused] == [
        (8, "date_not_read"),
        (9, "amount_missing"),
    ]
    assert "TOWNLINE BUS" in made.refused[0].text
    assert short(made) == [BUS]


def test_a_payment_still_waiting_is_left_out() -> None:
    made = read(ofx(payment(), payment().replace("STMTTRN", "STMTTRNP")))
    assert [each.reason_code for each in made.left_out] == ["pending"]


def test_euros_are_not_read_as_pounds() -> None:
    assert refusal(ofx(payment()).replace("GBP", "EUR")) == "file_not_in_pounds"


def test_all_accounts_of_one_file_are_kept_apart() -> None:
    first = ofx(payment())
    second = first.replace("12345678", "87654321").removeprefix(SGML_HEAD)
    made = read(first + second)
    assert [str(line.account) for line in made.lines] == ["20-00-00 12345678", "20-00-00 87654321"]
    assert made.closing_balance is None


def test_an_account_number_may_hold_the_sort_code() -> None:
    made = read(ofx(payment(), account="<BANKACCTFROM><BANKID>200000<ACCTID>20000012345678</BANKACCTFROM>"))
    assert str(made.account_hint) == "20-00-00 12345678"


def test_a_card_that_prints_spending_as_plus_is_turned_round() -> None:
    text = ofx(payment(amount="2.90"), account="<CCACCTFROM><ACCTID>****1234</CCACCTFROM>")
    assert read(text).lines[0].amount.text == "-2.90"
    assert read(text.replace(">2.90", ">-2.90")).lines[0].amount.text == "-2.90"


QIF = "!Type:Bank\nD02/10/2026\nT-2.90\nPTOWNLINE BUS\nMcard\n^\nD03/10/2026\nT1,005.00\nPPHARMACY REFUND\n^\n"
QIF_LINES = [BUS, ("2026-10-03", "1005.00", "PHARMACY REFUND", None)]
BENT_QIF = {
    "plain": QIF,
    "no last mark": QIF.removesuffix("^\n"),
    "no type": QIF.removeprefix("!Type:Bank\n"),
    "a mark missing between": QIF.replace("Mcard\n^\n", "Mcard\n"),
    "blanks after the type": QIF.replace("Bank\n", "Bank   \n\n"),
    "other liability": QIF.replace("Bank", "Oth L"),
    "short years": QIF.replace("/2026", "'26"),
    "padded days": QIF.replace("D0", "D "),
    "spaced short years": QIF.replace("/2026", "' 26"),
    "any order": QIF.replace("D02/10/2026\nT-2.90\n", "T-2.90\nD02/10/2026\n"),
    "an account before": f"!Account\nNCurrent\nTBank\n^\n{QIF}",
    "categories before": f"!Type:Cat\nNWages\nE\n^\n{QIF}",
    "name padded with the amount": QIF.replace("TOWNLINE BUS", "TOWNLINE BUS" + " " * 70 + ", 2.90"),
    "U beside T": QIF.replace("T-2.90", "U-2.90\nT-2.90"),
    "Windows line ends": QIF.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", BENT_QIF.values(), ids=BENT_QIF.keys())
def test_a_bent_qif_reads_the_same(text: str) -> None:
    made = read(text)
    assert short(made) == QIF_LINES
    assert made.refused == ()


def test_qif_names_lose_their_entities() -> None:
    assert read(QIF.replace("TOWNLINE BUS", "HOLLINS &amp; SON")).lines[0].description == "HOLLINS & SON"


def test_one_qif_is_never_read_day_first_above_the_twelfth_and_month_first_below() -> None:
    made = read(QIF.replace("02/10", "05/10").replace("03/10", "13/10"))
    assert [line.date.day for line in made.lines] == [5, 13]
    assert {line.date.month for line in made.lines} == {10}


def test_an_american_qif_is_asked_about_and_read_as_answered() -> None:
    text = QIF.replace("02/10", "10/22").replace("03/10", "10/23")
    question = asked(text)
    assert question.why == "dates_not_day_first"
    assert question.examples[0].text == "10/22/2026"
    assert question.guess is not None
    answer = ColumnMapping.from_json(question.guess.to_json() | {"date_order": DateOrder.MONTH_FIRST.value})
    assert [line.date.day for line in read(text, answer).lines] == [22, 23]


def test_a_qif_record_without_a_day_is_refused_and_its_neighbours_stay() -> None:
    made = read(QIF.replace("D02/10/2026\n", ""))
    assert [(each.line_number, each.reason_code) for each in made.refused] == [(2, "date_not_read")]
    assert short(made) == QIF_LINES[1:]


def test_a_qif_of_investments_is_not_a_statement() -> None:
    assert refusal("!Type:Invst\nD02/10/2026\nNBuy\n^\n") == "qif_without_payments"


def test_formats_for_businesses_are_named_and_not_read() -> None:
    assert (
        refusal(":20:REF\n:25:20000012345678\n:28C:1\n:60F:C261001GBP1,00\n:61:2610021002D2,90N\n") == "file_is_mt940"
    )
    camt = '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"></Document>'
    assert refusal(camt) == "file_is_camt"


def test_the_question_about_a_qif_is_no_question_once_answered() -> None:
    text = QIF.replace("02/10", "10/22").replace("03/10", "10/23")
    mapping = ColumnMapping(date=0, description=(1,), amount=2, date_order=DateOrder.MONTH_FIRST)
    assert not isinstance(read_statement(text.encode(), mapping=mapping), NeedsMapping)
