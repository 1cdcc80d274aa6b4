"""Entries, and the table of what may follow what; both can only grow, and only rightly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.ledger import TRANSITIONS, Act, Life
from models.units import LARGEST_MONEY

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ONCE = (Act.REQUEST, Act.RELEASE, Act.REJECT, Act.CLOSE, Act.REVERSE)
"""Acts that happen at most once each time a tranche is asked for."""


def upgrade() -> None:
    """Makes the tables, and the triggers that hold them."""
    op.create_table(
        "transitions",
        sa.Column("before", sa.Text, primary_key=True),
        sa.Column("act", sa.Text, primary_key=True),
        sa.Column("after", sa.Text, nullable=False),
    )
    op.bulk_insert(
        sa.table("transitions", *map(sa.column, ("before", "act", "after"))),
        [
            {"before": before.value, "act": act.value, "after": after.value}
            for (before, act), after in TRANSITIONS.items()
        ],
    )
    op.create_table(
        "entries",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("portfolio", sa.Text, nullable=False),
        sa.Column("initiative", sa.Text, nullable=False),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("life", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        sa.CheckConstraint("sequence >= 1", name="numbers_begin_at_1"),
        sa.CheckConstraint("attempt >= 1", name="attempts_begin_at_1"),
        sa.CheckConstraint(f"amount BETWEEN 0 AND {LARGEST_MONEY}", name="whole_minor_units"),
        sa.CheckConstraint("length(trim(actor)) > 0", name="somebody_did_it"),
        sa.CheckConstraint("length(hash) = 64 AND length(previous) = 64", name="chained"),
    )
    once = ", ".join(f"'{act.value}'" for act in ONCE)
    op.create_index(
        "once_each_time",
        "entries",
        ["portfolio", "initiative", "stage", "attempt", "act"],
        unique=True,
        sqlite_where=sa.text(f"act IN ({once})"),
        postgresql_where=sa.text(f"act IN ({once})"),
    )
    op.create_index(
        "by_tranche", "entries", ["portfolio", "initiative", "stage", "sequence"], unique=True
    )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(sa.text(statement.replace(":", r"\:")))


_TRANCHE = "portfolio = NEW.portfolio AND initiative = NEW.initiative AND stage = NEW.stage"
_LAST = f"""(SELECT life FROM entries WHERE {_TRANCHE} AND act <> '{Act.NOTE.value}'
    ORDER BY sequence DESC LIMIT 1)"""
_TIME = f"""(SELECT attempt FROM entries WHERE {_TRANCHE} AND act <> '{Act.NOTE.value}'
    ORDER BY sequence DESC LIMIT 1)"""
_REFUSED: tuple[tuple[str, str], ...] = (
    (
        "NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM entries)",
        "entries are numbered without holes",
    ),
    (
        f"""NEW.previous <> COALESCE(
        (SELECT hash FROM entries ORDER BY sequence DESC LIMIT 1), '{"0" * 64}')""",
        "an entry follows the last one",
    ),
    (
        "NEW.at < (SELECT at FROM entries ORDER BY sequence DESC LIMIT 1)",
        "the clock went backwards",
    ),
    (
        f"""NEW.act <> '{Act.NOTE.value}' AND NOT EXISTS (SELECT 1 FROM transitions AS t
        WHERE t.before = COALESCE({_LAST}, '{Life.UNKNOWN.value}')
        AND t.act = NEW.act AND t.after = NEW.life)""",
        "a tranche cannot go that way",
    ),
    (
        f"""NEW.act = '{Act.NOTE.value}'
        AND NEW.life <> COALESCE({_LAST}, '{Life.UNKNOWN.value}')""",
        "a note changes nothing",
    ),
    (
        f"""NEW.act = '{Act.RELEASE.value}' AND EXISTS (SELECT 1 FROM entries WHERE {_TRANCHE}
        AND attempt = NEW.attempt AND act = '{Act.REQUEST.value}'
        AND lower(trim(actor)) = lower(trim(NEW.actor)))""",
        "who requested a tranche does not release it",
    ),
    (
        f"""NEW.act = '{Act.RELEASE.value}' AND NOT EXISTS (SELECT 1 FROM entries WHERE {_TRANCHE}
        AND attempt = NEW.attempt AND act = '{Act.REQUEST.value}' AND amount = NEW.amount
        AND evidence = NEW.evidence AND request = NEW.request)""",
        "what is released is what was requested",
    ),
    (
        f"""NEW.act = '{Act.REJECT.value}' AND NOT EXISTS (SELECT 1 FROM entries WHERE {_TRANCHE}
        AND attempt = NEW.attempt AND act = '{Act.REQUEST.value}' AND request = NEW.request)""",
        "what is rejected is what was requested",
    ),
    (
        f"""NEW.act = '{Act.REVERSE.value}' AND NOT EXISTS (SELECT 1 FROM entries WHERE {_TRANCHE}
        AND attempt = NEW.attempt AND act = '{Act.RELEASE.value}' AND amount = NEW.amount)""",
        "what is reversed is what was released",
    ),
    (
        f"""NEW.act IN ('{Act.SPEND.value}', '{Act.CLOSE.value}') AND NEW.amount > (
        SELECT amount FROM entries WHERE {_TRANCHE} AND attempt = NEW.attempt
        AND act = '{Act.RELEASE.value}')""",
        "no more is spent than was released",
    ),
    (
        f"""NEW.act IN ('{Act.SPEND.value}', '{Act.CLOSE.value}') AND NEW.amount < (
        SELECT MAX(amount) FROM entries WHERE {_TRANCHE} AND attempt = NEW.attempt
        AND act = '{Act.SPEND.value}')""",
        "what has been spent does not come back",
    ),
    (
        f"""NEW.attempt <> CASE NEW.act WHEN '{Act.REQUEST.value}' THEN COALESCE({_TIME}, 0) + 1
        ELSE COALESCE({_TIME}, 1) END""",
        "an entry belongs to the latest time its tranche was asked for",
    ),
    (
        "EXISTS (SELECT 1 FROM entries WHERE hash = NEW.hash)",
        "no two entries are the same",  # INSERT OR REPLACE would take the first away, past triggers
    ),
)
"""When an entry is refused, and why."""


def _triggers(dialect: str) -> list[str]:
    return _sqlite() if dialect == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    cases = "\n".join(f"WHEN {when} THEN RAISE(ABORT, '{why}')" for when, why in _REFUSED)
    refused = "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
    return [
        f"""CREATE TRIGGER entries_rightly BEFORE INSERT ON entries
        BEGIN SELECT CASE {cases} END; END""",
        f"CREATE TRIGGER transitions_no_insert BEFORE INSERT ON transitions {refused}",
        *(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {refused}"
            for table in ("entries", "transitions")
            for act in ("UPDATE", "DELETE")
        ),
    ]


def _postgresql() -> list[str]:
    cases = "\n".join(
        f"IF ({when}) THEN RAISE EXCEPTION '{why}'; END IF;" for when, why in _REFUSED
    )
    made = [
        f"""CREATE FUNCTION headgate_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {cases} RETURN NEW; END $$""",
        """CREATE FUNCTION headgate_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$""",
        """CREATE TRIGGER entries_rightly BEFORE INSERT ON entries
        FOR EACH ROW EXECUTE FUNCTION headgate_rightly()""",
        """CREATE TRIGGER transitions_no_insert BEFORE INSERT ON transitions
        FOR EACH STATEMENT EXECUTE FUNCTION headgate_only_grows()""",
    ]
    made += [
        f"""CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION headgate_only_grows()"""
        for table in ("entries", "transitions")
    ]
    return made
