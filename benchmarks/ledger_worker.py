"""What one process of the ledger's trials does: `python -m benchmarks.ledger_worker WHAT PLACE …`.

It prints what it was told is in the ledger only after it was told; a refusal is one line of errors.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.ledger import Ledger, LedgerRefusal, Place, WrongMove
from data.ledger import place as places
from models.ledger import Act, Draft
from models.units import InitiativeId, Money

ROOM = 96 * 1024
"""Bytes by which a file may still grow where there is no room."""


def draft(act: Act, initiative: str, by: str) -> Draft:
    """An entry about a tranche."""
    return Draft(
        act=act,
        portfolio="Trials",
        currency="EUR",
        exponent=2,
        initiative=InitiativeId(initiative),
        stage=1,
        request="R0001",
        amount=Money(100_00),
        day=date(2026, 1, 15),
        by=by,
    )


def append(place: Place, name: str) -> None:
    """Appends until it is killed."""
    with Ledger.at(place) as ledger:
        for number in itertools.count():
            _append(ledger, f"{name}-{number}")


def fill(place: Place, name: str) -> None:
    """Appends until there is no room left."""
    import resource

    assert place.file is not None  # noqa: S101 - a server's files are not ours
    with Ledger.at(place) as ledger:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (place.file.stat().st_size + ROOM, hard))
        for number in itertools.count():
            _append(ledger, f"{name}-{number}")


def wait(place: Place, name: str) -> None:
    """Appends once, and waits for a second at most."""
    places.WAIT = 1
    with Ledger.at(place) as ledger:
        _append(ledger, name)


def release(place: Place, name: str, count: str) -> None:
    """Releases tranches as soon as it is told to, one after the other."""
    with Ledger.at(place) as ledger:
        ledger.rows()
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(int(count)):
            wanted = draft(Act.RELEASE, f"i{number}", name)
            try:
                ledger.write(lambda _, wanted=wanted: [wanted])  # type: ignore[misc] # bound at once
                print("released", flush=True)
            except WrongMove:
                print("refused", flush=True)


def _append(ledger: Ledger, initiative: str) -> None:
    (entry,) = ledger.write(lambda _: [draft(Act.REQUEST, initiative, "ana")])
    print(entry.sequence, flush=True)


DOES: dict[str, Callable[..., None]] = {
    "append": append,
    "fill": fill,
    "wait": wait,
    "release": release,
}


def main() -> int:
    """Does it; a refusal is one line and code 2."""
    what, place, *words = sys.argv[1:]
    try:
        DOES[what](Place.of(place, Path()), *words)
    except LedgerRefusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
