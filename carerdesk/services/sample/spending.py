"""What the family buys: outings on the card, supplies, equipment, insurance, training; each with its paper."""

from __future__ import annotations

import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.services.sample.bank import BankAccount, Entry, Meaning, Paper
from carerdesk.services.sample.calendar import is_working_day, working_day_from
from carerdesk.services.sample.letters import invoice
from carerdesk.services.sample.papers import Receipt, shared_prices
from carerdesk.services.sample.planted import COUNCIL, Test
from carerdesk.services.sample.rota import SUNDAY, THURSDAY
from carerdesk.services.sample.words import purchases, shop
from carerdesk.services.sample.world import World

CARD_HOLDS = Money.of(150)
_OUTINGS = ("bowling", "farm", "cinema", "craft", "stores")
_HOME = "Helen Marsh for Jamie Marsh"
_TRAINING_MONTH = 5
_EQUIPMENT_WEEKS = 11
_TRANSFER_DAY, _SUPPLIES_DAY, _PASS_DAY, _TREAT_DAY = 2, 11, 6, 21
_FOR_OUTINGS = "OUTINGS CARD"


def spend_on(world: World, day: date) -> None:
    """Everything bought on a day."""
    if day.weekday() == THURSDAY and is_working_day(day):
        _outing(world, day)
    if day.weekday() == SUNDAY and world.chance.random() < 0.35:  # noqa: PLR2004 - about one Sunday in three
        _photographed(world, day, world.card, "cafe", (480, 1390), "out", "council")
    _monthly(world, day)
    if day.toordinal() % (7 * _EQUIPMENT_WEEKS) == 1:
        _equipment(world, day)
    if (day.month, day.day) == (_TRAINING_MONTH, 14):
        _training(world, day)
    _planted(world, day)


def _monthly(world: World, day: date) -> None:
    if day.day == _TRANSFER_DAY:
        _fill_card(world, working_day_from(day))
    if day.day == _SUPPLIES_DAY:
        _supplies(world, working_day_from(day))
    if day.day == _PASS_DAY:
        _swim_pass(world, working_day_from(day))
    if day.day == _TREAT_DAY:
        _photographed(world, working_day_from(day), world.main, "supper", (1250, 2480), "family", "own")


def _outing(world: World, day: date) -> None:
    if world.plan.now(Test.PLAN, day):
        _photographed(world, day, world.card, "farm", (1210, 2190), None, "council", name="Rowan Fair")
        world.plan.plant(Test.PLAN, f"Rowan Fair on {long_date(day)} does not say which outcome of the plan it serves.")
        return
    where = world.chance.choice(_OUTINGS)
    lost = world.plan.now(Test.PROOF, day)
    _photographed(world, day, world.card, where, (1180, 2660), "out", "council", lost=lost)
    if lost:
        world.plan.plant(Test.PROOF, f"{shop(where)[0]} on {long_date(day)} has no receipt.")


def _photographed(
    world: World, day: date, account: BankAccount, code: str, pence: tuple[int, int], outcome: str | None, whose: str,
    *, name: str = "", lost: bool = False,
) -> None:  # fmt: skip
    """Something paid by card, with a photo of its receipt."""
    shop_name, sold = shop(code)
    total = Money(world.chance.randrange(*pence) // 5 * 5)
    words = world.chance.sample(sold, k=min(len(sold), 2))
    at = time(world.chance.randrange(11, 18), world.chance.randrange(60))
    receipt = Receipt(name or shop_name, day, at, shared_prices(total, words, world.chance))
    paper = None if lost else photo_of(world, receipt)
    meaning = Meaning(
        "activities", getattr(world.payers, whose), world.outcomes[outcome] if outcome else None,
        always=not name and not lost, paper=paper,
    )  # fmt: skip
    if account is world.card:
        world.card.post(Entry(day, -total, name or shop_name, "WESTMERE GBR", "CONTACTLESS", meaning))
    else:
        world.main.post(Entry(day, -total, plain(name or shop_name), "CD 4471", "DEB", meaning))


def plain(name: str) -> str:
    """A name in the letters an older bank prints: capitals without accents."""
    bare = unicodedata.normalize("NFKD", name.upper().replace("Ł", "L"))
    return "".join(sign for sign in bare if ord(sign) < 128)  # noqa: PLR2004 - ASCII


def photo_of(world: World, receipt: Receipt) -> Paper:
    """A photo of a receipt, taken on the day; kept beside the books as well."""
    data = world.camera.photo(receipt, world.chance)
    file_name = f"{receipt.day:%Y-%m-%d} {plain(receipt.shop).title()}.jpg"
    world.keep("receipts", file_name, data)
    return Paper(file_name, "receipt", lambda: data)


def invoice_of(world: World, payee: str, day: date, lines: tuple[tuple[str, Money], ...]) -> Paper:
    """An invoice as PDF; kept beside the books as well."""
    number = world.next_invoice()
    data = invoice(payee, number, day, lines, to=_HOME)
    file_name = f"{day:%Y-%m-%d} {payee} {number}.pdf"
    world.keep("receipts", file_name, data)
    return Paper(file_name, "invoice", lambda: data)


def _fill_card(world: World, day: date) -> None:
    """Moves as much to the card as is missing of what it should hold."""
    spent = sum(entry.amount.pence for entry in world.card.waiting if entry.day <= day)
    wanted = Money(max(2000, CARD_HOLDS.pence - world.card.balance.pence - spent) // 100 * 100)
    meaning = Meaning(transfer=True)
    world.main.post(Entry(day, -wanted, _FOR_OUTINGS, "JAMIE", "FPO", meaning))
    world.card.post(Entry(day, wanted, "Support account", "JAMIE", "FASTER PAYMENT", meaning))


def _supplies(world: World, day: date) -> None:
    total = Money(world.chance.randrange(1350, 2680) // 5 * 5)
    what = shared_prices(total, ("Gloves, box", "Wipes", "Aprons"), world.chance)
    paper = photo_of(world, Receipt("Hartley Pharmacy", day, time(10, world.chance.randrange(60)), what))
    meaning = Meaning("protective_items", world.payers.nhs, world.outcomes["health"], always=True, paper=paper)
    world.main.post(Entry(day, -total, "HARTLEY PHARMACY", "CD 4471", "DEB", meaning))


def _swim_pass(world: World, day: date) -> None:
    price = Money.of(Decimal(19) + Decimal(day.year - 2015) / 2)
    paper = invoice_of(world, "Tŷ Gwyn Leisure", day, (("Swimming, one month, with companions", price),))
    meaning = Meaning("activities", world.payers.nhs, world.outcomes["health"], always=True, paper=paper)
    world.main.post(Entry(day, -price, "TY GWYN LEISURE", "SWIM PASS", "DD", meaning))


def _equipment(world: World, day: date) -> None:
    bought = world.chance.choice(purchases())
    paid_on = working_day_from(day + timedelta(days=3))
    paper = invoice_of(world, bought.shop, day, ((bought.what, bought.price),))
    meaning = Meaning("equipment", world.payers.council, world.outcomes["home"], bought.what, paper=paper)
    world.main.post(Entry(paid_on, -bought.price, plain(bought.shop), "CD 4471", "DEB", meaning))


def _training(world: World, day: date) -> None:
    price, paid_on = Money.of(Decimal(58) + (day.year - 2015)), working_day_from(day)
    paper = invoice_of(world, "Westmere First Aid", day, (("Emergency first aid, one place", price),))
    meaning = Meaning("training", world.payers.council, world.outcomes["home"], paper=paper)
    world.main.post(Entry(paid_on, -price, "WESTMERE FIRST AID", "COURSE", "FPO", meaning))


def insurance_premium(world: World, day: date, certificate: bytes, file_name: str) -> None:
    """The year's premium, proved by the certificate."""
    price = Money.of(Decimal(92) + 3 * (day.year - 2015))
    meaning = Meaning("insurance", world.payers.council, paper=Paper(file_name, "certificate", lambda: certificate))
    world.main.post(Entry(working_day_from(day), -price, "FERNSIDE INSURANCE", f"EL {day:%y%m}", "DD", meaning))


def _planted(world: World, day: date) -> None:
    """With the failure planted, Helen pays herself back without saying what for."""
    if not (is_working_day(day) and world.plan.now(Test.PAYEES, day)):
        return
    amount = Money.of("38.40")
    paper = photo_of(world, Receipt("Bramley Stores", day, time(15, 20), (("Shopping", amount),)))
    meaning = Meaning("other_out", world.payers.council, world.outcomes["home"], paper=paper)
    world.main.post(Entry(day, -amount, "H MARSH", "", "FPO", meaning))
    world.plan.plant(
        Test.PAYEES, f"{amount} went from the {COUNCIL} money to Helen Marsh on {long_date(day)} without a reason."
    )
