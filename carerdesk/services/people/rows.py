"""Between the rows of the books and plain values: each value's fields are named like the columns it fills."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

Plain = TypeVar("Plain")


def plain(kind: type[Plain], row: object) -> Plain:
    """A row as a plain value: the columns that the value has a field for."""
    return kind(**{each.name: getattr(row, each.name) for each in fields(kind)})  # type: ignore[arg-type]


def columns(value: object, *leave_out: str) -> dict[str, Any]:
    """A plain value as columns, but for fields to leave out; parts that are values themselves (money) stay whole."""
    return {each.name: getattr(value, each.name) for each in fields(value) if each.name not in leave_out}  # type: ignore[arg-type]


def write(row: object, value: object) -> None:
    """Set a row's columns to a plain value's fields, touching only those that differ."""
    for name, new in columns(value).items():
        if getattr(row, name) != new:
            setattr(row, name, new)
