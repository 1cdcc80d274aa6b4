"""Where the ledger is kept: a SQLite file beside the portfolio, or a PostgreSQL server."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VARIABLE = "HEADGATE_LEDGER"
FILE = "headgate-ledger.db"
"""The ledger's file unless another place is named."""

WAIT = 30
"""Seconds that a writer waits for another one."""

_LOCK = 0x48454144
"""Any number: whoever writes to the ledger of a PostgreSQL server holds this advisory lock."""

SHARES = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ncpfs", "webdav", "davfs", "fuse.sshfs",
    "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "lustre", "glusterfs",
    "fuse.glusterfs", "ceph", "beegfs",
}  # fmt: skip
"""File systems on which locks cannot be relied upon."""


class LedgerRefusal(Exception):
    """Why there is no ledger to be had at a place, for people."""


@dataclass(frozen=True)
class Place:
    """A URL as SQLAlchemy knows it, and the file where it is one."""

    url: str
    file: Path | None

    @classmethod
    def of(cls, named: str | None, folder: Path) -> Place:
        """The place that is named, or that the environment names, or the file in this folder."""
        text = named or os.environ.get(VARIABLE) or str(folder / FILE)
        if text.startswith(("postgresql:", "postgres:", "postgresql+psycopg:")):
            return cls("postgresql+psycopg:" + text.partition(":")[2], None)
        if text.startswith("sqlite:///"):
            text = text.removeprefix("sqlite:///")
        elif "://" in text:
            raise LedgerRefusal(
                f"'{text.partition(':')[0]}' is no database for a ledger; "
                "there are sqlite (a file) and postgresql://…"
            )
        file = Path(text).absolute()
        return cls(f"sqlite:///{file}", file)

    def __str__(self) -> str:
        """The place as people may read it, without a password."""
        if self.file is not None:
            return str(self.file)
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            return make_url(self.url).render_as_string(hide_password=True)
        except (ArgumentError, ValueError):  # whatever it is, there may be a password in it
            return self.url.partition(":")[0] + "://…"

    @property
    def exists(self) -> bool:
        """Whether something is there; a server is taken to be."""
        return self.file is None or self.file.exists()


@contextmanager
def engine(place: Place, *, create: bool) -> Iterator[Engine]:
    """The engine of a ledger whose tables are there; raises LedgerRefusal.

    Args:
        place: where it is kept.
        create: whether a new ledger is begun where there is none.
    """
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.exc import SQLAlchemyError

    if place.file is not None:
        _ready(place.file, create=create)
    arguments: dict[str, Any] = {"timeout": WAIT} if place.file else {"connect_timeout": WAIT}
    address: URL | str = place.url
    if place.file is not None:
        address = URL.create("sqlite", database=str(place.file))
        if _only_for_reading(place.file):
            name = f"file:{quote(str(place.file))}?immutable=1"
            address = URL.create("sqlite", database=name, query={"uri": "true"})
    try:
        found = create_engine(address, connect_args=arguments)
    except (SQLAlchemyError, ValueError, ImportError) as error:
        raise LedgerRefusal(_unusable(place, error)) from error
    if place.file is not None and not _only_for_reading(place.file):
        event.listen(found, "connect", _prepare)
        event.listen(found, "begin", _begin)
    try:
        _migrated(found, place)
        yield found
    finally:
        found.dispose()


def _ready(file: Path, *, create: bool) -> None:
    if not file.exists() and not create:
        raise LedgerRefusal(
            f"there is no ledger at {file}; go to the folder of the portfolio, or name the place "
            f"with --ledger or {VARIABLE}"
        )
    if not file.parent.is_dir():
        raise LedgerRefusal(f"there is no folder {file.parent} for the ledger")
    kind = file_system(file.parent)
    if kind in SHARES or str(file).startswith("\\\\"):
        raise LedgerRefusal(
            f"{file} is on a network share ({kind or 'UNC'}), where two people could release the "
            "same tranche; keep it on a local disk, or on a PostgreSQL server"
        )


def _only_for_reading(file: Path) -> bool:
    """Whether it is a copy that nobody here can write to, such as an auditor's."""
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def file_system(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system a folder is on, as the system calls it; empty where it is unknown."""
    if not sys.platform.startswith("linux") or not mounts.exists():
        return ""
    best, kind = "", ""
    where = str(folder.resolve())
    for line in mounts.read_text(errors="replace").splitlines():
        _, mounted, fs, *_ = line.split(" ")
        point = mounted.replace("\\040", " ")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fs
    return kind


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's own connection
    """SQLite: we begin transactions ourselves, and what is committed is on the disk."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={WAIT * 1000}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event passes it untyped
    """Only one writes at a time, from the first look on."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def alone(connection: Connection) -> None:
    """On a server, too, only one writes at a time until the transaction ends; waits for its turn.

    On SQLite each transaction is alone from its beginning.
    """
    from sqlalchemy import text

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})


def _migrated(found: Engine, place: Place) -> None:
    """Brings the tables up to date; refuses those that a newer Headgate has made."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy.exc import SQLAlchemyError

    config = Config()
    steps = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", steps.replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    try:
        with found.begin() as connection:
            now = MigrationContext.configure(connection).get_current_revision()
            known = {step.revision for step in script.walk_revisions()}
            if now is not None and now not in known:
                raise LedgerRefusal(
                    f"the ledger at {place} was made by a newer Headgate (its tables are of "
                    f"version {now}); use that one"
                )
            if now != script.get_current_head():
                alone(connection)  # whoever else begins it has ended: there may be nothing left
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise LedgerRefusal(_unusable(place, error)) from error


def _unusable(place: Place, error: Exception) -> str:
    """Why a place cannot be used, in one line."""
    if isinstance(error, ImportError):
        return (
            "for a ledger on PostgreSQL its driver must be installed: pip install "
            "'headgate[postgres]'"
        )
    from sqlalchemy.exc import ArgumentError

    if isinstance(error, ArgumentError | ValueError):
        return (
            f"the ledger at {place} cannot be used: a place on a server is named "
            "postgresql://USER@HOST:PORT/DATABASE"
        )
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return f"the ledger at {place} cannot be used: {reason}"
