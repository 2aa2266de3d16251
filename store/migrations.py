"""The only place where the layout of the database is made: one step a version, never edited after its release."""

from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x62616E67
"""'bang' in ASCII, in the file's header: what tells our database from another program's."""

migrations = Migrations("bangmun")


def _run(db: Database, name: str) -> None:
    db.executescript((files("store") / "sql" / name).read_text(encoding="utf-8"))


@migrations()
def m001_first_layout(db: Database) -> None:
    """Every table of the contract, and the view `delegations`."""
    _run(db, "m001_tables.sql")
    _run(db, "m001_view.sql")


@migrations()
def m002_since(db: Database) -> None:
    """How far back a source's lists were read; addresses of the frontier are looked up."""
    _run(db, "m002_since.sql")


def newer_steps(db: Database) -> list[str]:
    """Names of steps that the database has seen and this program does not know."""
    with Database(memory=True) as empty:
        ours = {step.name for step in migrations.pending(empty)}
    return sorted(step.name for step in migrations.applied(db) if step.name not in ours)


def apply(db: Database) -> None:
    """Bring the database up to this program's layout. The caller holds the write lock, so that of two programs
    that open a new file at once the second finds the work done."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(db)
