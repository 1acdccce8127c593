"""Books of every age come up to date with everything they held, or stay as they were."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from carerdesk.catalogue.places import migrations
from carerdesk.store import history, migrate, schema
from carerdesk.store.books import Books, FixedClock, create_books, open_books
from carerdesk.store.connection import connected
from carerdesk.store.problems import NewerBooks
from carerdesk.store.tables import Base, Employer, Person
from carerdesk.store.verify import verify
from tests.store.conftest import CLOCK, TODAY

NOTHING = "    pass\n"
RENAME_A_PARENTS_COLUMN = """\
    with op.batch_alter_table("employer", recreate="always") as batch:
        batch.add_column(sa.Column("welsh", sa.Boolean(), nullable=False, server_default="0"))
    op.execute("UPDATE employer SET phone = 'unknown' WHERE phone = ''")
"""
LOSE_THE_PARENTS = '    op.execute("DELETE FROM employer")\n'
FAIL_HALFWAY = '    op.execute("DELETE FROM person")\n    raise RuntimeError("power cut")\n'


def test_the_head_file_names_the_newest_migration() -> None:
    assert schema.head() == ScriptDirectory(str(migrations())).get_current_head()


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    engine = migrate.engine(tmp_path / "made.db", bytes(32))
    with engine.begin() as connection:
        migrate.upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_new_books_are_what_the_migrations_make(tmp_path: Path) -> None:
    key = bytes(32)
    with migrate.engine(tmp_path / "made.db", key).begin() as connection:
        migrate.upgrade(connection)
    (tmp_path / "new.db").touch()
    migrate.create_tables(tmp_path / "new.db", key)
    assert _columns(tmp_path / "made.db", key) == _columns(tmp_path / "new.db", key)


def _columns(database: Path, key: bytes) -> set[tuple[object, ...]]:
    with connected(database, key) as raw:
        return set(
            raw.execute(
                'SELECT m.name, c.name, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c'
                " WHERE m.type = 'table'"
            ).fetchall()
        )


@pytest.fixture
def own_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Migrations of the test's own: today's tables as 0001, and a 0002 that does what it is given."""
    place = tmp_path / "migrations"
    (place / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copy(migrations() / name, place / name)
    for module in (migrate, schema):
        monkeypatch.setattr(module, "migrations", lambda: place)
    migrate.write_revision("0001", "First")
    schema.head.cache_clear()

    def add(steps: str) -> None:
        (place / "versions" / "0002_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            "revision, down_revision, branch_labels, depends_on = '0002', '0001', None, None\n\n"
            f"def upgrade():\n{steps}"
        )
        (place / "HEAD").write_text("0002\n")
        schema.head.cache_clear()

    return add


@pytest.fixture(autouse=True)
def _forget_the_head() -> object:
    yield
    schema.head.cache_clear()


@pytest.fixture
def older(folder: Path, own_migrations: Callable[[str], None]) -> Path:
    """Closed books at 0001 with an employer and two people, one of them renamed."""
    books = create_books(folder, CLOCK)
    with books.operation("Family") as op:
        op.session.add(Employer(name="Helen"))
        op.session.flush()
        op.session.add_all([Person(name="Jamie", employer_id=1), Person(name="Ella", employer_id=1)])
    with books.operation("Renamed") as op:
        op.session.get_one(Person, 1).name = "Jamie Marsh"
    books.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Jamie.carerdesk"


def _people(books: Books) -> list[tuple[object, ...]]:
    return books.quick("SELECT name, employer_id FROM person ORDER BY id")


def test_a_changed_parent_keeps_its_children_and_the_log_still_adds_up(
    older: Path, own_migrations: Callable[[str], None]
) -> None:
    own_migrations(RENAME_A_PARENTS_COLUMN)
    books = open_books(older, FixedClock(TODAY))
    assert _people(books) == [("Jamie Marsh", 1), ("Ella", 1)]
    assert books.quick("SELECT phone, welsh FROM employer") == [("unknown", 0)]
    assert verify(books) == ()
    latest = history.listing(books)[0]
    assert (latest.kind, latest.can_undo) == ("migration", False)
    renamed = history.undo(books, 2)
    assert renamed.said == "Renamed"
    assert _people(books) == [("Jamie", 1), ("Ella", 1)]
    books.close()
    assert not (older / "before-migration.db").exists()
    open_books(older, CLOCK).close()


@pytest.mark.parametrize(
    ("steps", "error"), [(LOSE_THE_PARENTS, migrate.LostReferencesError), (FAIL_HALFWAY, RuntimeError)]
)
def test_a_migration_that_goes_wrong_leaves_the_books_as_they_were(
    older: Path, own_migrations: Callable[[str], None], steps: str, error: type[Exception]
) -> None:
    own_migrations(steps)
    with pytest.raises(error):
        open_books(older, CLOCK)
    assert not (older / "before-migration.db").exists()
    own_migrations(NOTHING)
    books = open_books(older, CLOCK)
    assert _people(books) == [("Jamie Marsh", 1), ("Ella", 1)]
    assert verify(books) == ()
    books.close()


def test_an_unknown_revision_is_a_newer_program(
    tmp_path: Path, older: Path, own_migrations: Callable[[str], None]
) -> None:
    own_migrations(NOTHING)
    open_books(older, CLOCK).close()
    (tmp_path / "migrations" / "versions" / "0002_next.py").unlink()
    (tmp_path / "migrations" / "HEAD").write_text("0001\n")
    schema.head.cache_clear()
    with pytest.raises(NewerBooks):
        open_books(older, CLOCK)


def test_the_engine_for_migrations_has_foreign_keys_off_inside_its_transaction(tmp_path: Path) -> None:
    with migrate.engine(tmp_path / "a.db", bytes(32)).begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0


def test_the_trap_is_real() -> None:
    """With foreign keys on, making a parent table anew takes its children along: why the engine above exists."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    raw.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id REFERENCES parent ON DELETE CASCADE)")
    raw.execute("INSERT INTO parent VALUES (1)")
    raw.execute("INSERT INTO child VALUES (1, 1)")
    raw.execute("DROP TABLE parent")
    assert raw.execute("SELECT count(*) FROM child").fetchone() == (0,)
    raw.close()
