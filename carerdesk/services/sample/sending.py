"""One return that was sent in time, with its proof; the last of each funder is still to be sent."""

from __future__ import annotations

from datetime import date, timedelta

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.funding.returns import Period
from carerdesk.services.evidence.sending import Sent, add_proof, make_pack, record_sent
from carerdesk.services.sample.letters import letter
from carerdesk.services.sample.planted import COUNCIL
from carerdesk.services.sample.world import World, made, must

SENT_AFTER = timedelta(days=19)
_ADDRESS = "direct.payments@westmere.example"


def send_on(world: World, day: date) -> None:
    """Send the council its return before the last, some days after the bank evening that completes it."""
    of = world.plan.to_send
    if of is None or day != of.last + SENT_AFTER:
        return
    world.at(day, 20, 30)
    _send(world, of, day)


def _send(world: World, of: Period, day: date) -> None:
    books = world.books
    pack = make_pack(books, world.payers.council, of.first, of.last)
    pack_id = made(record_sent(books, pack, Sent(day, "email", _ADDRESS)))
    words = [f"We have received your return for {span(of.first, of.last)} on {long_date(day)}."]
    data = letter(COUNCIL, day, "Your return", words)
    must(add_proof(books, pack_id, data, f"{day:%Y-%m-%d} return received.pdf"))
