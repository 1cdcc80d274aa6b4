"""People's time: FTE in cells, whole slices everywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.context import Context
from data.fault import Fault
from data.kinds.kind import Kind
from data.kinds.number import Number
from data.values import Shown, Value
from models.exact import plain
from models.units import Slices


@dataclass(frozen=True)
class Fte(Kind[Slices]):
    """People's time in full-time equivalents."""

    one: bool = False
    """Whether it is the time of one person, so that it is 1 at most."""

    def parse(self, value: Value, context: Context) -> Slices:
        """Whole slices; raises Fault for parts of one."""
        return slices(Number().parse(value, context), context)

    def show(self, value: Slices, context: Context) -> Shown:
        """In FTE."""
        return plain(value * context.slice)

    @property
    def numeric(self) -> bool:
        """It is a number."""
        return True

    def unit(self, context: Context) -> str:
        """In words."""
        step = f"whole steps of {context.slice:f}" if context.currency else "whole slices"
        return f"full-time equivalents (1 = one person, all of the time) in {step}"

    def number_format(self, context: Context) -> str | None:
        """At least one decimal."""
        return "0.0##"


def slices(fte: Decimal, context: Context) -> Slices:
    """Whole slices in so much FTE; raises Fault."""
    if fte < 0:
        raise Fault(f"{fte:f} is negative", "0 or more")
    if fte % context.slice != 0:
        raise Fault(f"{fte:f} FTE is not a whole number of slices", f"steps of {context.slice:f}")
    return Slices(int(fte / context.slice))


FTE = Fte()
OWN_FTE = Fte(one=True)
"""The time of one person."""
