"""The words for the answers in choices.py, from resources/text/people.toml."""

from __future__ import annotations

from carerdesk.catalogue.guidance import guidance


def choice_name(subject: str, value: str) -> str:
    """What a choice is called on screens and in sentences; "four_weekly" of "frequency" is "Every 4 weeks"."""
    return guidance("people", f"{subject}_{value or 'not_said'}")


def certificate_name(kind: str, note: str = "") -> str:
    """The name of a check or insurance; one of another kind is called what its note says."""
    return note.strip() if kind == "other" and note.strip() else choice_name("certificate", kind)


def within_sentence(name: str) -> str:
    """A name as it stands after other words: "car insurance", but "DBS check"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
