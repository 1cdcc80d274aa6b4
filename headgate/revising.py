"""Writes a changed portfolio over its input, or beside it, and says so where that fails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import OutputError

if TYPE_CHECKING:
    from data.revision import Revision
    from headgate.checking import Checked
    from models.portfolio import Portfolio


def place_for(source: Path, output: Path | None, *, inputs: Collection[Path] = ()) -> Path:
    """Where the result goes, looked at before any work; raises OutputError.

    `inputs` must not be written over.
    """
    from headgate.output import folder_of, ready

    target = source if output is None else output
    if target.suffix and not target.is_dir():
        ready(target, {".xlsx", ".json"}, inputs=inputs)
        return target
    if any(target.exists() and one.exists() and target.samefile(one) for one in inputs):
        raise OutputError(f"{target} is the input; give the result another name")
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file; a folder of CSV files needs another name")
    folder_of(target)
    is_source = source.exists() and target.exists() and target.samefile(source)
    if not is_source and target.is_dir() and any(target.iterdir()):
        raise OutputError(f"{target} holds files already; choose a new folder")
    return target


def keep_revised(
    source: Path,
    target: Path,
    found: Checked,
    after: Portfolio,
    further: Callable[[Path], Sequence[Revision]],
) -> None:
    """Write the portfolio after a change; all or nothing. Raises OutputError."""
    from data.revising import Unfaithful, revise
    from headgate.output import keep

    before = found.sound()

    def write(place: Path) -> None:
        revise(source, place, (before, after), found.sources, further)

    try:
        keep(target, write)
    except Unfaithful as fault:
        raise OutputError(
            f"{target} was not written: read again, it would not be what was meant ({fault})"
        ) from fault
