"""The ledger's trials, a few times each; `make bench-ledger` makes them often."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import ledger_trials as trials
from benchmarks.ledger_places import in_file, on_server
from benchmarks.ledger_worker import draft
from data.ledger import Ledger, Place
from models.ledger import Act


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where nothing is yet."""
    url = os.environ.get("HEADGATE_TEST_POSTGRES")
    if request.param == "sqlite":
        yield in_file(tmp_path)
    elif not url:
        pytest.skip("HEADGATE_TEST_POSTGRES names no PostgreSQL server")
    else:
        with on_server(url) as found:
            yield found


def _harm(result: trials.Result) -> tuple[int, int, int]:
    return result.torn, result.lost, result.double


def test_f54_killed_while_writing_nothing_is_torn_lost_or_double(place: Place) -> None:
    result = trials.killed(place, 3)
    assert _harm(result) == (0, 0, 0)
    assert int(result.note.split()[0]) >= 3


def test_f55_what_is_told_is_on_the_disk(tmp_path: Path) -> None:
    with Ledger.at(in_file(tmp_path), create=True) as ledger, ledger._engine.begin() as connection:
        asked = connection.exec_driver_sql
        assert asked("PRAGMA journal_mode").scalar() == "wal"
        assert asked("PRAGMA synchronous").scalar() == 2, "FULL: fsynced at each commit"


def test_f56_without_room_it_is_one_line_and_earlier_entries_stay(tmp_path: Path) -> None:
    place = in_file(tmp_path)
    with Ledger.at(place, create=True) as ledger:
        before = ledger.write(lambda _: [draft(Act.REQUEST, "before", "ana")])
    result = trials.full(place, 2)
    assert _harm(result) == (0, 0, 0)
    assert "lines" not in result.note
    with Ledger.at(place) as ledger:
        assert ledger.entries()[:1] == before
        ledger.write(lambda _: [draft(Act.RELEASE, "before", "ben")])


def test_who_waits_too_long_is_told_in_one_line(place: Place) -> None:
    result = trials.locked(place, 1)
    assert _harm(result) == (0, 0, 0)
    assert "lock" in result.note
    assert "lines" not in result.note


def test_f57_several_release_the_same_tranches_once(place: Place) -> None:
    result = trials.together(place, 3, 8)
    assert _harm(result) == (0, 0, 0)
    assert result.note.startswith("16 told that another was first")


def test_the_table_says_which_database_was_not_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "results", lambda *_: [trials.Result("killed", 3, lost=1)])
    assert trials.main([]) == 1
    without, _, row = capsys.readouterr().out.splitlines()
    assert without == "PostgreSQL is not tried: --postgres names no server"
    assert row.split() == ["SQLite", "killed", "3", "0", "1", "0"]
