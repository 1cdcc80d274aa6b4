"""Work that starts later than it could, and work that starts ahead of what it would wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.explanation import Delay
from models.plan import FlagUse, StagePlan
from models.stage import StageKey
from models.verdict import VerdictKind
from models.wording import counted
from reports.context import Context


@dataclass(frozen=True)
class Pace:
    """Postponed and fast-tracked stages of a plan."""

    context: Context

    @cached_property
    def postponed(self) -> Mapping[StageKey, Delay]:
        """The delay of each stage that has one."""
        return {row.key: row for row in self.context.plan.delays}

    @cached_property
    def fast(self) -> Mapping[StageKey, tuple[str, ...]]:
        """For each stage that starts although something is not there: what, as clauses."""
        found: defaultdict[StageKey, list[str]] = defaultdict(list)
        for flag in self.context.plan.flags:
            found[flag.after].append(self._flag(flag))
        for row in self.context.plan.stages:
            if row.start is not None:
                found[row.key].extend(self._gate(row))
        return {key: tuple(clauses) for key, clauses in found.items() if clauses}

    def _flag(self, flag: FlagUse) -> str:
        names, before = self.context.names, self.context.stage_plans.get(flag.before)
        other = f"{names.initiative(flag.before.initiative)}"
        if team := names.team_of(flag.before.initiative):
            other = f"{other} ({team})"
        when = self.context.last_period(before) if before is not None else ""
        state = f"finishes in {when}" if when else "is not planned"
        if when == "after the plan":
            state = "finishes after the plan"
        return f"a flag lets it ship before {other}, which {state}"

    def _gate(self, row: StagePlan) -> Iterator[str]:
        """What the gate before a stage lets go although it is not passed."""
        gate = StageKey(row.initiative, row.stage - 1)
        name = self.context.names.stage(gate)
        if row.gate is VerdictKind.WAIVED:
            verdict = self.context.verdict_of.get(gate)
            by = f" by {verdict.waived_by}" if verdict and verdict.waived_by else ""
            named = by if self.context.view.people else ""
            yield f"the gate after “{name}” is waived{named}"
        elif 0 < row.release_now < row.amount:
            part = self.context.say(row.release_now)
            yield f"{part} of its money goes out while the gate after “{name}” is {row.gate}"

    def said(self, key: StageKey) -> Iterator[str]:
        """Sentences on a stage: that it is postponed, and that it is fast-tracked."""
        names = self.context.names
        delay = self.postponed.get(key)
        if delay is not None:
            price = f" ({self.context.say(delay.cost)})" if delay.cost else ""
            late = counted(delay.periods, "period")
            yield f"Stage {key.stage} postponed by {late}{price}: {names.free(delay.text)}."
        for clause in self.fast.get(key, ()):
            yield f"Stage {key.stage} fast-tracked: {clause}."
