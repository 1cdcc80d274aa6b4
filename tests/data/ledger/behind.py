"""What somebody does to a ledger's database who goes round Headgate."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.engine import Connection

from data.ledger import Ledger
from data.ledger.chain import NOTHING, Row, row_of
from models.ledger import Draft, Life

COLUMNS = ", ".join(Row._fields)
VALUES = ", ".join(f":{name}" for name in Row._fields)
INSERT = text(f"INSERT INTO entries ({COLUMNS}) VALUES ({VALUES})")  # noqa: S608 - our own names
UPDATE = text(
    "UPDATE entries SET "  # noqa: S608 - our own names
    + ", ".join(f"{name} = :{name}" for name in Row._fields)
    + " WHERE sequence = :was"
)


def execute(ledger: Ledger, *statements: str) -> None:
    """Runs statements in one transaction, past the ledger's own code."""
    with ledger._engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def insert(ledger: Ledger, row: Row, verb: str = "INSERT") -> None:
    """Inserts a row, past the ledger's own code; SQLite knows another verb for it, too."""
    statement = text(str(INSERT).replace("INSERT", verb, 1))
    with ledger._engine.begin() as connection:
        connection.execute(statement, row._asdict())


def following(ledger: Ledger, draft: Draft, life: Life, attempt: int = 1) -> Row:
    """The next row with a right number, chain and hash, whatever it says."""
    rows = ledger.rows()
    at, previous = (rows[-1].at, rows[-1].hash) if rows else ("2026-01-15T00:00:00Z", NOTHING)
    return row_of(draft, len(rows) + 1, at, attempt, life, previous)


def replace(ledger: Ledger, rows: Sequence[Row]) -> None:
    """Puts other rows in the place of all, as somebody can who may drop triggers."""
    with ledger._engine.begin() as connection:
        _disarm(connection)
        connection.execute(text("DELETE FROM entries"))
        for row in rows:
            connection.execute(INSERT, row._asdict())


def change(ledger: Ledger, number: int, **columns: object) -> None:
    """Changes columns of a row, as somebody can who may drop triggers."""
    row = ledger.rows()[number - 1]
    with ledger._engine.begin() as connection:
        _disarm(connection)
        connection.execute(UPDATE, row._asdict() | columns | {"was": number})


def _disarm(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE entries DISABLE TRIGGER USER"))
        return
    found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for name in [row[0] for row in found]:
        connection.execute(text(f"DROP TRIGGER {name}"))
