"""Who writes while somebody else does waits for them, and not for ever."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from data.ledger import Ledger, LedgerRefusal, Place, damage
from data.ledger import place as places
from models.ledger import Act, Life
from tests.ledger_rows import draft, life, write


@contextmanager
def _writer(place: Place) -> Iterator[threading.Event]:
    """Somebody who is writing, until the event is set."""
    begun, ended = threading.Event(), threading.Event()

    def hold() -> None:
        with Ledger.at(place) as ledger, ledger._transaction(write=True):
            begun.set()
            ended.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(20)
    try:
        yield ended
    finally:
        ended.set()
        thread.join()


def test_f57_a_writer_waits_for_another_one(place: Place) -> None:
    with Ledger.at(place, create=True) as ledger:
        write(ledger, draft())
        with _writer(place) as ended:
            threading.Timer(0.5, ended.set).start()
            begun = time.monotonic()
            write(ledger, draft(Act.RELEASE))
            assert time.monotonic() - begun > 0.4
        assert [entry.life for entry in ledger.entries()] == [Life.REQUESTED, Life.RELEASED]


def test_a_writer_does_not_wait_for_ever(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "WAIT", 1)
    with Ledger.at(place, create=True) as ledger:
        write(ledger, draft())
        with _writer(place):
            begun = time.monotonic()
            with pytest.raises(LedgerRefusal, match=r"lock") as refused:
                write(ledger, draft(Act.RELEASE))
            assert 0.9 < time.monotonic() - begun < 10
            assert len(str(refused.value).splitlines()) == 1
        assert len(ledger.rows()) == 1
        write(ledger, draft(Act.RELEASE))


BEGIN = """
import sys
from pathlib import Path
import alembic.command, psycopg, sqlalchemy
from data.ledger import Ledger, Place
from tests.ledger_rows import life, write
from models.ledger import Life
print("ready", flush=True)
sys.stdin.readline()
with Ledger.at(Place.of(sys.argv[1], Path()), create=True) as ledger:
    write(ledger, *life(Life.RELEASED, sys.argv[2]))
"""


def test_f57_several_may_begin_a_ledger_at_once(place: Place) -> None:
    place_name = place.url if place.file is None else str(place.file)
    names = ["a", "b", "c", "d"]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN, place_name, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for each in started:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in started:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    assert [(each.communicate()[1], each.returncode) for each in started] == [("", 0)] * len(names)
    with Ledger.at(place) as ledger:
        released = [entry for entry in ledger.entries() if entry.life is Life.RELEASED]
        assert sorted(entry.draft.initiative for entry in released) == names
        assert damage(ledger.rows()) is None
        write(ledger, *life(Life.RELEASED, "e"))
