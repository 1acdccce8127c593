"""What the books keep about themselves: the operation log, half-typed pages, settings and documents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from carerdesk.store.tables.base import Base, Key


class Operation(Base):
    """One thing a person did, as the history page tells it. Its hash chains it to the one before."""

    __tablename__ = "operation"

    id: Mapped[Key]
    at: Mapped[datetime]
    said: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    undoable: Mapped[bool] = mapped_column(default=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id", ondelete="RESTRICT"), index=True)
    redoes_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id", ondelete="RESTRICT"), index=True)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id", ondelete="RESTRICT"), index=True)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class Change(Base):
    """A row before and after an operation, as JSON. Both are empty once purged; the digest stays."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "table_name", "row_id"),)

    id: Mapped[Key]
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id", ondelete="RESTRICT"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None]
    after: Mapped[str | None]
    digest: Mapped[str]


class Draft(Base):
    """A half-typed page, which reopens as it was left. Not in the operation log."""

    __tablename__ = "draft"

    page: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    at: Mapped[datetime]


class Setting(Base):
    """A choice that belongs to these books. Not in the operation log."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Document(Base):
    """A receipt, statement or sent pack. Its bytes lie in documents/, found by the hash of its content."""

    __tablename__ = "document"

    id: Mapped[Key]
    content_sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    media_type: Mapped[str]
    file_name: Mapped[str]
    taken_on: Mapped[date | None]
    added_at: Mapped[datetime]


class StoredFile(Base):
    """Where a content lies: the hash of its ciphertext, and the key it was locked with.

    Not in the operation log, because a new key gives every file a new name without changing any record; and it
    outlives its document's row, so that undo can bring a document back.
    """

    __tablename__ = "stored_file"

    content_sha256: Mapped[str] = mapped_column(primary_key=True)
    stored_name: Mapped[str] = mapped_column(unique=True)
    sealed_to: Mapped[str] = mapped_column(index=True)
