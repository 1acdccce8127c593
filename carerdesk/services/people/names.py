"""The words for the answers in choices.py, from resources/text/people.toml."""

from __future__ import annotations

from carerdesk.catalogue.guidance import guidance

_FIRMS = frozenset({"ltd", "limited", "llp", "plc", "cic"})


def choice_name(subject: str, value: str) -> str:
    """What a choice is called on screens and in sentences; "four_weekly" of "frequency" is "Every 4 weeks"."""
    return guidance("people", f"{subject}_{value or 'not_said'}")


def certificate_name(kind: str, note: str = "") -> str:
    """The name of a check or insurance; one of another kind is called what its note says."""
    return note.strip() if kind == "other" and note.strip() else choice_name("certificate", kind)


def within_sentence(name: str) -> str:
    """A name as it stands after other words: "car insurance", but "DBS check"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def name_as_said(text: str) -> str:
    """A name as it is said, also where a list puts the surname first: "Wójcik, Kasia" is Kasia Wójcik."""
    surname, comma, first = (" ".join(part.split()) for part in text.partition(","))
    turned = comma and surname and first and "," not in first and first.casefold().rstrip(".") not in _FIRMS
    return f"{first} {surname}" if turned else " ".join(text.split())
