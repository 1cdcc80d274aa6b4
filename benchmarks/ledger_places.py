"""Empty ledgers to try things on: a file, or a schema of its own on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from data.ledger import Place


def in_file(folder: Path) -> Place:
    """A place in a folder."""
    return Place.of(str(folder / "headgate-ledger.db"), folder)


@contextmanager
def on_server(url: str, **options: str) -> Iterator[Place]:
    """A place on a server, in a schema that is dropped afterwards.

    Args:
        url: of a database in which schemas may be made.
        options: settings of the server for all that is done there, such as `default_tablespace`.
    """
    from sqlalchemy import create_engine, make_url, text

    schema = f"headgate_{uuid4().hex}"
    server = make_url(Place.of(url, Path()).url)
    settings = {"search_path": schema} | options
    chosen = " ".join(f"-c{name}={value}" for name, value in settings.items())
    own = server.update_query_dict({"options": chosen})
    engine = create_engine(server)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        yield Place.of(own.render_as_string(hide_password=False), Path())
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        engine.dispose()
