"""From the cells of a sheet to rows by header: headers, blank rows, hidden rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.grid import Grid, letters
from data.kinds.text import tidy
from data.sources import Source
from data.values import Flaw, Value, described
from models.issue import Issue, Place, Severity
from models.nearest import nearest

_NAMED = 5


def error(
    sheet: str, cell: str | None, what: str, allowed: str, column: str | None = None
) -> Issue:
    """An issue that stops planning."""
    place = Place(sheet=sheet, cell=cell, column=column)
    return Issue(severity=Severity.ERROR, place=place, what=what, allowed=allowed)


def warning(sheet: str, cell: str | None, what: str, allowed: str = "") -> Issue:
    """An issue that is carried into the reports."""
    place = Place(sheet=sheet, cell=cell)
    return Issue(severity=Severity.WARNING, place=place, what=what, allowed=allowed)


class Rows:
    """The filled rows of one grid under known headers."""

    def __init__(
        self, grid: Grid, headers: Sequence[str], *, spare: Sequence[str] = (), strict: bool = False
    ) -> None:
        """`spare` headers may be missing. With `strict`, an unknown header is an error."""
        self.grid = grid
        self.source = Source()
        self.issues: list[Issue] = [
            error(grid.title, oddity.cell, oddity.what, oddity.allowed) for oddity in grid.oddities
        ]
        self._match(headers, spare, strict=strict)
        self._note_hidden()

    def cells(self) -> Iterator[tuple[int, dict[str, Value]]]:
        """Number and cells by header of each row that has any; blank rows between are noted."""
        by_position = {position: header for header, position in self.source.columns.items()}
        blank: list[int] = []
        expected = 2
        for number, row in self.grid.rows:
            cells = {by_position[at]: value for at, value in row.items() if at in by_position}
            if not cells:
                continue
            blank.extend(range(expected, number))
            expected = number + 1
            yield number, cells
        if blank:
            named = ", ".join(str(number) for number in blank[:_NAMED])
            more = f" and {len(blank) - _NAMED:,} more" if len(blank) > _NAMED else ""
            what = f"has blank rows between filled ones: {named}{more}"
            self.issues.append(warning(self.grid.title, f"A{blank[0]}", what, "they are skipped"))

    def _match(self, headers: Sequence[str], spare: Sequence[str], *, strict: bool) -> None:
        title, known = self.grid.title, {*headers, *spare}
        unknown: dict[str, str] = {}
        for position, value in sorted(self.grid.header.items()):
            cell = f"{letters(position)}1"
            header = tidy(value) if isinstance(value, str) else None
            if header in self.source.columns:
                first = f"{letters(self.source.columns[header])}1"
                what = f"the header '{header}' is there twice, also in {first}"
                self.issues.append(error(title, cell, what, "each header once"))
            elif header in known:
                self.source.columns[header] = position
            elif isinstance(value, Flaw):
                self.issues.append(error(title, cell, value.what, value.allowed))
            else:
                unknown[cell] = header if header is not None else described(value)
        missing = [header for header in headers if header not in self.source.columns]
        self.complete = not missing
        """Whether all headers were found, so that the rows can be read."""
        for header in missing:
            near = nearest(header, list(unknown.values()))
            hint = f"; nearest there: '{near}'" if near else ""
            what = f"the column '{header}' is missing{hint}"
            self.issues.append(error(title, "A1", what, "all headers of the template, in row 1"))
        for cell, header in unknown.items():
            near = nearest(header, missing or list(headers))
            allowed = f"nearest: {near}" if near else "columns of the template; it is not read"
            make = error if strict else warning
            self.issues.append(make(title, cell, f"unknown column '{header}'", allowed))

    def _note_hidden(self) -> None:
        grid = self.grid
        parts = [
            "the whole sheet" if grid.hidden else "",
            _counted(grid.hidden_rows, "row"),
            _counted(grid.hidden_columns, "column"),
        ]
        if any(parts):
            what = "hidden, and read all the same: " + ", ".join(part for part in parts if part)
            self.issues.append(warning(grid.title, None, what))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}" if number else ""
