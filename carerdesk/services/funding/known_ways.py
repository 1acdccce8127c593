"""What a funder is known to ask for, in words, and the start it gives to somebody who enters that funder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from carerdesk.catalogue.funders import load_profiles
from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.profile import AccountRule, Contingency, Ending, Profile, Wanted
from carerdesk.domain.working import Source
from carerdesk.services.funding.details import NewFunder

KEPT_BY_US = 7  # years: no funder's shorter limit makes CarerDesk forget sooner
_SHORT = {"council": "Council", "nhs": "NHS", "atw": "Access to Work", "ilf": "ILF"}


@dataclass(frozen=True, slots=True)
class Way:
    """One subject of a funder's ways, in sentences."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownWays:
    """All that is known of a funder. `about` says how it is known; `source` where it was read."""

    title: str
    about: str
    ways: tuple[Way, ...]
    not_seen: str
    source: Source


def listed() -> tuple[tuple[str, str], ...]:
    """Every known funder with the words to find it by: "Sefton Council, direct payment"."""
    return tuple((one.id, f"{one.name}, {_in_a_sentence(one.programme)}") for one in load_profiles().values())


def start_from(profile_id: str) -> NewFunder:
    """A funder filled in from what is known. What was not seen stays open."""
    known = load_profiles()[profile_id]
    held = known.contingency
    return NewFunder(
        name=known.name,
        short_name=_SHORT.get(known.kind, known.name),
        kind=known.kind,
        least_weeks=held.least_weeks,
        most_weeks=held.most_weeks,
        cycle=known.cycle.kind or "",
        deadline_days=known.deadline.days if known.deadline.kind == "days_after_period" else None,
        retention_years=max(KEPT_BY_US, known.retention_years or 0),
        profile=profile_id,
    )


def known_ways(profile_id: str) -> KnownWays | None:
    """What is known of a funder's ways; None for one that is not listed."""
    known = load_profiles().get(profile_id)
    if known is None:
        return None
    day = long_date(date.fromisoformat(known.source.read_on))
    about = _say(f"about_{known.source.evidence}", day=day)
    if known.source.dated:
        about = f"{about} {_say('dated', dated=known.source.dated)}"
    ways = tuple(Way(_say(key), words) for key, words in _subjects(known) if words)
    unseen = _say("not_seen", what=", ".join(known.not_seen)) if known.not_seen else ""
    source = Source(known.name, known.source.address, confirmed=known.is_first_hand)
    return KnownWays(_say("title", name=known.name), about, ways, unseen, source)


def _say(key: str, **values: str) -> str:
    return guidance("funders", key, **values)


def _in_a_sentence(words: str) -> str:
    return words if words[1:2].isupper() else words[0].lower() + words[1:]


def _subjects(known: Profile) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "returns", _returns(known)
    yield "papers", tuple(_paper(each) for each in known.documents)
    yield "lists", _told("" if known.transactions.form == "built_in" else _say("list_funders"), known.transactions.note)
    yield "limits", _limits(known.contingency)
    yield "surplus", _surplus(known)
    yield "contribution", _contribution(known)
    yield "account", _account(known.account)
    yield (
        "caps",
        tuple(
            _say("cap", item=one.item[0].upper() + one.item[1:], amount=str(one.amount), per=one.per)
            for one in known.caps
        ),
    )
    yield "relatives", _relatives(known)
    yield "not_permitted", _sentence(known.not_permitted)
    yield "stops", _sentence(known.stops_payment)
    yield "declare", tuple(_say(f"declare_{topic}") for topic in known.declarations)
    years = _say("keep_years", years=str(known.retention_years)) if known.retention_years else ""
    yield "keep", _told(years, known.retention_note)
    yield "ending", _ending(known.ending)


def _told(*sentences: str) -> tuple[str, ...]:
    return tuple(each for each in sentences if each)


def _sentence(parts: tuple[str, ...]) -> tuple[str, ...]:
    words = ", ".join(parts)
    return (f"{words[0].upper()}{words[1:]}.",) if parts else ()


def _returns(known: Profile) -> tuple[str, ...]:
    rhythm, deadline = known.cycle, known.deadline
    often = f"{guidance('budget', f'cycle_{rhythm.kind}')}." if rhythm.kind else ""
    first = _say("first_review", weeks=str(rhythm.first_review_weeks)) if rhythm.first_review_weeks else ""
    due = _say(f"deadline_{deadline.kind}", days=str(deadline.days)) if deadline.kind else ""
    tiers = (_say("tier", name=_say(f"tier_{one.name}"), note=one.note) for one in known.tiers)
    return _told(often, rhythm.note, first, due, deadline.note, *tiers)


def _paper(wanted: Wanted) -> str:
    parts = [_say(f"doc_{wanted.code}")]
    parts += [_say(f"per_{wanted.per}")] if wanted.per != "return" else []
    parts += [_say(f"when_{wanted.when}")] if wanted.when != "always" else []
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]}. {wanted.note}".strip()


def _limits(held: Contingency) -> tuple[str, ...]:
    return _told(
        _weeks(held),
        _say("on_top") if held.on_top_of_budget else "",
        _say("after_unpaid") if held.after_unpaid_bills else "",
        _say("after_aside") if held.after_money_set_aside else "",
        held.note,
    )


def _weeks(held: Contingency) -> str:
    if held.most_weeks is None:
        return ""
    if held.least_weeks is not None:
        return _say("weeks_between", least=f"{held.least_weeks:f}", most=f"{held.most_weeks:f}")
    if held.most_weeks <= 1:
        return _say("weeks_one" if held.most_weeks else "weeks_none")
    return _say("weeks_most", most=f"{held.most_weeks:f}")


def _surplus(known: Profile) -> tuple[str, ...]:
    rule = known.surplus
    action = _say(f"surplus_{rule.action}") if rule.action else ""
    return _told(action, _say("repay", days=str(rule.repay_days)) if rule.repay_days else "", rule.note)


def _contribution(known: Profile) -> tuple[str, ...]:
    rule = known.contribution
    mode = _say(f"contribution_{rule.mode}") if rule.mode else ""
    return _told(mode, _say("own_account_only") if rule.from_own_account_only else "", rule.note)


def _account(rule: AccountRule) -> tuple[str, ...]:
    kinds = " or ".join(_say(f"account_{kind}") for kind in rule.kinds)
    shared = " and ".join(_say(f"shared_{kind}") for kind in rule.shared_with)
    return _told(
        _say("account_kinds", kinds=kinds) if kinds else "",
        _say("account_usual", kind=_say(f"account_{rule.usual}")) if rule.usual and len(rule.kinds) > 1 else "",
        _say("shared", what=shared) if shared else "",
        _say("seen_online") if rule.statements_seen_online else "",
        _say("no_cash") if rule.cash_allowed is False else "",
        rule.note,
    )


def _relatives(known: Profile) -> tuple[str, ...]:
    rule = known.relatives
    live_in = _say(f"live_in_{rule.live_in}") if rule.live_in else ""
    return _told(live_in, _say(f"others_{rule.others}") if rule.others else "", rule.note)


def _ending(rule: Ending) -> tuple[str, ...]:
    return _told(
        _say("final_statement") if rule.final_statement else "",
        _say("repay", days=str(rule.repay_days)) if rule.repay_days else "",
        _say("notice_weeks", weeks=str(rule.notice_weeks)) if rule.notice_weeks else "",
        _say(f"redundancy_{rule.redundancy}") if rule.redundancy else "",
        rule.on_death,
        rule.note,
    )
