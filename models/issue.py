"""Issues: what is wrong with an input, and where."""

from enum import StrEnum

from models.base import Frozen


class Severity(StrEnum):
    """What an issue stops."""

    ERROR = "error"
    """Nothing is planned."""
    WARNING = "warning"
    """Carried into the reports."""


class Place(Frozen):
    """Where in the input: a sheet, and in it a row of data and a column, or a cell."""

    sheet: str
    """The sheet's name, as in `Stages`."""
    row: int | None = None
    """Position of the row in the portfolio's tuple for that sheet, from 0."""
    column: str | None = None
    """The column's header."""
    cell: str | None = None
    """The cell, as in `D12`, where the input has cells."""

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.sheet}!{self.cell}"
        if self.row is None:
            return self.sheet if self.column is None else f"{self.sheet}, column {self.column}"
        row = f"{self.sheet}, row {self.row + 1}"
        return row if self.column is None else f"{row}, column {self.column}"


class Issue(Frozen):
    """One thing that is wrong, for the person who can put it right."""

    severity: Severity
    place: Place
    what: str
    """What is wrong."""
    allowed: str = ""
    """What is allowed, with the nearest valid name where one was misspelt."""
    rule: str | None = None
    """Name of the rule of the operating model that found it."""
    subject: str | None = None
    """What a waiver of the rule must name."""
    also: tuple[Place, ...] = ()
    """Other rows that it is about."""
    waived_by: str | None = None
    """Approver of the waiver that holds it back; a waived error stops nothing."""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f"; {self.allowed}" if self.allowed else "")

    @property
    def stops(self) -> bool:
        """Whether planning must not go on."""
        return self.severity is Severity.ERROR and self.waived_by is None
