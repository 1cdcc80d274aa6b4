"""Funds, budgets and releases: money for a bit more than half of what is asked.

Funds that may pay the same part count money alike: those for change count releases, those for
running and for regulation count spend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.generated_frame import CENTS
from benchmarks.generated_gates import Gates
from benchmarks.generated_size import Size
from benchmarks.generated_work import Step, Work
from models.calendar import Calendar
from models.fund import Budget, CostType, Counts, Fund, PaysFor
from models.initiative import Theme
from models.ledger_extract import Release, ReleaseState
from models.references.funds import Part, may_pay
from models.stage import StageStatus
from models.team import Team, TeamKind
from models.units import DomainId, FundId, Money

_FUNDED_PERCENT = 56
"""Of what all stages that could start would ask, weighed by their chance of being reached."""
_LARGE = 100
"""Initiatives from which capital has a fund of its own, and groups of domains have theirs."""
_DOMAINS_PER_FUND = 3
_SPENDING = ("Regulatory", "Run")
_OVERRUN = {"Run": Decimal("4.5"), "Products 1": Decimal(5)}
"""Prices at which more money is worth having for the best work only."""
_OPEN = ("passed", "waived", "conditional")


def funds(size: Size, teams: tuple[Team, ...]) -> tuple[Fund, ...]:
    """Purposes that overlap, so that some parts of tranches can be paid by two or three."""
    growth, modern, service = Theme.GROWTH, Theme.MODERNIZATION, Theme.AS_A_SERVICE
    below = (TeamKind.PLATFORM, TeamKind.INFRASTRUCTURE)
    basic = (
        _fund("Growth", PaysFor(themes=(growth,)), 100),
        _fund("Modernization", PaysFor(themes=(modern,)), 80),
        _fund("Platforms", PaysFor(kinds=below, themes=(modern, service)), 100),
        _fund("Regulatory", PaysFor(themes=(Theme.REGULATORY,)), 100),
        _fund("Run", PaysFor(themes=(Theme.RUN, Theme.REGULATORY)), 0),
    )
    if size.initiatives < _LARGE:
        return basic
    capital = PaysFor(themes=(growth, modern), cost_types=(CostType.CAPEX,))
    return (*basic, _fund("Capital", capital, 100), *_of_domains(teams))


def _of_domains(teams: tuple[Team, ...]) -> Iterator[Fund]:
    domains = list(
        dict.fromkeys(t.domain for t in teams if t.kind is TeamKind.PRODUCT and t.domain)
    )
    for n, first in enumerate(range(0, len(domains), _DOMAINS_PER_FUND), start=1):
        inside = tuple(DomainId(name) for name in domains[first : first + _DOMAINS_PER_FUND])
        carry_over = (0, 50, 100)[n % 3]
        yield _fund(f"Products {n}", PaysFor(domains=inside, themes=(Theme.GROWTH,)), carry_over)


def _fund(name: str, pays_for: PaysFor, carry_over: int) -> Fund:
    return Fund(
        id=FundId(name), name=f"{name} fund", pays_for=pays_for, carry_over=Decimal(carry_over)
    )


@dataclass
class _Asked:
    """Minor units by fund, in all, and by fund and period what is committed or due by law."""

    free: Counter[FundId]
    must: Counter[FundId]
    committed: Counter[tuple[FundId, int]]


@dataclass(frozen=True)
class Purse:
    """Who may pay what."""

    funds: tuple[Fund, ...]

    def payers(self, work: Work, cost_type: CostType) -> tuple[FundId, ...]:
        """Funds that may pay this part of the initiative's tranches."""
        team = work.team
        part = Part(team.domain, team.kind, work.theme, cost_type, None)
        return tuple(fund.id for fund in self.funds if may_pay(fund, part))


def budgets(
    size: Size, works: tuple[Work, ...], gates: Gates, purse: Purse, calendar: Calendar
) -> tuple[Budget, ...]:
    """What is committed, what must be done, and a share of the rest; even but for some noise."""
    draw = size.draw("budgets")
    asked = _asked(works, gates, purse, calendar)
    rows: list[Budget] = []
    for fund in purse.funds:
        weights = [len(inside) * draw.uniform(0.85, 1.15) for inside in calendar.periods_in]
        for window, inside, weight in zip(
            calendar.windows, calendar.periods_in, weights, strict=True
        ):
            free = asked.free[fund.id] * _FUNDED_PERCENT / 100 + asked.must[fund.id] * 1.2
            committed = sum(asked.committed[fund.id, t] for t in inside)
            amount = free * weight / sum(weights) + committed
            rows.append(
                Budget(
                    fund=fund.id,
                    window=window,
                    amount=Money((int(amount / CENTS) + 1) * CENTS),
                    counts=Counts.SPEND if fund.id in _SPENDING else Counts.RELEASE,
                    overrun_price=_OVERRUN.get(fund.id),
                )
            )
    return tuple(rows)


def _asked(works: tuple[Work, ...], gates: Gates, purse: Purse, calendar: Calendar) -> _Asked:
    asked = _Asked(Counter(), Counter(), Counter())
    for work in works:
        reaching = 1.0
        for n, step in enumerate(work.steps, start=1):
            said = gates.verdicts.get((work.id, n), "")
            if step.status is not StageStatus.DONE:
                _ask(asked, work, step, reaching, purse, calendar)
            if said == "failed":
                break
            reaching *= 1 if said in _OPEN else step.chance / 100
    return asked


def _ask(
    asked: _Asked,
    work: Work,
    step: Step,
    reaching: float,
    purse: Purse,
    calendar: Calendar,
) -> None:
    capex = round(step.tranche * step.capex / 100)
    if step.status is StageStatus.ACTIVE:
        for t, amount in _remaining(work, step, purse, calendar):
            asked.committed[releasing(work, purse), t] += amount
        return
    for cost_type, amount in ((CostType.CAPEX, capex), (CostType.OPEX, step.tranche - capex)):
        payers = purse.payers(work, cost_type)
        for fund in payers if amount else ():
            into = asked.must if work.must_do else asked.free
            into[fund] += round(amount * (1 if work.must_do else reaching) / len(payers))


def _remaining(
    work: Work, step: Step, purse: Purse, calendar: Calendar
) -> Iterator[tuple[int, int]]:
    """What an active stage still charges in the horizon, rounded up, by period."""
    elapsed = -calendar.at_or_before(step.started) if step.started else 0
    start = max(1, step.periods - elapsed) - step.periods
    if releasing(work, purse) not in _SPENDING:
        if elapsed <= 0:
            yield 0, step.tranche
        return
    weights = step.profile or (1,) * step.periods
    for q, weight in enumerate(weights):
        if 0 <= start + q < calendar.horizon:
            yield start + q, -(-step.tranche * weight // sum(weights))


def releasing(work: Work, purse: Purse) -> FundId:
    """The fund that released an initiative's tranches so far: one that pays running cost."""
    return purse.payers(work, CostType.OPEX)[-1]


def releases(works: tuple[Work, ...], purse: Purse) -> tuple[Release, ...]:
    """The ledger's extract: what has started was released on that day."""
    return tuple(
        Release(
            initiative=work.id,
            stage=n,
            amount=step.tranche,
            date=step.started,
            fund=releasing(work, purse),
            state=ReleaseState.SPENT if step.status is StageStatus.DONE else ReleaseState.RELEASED,
        )
        for work in works
        for n, step in enumerate(work.steps, start=1)
        if step.started is not None
    )
