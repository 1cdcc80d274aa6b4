"""The ledger's reading and writing: all or nothing, one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.ledger.chain import NOTHING, Row, entries_of, entry_of, row_of
from data.ledger.place import LedgerRefusal, Place, alone, engine
from models.ledger import TRANSITIONS, Act, Draft, Entry, Life, tranches

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_COLUMNS = ", ".join(Row._fields)
GUARDS = {
    "sqlite": {
        "entries_rightly",
        "entries_no_update",
        "entries_no_delete",
        "transitions_no_insert",
        "transitions_no_update",
        "transitions_no_delete",
    },
    "postgresql": {
        "entries_rightly",
        "entries_only_grows",
        "transitions_no_insert",
        "transitions_only_grows",
    },
}
"""Triggers that hold the tables, by database."""

_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' "
    "AND tgrelid IN ('entries'::regclass, 'transitions'::regclass)",
}

_VALUES = ", ".join(f":{name}" for name in Row._fields)


class WrongMove(Exception):
    """A tranche cannot go that way from where it stands."""


class Conflict(Exception):
    """The same evidence was used before, with other content."""


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Ledger:
    """An open ledger."""

    place: Place
    _engine: Engine
    clock: Callable[[], datetime] = utc_now

    @classmethod
    @contextmanager
    def at(
        cls, place: Place, *, create: bool = False, clock: Callable[[], datetime] = utc_now
    ) -> Iterator[Ledger]:
        """The ledger of a place; raises LedgerRefusal.

        Args:
            place: where it is kept.
            create: whether a new one is begun where there is none.
            clock: what time it is.
        """
        with engine(place, create=create) as found:
            yield cls(place, found, clock)

    def rows(self) -> tuple[Row, ...]:
        """All rows, by number, as the database has them."""
        with self._transaction(write=False) as connection:
            return _rows(connection)

    def entries(self) -> tuple[Entry, ...]:
        """All entries, by number."""
        return entries_of(self.rows())

    def unguarded(self) -> str:
        """What of the database's own protection is gone, for people; empty where all is there."""
        from sqlalchemy import text

        with self._transaction(write=False) as connection:
            kind = connection.dialect.name
            found = {str(row[0]) for row in connection.execute(text(_TRIGGERS[kind]))}
            rows = connection.execute(text("SELECT before, act, after FROM transitions"))
            moves = {tuple(map(str, row)) for row in rows}
        gone = sorted(GUARDS[kind] - found)
        if gone:
            return f"its triggers are gone ({', '.join(gone)})"
        known = {
            (before.value, act.value, after.value) for (before, act), after in TRANSITIONS.items()
        }
        return "" if moves == known else "its table of transitions was changed"

    def write(self, drafted: Callable[[Sequence[Entry]], Sequence[Draft]]) -> tuple[Entry, ...]:
        """Appends what `drafted` answers to all entries so far; nobody else writes meanwhile.

        Whatever it raises, and any draft that cannot follow, leaves the ledger as it was. Raises
        WrongMove, Conflict and LedgerRefusal.
        """
        with self._transaction(write=True) as connection:
            rows = _rows(connection)
            before = entries_of(rows)
            drafts = drafted(before)
            return tuple(self._append(connection, before, drafts))

    def _append(
        self, connection: Connection, before: Sequence[Entry], drafts: Sequence[Draft]
    ) -> Iterator[Entry]:
        from sqlalchemy import text

        insert = text(f"INSERT INTO entries ({_COLUMNS}) VALUES ({_VALUES})")
        known = list(before)
        at = self._time(known)
        for draft in drafts:
            attempt, life = _next(known, draft)
            previous = known[-1].hash if known else NOTHING
            row = row_of(draft, len(known) + 1, at, attempt, life, previous)
            connection.execute(insert, row._asdict())
            known.append(entry_of(row))
            yield known[-1]

    def _time(self, known: Sequence[Entry]) -> str:
        now = self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        if known and now < known[-1].at:
            raise LedgerRefusal(
                f"the clock of this machine says {now}, and the last entry of the ledger was made "
                f"at {known[-1].at}; set the clock right"
            )
        return now

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        try:
            with self._engine.begin() as connection:
                if write:
                    alone(connection)
                yield connection
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0]
            raise LedgerRefusal(f"the ledger at {self.place} was not changed: {reason}") from error
        except SQLAlchemyError as error:
            raise LedgerRefusal(f"the ledger at {self.place} was not changed: {error}") from error


def _rows(connection: Connection) -> tuple[Row, ...]:
    from sqlalchemy import text

    found = connection.execute(text(f"SELECT {_COLUMNS} FROM entries ORDER BY sequence"))
    return tuple(Row(*row) for row in found)


def _next(known: Sequence[Entry], draft: Draft) -> tuple[int, Life]:
    """Which attempt a draft belongs to, and where the tranche stands after it; raises WrongMove."""
    found = tranches(known).get((draft.portfolio, draft.key))
    before = Life.UNKNOWN if found is None else found.life
    attempt = 1 if found is None else found.attempt
    if draft.act is Act.NOTE:
        return attempt, before
    after = TRANSITIONS.get((before, draft.act))
    if after is None:
        raise WrongMove(
            f"{draft.initiative}/{draft.stage} is {before.value}: it cannot be "
            f"{_DONE[draft.act]} now"
        )
    again = draft.act is Act.REQUEST and before is not Life.UNKNOWN
    return attempt + again, after


_DONE = {
    Act.REQUEST: "requested",
    Act.RELEASE: "released",
    Act.REJECT: "rejected",
    Act.SPEND: "spent",
    Act.CLOSE: "closed",
    Act.REVERSE: "reversed",
}
