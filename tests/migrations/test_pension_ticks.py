"""The tick "is in the workplace pension" becomes what happened to a membership, and says where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from carerdesk.store import migrate


def rows_after(tmp_path: Path, ticks: Sequence[tuple[int, str, bool]]) -> list[tuple[Any, ...]]:
    """Memberships told from tax details (worker, first day, tick) of books at the first revision."""
    with migrate.engine(tmp_path / "old.db", bytes(32)).begin() as connection:
        migrate.upgrade(connection, "0001")
        old = sa.MetaData()
        old.reflect(connection)
        _put(connection, old, "employer", id=1, name="Helen")
        _put(connection, old, "person", id=1, employer_id=1, name="Jamie")
        for worker in {worker for worker, _, _ in ticks}:
            _put(connection, old, "worker", id=worker, employer_id=1, person_id=1, name=f"PA {worker}")
        for worker, day, ticked in ticks:
            _put(
                connection, old, "tax_details", employer_id=1, person_id=1, worker_id=worker, first_day=day, code="BR",
                basis="cumulative", ni_letter="A", in_pension=int(ticked),
            )  # fmt: skip
        migrate.upgrade(connection)
        found = connection.execute(sa.text("SELECT worker_id, kind, day, note FROM pension_event ORDER BY id")).all()
        columns = connection.execute(sa.text("SELECT name FROM pragma_table_info('tax_details')")).scalars().all()
    assert "in_pension" not in columns
    return [tuple(row) for row in found]


def _put(connection: sa.Connection, old: sa.MetaData, table: str, **values: Any) -> None:
    """A row with nothing in the columns that must have something."""
    columns = old.tables[table].columns
    empty = {c.name: "" if isinstance(c.type, sa.Text | sa.String) else 0 for c in columns if not c.nullable}
    empty.pop("id", None)
    names = list({**empty, **values})
    marks = ", ".join(f":{name}" for name in names)
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of ours
    connection.execute(sa.text(sql), {**empty, **values})


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        (((1, "2026-04-06", False), (1, "2026-06-01", False)), []),
        (((1, "2026-04-06", True), (1, "2026-06-01", True)), [(1, "joined", "2026-04-06")]),
        (
            ((1, "2026-06-01", False), (1, "2026-04-06", True)),
            [(1, "joined", "2026-04-06"), (1, "ceased", "2026-06-01")],
        ),
        (
            ((1, "2026-04-06", True), (2, "2026-05-01", True)),
            [(1, "joined", "2026-04-06"), (2, "joined", "2026-05-01")],
        ),
    ],
)
def test_a_tick_becomes_a_membership(
    tmp_path: Path, ticks: Sequence[tuple[int, str, bool]], expected: list[tuple[int, str, str]]
) -> None:
    found = rows_after(tmp_path, ticks)
    assert [row[:3] for row in found] == expected
    assert all("Taken over from the tick" in row[3] for row in found)
