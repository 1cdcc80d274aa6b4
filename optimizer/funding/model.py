"""A mixed-integer programme as plain columns and named rows, independent of any engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

Coefficient = int | Fraction
"""Exact until the engine sees it."""

INFINITY = float("inf")


class Row(NamedTuple):
    """lower <= sum of coefficient * column <= upper; the name begins with the constraint's."""

    name: tuple[object, ...]
    terms: list[tuple[int, Coefficient]]
    lower: Coefficient | float = -INFINITY
    upper: Coefficient | float = INFINITY


def at_most(
    name: tuple[object, ...], terms: list[tuple[int, Coefficient]], most: Coefficient
) -> Row:
    """A row that is bounded above."""
    return Row(name, terms, upper=most)


def at_least(
    name: tuple[object, ...], terms: list[tuple[int, Coefficient]], least: Coefficient
) -> Row:
    """A row that is bounded below."""
    return Row(name, terms, lower=least)


def equal(
    name: tuple[object, ...], terms: list[tuple[int, Coefficient]], value: Coefficient
) -> Row:
    """A row with one value."""
    return Row(name, terms, value, value)


@dataclass
class Columns:
    """Growing lists of columns; a column is known by its position."""

    names: list[tuple[object, ...]] = field(default_factory=list)
    lower: list[Coefficient | float] = field(default_factory=list)
    upper: list[Coefficient | float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    prices: dict[int, Coefficient] = field(default_factory=dict)
    """Objective coefficient of each column that has one, in minor units."""

    def add(
        self,
        name: tuple[object, ...],
        lower: Coefficient = 0,
        upper: Coefficient | float = INFINITY,
        *,
        integer: bool = False,
    ) -> int:
        """A new column; returns its position."""
        self.names.append(name)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.names) - 1

    def copy(self) -> Columns:
        """The same, to be added to."""
        lists = [*self.names], [*self.lower], [*self.upper], [*self.integer]
        return Columns(*lists, {**self.prices})

    def pay(self, column: int, amount: Coefficient) -> None:
        """Adds to the objective: each unit of the column is worth so many minor units."""
        self.prices[column] = self.prices.get(column, 0) + amount


@dataclass(frozen=True)
class Model:
    """Maximize prices * columns + constant subject to rows."""

    columns: Columns
    rows: tuple[Row, ...]
    constant: int = 0
    """Part of the objective that no column changes, in minor units."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return len(self.columns.names), len(self.rows)

    def with_rows(self, more: Iterable[Row]) -> Model:
        """The same programme with more rows."""
        return Model(self.columns, (*self.rows, *more), self.constant)

    def with_prices(self, prices: dict[int, Coefficient]) -> Model:
        """The same rows with another objective."""
        columns = Columns(
            self.columns.names,
            self.columns.lower,
            self.columns.upper,
            self.columns.integer,
            prices,
        )
        return Model(columns, self.rows, 0)
