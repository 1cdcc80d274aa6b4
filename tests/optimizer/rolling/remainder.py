"""What is left of a plan when its first period is over, as a plan of the rolled portfolio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.plan import (
    Assignment,
    HireUse,
    Overrun,
    Plan,
    Provenance,
    Shortfall,
    SolveStatus,
    Worker,
)
from models.portfolio import Portfolio
from models.units import FundId, Money, OptionId, PeriodIndex, Slices
from optimizer.assemble import _row
from optimizer.budgets import accounts, shortfalls
from optimizer.dues import Dues
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.valuation import flags_used, value
from optimizer.worth import Worth


def remainder(plan: Plan, after: Portfolio) -> Plan:
    """The same decisions, one period earlier; its value is that of what is still to come."""
    facts = Facts.of(after, judge(after))
    starts = dict(facts.starts)
    for row in plan.stages:
        if row.start is not None and row.start > 0:
            starts[row.key] = PeriodIndex(row.start - 1)
    payments = tuple(
        row.model_copy(update={"period": PeriodIndex(row.period - 1)})
        for row in plan.payments
        if row.period > 0
    )
    charges: Counter[tuple[FundId, int]] = Counter()
    for paid in payments:
        charges[paid.fund, facts.index.calendar.window_of[paid.period]] += paid.amount
    committed: Counter[tuple[FundId, int]] = Counter()
    dues = Dues(facts)
    for stage in after.stages:
        if stage.key in facts.committed:
            for due in dues.committed(stage):
                window = facts.index.calendar.window_of[due.period]
                committed[due.funds[0], window] += due.amount
    short = shortfalls(facts.index, committed)
    books = accounts(facts.index, charges, short)
    hires = tuple(_hires(plan, after))
    assignments = tuple(_assignments(plan, after))
    moved = _moved(after, assignments)
    worth = value(Worth(facts), starts, books.values(), hires, moved)
    windows = facts.index.calendar.windows
    stages = sorted(after.stages, key=lambda stage: stage.key)
    return Plan(
        stages=tuple(_row(facts, stage, starts.get(stage.key)) for stage in stages),
        payments=payments,
        overruns=tuple(
            Overrun(fund=fund, window=windows[w], amount=Money(book.excess))
            for (fund, w), book in sorted(books.items())
            if book.price is not None and book.excess > 0
        ),
        shortfalls=tuple(
            Shortfall(fund=fund, window=windows[w], amount=amount)
            for (fund, w), amount in sorted(short.items())
        ),
        flags=flags_used(facts, starts),
        hires=hires,
        assignments=assignments,
        shortages=tuple(
            row.model_copy(update={"period": PeriodIndex(row.period - 1)})
            for row in plan.shortages
            if row.period > 0
        ),
        value=worth,
        bound=worth.total,
        status=SolveStatus.OPTIMAL,
        moved=moved,
        moved_bound=None,
        verdicts=judge(after),
        provenance=Provenance(portfolio=after.digest(), headgate=plan.provenance.headgate),
    )


def _pooled(after: Portfolio, option: str, t: int) -> dict[str, int]:
    """What pools that an option has become hold in a period, by the pool's name."""
    order = {period.id: at for at, period in enumerate(after.periods)}
    return {
        pool.id: pool.slices
        for pool in after.pools
        if pool.id.startswith(f"{option} (hired")
        and (pool.from_period is None or order[pool.from_period] <= t)
        and (pool.to_period is None or t <= order[pool.to_period])
    }


def _hires(plan: Plan, after: Portfolio) -> Iterator[HireUse]:
    for row in plan.hires:
        t = PeriodIndex(row.period - 1)
        left = 0 if t < 0 else row.slices - sum(_pooled(after, row.option, t).values())
        if left > 0:
            yield HireUse(option=row.option, period=t, slices=Slices(left))


def _assignments(plan: Plan, after: Portfolio) -> Iterator[Assignment]:
    free: dict[tuple[str, int], Counter[str]] = {}
    kept: Counter[tuple[OptionId, int]] = Counter()
    for hire in plan.hires:
        kept[hire.option, hire.period - 1] = max(
            0, hire.slices - sum(_pooled(after, hire.option, hire.period - 1).values())
        )
    for row in plan.assignments:
        t = PeriodIndex(row.period - 1)
        if t < 0:
            continue
        moved = row.model_copy(update={"period": t})
        if row.retrained is not None:
            slices = min(row.slices, kept[row.retrained, t])
            kept[row.retrained, t] -= slices
            if slices:
                yield moved.model_copy(update={"slices": Slices(slices)})
            continue
        if row.worker is not Worker.HIRE:
            yield moved
            continue
        pools = free.setdefault((row.who, t), Counter(_pooled(after, row.who, t)))
        left = int(row.slices)
        for name in sorted(pools):
            taken = min(left, pools[name])
            pools[name] -= taken
            left -= taken
            if taken:
                yield moved.model_copy(
                    update={"worker": Worker.POOL, "who": name, "slices": Slices(taken)}
                )
        if left:
            yield moved.model_copy(update={"slices": Slices(left)})


def _moved(after: Portfolio, assignments: tuple[Assignment, ...]) -> Slices:
    homes: dict[str, str | None] = {person.id: person.home_team for person in after.people}
    there: Counter[tuple[str, str, int]] = Counter()
    for work in assignments:
        if work.worker is Worker.PERSON and work.team is not None:
            there[work.who, work.team, work.period] += work.slices
    for row in after.assignments:
        there[row.person, row.team, -1] += row.slices
    return Slices(
        sum(
            max(0, slices - there[who, team, t - 1])
            for (who, team, t), slices in list(there.items())
            if t >= 0 and homes[who] != team
        )
    )
