"""Reads resources/funders into profiles. Each file is one funder's; what it leaves out was not seen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

import msgspec

from carerdesk.catalogue.places import resource
from carerdesk.domain.funding.profile import Profile
from carerdesk.domain.money import Money


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Every profile by its id, in the order of their names.

    Raises:
        ValueError: when a file holds an unknown field or value, or is not named after its id.
    """
    found = sorted((read_profile(path) for path in resource("funders").glob("*.toml")), key=lambda one: one.name)
    return MappingProxyType({one.id: one for one in found})


def read_profile(path: Path) -> Profile:
    """One file's profile.

    Raises:
        ValueError: when it is not as it should be; the message names the file.
    """
    try:
        profile = profile_in(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise ValueError(f"{path.name}: {fault}") from fault
    if profile.id != path.stem:
        raise ValueError(f"{path.name}: its id is {profile.id}")
    return profile


def profile_in(body: str) -> Profile:
    """The profile of a file's text: amounts and weeks are text there, so that no binary fraction comes near them.

    Raises:
        ValueError: when a field is missing or unknown, or a value is not one of those it may be.
    """
    return msgspec.convert(_fields_of(Profile, tomllib.loads(body)), Profile)


def _fields_of(kind: type, plain: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one dataclass: a field it does not have is refused, amounts become money."""
    kinds = get_type_hints(kind)
    if unknown := sorted(set(plain) - set(kinds)):
        raise ValueError(f"{kind.__name__} has no {', '.join(unknown)}")
    return {name: _value(kinds[name], value) for name, value in plain.items()}


def _value(kind: Any, value: Any) -> Any:  # noqa: ANN401 - any type a field may have
    if isinstance(value, float):
        raise ValueError(f"{value} is a number where text belongs")  # noqa: TRY004 - callers catch one kind
    inner = next((part for part in get_args(kind) if part is not NoneType and part is not Ellipsis), kind)
    if inner is Money:
        return {"pence": Money.of(str(value)).pence}
    if not is_dataclass(inner) or not isinstance(inner, type):
        return value
    return [_fields_of(inner, each) for each in value] if isinstance(value, list) else _fields_of(inner, value)
