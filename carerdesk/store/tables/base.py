"""What every table shares: naming, column kinds, and the keys of employer and person."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import Dialect, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from carerdesk.domain.money import Money

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Pence(TypeDecorator[Money]):
    """Money, kept as whole pence."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else value.pence

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else Money(value)


class Exact(TypeDecorator[Decimal]):
    """A rate or a quantity, kept as its digits."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - the same
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as text that sorts: 2026-11-20T21:14:05Z."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        if value is None:
            return None
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same
        return None if value is None else datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The tables of the books."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {Money: Pence, Decimal: Exact, datetime: Moment, str: Text}  # noqa: RUF012 - SQLAlchemy's


Key = Annotated[int, mapped_column(primary_key=True)]


class Owned:
    """Each record belongs to an employer and a person supported; several of each may live in one set of books."""

    id: Mapped[Key]
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="RESTRICT"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)


def to(table: str, **options: Any) -> Any:  # noqa: ANN401 - mapped_column's own type
    """A column that points to a row of another table, which cannot go while this one is there."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="RESTRICT"), index=True, **options)


def mapped_default(value: Any) -> Any:  # noqa: ANN401 - mapped_column's own type
    """A column with a value of its own until somebody says otherwise."""
    return mapped_column(default=value)
