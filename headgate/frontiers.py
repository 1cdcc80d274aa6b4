"""All points of a frontier, each a plan that passed the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from headgate.errors import NothingFound, Unsolvable
from models.earlier import Earlier
from models.frontier import Answered, Axis, Frontier
from models.scenario import Scale
from models.units import FundId

if TYPE_CHECKING:
    from headgate.many import Executor
    from headgate.many.solve import Solve, Solved
    from models.portfolio import Portfolio

AS_GIVEN = Fraction(1)


@dataclass(frozen=True)
class Asked:
    """What is varied, how far, and how well each point is planned."""

    axis: Axis
    shares: tuple[Fraction, ...]
    """Of the budget, or of the price of a move; 1 is among them."""
    fund: FundId | None = None
    """None: all funds."""
    gap: Decimal | None = None
    time_limit: int | None = None


def frontier(
    portfolio: Portfolio, asked: Asked, executor: Executor, way: str = "auto"
) -> tuple[Frontier, bool]:
    """The frontier, and whether somebody stopped it: it then has the points that were found.

    A large portfolio is planned as it is first; the searches of all other points begin from that
    plan, whoever works on them, so that the figures hang on nobody's speed.

    Raises InputFaults where rows contradict each other, Unsolvable or NothingFound where no point
    has a plan, KeyboardInterrupt where it was stopped before the first.
    """
    from headgate.pipeline import checked
    from optimizer.frontier import members, points

    checked(portfolio)
    variants = {share: _variant(portfolio, asked, share) for share in asked.shares}
    found, stopped = _searched(variants, asked, executor, way)
    answers = [_answered(share, variants[share], one) for share, one in sorted(found.items())]
    if not any(answer.plan for answer in answers):
        raise _nothing(found, stopped)
    settings = portfolio.settings
    known = points(answers, asked.axis, asked.fund)
    names = {row.id: row.name for row in portfolio.funds}
    drawn = Frontier(
        portfolio=settings.name,
        as_of=settings.as_of,
        currency=settings.currency,
        slice=settings.slice,
        axis=asked.axis,
        fund="all funds" if asked.fund is None else names[asked.fund],
        points=known,
        members=members(portfolio, known),
        missing=tuple(share for share in asked.shares if share not in found),
    )
    return drawn, stopped


def _variant(portfolio: Portfolio, asked: Asked, share: Fraction) -> Portfolio:
    from optimizer.frontier import priced
    from optimizer.scenario import applied

    if asked.axis is Axis.MOVES:
        return priced(portfolio, share)
    return applied(portfolio, [Scale(asked.fund, share)]).portfolio


def _searched(
    variants: Mapping[Fraction, Portfolio], asked: Asked, executor: Executor, way: str
) -> tuple[dict[Fraction, Solved], bool]:
    from headgate.many.solve import Solve
    from headgate.many.work import work

    def task(share: Fraction) -> Solve:
        return Solve(variants[share], asked.gap, asked.time_limit)

    found: dict[str, Solved] = {}
    stopped = False
    settings = variants[AS_GIVEN].settings
    tasks = {str(share): task(share) for share in _outwards(asked.shares)}
    if _is_large(variants[AS_GIVEN]):
        first = {str(AS_GIVEN): tasks.pop(str(AS_GIVEN))}
        found, stopped = work(executor, first, settings, noun="point", way=way)
        tasks = _from(found.get(str(AS_GIVEN)), tasks)
    if not stopped:
        done = work(executor, tasks, settings, noun="point", way=way, done=len(found))
        found, stopped = found | done.found, done.stopped
    return {Fraction(key): one for key, one in found.items()}, stopped


def _outwards(shares: tuple[Fraction, ...]) -> list[Fraction]:
    """What is given first: whoever stops early has its neighbourhood."""
    return sorted(shares, key=lambda share: (abs(share - 1), share))


def _is_large(portfolio: Portfolio) -> bool:
    from optimizer.funding.large import is_large
    from optimizer.funding.problem import Problem
    from optimizer.gates import judge

    return is_large(Problem.of(portfolio, judge(portfolio)))


def _from(base: Solved | None, tasks: Mapping[str, Solve]) -> dict[str, Solve]:
    """The same tasks, beginning from a plan where there is one."""
    if base is None or base.plan is None:
        return dict(tasks)
    earlier = Earlier.of(base.plan)
    return {key: replace(task, earlier=earlier) for key, task in tasks.items()}


def _answered(share: Fraction, portfolio: Portfolio, one: Solved) -> Answered:
    impossible = isinstance(one.refusal, Unsolvable)
    refusal = ""
    if impossible:
        refusal = "No plan can satisfy the portfolio here."
    elif one.plan is None:
        refusal = "No plan was found in time."
    return Answered(share, portfolio, one.plan, refusal, impossible)


def _nothing(found: Mapping[Fraction, Solved], stopped: bool) -> BaseException:  # noqa: FBT001 - how it ended
    if stopped:
        return KeyboardInterrupt()
    given = found.get(AS_GIVEN)
    refusal = None if given is None else given.refusal
    return refusal or NothingFound()


def document(drawn: Frontier) -> dict[str, object]:
    """What `--json` says beyond what every document says."""
    return {
        "axis": drawn.axis.value,
        "fund": drawn.fund,
        "edits": list(drawn.edits),
        "points": [
            {
                "share": float(point.share),
                "budget" if drawn.axis is Axis.BUDGET else "move_price": point.amount,
                "value": point.value,
                "bound": point.bound,
                "gap": point.gap,
                "value_before_moves": point.before_moves,
                "moved_slices": point.moved,
                "status": None if point.plan is None else point.plan.status.value,
                "found_at": float(point.share if point.taken_from is None else point.taken_from)
                if point.plan is not None
                else None,
                "refusal": point.refusal or None,
                "initiatives": [row.initiative for row in drawn.members if row.inside[place]],
            }
            for place, point in enumerate(drawn.points)
        ],
        "memberships": [
            {
                "initiative": row.initiative,
                "name": row.name,
                "membership": row.kind.value,
                "from": row.since,
            }
            for row in drawn.members
        ],
    }
