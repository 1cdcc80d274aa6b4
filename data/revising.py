"""Writes a changed portfolio in the form of its input, which is changed only where it must be."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from data.atomic import replacing
from data.context import Context
from data.revision import Revision, revisions
from data.sources import Sources
from data.writing import write
from models.portfolio import Portfolio

Further = Callable[[Path], Sequence[Revision]]
"""Revisions of sheets that hold no input, for the file that is revised."""


class Unfaithful(Exception):
    """What was written does not read as what was meant; nothing was kept."""


def revise(
    source: Path,
    target: Path,
    change: tuple[Portfolio, Portfolio],
    sources: Sources,
    further: Further | None = None,
) -> None:
    """Writes the portfolio after a change, from the input before it.

    Formats, columns, sheets and files of people's own are kept where the target has the form of
    the source; else the target is written anew. `further` gives revisions of other sheets. What was
    written is read again, and replaces what was there only if it says what was meant: raises
    Unfaithful. Raises OSError and ValueError as `data.writing.write`.
    """
    if not _same_form(source, target):
        _anew(target, change[1], further)
    elif source.is_dir():
        _folder(source, target, change, sources, further)
    elif source.suffix.casefold() == ".json":
        write(change[1], target)
    else:
        _workbook(source, target, change, sources, further)


def _same_form(source: Path, target: Path) -> bool:
    if source.is_dir():
        return target.suffix == "" or target.is_dir()
    return source.suffix.casefold() == target.suffix.casefold()


def _workbook(
    source: Path,
    target: Path,
    change: tuple[Portfolio, Portfolio],
    sources: Sources,
    further: Further | None,
) -> None:
    from data.workbook.editing.workbook import edit_workbook

    found = _all(change, sources, source, further)
    with replacing(target) as temporary:
        edit_workbook(source, temporary, found)
        _verify(temporary, change[1])


def _folder(
    source: Path,
    target: Path,
    change: tuple[Portfolio, Portfolio],
    sources: Sources,
    further: Further | None,
) -> None:
    from data.folder.editing import edit_folder

    found = _all(change, sources, source, further)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        trial = Path(name) / target.name
        edit_folder(source, trial, found)
        _verify(trial, change[1])
        edit_folder(trial, target, ())


def _anew(target: Path, portfolio: Portfolio, further: Further | None) -> None:
    """Another form: written from nothing, and then with the sheets that hold no input."""
    if target.suffix.casefold() == ".json" or further is None:
        write(portfolio, target)
        return
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        first = Path(name) / target.name
        write(portfolio, first)
        from data.reading import read

        revise(first, target, (portfolio, portfolio), read(first).sources, further)


def _all(
    change: tuple[Portfolio, Portfolio], sources: Sources, source: Path, further: Further | None
) -> tuple[Revision, ...]:
    context = Context.of(change[1].settings)
    more = () if further is None else further(source)
    return (*revisions(*change, sources, context), *(one for one in more if not one.is_empty))


def _verify(written: Path, meant: Portfolio) -> None:
    from data.reading import read

    reading = read(written)
    if reading.portfolio is None:
        stops = next(str(issue) for issue in reading.issues if issue.stops)
        raise Unfaithful(stops)
    if reading.portfolio.digest() != meant.digest():
        raise Unfaithful(_difference(reading.portfolio, meant))


def _difference(read: Portfolio, meant: Portfolio) -> str:
    for name in type(meant).model_fields:
        if getattr(read.canonical(), name) != getattr(meant.canonical(), name):
            return f"the sheet {name.capitalize()} would not say what was meant"
    return "the portfolio would be another one"
