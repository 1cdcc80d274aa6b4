"""What `headgate hiring` says: a few lines for people, keys for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.wording import fte, money

if TYPE_CHECKING:
    from models.comparison import Comparison
    from models.hiring import HiringCase, OptionWorth, Worth
    from models.plan import Plan


def said(case: HiringCase, output: str, seconds: float, *, pay: bool) -> Sequence[str]:
    """The answer, a line per option, the file."""
    from reports.hiring.words import counted_plans, headline

    lines = [headline(case), *(_line(case, row, pay=pay) for row in case.options)]
    return [*lines, f"{output}: {counted_plans(case)} in {seconds:.1f} s"]


def _line(case: HiringCase, row: OptionWorth, *, pay: bool) -> str:
    from reports.hiring.words import paid_back, when

    settings, worth = case.portfolio.settings, row.worth
    parts = [f"{worth.judgement.value:<11}{row.option.id} ({row.option.kind.value})"]
    if worth.first is not None:
        parts.append(f"{fte(row.most, settings.slice)} from {when(case, worth.first)}")
    if worth.net is not None and worth.low is not None and worth.high is not None:
        net, low, high = (
            money(each, settings.currency) for each in (worth.net, worth.low, worth.high)
        )
        proof = "proven" if low == high else f"proven: {low} to {high}"
        parts.append(f"worth {net} net ({proof})")
    if pay and worth.first is not None:
        parts.append(f"cost {money(worth.cost, settings.currency)}")
    if worth.payback is not None:
        parts.append(f"paid back in {paid_back(case, worth)}")
    return ", ".join(parts)


def as_document(case: HiringCase, comparison: Comparison | None, *, pay: bool) -> dict[str, object]:
    """Keys of `--json`: money in whole minor units, people's time in slices, periods by position.

    What options cost is null for everyone but finance.
    """
    from models.comparison import Shift

    return {
        "plans": case.solved,
        "without_any": _plan(case.without),
        "together": _worth(case, case.together, pay=pay),
        "options": [
            {
                "option": row.option.id,
                "kind": row.option.kind.value,
                "skill": row.option.skill,
                "most": row.most,
            }
            | _worth(case, row.worth, pay=pay)
            for row in case.options
        ],
        "stages": None
        if comparison is None
        else {shift.value: len(comparison.shifted(shift)) for shift in Shift},
    }


def _plan(plan: Plan | None) -> dict[str, object] | None:
    if plan is None:
        return None
    return {"value": plan.value.total, "bound": plan.bound, "gap": plan.gap}


def _worth(case: HiringCase, worth: Worth, *, pay: bool) -> dict[str, object]:
    from reports.hiring.words import when

    return {
        "answer": worth.judgement.value,
        "net": worth.net,
        "low": worth.low,
        "high": worth.high,
        "cost": worth.cost if pay else None,
        "gross": worth.gross if pay else None,
        "from": when(case, worth.first) or None,
        "payback": when(case, worth.payback) or None,
        "short": worth.short,
    }
