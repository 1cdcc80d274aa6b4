"""The programme of a problem, ready for the engine."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from optimizer.funding.constraints import CONSTRAINTS
from optimizer.funding.engine import Search, solve
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Model, Row, at_most
from optimizer.funding.objective import price
from optimizer.funding.problem import Problem
from optimizer.funding.variables import variables

SHORTAGE = "committed_lack_least"
"""The row whose limit is found by a solve of its own."""

MUSTS = frozenset({"must_do_is_done", "envelope_floor", SHORTAGE})
"""Constraints that ask for work; without them, no work is always possible."""


@dataclass(frozen=True)
class Built:
    """A programme with its rows and prices."""

    programme: Programme
    model: Model

    def lacking(self, shortage: int) -> Built:
        """The same programme, with committed stages lacking so many slices in all."""
        rows = tuple(
            row._replace(upper=shortage) if row.name[0] == SHORTAGE else row
            for row in self.model.rows
        )
        programme = replace(self.programme, shortage=shortage)
        return Built(programme, replace(self.model, rows=rows))


def build(problem: Problem, *, flows: bool = True) -> Built:
    """All columns, rows and prices. Committed stages lack what they would lack on their own.

    Without flows nothing holds needs against people yet: those rows are found while solving.
    """
    programme = Programme(problem, variables(problem, flows=flows))
    constant = price(programme)
    rows = tuple(row for constraint in CONSTRAINTS for row in constraint(programme))
    built = Built(programme, Model(programme.v.columns, rows, constant))
    return built.lacking(_alone(built)) if programme.v.short else built


def _alone(built: Built) -> int:
    """Fewest slices that committed stages lack if nothing else is started: no plan has fewer."""
    if not built.programme.v.flows:
        return _alone(build(built.programme.problem.only_committed(), flows=True))
    rows = [row for row in built.model.rows if row.name[0] not in MUSTS]
    for key, columns in built.programme.v.started.items():
        rows.append(at_most(("not started", *key), [(columns[-1], 1)], 0))
    return _fewest(built, rows) or 0


def least_shortage(built: Built) -> int | None:
    """Fewest slices that committed stages lack in any plan; None where there is no plan."""
    rows = [row for row in built.model.rows if row.name[0] != SHORTAGE]
    return _fewest(built, rows)


def _fewest(built: Built, rows: list[Row]) -> int | None:
    short = built.programme.v.short.values()
    model = replace(built.model, rows=tuple(rows)).with_prices(dict.fromkeys(short, -1))
    answer = solve(model, Search(gap=0.0, deadline=time.monotonic() + 3_600, nodes=10_000))
    if answer.values is None:
        return None
    return round(sum(answer.values[column] for column in short))
