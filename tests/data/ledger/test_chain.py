"""Whatever is done to a ledger behind its back is found, at the right number."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks.ledger_places import in_file
from data.ledger import Ledger, damage, digest
from data.ledger.chain import NOTHING, Damage, Row, entries_of, hashed, row_of
from models.ledger import Act, Draft, Entry, Life
from tests.data.ledger import behind
from tests.ledger_rows import draft, life, write

OTHER: dict[str, object] = {
    "at": "2026-01-15T00:00:00.000001Z",
    "act": "note",
    "portfolio": "Tess",
    "initiative": "shoo",
    "stage": 2,
    "request": "R0009",
    "attempt": 2,
    "evidence": "f" * 64,
    "amount": 1,
    "actor": "eve",
    "life": "closed",
    "content": "{}",
    "previous": "f" * 64,
    "hash": "f" * 64,
}
"""Another value for each column."""


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger of six entries about two tranches."""
    write(ledger, *life(Life.SPENT))
    write(ledger, *life(Life.REVERSED, "blog"))
    return ledger


def _found(ledger: Ledger, kept: str | None = None) -> Damage:
    found = damage(ledger.rows(), kept)
    assert found is not None
    return found


def _forged(rows: Sequence[Row], sequence: int, **columns: object) -> list[Row]:
    """Rows with a change in one, and with all hashes from there on made anew."""
    forged: list[Row] = []
    for row in rows:
        changed = row._replace(**columns) if row.sequence == sequence else row  # type: ignore[arg-type] # any column
        previous = forged[-1].hash if forged else NOTHING
        told = hashed(
            changed.sequence, changed.at, changed.attempt, changed.life, changed.content, previous
        )
        forged.append(changed._replace(previous=previous, hash=told))
    return forged


def test_every_column_but_the_number_has_another_value_here() -> None:
    assert {"sequence", *OTHER} == set(Row._fields)


def test_an_untouched_ledger_is_sound(full: Ledger) -> None:
    rows = full.rows()
    assert damage(rows) is None
    assert damage(rows, digest(rows)) is None
    assert damage((), digest(())) is None


@pytest.mark.parametrize("column", OTHER)
def test_f67_an_edit_of_any_column_of_any_row_is_found(full: Ledger, column: str) -> None:
    before = full.rows()
    for row in before:
        behind.change(full, row.sequence, **{column: OTHER[column]})
        assert _found(full).sequence == row.sequence
        assert f"entry {row.sequence} " in _found(full).what
        behind.replace(full, before)
    assert damage(full.rows()) is None


def test_f67_another_number_is_a_missing_entry(full: Ledger) -> None:
    behind.change(full, 6, sequence=60)
    assert _found(full) == (6, "entry 6 is missing; the next one there is 60")


@pytest.mark.parametrize("gone", range(1, 6))
def test_f67_a_removed_row_is_found(full: Ledger, gone: int) -> None:
    rows = full.rows()
    behind.replace(full, [row for row in rows if row.sequence != gone])
    assert _found(full) == (gone, f"entry {gone} is missing; the next one there is {gone + 1}")


def test_f67_a_removed_row_is_found_where_the_others_move_up(full: Ledger) -> None:
    rows = full.rows()
    moved = [row._replace(sequence=row.sequence - 1) for row in rows[3:]]
    behind.replace(full, [*rows[:2], *moved])
    assert _found(full).sequence == 3


@pytest.mark.parametrize("first", range(1, 6))
def test_f67_swapped_rows_are_found(full: Ledger, first: int) -> None:
    rows = list(full.rows())
    one, two = rows[first - 1], rows[first]
    rows[first - 1], rows[first] = two._replace(sequence=first), one._replace(sequence=first + 1)
    behind.replace(full, rows)
    assert _found(full).sequence == first


@pytest.mark.parametrize("left", range(6))
def test_f67_a_cut_tail_is_found_by_a_digest_kept_elsewhere(full: Ledger, left: int) -> None:
    rows = full.rows()
    kept = digest(rows)
    behind.replace(full, rows[:left])
    assert damage(full.rows()) is None
    assert _found(full, kept).sequence == left + 1
    assert "there were 6 when the digest was kept" in _found(full, kept).what


@pytest.mark.parametrize("number", range(1, 7))
def test_f67_one_row_with_a_right_hash_is_found_by_the_next(full: Ledger, number: int) -> None:
    rows = full.rows()
    kept = digest(rows)
    forged = _forged(rows, number, at=rows[0].at + "x")
    behind.replace(full, [*rows[: number - 1], forged[number - 1], *rows[number:]])
    assert damage(full.rows(), kept) is not None
    assert _found(full, kept).sequence in {number, number + 1}


def test_f67_a_chain_made_anew_is_found_by_a_digest_kept_elsewhere(full: Ledger) -> None:
    rows = full.rows()
    kept = digest(rows)
    content = rows[2].content.replace('"by":"ben"', '"by":"eve"')
    behind.replace(full, _forged(rows, 3, content=content, actor="eve"))
    assert damage(full.rows()) is None
    assert _found(full, kept) == (6, "entry 6 is not the one of which the digest was kept")


def test_f67_a_kept_digest_need_not_be_of_the_last_entry(full: Ledger) -> None:
    rows = full.rows()
    for number in range(7):
        assert damage(rows, digest(rows[:number])) is None


@pytest.mark.parametrize("column", ["life", "content", "at"])
@pytest.mark.parametrize("value", ["gone", "[1]", "", "{}"])
def test_f67_nonsense_with_a_right_hash_is_found(full: Ledger, column: str, value: str) -> None:
    behind.replace(full, _forged(full.rows(), 4, **{column: value}))
    assert _found(full).sequence in ({4, 5} if column == "at" else {4})


def test_f67_what_is_no_text_at_all_is_found(tmp_path: Path) -> None:
    with Ledger.at(in_file(tmp_path), create=True) as ledger:
        write(ledger, *life(Life.RELEASED))
        for column in ("content", "previous", "hash", "life", "at", "actor"):
            before = ledger.rows()
            behind.change(ledger, 2, **{column: before[1].hash.encode()})
            assert _found(ledger).sequence == 2
            behind.replace(ledger, before)


@pytest.fixture
def copies(ledger: Ledger) -> tuple[Callable[[], None], Callable[[], None]]:
    """What keeps a copy of a ledger, and what puts it back."""
    kept: list[Row] = []

    def keep() -> None:
        kept[:] = ledger.rows()

    return keep, lambda: behind.replace(ledger, kept)


def test_f68_an_old_copy_is_found_by_a_digest_kept_elsewhere(
    ledger: Ledger, copies: tuple[Callable[[], None], Callable[[], None]]
) -> None:
    keep, put_back = copies
    write(ledger, *life(Life.RELEASED))
    keep()
    write(ledger, draft(Act.SPEND))
    told = digest(ledger.rows())
    put_back()
    assert damage(ledger.rows()) is None
    assert _found(ledger, told).sequence == 3
    assert "an older copy may have been put back" in _found(ledger, told).what


def test_f68_an_old_copy_that_went_on_is_found(
    ledger: Ledger, copies: tuple[Callable[[], None], Callable[[], None]]
) -> None:
    keep, put_back = copies
    write(ledger, *life(Life.RELEASED))
    keep()
    write(ledger, draft(Act.SPEND))
    told = digest(ledger.rows())
    put_back()
    write(ledger, draft(Act.REVERSE), draft())
    assert _found(ledger, told) == (3, "entry 3 is not the one of which the digest was kept")


def test_f68_an_old_file_put_back_is_found(tmp_path: Path) -> None:
    place, copy = in_file(tmp_path), tmp_path / "backup.db"
    assert place.file is not None
    with Ledger.at(place, create=True) as ledger:
        write(ledger, *life(Life.RELEASED))
    shutil.copy(place.file, copy)
    with Ledger.at(place) as ledger:
        write(ledger, draft(Act.SPEND))
        told = digest(ledger.rows())
    shutil.copy(copy, place.file)
    with Ledger.at(place) as ledger:
        assert _found(ledger, told).sequence == 3


@pytest.mark.parametrize(
    "kept",
    ["", ":", "6", "6:", *(number + ":" + NOTHING for number in ("six", "-1", "²", "9" * 5000))],
    ids=range(8),
)
def test_what_is_no_digest_is_said(full: Ledger, kept: str) -> None:
    found = _found(full, kept)
    assert found.sequence in {0, 7}
    assert len(found.what.splitlines()) == 1


def test_the_hash_of_an_entry_covers_all_that_it_says(full: Ledger) -> None:
    rows = full.rows()
    first: Entry = entries_of(rows)[0]
    said = (first.sequence, first.at, first.attempt, first.life.value, rows[0].content)
    assert first.hash == hashed(*said, NOTHING)


def test_what_headgate_never_writes_is_found_though_its_hashes_are_right() -> None:
    """Whoever drops the triggers can append anything; reading restates what they hold."""
    request = row_of(draft(), 1, "2026-01-15T10:00:00.000000Z", 1, Life.REQUESTED, NOTHING)
    at = "2026-01-15T11:00:00.000000Z"

    def then(move: Draft, after: Life, attempt: int = 1) -> Damage | None:
        return damage([request, row_of(move, 2, at, attempt, after, request.hash)])

    assert then(draft(Act.RELEASE, by="ben"), Life.RELEASED) is None
    for move, after, attempt in (
        (draft(Act.RELEASE, by="Ana"), Life.RELEASED, 1),
        (draft(Act.RELEASE, by="ben", amount=100_01), Life.RELEASED, 1),
        (draft(Act.RELEASE, by="ben", request="R9"), Life.RELEASED, 1),
        (draft(Act.RELEASE, by="ben"), Life.RELEASED, 2),
        (draft(Act.REVERSE, by="ben"), Life.REVERSED, 1),
        (draft(Act.REJECT, by="ben", request="R9"), Life.REJECTED, 1),
        (draft(Act.NOTE, by="ben"), Life.RELEASED, 1),
        (draft(Act.REQUEST), Life.REQUESTED, 2),
    ):
        found = then(move, after, attempt)
        assert found is not None, move
        assert found.sequence == 2
        assert "was never written by Headgate" in found.what


def test_a_database_that_lost_its_triggers_is_noticed(full: Ledger) -> None:
    assert full.unguarded() == ""
    behind.change(full, 1, actor="eve")
    assert "its triggers are gone" in full.unguarded()
