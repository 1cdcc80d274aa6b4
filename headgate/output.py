"""Where results are kept: looked at before the work begins."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path

from headgate.errors import OutputError

_LOCKS = ("~${}", ".~lock.{}#")
"""Files that spreadsheet programs keep beside an open workbook."""

EACH = ("finance", "delivery", "executives")
"""For whom a workbook can be made, as `reports` knows them."""
EVERYONE = "all"
"""The view that leaves nothing out but pay; asked for by name, a workbook for each one as well."""


def workbooks(output: Path, audience: str | None) -> dict[str, Path]:
    """The workbooks to be written, by audience; those of single audiences stand beside it."""
    found = {audience or EVERYONE: output}
    if audience == EVERYONE:
        found |= {each: output.with_name(f"{output.stem}-{each}{output.suffix}") for each in EACH}
    return found


def places(written: dict[str, Path]) -> str:
    """Where they are, in a sentence."""
    from models.wording import listed

    first, *beside = written.values()
    shown = listed([path.name for path in beside], most=len(EACH))
    return f"{first}, and beside it {shown}," if shown else str(first)


def ready(path: Path, suffixes: Collection[str], *, inputs: Collection[Path] = ()) -> None:
    """Raise OutputError, before any work, where a result could not be kept in the end.

    `suffixes` are the endings accepted; `inputs` are files that must not be written over.
    """
    if path.suffix.lower() not in suffixes:
        accepted = " or ".join(sorted(suffixes))
        raise OutputError(f"{path}: a result of this kind is written as {accepted}")
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it")
    if any(path.exists() and source.exists() and path.samefile(source) for source in inputs):
        raise OutputError(f"{path} is the input; give the result another name")
    folder_of(path)
    _not_open(path)


def folder_of(path: Path) -> Path:
    """The folder in which the path lies; raises OutputError if files cannot be made there."""
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(f"{path}: there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: the folder {folder} takes no new files; choose another")
    return folder


def keep(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make the file (it writes all of it or nothing).

    Where the place has been locked meanwhile, the result is kept beside it. Raises OutputError
    where the result is not in its place, saying where it is.
    """
    try:
        write(path)
    except PermissionError:
        aside = path.with_name(f"{path.stem}-new{path.suffix}")
        _write(aside, write)
        raise OutputError(
            f"{path} is open in another program; the result is kept in {aside}"
        ) from None
    except OSError as error:
        raise _failed(path, error) from error


def _write(path: Path, write: Callable[[Path], None]) -> None:
    try:
        write(path)
    except OSError as error:
        raise _failed(path, error) from error


def _failed(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} could not be written: {error.strerror or error}")


def _not_open(path: Path) -> None:
    """Refuse a file that another program holds, before minutes of work are spent on it."""
    for pattern in _LOCKS:
        lock = path.with_name(pattern.format(path.name))
        if lock.exists():
            raise OutputError(
                f"{path} seems to be open in a spreadsheet program; close it there "
                f"(or delete {lock} if no program has it open)"
            )
    if path.exists():
        try:
            path.open("ab").close()
        except OSError as error:
            reason = "it is open in another program or protected"
            raise OutputError(f"{path} cannot be written: {reason}") from error
