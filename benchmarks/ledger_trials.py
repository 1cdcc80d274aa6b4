"""Trials of the ledger: killed, without room, locked, and released by several at once.

    python -m benchmarks.ledger_trials --trials 150 --postgres postgresql://postgres@127.0.0.1/test

Each trial is made with real processes on each database, and ends with the check of the chain. What
the processes were told is held against what is in the ledger then.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.ledger_places import in_file, on_server
from benchmarks.ledger_worker import draft
from data.ledger import Ledger, LedgerRefusal, Place, damage
from models.ledger import Act, Life, tranches

TRANCHES = 200


class Result(NamedTuple):
    """What became of one trial."""

    trial: str
    tries: int
    torn: int = 0
    """Times that the chain did not hold afterwards, or the ledger could not be opened."""
    lost: int = 0
    """Entries that a process was told are there, and are not."""
    double: int = 0
    """Tranches released more than once."""
    note: str = ""


def killed(place: Place, tries: int) -> Result:
    """A process appends in a loop and is killed, so many times; every time after another while."""
    with Ledger.at(place, create=True):
        pass
    torn = lost = told = 0
    for number in range(tries):
        writer = _start("append", place, f"try-{number}")
        first = _hear(writer)
        time.sleep(0.001 + 0.0007 * (number % 150))
        writer.kill()
        acknowledged = [first, *writer.communicate()[0].splitlines(keepends=True)]
        numbers = {int(line) for line in acknowledged if line.endswith("\n")}
        told += len(numbers)
        try:
            with Ledger.at(place) as ledger:
                rows = ledger.rows()
        except LedgerRefusal:
            torn += 1
            continue
        torn += damage(rows) is not None
        lost += len(numbers - {row.sequence for row in rows})
    return Result("killed while appending", tries, torn, lost, _double(place), f"{told:,} told")


def full(place: Place, tries: int) -> Result:
    """A process appends until its files may not grow any more; a server's files are its own."""
    if place.file is None:
        return Result("no room left", 0, note="not tried: a server's disk is its own")
    torn = lost = 0
    said: Counter[str] = Counter()
    for number in range(tries):
        with Ledger.at(place, create=True) as ledger:
            size = len(ledger.rows())
        writer = _start("fill", place, f"full-{number}")
        out, error = writer.communicate()
        numbers = {int(line) for line in out.splitlines()}
        lines = error.splitlines()
        said[lines[-1].rpartition(": ")[2] if len(lines) == 1 else f"{len(lines)} lines"] += 1
        with Ledger.at(place) as ledger:
            rows = ledger.rows()
        torn += damage(rows) is not None or len(rows) < size
        lost += len(numbers - {row.sequence for row in rows})
    return Result("no room left", tries, torn, lost, _double(place), _said(said))


def locked(place: Place, tries: int) -> Result:
    """Somebody holds the ledger; who waits is told in one line, and goes on afterwards."""
    torn = lost = 0
    said: Counter[str] = Counter()
    with Ledger.at(place, create=True) as ledger:
        for number in range(tries):
            with ledger._transaction(write=True):  # noqa: SLF001 - a writer that does not end
                writer = _start("wait", place, f"locked-{number}")
                _, error = writer.communicate()
                lines = error.splitlines()
            said[lines[0].rpartition(": ")[2] if len(lines) == 1 else f"{len(lines)} lines"] += 1
            before = len(ledger.rows())
            out, _ = _start("wait", place, f"locked-{number}").communicate()
            lost += len(ledger.rows()) != before + len(out.splitlines())
            torn += damage(ledger.rows()) is not None
    return Result("locked by another", tries, torn, lost, _double(place), _said(said))


def together(place: Place, processes: int, count: int = TRANCHES) -> Result:
    """Several processes release the same tranches at once."""
    with Ledger.at(place, create=True) as ledger:
        ledger.write(lambda _: [draft(Act.REQUEST, f"i{n}", "ana") for n in range(count)])
    started = [_start("release", place, f"p{n}", str(count)) for n in range(processes)]
    for each in started:
        _hear(each)
    begun = time.monotonic()
    for each in started:
        _tell(each, "go")
    told = [line for each in started for line in each.communicate()[0].splitlines()]
    seconds = time.monotonic() - begun
    with Ledger.at(place) as ledger:
        rows, entries = ledger.rows(), ledger.entries()
    out = [row for row in tranches(entries).values() if row.life is Life.RELEASED]
    mine = Counter(line.split()[0] for line in told)
    lost = count - len(out) + abs(mine["released"] - count)
    refused = mine["refused"]
    note = f"{refused:,} told that another was first, {seconds:.1f} s"
    torn = damage(rows) is not None or refused != (processes - 1) * count
    return Result(f"released by {processes} at once", count, torn, lost, _double(place), note)


def _double(place: Place) -> int:
    with Ledger.at(place) as ledger:
        acts = Counter(
            (row.initiative, row.attempt) for row in ledger.rows() if row.act == Act.RELEASE.value
        )
    return sum(number > 1 for number in acts.values())


def _said(said: Counter[str]) -> str:
    return "; ".join(f"{number} x {what}" for what, number in said.most_common())


def _start(what: str, place: Place, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.ledger_worker", what, _named(place), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def _hear(process: subprocess.Popen[str]) -> str:
    """The next line that a process prints."""
    return "" if process.stdout is None else process.stdout.readline()


def _tell(process: subprocess.Popen[str], words: str) -> None:
    if process.stdin is not None:
        process.stdin.write(words + "\n")
        process.stdin.flush()


def _named(place: Place) -> str:
    return place.url if place.file is None else str(place.file)


@contextmanager
def sqlite() -> Iterator[Place]:
    """An empty ledger in a file."""
    with TemporaryDirectory() as folder:
        yield in_file(Path(folder))


def results(trials: int, empty: Callable[[], AbstractContextManager[Place]]) -> Iterator[Result]:
    """All trials on one database, each on an empty ledger of its own."""
    few = max(1, trials // 15)
    made: tuple[Callable[[Place], Result], ...] = (
        lambda place: killed(place, trials),
        lambda place: full(place, few),
        lambda place: locked(place, few),
        lambda place: together(place, 2),
        lambda place: together(place, 8),
    )
    for trial in made:
        with empty() as place:
            yield trial(place)


def line(database: str, row: Result) -> str:
    """A result in the table."""
    counts = f"{row.tries:>6,} {row.torn:>6} {row.lost:>6} {row.double:>7}"
    return f"{database:<11} {row.trial:<24} {counts}  {row.note}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes all trials, and prints a table; 1 where an entry was torn, lost or double."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger_trials", description=__doc__)
    parser.add_argument("--trials", type=int, default=150, help="how often a process is killed")
    parser.add_argument("--postgres", metavar="URL", help="a server to try, too")
    chosen = parser.parse_args(arguments)
    databases: dict[str, Callable[[], AbstractContextManager[Place]]] = {"SQLite": sqlite}
    if chosen.postgres:
        databases["PostgreSQL"] = lambda: on_server(chosen.postgres)
    else:
        print("PostgreSQL is not tried: --postgres names no server")
    head = f"{'tries':>6} {'torn':>6} {'lost':>6} {'double':>7}"
    print(f"{'database':<11} {'trial':<24} {head}", flush=True)
    bad = 0
    for database, empty in databases.items():
        for row in results(chosen.trials, empty):
            print(line(database, row), flush=True)
            bad += row.torn + row.lost + row.double
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
