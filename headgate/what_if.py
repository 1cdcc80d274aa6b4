"""A portfolio as it is and as it would be, each with a plan, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headgate.errors import UsageError
from headgate.money import money as whole
from models.comparison import Comparison, Shift, StageChange
from models.plan import Plan, Worker
from models.portfolio import Portfolio
from models.scenario import Scenario
from models.wording import capital, counted, listed

if TYPE_CHECKING:
    from models.settings import Settings

MOST = 4
"""Names in a line of the answer; the workbook has all."""


@dataclass(frozen=True)
class WhatIf:
    """Both plans and what differs between them."""

    scenario: Scenario
    portfolio: Portfolio
    """As it is."""
    before: Plan
    after: Plan
    comparison: Comparison

    @property
    def comes_in(self) -> tuple[str, ...]:
        """Names of the initiatives that only the changed portfolio's plan gives something new."""
        return self._names(_funded(self.after) - _funded(self.before))

    @property
    def falls_out(self) -> tuple[str, ...]:
        """Names of the initiatives to which it gives nothing new any more."""
        return self._names(_funded(self.before) - _funded(self.after))

    def _names(self, initiatives: frozenset[str]) -> tuple[str, ...]:
        rows = (*self.portfolio.initiatives, *self.scenario.portfolio.initiatives)
        names: dict[str, str] = {row.id: row.name for row in rows}
        return tuple(sorted(names[each] for each in initiatives if each in names))

    @property
    def moves(self) -> tuple[StageChange, ...]:
        """The stages that start earlier or later, the most money first."""
        shifted = (
            *self.comparison.shifted(Shift.EARLIER),
            *self.comparison.shifted(Shift.LATER),
        )
        return tuple(sorted(shifted, key=lambda row: (-row.moved, row.key)))

    @property
    def by_fund(self) -> Mapping[str, tuple[int, int]]:
        """What each fund is charged within the plan, before and after, by ID."""
        sums = [Counter[str](), Counter[str]()]
        for place, plan in zip(sums, (self.before, self.after), strict=True):
            for row in plan.payments:
                place[row.fund] += row.amount
        return {fund: (sums[0][fund], sums[1][fund]) for fund in sorted(sums[0] | sums[1])}

    @property
    def verdict(self) -> str:
        """What is proven about the difference in value."""
        settings = self.portfolio.settings
        least = self.after.value.total - self.before.bound
        most = self.after.bound - self.before.value.total
        if least == most == 0:
            return "worth the same, proven"
        if least > 0:
            return f"better, proven: by {_span(least, most, settings)}"
        if most < 0:
            return f"worse, proven: by {_span(-most, -least, settings)}"
        return (
            "the difference lies within what both searches leave open: between "
            f"{_less_or_more(least, settings)} and {_less_or_more(most, settings)}; a smaller "
            "--gap tells"
        )


def what_if(portfolio: Portfolio, before: Plan, scenario: Scenario, after: Plan) -> WhatIf:
    """Hold the two plans against each other; the edits are the cause of what they are about.

    Raises UsageError where the edits leave nothing to compare, as with other names of periods.
    """
    from optimizer.comparing import CannotCompare, compare
    from reports.snapshot import snapshot

    first, then = snapshot(portfolio, before), snapshot(scenario.portfolio, after)
    try:
        comparison = compare(first, then, scenario.edits)
    except CannotCompare as why:
        raise UsageError(f"The plans cannot be compared: {why}") from why
    answer = WhatIf(scenario, portfolio, before, after, comparison)
    told = (f"{capital(answer.verdict)}.", *scenario.remarks, *comparison.remarks)
    return replace(answer, comparison=replace(comparison, remarks=told))


def _funded(plan: Plan) -> frozenset[str]:
    from optimizer.scenario.funded import funded

    return funded(plan)


def _span(least: int, most: int, settings: Settings) -> str:
    said = tuple(whole(amount, settings) for amount in (least, most))
    return said[0] if said[0] == said[1] else f"{said[0]} to {said[1]}"


def _less_or_more(amount: int, settings: Settings) -> str:
    said = whole(abs(amount), settings)
    return f"{said} {'less' if amount < 0 else 'more'}"


def lines(answer: WhatIf, output: str, seconds: float) -> Sequence[str]:
    """The short answer in a terminal."""
    from reports.comparison.words import people

    settings = answer.portfolio.settings
    before, after = answer.before, answer.after
    cells = counted(len(answer.comparison.changes), "cell")

    def pair(was: int, now: int) -> str:
        return f"{whole(now, settings)} (as it is: {whole(was, settings)})"

    return (
        *(f"What if   {edit.said}" for edit in answer.scenario.edits),
        *(f"note      {remark}" for remark in answer.comparison.remarks[1:]),
        f"Worth     {pair(before.value.total, after.value.total)}",
        f"At most   {pair(before.bound, after.bound)}",
        f"So        {answer.verdict}",
        f"Comes in  {_listed(answer.comes_in)}",
        f"Falls out {_listed(answer.falls_out)}",
        f"Moves     {_moves(answer.moves)}",
        f"Money     {_funds(answer)}",
        f"People    {people(answer.comparison) or 'not compared'}",
        f"Written   {output} in {seconds:.1f} s: {cells} changed, each with its cause",
    )


def _listed(names: Sequence[str]) -> str:
    return listed(names, MOST) or "nothing"


def _moves(rows: Sequence[StageChange]) -> str:
    def said(row: StageChange) -> str:
        return f"{row.names[0]}, stage {row.key[1]} ({row.starts[1]}, was {row.starts[0]})"

    return listed(rows, MOST, said) or "nothing starts at another time"


def _funds(answer: WhatIf) -> str:
    names: dict[str, str] = {row.id: row.name for row in answer.portfolio.funds}
    changed = [(fund, was, now) for fund, (was, now) in answer.by_fund.items() if was != now]
    most = sorted(changed, key=lambda row: (-abs(row[2] - row[1]), row[0]))

    def said(row: tuple[str, int, int]) -> str:
        fund, was, now = row
        sign = "+" if now > was else "-"
        return f"{names.get(fund, fund)} {sign}{whole(abs(now - was), answer.portfolio.settings)}"

    return listed(most, MOST, said) or "every fund is charged as before"


def document(answer: WhatIf) -> dict[str, object]:
    """What `--json` says beyond what every document says."""
    from headgate.comparing import as_document

    def plan(each: Plan) -> dict[str, object]:
        busy = {row.who for row in each.assignments if row.worker is Worker.PERSON}
        return {
            "value": each.value.total,
            "bound": each.bound,
            "gap": each.gap,
            "status": each.status.value,
            "moved_slices": each.moved,
            "people_at_work": len(busy),
        }

    told = as_document(answer.comparison)
    told.pop("before")
    told.pop("after")
    return {
        "edits": [edit.said for edit in answer.scenario.edits],
        "before": plan(answer.before),
        "after": plan(answer.after),
        "verdict": answer.verdict,
        "comes_in": list(answer.comes_in),
        "falls_out": list(answer.falls_out),
        "moves": [
            {
                "initiative": row.key[0],
                "stage": int(row.key[1]),
                "name": row.names[0],
                "before": row.starts[0],
                "after": row.starts[1],
            }
            for row in answer.moves
        ],
        "funds": {
            fund: {"before": was, "after": now} for fund, (was, now) in answer.by_fund.items()
        },
    } | told
