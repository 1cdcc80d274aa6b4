"""The programme of a problem, ready for the engine."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from optimizer.funding.constraints import CONSTRAINTS, PEOPLE
from optimizer.funding.engine import Search, solve
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Model, Row
from optimizer.funding.objective import price
from optimizer.funding.problem import Problem
from optimizer.funding.variables import variables

SHORTAGE = "committed_lack_least"
"""The row whose limit is found by a solve of its own."""


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


def build(
    problem: Problem, *, flows: bool = True, lacking: bool = True, ties: bool = True
) -> Built:
    """All columns, rows and prices. Committed stages lack what they would lack on their own.

    Without flows nothing holds needs against people yet: those rows are found while solving. Unless
    it asks what stages are `lacking`, the limit of `SHORTAGE` is not known: leave that row out.
    Without `ties`, plans worth the same are all the same to it: for prices to the cent.
    """
    programme = Programme(problem, variables(problem, flows=flows))
    constant = price(programme, ties=ties)
    rows = tuple(row for constraint in CONSTRAINTS for row in constraint(programme))
    built = Built(programme, Model(programme.v.columns, rows, constant))
    return built.lacking(_alone(problem)) if lacking and programme.v.short else built


def _alone(problem: Problem) -> int:
    """Fewest slices that committed stages lack if nothing else is started: no plan has fewer."""
    committed = problem.only_committed()
    programme = Programme(committed, variables(committed))
    rows = tuple(row for constraint in PEOPLE for row in constraint(programme))
    return _fewest(programme, rows) or 0


def least_shortage(built: Built) -> int | None:
    """Fewest slices that committed stages lack in any plan; None where there is no plan."""
    rows = tuple(row for row in built.model.rows if row.name[0] != SHORTAGE)
    return _fewest(built.programme, rows)


def _fewest(programme: Programme, rows: tuple[Row, ...]) -> int | None:
    short = programme.v.short.values()
    model = Model(programme.v.columns, rows).with_prices(dict.fromkeys(short, -1))
    answer = solve(model, Search(gap=0.0, deadline=time.monotonic() + 3_600, nodes=10_000))
    if answer.values is None:
        return None
    return round(sum(answer.values[column] for column in short))
