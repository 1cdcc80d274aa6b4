"""What every kind of cell can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from data.context import Context
from data.fault import Fault
from data.values import Flaw, Shown, Value, described

T = TypeVar("T")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """Turns a filled cell into a value of the models, and such a value into a cell."""

    def parse(self, value: Value, context: Context) -> T:
        """The value that the cell stands for; raises Fault. Never called for an empty cell."""
        raise NotImplementedError

    def show(self, value: T, context: Context) -> Shown:
        """The cell that stands for the value; parse() of it gives the value again."""
        raise NotImplementedError

    def unit(self, context: Context) -> str:
        """What may stand in the cell, for the comment on its header."""
        raise NotImplementedError

    def number_format(self, context: Context) -> str | None:
        """Excel's number format, where the kind has one."""
        return None

    @property
    def numeric(self) -> bool:
        """Whether its cells stand to the right."""
        return False

    @property
    def choices(self) -> tuple[str, ...]:
        """All that is allowed, where that is a short list."""
        return ()

    @property
    def source(self) -> tuple[str, str] | None:
        """Sheet and header of the column that lists what is allowed, where another sheet does."""
        return None


def refuse(value: Value, expected: str, hint: str) -> Fault:
    """The fault of a cell that holds something of another type."""
    if isinstance(value, Flaw):
        return Fault(value.what, value.allowed)
    return Fault(f"{described(value)} is not {expected}", hint)
