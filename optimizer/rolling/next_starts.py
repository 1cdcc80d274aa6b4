"""What the plan wanted to start in the period that is now, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Plan
from models.portfolio import Portfolio
from models.settings import Reserve
from models.stage import StageKey
from optimizer.facts import Facts
from optimizer.gates import judge
from optimizer.rolling.remark import Remark


def next_starts(plan: Plan, after: Portfolio) -> Iterator[Remark]:
    """Tranches whose gate is not open yet, and those that are charged in full from now on."""
    facts = Facts.of(after, judge(after))
    for row in sorted(plan.stages, key=lambda row: row.key):
        if row.start != 1 or row.key in facts.committed or row.key in facts.out:
            continue
        name = f"'{row.initiative}' stage {row.stage} was planned to start now"
        expected = after.settings.reserve is Reserve.EXPECTED and facts.chance[row.key] < 1
        if row.key not in facts.releasable:
            what = f"{name}, and waits for {_gate(facts, row.key)}"
            yield Remark("New outcomes", what, lost=True)
        elif expected and row.amount:
            yield Remark("Budgets", f"{name}; its tranche is kept in full from now on", lost=True)


def _gate(facts: Facts, key: StageKey) -> str:
    """The first gate that does not let it through."""
    for stage in facts.index.stages_of[key.initiative]:
        if stage.stage < key.stage and not facts.verdicts[stage.key].kind.opens:
            kind = facts.verdicts[stage.key].kind
            return f"the gate of stage {stage.stage}, which is {kind.value}"
    return "a decision on the release that was reversed"
