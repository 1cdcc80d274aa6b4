"""A fault in one cell, before anybody knows which cell it is."""


class Fault(Exception):
    """What is wrong with a value, and what is allowed; the reader adds the place."""

    def __init__(self, what: str, allowed: str = "", column: str | None = None) -> None:
        """`column` is the header of the column, where the value alone does not say it."""
        super().__init__(what)
        self.what = what
        self.allowed = allowed
        self.column = column
