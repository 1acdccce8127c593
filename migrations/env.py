"""Runs the migrations over a connection it is given: carerdesk.store.migrate opens it, begins and commits."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from carerdesk.store.tables import Base


def _column_kind(kind: str, value: Any, _autogen: Any) -> str | Literal[False]:  # noqa: ANN401 - Alembic's own types
    """Our own column kinds are written as what SQLite keeps, so that an old migration needs nothing of today's code."""
    if kind == "type" and isinstance(value, TypeDecorator):
        return f"sa.{value.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_column_kind,
    compare_type=True,
    transactional_ddl=True,
)
context.run_migrations()
