"""PuLP with CBC on the textbook's model.

CBC says when it found what only in its log, which is read once it has ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.peers import THREADS
from benchmarks.peers.clock import Clock
from benchmarks.peers.run import Asks, Found
from benchmarks.peers.textbook import Textbook
from models.portfolio import Portfolio
from optimizer.opinion.linear import Linear

_NUMBER = r"(-?[\d.]+(?:e[+-]?\d+)?)"
_SOLUTION = re.compile(rf"Integer solution of {_NUMBER} found .*\({_NUMBER} seconds\)")
_BOUND = re.compile(rf"best possible {_NUMBER}|Lower bound: +{_NUMBER}")


def solve(portfolio: Portfolio, clock: Clock) -> Found:
    """The best plan of the textbook's model that CBC finds in time."""
    import pulp

    pulp.set_v4_migration_warnings(enabled=False)
    book = Textbook.of(portfolio)
    gains = book.frame.gains
    problem, columns = _problem(pulp, book)
    with TemporaryDirectory() as folder:
        log = Path(folder) / "cbc.log"
        begun = clock.elapsed
        problem.solve(
            pulp.PULP_CBC_CMD(msg=False, timeLimit=clock.left, threads=THREADS, logPath=str(log))
        )
        said = log.read_text(encoding="utf-8")
    constant = float(gains.constant)
    for seconds, cost in solutions(said):
        clock.found(constant - cost, begun + seconds)
    costs = bounds(said)
    bound = constant - costs[-1] if costs else None
    if problem.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        return Found({}, Asks.TEXTBOOK, bound=bound, note="nothing found")
    values = tuple(float(column.varValue or 0.0) for column in columns)
    value = gains.at(values)
    clock.found(value)
    proven = problem.sol_status == pulp.LpSolutionOptimal
    return Found(
        starts=book.starts(values),
        asks=Asks.TEXTBOOK,
        value=value,
        bound=value if proven or bound is None else max(bound, value),
        hires=book.hires(values),
    )


def solutions(log: str) -> Iterator[tuple[float, float]]:
    """When CBC found what: seconds since it began, and the cost."""
    for cost, seconds in _SOLUTION.findall(log):
        yield float(seconds), float(cost)


def bounds(log: str) -> list[float]:
    """What CBC said that no solution can cost less than, the latest last."""
    return [float(one or other) for one, other in _BOUND.findall(log)]


def _problem(pulp: Any, book: Textbook) -> tuple[Any, list[Any]]:  # noqa: ANN401 - PuLP ships no types
    """The model as a minimization of what is lost, without its constant."""
    model = book.frame.model
    columns = [
        pulp.LpVariable(f"v{i}", 0, high, pulp.LpInteger if whole else pulp.LpContinuous)
        for i, (high, whole) in enumerate(zip(model.highs, model.whole, strict=True))
    ]
    problem = pulp.LpProblem("textbook", pulp.LpMinimize)
    problem += _expression(pulp, columns, Linear().minus(book.frame.gains))
    for number, row in enumerate(model.rows):
        if not row.is_constant:
            left = _expression(pulp, columns, row.expression)
            limit = -float(row.expression.constant)
            problem += pulp.LpConstraint(left, row.sense, f"r{number}", limit)
    return problem, columns


def _expression(pulp: Any, columns: list[Any], linear: Linear) -> Any:  # noqa: ANN401 - PuLP ships no types
    return pulp.LpAffineExpression(
        (columns[i], float(c)) for i, c in linear.terms.items() if c != 0
    )
