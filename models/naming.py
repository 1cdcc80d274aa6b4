"""Finding a row by what people call it: its ID or its name, whatever the case and the spaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from models.nearest import look, nearest
from models.scenario import CannotEdit

T = TypeVar("T")


_FEW = 12
"""So many names are listed where none is near."""


def called(text: str, rows: Iterable[tuple[T, Sequence[str]]], noun: str) -> T:
    """The one row that has the name among its names.

    Raises CannotEdit where there is none, with the nearest name, and where there are several.
    """
    known = [(row, names) for row, names in rows]
    for same in (str, look):  # an exact ID comes before what only looks like one
        found = [row for row, names in known if same(text) in {same(name) for name in names}]
        if len(found) == 1:
            return found[0]
        if found:
            what = f"'{text}' is the name of {len(found)} rows"
            raise CannotEdit(what, f"the ID of one {noun}")
    near = nearest(text, [name for _, names in known for name in names])
    hint = f"nearest: {near}" if near else f"the ID or the name of one {noun} of the portfolio"
    if not near and 0 < len(known) <= _FEW:
        hint = f"one of: {', '.join(names[-1] for _, names in known)}"
    raise CannotEdit(f"there is no {noun} '{text}'", hint)
