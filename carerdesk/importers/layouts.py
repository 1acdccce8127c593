"""The known layouts, told apart by their heading row and never by the file's name or the bank a person picked.

A name is only given to a bank where more than one real export or importer agrees; others are named by their shape.
"""

from __future__ import annotations

from dataclasses import dataclass

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout by the words of its heading row, lower case.

    `exact` layouts are so plain that any other column makes them another layout. `text_instead` is used where `text`
    is blank. `continues` means a row with a blank first cell belongs to the row above. `spotty` means the balance
    stands on some rows only. `header_balance` is the heading after which the heading row itself prints the balance.
    """

    name: str
    header: Names
    date: str
    text: Names
    amount: str = ""
    money_in: str = ""
    money_out: str = ""
    balance: str = ""
    text_instead: Names = ()
    fee: str = ""
    flag: str = ""
    state: str = ""
    currency: str = ""
    bank_id: str = ""
    account: Names = ()
    exact: bool = False
    spending_is_plus: bool = False
    continues: bool = False
    spotty: bool = False
    header_balance: str = ""


def _words(text: str) -> Names:
    return tuple(word.strip() for word in text.split(","))


LAYOUTS = (
    Layout(
        "Lloyds family",
        _words(
            "transaction date,transaction type,sort code,account number,transaction description,"
            "debit amount,credit amount,balance"
        ),
        "transaction date",
        ("transaction description",),
        money_in="credit amount",
        money_out="debit amount",
        balance="balance",
        text_instead=("transaction type",),
        account=("sort code", "account number"),
    ),
    Layout(
        "Bank of Scotland (older)",
        _words("date,description,type,amount,balance"),
        "date",
        ("description",),
        "amount",
        balance="balance",
        exact=True,
    ),
    Layout(
        "Barclays",
        _words("number,date,account,amount,subcategory,memo"),
        "date",
        ("memo",),
        "amount",
        text_instead=("subcategory",),
        account=("account",),
    ),
    Layout(
        "NatWest, Royal Bank of Scotland or Ulster Bank",
        _words("date,type,description,value,balance,account name,account number"),
        "date",
        ("description",),
        "value",
        balance="balance",
        text_instead=("type",),
        account=("account number",),
    ),
    Layout(
        "Type, paid out and paid in",
        _words("date,type,description,paid out,paid in,balance"),
        "date",
        ("description",),
        money_in="paid in",
        money_out="paid out",
        balance="balance",
        text_instead=("type",),
        exact=True,
    ),
    Layout(
        "First Direct, or another with the same four headings",
        _words("date,description,amount,balance"),
        "date",
        ("description",),
        "amount",
        balance="balance",
        exact=True,
    ),
    Layout(
        "First Direct (older), or another with the same three headings",
        _words("date,description,amount"),
        "date",
        ("description",),
        "amount",
        exact=True,
    ),
    Layout(
        "Nationwide statement",
        _words("date,transaction type,description,paid out,paid in,balance"),
        "date",
        ("transaction type", "description"),
        money_in="paid in",
        money_out="paid out",
        balance="balance",
    ),
    Layout(
        "midata",
        _words("date,type,merchant/description,debit/credit,balance"),
        "date",
        ("merchant/description",),
        "debit/credit",
        balance="balance",
        text_instead=("type",),
    ),
    Layout(
        "Nationwide savings (older)",
        _words("date,transactions,credits,debits,balance"),
        "date",
        ("transactions",),
        money_in="credits",
        money_out="debits",
        balance="balance",
    ),
    Layout(
        "Nationwide credit card (older)",
        _words("date,details,location,credits,debits,account balance"),
        "date",
        ("details", "location"),
        money_in="credits",
        money_out="debits",
        header_balance="account balance",
    ),
    Layout(
        "Money in and money out",
        _words("date,description,money in,money out,balance"),
        "date",
        ("description",),
        money_in="money in",
        money_out="money out",
        balance="balance",
    ),
    Layout(
        "Paid out and paid in",
        _words("date,description,paid out,paid in,balance"),
        "date",
        ("description",),
        money_in="paid in",
        money_out="paid out",
        balance="balance",
        exact=True,
    ),
    Layout(
        "Starling",
        _words("date,counter party,reference,type,amount (gbp),balance (gbp)"),
        "date",
        ("counter party",),
        "amount (gbp)",
        balance="balance (gbp)",
        text_instead=("reference", "type"),
    ),
    Layout(
        "Monzo",
        _words("transaction id,date,time,type,name,amount,currency"),
        "date",
        ("name",),
        "amount",
        balance="balance",
        text_instead=("description", "type"),
        currency="currency",
        bank_id="transaction id",
    ),
    Layout(
        "Monzo (older)",
        _words("id,created,amount,currency,local_amount,local_currency,description"),
        "created",
        ("description",),
        "amount",
        text_instead=("notes", "category"),
        currency="currency",
        bank_id="id",
    ),
    Layout(
        "Co-operative Bank or smile",
        _words("date,description,type,money in,money out,balance"),
        "date",
        ("description",),
        money_in="money in",
        money_out="money out",
        balance="balance",
        text_instead=("type",),
    ),
    Layout(
        "Co-operative Bank business",
        _words("trans date,description,bank ref,customer ref,credit,debit,running balance,additional information"),
        "trans date",
        ("description",),
        money_in="credit",
        money_out="debit",
        balance="running balance",
        text_instead=("additional information",),
    ),
    Layout(
        "Metro Bank",
        _words("date,details,transaction type,in,out,balance"),
        "date",
        ("details",),
        money_in="in",
        money_out="out",
        balance="balance",
        text_instead=("transaction type",),
    ),
    Layout(
        "Metro Bank (older)",
        _words("date,description,time,money out,money in,current balance"),
        "date",
        ("description",),
        money_in="money in",
        money_out="money out",
        balance="current balance",
        continues=True,
    ),
    Layout(
        "Card with a debit or credit flag",
        _words("transaction date,posting date,billing amount,merchant,reference number,debit/credit flag"),
        "transaction date",
        ("merchant",),
        "billing amount",
        flag="debit/credit flag",
        bank_id="reference number",
    ),
    Layout(
        "AIB",
        _words("posted account,posted transactions date,description,debit amount,credit amount,balance"),
        "posted transactions date",
        ("description",),
        money_in="credit amount",
        money_out="debit amount",
        balance="balance",
        account=("posted account",),
        spotty=True,
    ),
    Layout(
        "AIB (long)",
        _words("posted account,posted transactions date,description1,debit amount,credit amount,balance"),
        "posted transactions date",
        ("description1", "description2", "description3"),
        money_in="credit amount",
        money_out="debit amount",
        balance="balance",
        currency="posted currency",
        account=("posted account",),
        spotty=True,
    ),
    Layout(
        "Bank of Ireland",
        _words("date,details,debit,credit,balance"),
        "date",
        ("details",),
        money_in="credit",
        money_out="debit",
        balance="balance",
        exact=True,
        spotty=True,
    ),
    Layout(
        "Tide",
        _words("date,transaction id,transaction description,reference,from,to,paid in,paid out,status"),
        "date",
        ("transaction description",),
        money_in="paid in",
        money_out="paid out",
        text_instead=("from", "to", "reference"),
        state="status",
        bank_id="transaction id",
    ),
    Layout(
        "Revolut",
        _words("type,product,started date,completed date,description,amount,fee,currency,state,balance"),
        "completed date",
        ("description",),
        "amount",
        balance="balance",
        text_instead=("type",),
        fee="fee",
        state="state",
        currency="currency",
    ),
    Layout(
        "Revolut (older)",
        _words("completed date,description,paid out (gbp),paid in (gbp),balance (gbp)"),
        "completed date",
        ("description",),
        money_in="paid in (gbp)",
        money_out="paid out (gbp)",
        balance="balance (gbp)",
    ),
    Layout(
        "Date, time, type and currency",
        _words("date,time,transaction type,transaction description,amount,currency,balance"),
        "date",
        ("transaction description",),
        "amount",
        balance="balance",
        text_instead=("transaction type",),
        currency="currency",
    ),
    Layout(
        "John Lewis card (to 2022)",
        _words("date processed,description,amount"),
        "date processed",
        ("description",),
        "amount",
        exact=True,
        spending_is_plus=True,
    ),
    Layout(
        "John Lewis card",
        _words("date,description,amount(gbp)"),
        "date",
        ("description",),
        "amount(gbp)",
        exact=True,
        spending_is_plus=True,
    ),
    Layout(
        "Barclaycard business",
        _words("cardholder name,account number,transaction date,merchant name,amount"),
        "transaction date",
        ("merchant name",),
        "amount",
        account=("account number",),
        spending_is_plus=True,
    ),
)
