"""Live sums over tables, in functions that every spreadsheet program has.

IDs and windows are compared by `=` inside SUMPRODUCT, which is exact: SUMIFS would read an ID such
as `A*` or `>5` as a pattern.
"""

from __future__ import annotations

Condition = tuple[str, str]
"""A column and what its cells must fulfil, as in `("Points", "<2")`."""


def total(table: str, column: str, *conditions: Condition) -> str:
    """Sum of a table's column over the rows that fulfil all conditions; no `=` before it."""
    return f"SUMPRODUCT({_all(table, conditions)},{table}[{column}])"


def count(table: str, *conditions: Condition) -> str:
    """Number of a table's rows that fulfil all conditions; no `=` before it."""
    return f"SUMPRODUCT({_all(table, conditions)})"


def _all(table: str, conditions: tuple[Condition, ...]) -> str:
    # the 1 turns TRUE and FALSE into numbers, even for one condition alone
    return "*".join(["1", *(f"({table}[{column}]{test})" for column, test in conditions)])
