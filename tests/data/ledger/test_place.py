"""Where a ledger may be kept, and what is said where it may not."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.ledger import Ledger, LedgerRefusal, Place, damage
from data.ledger import place as places
from data.ledger.place import SHARES, file_system
from models.ledger import Life
from tests.data.ledger import behind
from tests.ledger_rows import draft, life, write


def refused(place: Place, *, create: bool = True) -> str:
    """What is said in one line where a ledger is not to be had."""
    with pytest.raises(LedgerRefusal) as refusal, Ledger.at(place, create=create) as ledger:
        write(ledger, draft())
    (said,) = str(refusal.value).splitlines()
    return said


def at(file: Path) -> Place:
    return Place.of(str(file), Path())


def test_the_ledger_lies_beside_the_portfolio_unless_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(places.VARIABLE, raising=False)
    assert Place.of(None, tmp_path).file == tmp_path / "headgate-ledger.db"
    monkeypatch.setenv(places.VARIABLE, str(tmp_path / "other.db"))
    assert Place.of(None, tmp_path).file == tmp_path / "other.db"
    assert Place.of(str(tmp_path / "named.db"), tmp_path).file == tmp_path / "named.db"
    assert Place.of(f"sqlite:///{tmp_path}/url.db", tmp_path).file == tmp_path / "url.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_is_named_by_its_url_and_its_password_is_not_told(scheme: str) -> None:
    place = Place.of(f"{scheme}://ana:secret@db.example:5432/money", Path())
    assert place.file is None
    assert place.exists
    assert str(place) == "postgresql+psycopg://ana:***@db.example:5432/money"


def test_another_database_is_refused() -> None:
    with pytest.raises(LedgerRefusal, match=r"'mysql' is no database for a ledger"):
        Place.of("mysql://ana@db.example/money", Path())


@pytest.mark.parametrize(
    "name",
    ["a b", "価格", "what?", "50%", "50%25", "a#b", "a;b", "%(here)s", "it's", ":memory:", "é"],
)
def test_folders_and_files_of_any_name_hold_a_ledger(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    place = at(tmp_path / name / f"{name}.db")
    with Ledger.at(place, create=True) as ledger:
        written = write(ledger, *life(Life.RELEASED))
    assert place.exists
    assert (tmp_path / name / f"{name}.db").read_bytes().startswith(b"SQLite format 3\0")
    with Ledger.at(place) as ledger:
        assert ledger.entries() == written


def test_no_ledger_is_begun_unless_asked_for(tmp_path: Path) -> None:
    assert "there is no ledger at" in refused(at(tmp_path / "no.db"), create=False)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "there is no folder" in refused(at(tmp_path / "away" / "no.db"))


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("not a database, but long enough to be taken for one\n" * 100)
    before = file.read_bytes()
    assert "file is not a database" in refused(at(file))
    assert file.read_bytes() == before


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "unable to open database file" in refused(at(tmp_path))


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    place = at(tmp_path / "ledger.db")
    with Ledger.at(place, create=True) as ledger:
        write(ledger, *life(Life.RELEASED))
    assert place.file is not None
    os.truncate(place.file, 5_000)
    assert "cannot be used" in refused(place)


def test_someone_elses_database_is_refused(tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "theirs.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE entries (recipe TEXT)")
    connection.close()
    assert "cannot be used" in refused(at(file))


@contextmanager
def _as_nobody(folder: Path) -> Iterator[None]:
    """Without the powers of an administrator, for whom nothing is read-only."""
    if os.geteuid() != 0:
        yield
        return
    for each in (folder, *folder.parents):
        if each.stat().st_uid == 0 and each != Path("/") and not each.stat().st_mode & 0o001:
            each.chmod(each.stat().st_mode | 0o011)
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    with _as_nobody(folder):
        assert "unable to open database file" in refused(at(folder / "ledger.db"))


def test_a_read_only_ledger_is_said_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    place = at(folder / "ledger.db")
    with Ledger.at(place, create=True) as ledger:
        written = write(ledger, draft(initiative="before"))
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    with _as_nobody(folder):
        assert "readonly" in refused(place)
    folder.chmod(0o755)
    with Ledger.at(place) as ledger:
        assert ledger.entries() == written


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres@127.0.0.1:1/none",
        "postgresql://127.0.0.1:port/none",
        "postgresql://[::1/none",
        "postgresql:",
        "postgresql://postgres@127.0.0.1/none?sslmode=nonsense",
        "postgresql://postgres@127.0.0.1/none?colour=red",
    ],
)
def test_a_server_that_is_not_there_is_said(url: str) -> None:
    assert "cannot be used" in refused(Place.of(url, Path()))


def test_a_database_that_the_server_has_not_is_said(server: str) -> None:
    from sqlalchemy import make_url

    url = make_url(server).set(database="no_such_database")
    said = refused(Place.of(url.render_as_string(hide_password=False), Path()))
    assert 'database "no_such_database" does not exist' in said


MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
filer:/share /srv/team\\040share {kind} rw,vers=4.2 0 0
/dev/sdb1 /srv/team\\040share/local ext4 rw 0 0
filer:/other /srv/teamwork nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/team share", "cifs"),
        ("/srv/team share/money/2026", "cifs"),
        ("/srv/team share/local/money", "ext4"),
        ("/srv/team", "ext4"),
        ("/srv/teamwork", "nfs"),
        ("/", "ext4"),
        ("/tmp/money", "tmpfs"),  # noqa: S108 - nothing is kept there
    ],
)
def test_f69_the_file_system_of_a_folder_is_that_of_the_nearest_mount(
    tmp_path: Path, folder: str, kind: str
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(kind="cifs"))
    assert file_system(Path(folder), mounts) == kind
    assert file_system(Path(folder), tmp_path / "none") == ""


@pytest.mark.parametrize("kind", sorted(SHARES))
def test_f69_a_network_share_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nfiler:/share {tmp_path} {kind} rw 0 0\n")
    monkeypatch.setattr(places, "file_system", lambda folder: file_system(folder, mounts))
    said = refused(at(tmp_path / "ledger.db"))
    assert f"is on a network share ({kind})" in said
    assert "PostgreSQL" in said
    assert [path.name for path in tmp_path.iterdir()] == ["mounts"]


def test_f69_a_share_named_as_windows_does_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    share = Place("sqlite://", Path("\\\\filer\\share\\ledger.db"))
    assert "is on a network share" in refused(share)


def test_f70_a_newer_ledger_is_refused_and_left_alone(place: Place) -> None:
    with Ledger.at(place, create=True) as ledger:
        written = write(ledger, *life(Life.RELEASED))
        behind.execute(ledger, "UPDATE alembic_version SET version_num = '9999'")
    said = refused(place)
    assert "was made by a newer Headgate (its tables are of version 9999)" in said
    with pytest.raises(LedgerRefusal, match="newer"), Ledger.at(place):
        pass
    from data.ledger.place import engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_migrated", lambda *_: None)
        with engine(place, create=False) as found:
            assert Ledger(place, found).entries() == written
            assert damage(Ledger(place, found).rows()) is None


def test_a_copy_that_nobody_can_write_to_is_read_and_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = at(tmp_path / "ledger.db")
    with Ledger.at(here, create=True) as ledger:
        written = write(ledger, draft())
    monkeypatch.setattr(places, "_only_for_reading", lambda _: True)
    with Ledger.at(here) as ledger:
        assert ledger.entries() == written
        assert damage(ledger.rows()) is None
        assert ledger.unguarded() == ""
        with pytest.raises(LedgerRefusal, match=r"readonly|read-only"):
            write(ledger, draft(initiative="blog"))
