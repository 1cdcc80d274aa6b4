"""What can start at all, and when at the earliest, by dates, order and dependencies alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from models.dependency import Dependency, DependencyType
from models.explanation import ReasonKind
from models.initiative import Initiative
from models.stage import Stage, StageKey
from models.units import InitiativeId
from models.verdict import VerdictKind
from models.wording import counted, money
from optimizer.charges import funds_that_may_pay, parts
from optimizer.facts import Facts
from optimizer.worth import after_stage, before_stage


class Blocked(NamedTuple):
    """Why a stage can never start within the plan."""

    kind: ReasonKind
    text: str
    """A clause for people, without full stop."""


class Link(NamedTuple):
    """One stage that another one waits for."""

    before: StageKey
    after: StageKey
    type: DependencyType | None
    """None = the order of stages within an initiative."""
    lag: int = 0


@dataclass
class Reach:
    """For each stage that is not committed either its earliest start or why it never starts.

    The earliest start is a bound: no plan starts the stage before it, and without scarcity of money
    and people (and with no choice against it) one starts it then.
    """

    facts: Facts
    earliest: dict[StageKey, int] = field(default_factory=dict)
    blocked: dict[StageKey, Blocked] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts) -> Reach:
        """All that follows from the facts, in time linear in rows (times the horizon at worst)."""
        reach = cls(facts)
        links = list(hard_links(facts))
        onward: dict[StageKey, list[Link]] = {}
        for link in links:
            onward.setdefault(link.before, []).append(link)
        for stage in facts.index.stage.values():
            reach._begin(stage)
        queue = deque(links)
        while queue:
            link = queue.popleft()
            if reach._follow(link):
                queue.extend(onward.get(link.after, ()))
        return reach

    def name(self, stage: StageKey) -> str:
        """The name of the stage's initiative."""
        return self.facts.index.initiatives[stage.initiative].name

    def _begin(self, stage: Stage) -> None:
        """What the stage's own rows say."""
        if stage.key in self.facts.committed:
            return
        found = self._own(stage)
        if found is None:
            self._start_from(stage, self.facts.earliest[stage.key])
        else:
            self.blocked[stage.key] = found

    def _own(self, stage: Stage) -> Blocked | None:
        initiative = self.facts.index.initiatives[stage.initiative]
        if initiative.leave_out:
            return Blocked(ReasonKind.LEFT_OUT, f"{initiative.name} is marked Leave out")
        stages = self.facts.index.stages_of[stage.initiative][: stage.stage]
        for earlier in stages[:-1]:
            verdict = self.facts.verdicts[earlier.key]
            if verdict.kind is VerdictKind.FAILED:
                said = f"the gate after “{earlier.name}” failed: {verdict.reason.rstrip('.')}"
                return Blocked(ReasonKind.GATE, said)
        for each in stages:
            unpaid = None if each.key in self.facts.committed else self._unpaid(each)
            if unpaid is not None:
                return unpaid
        return self._chosen_otherwise(initiative) if stage.stage == 1 else None

    def _unpaid(self, stage: Stage) -> Blocked | None:
        for part in parts(stage):
            if not funds_that_may_pay(self.facts.index, stage, part.cost_type):
                amount = money(part.amount, self.facts.index.portfolio.settings.currency)
                said = f"no fund may pay the {part.cost_type} of “{stage.name}”, {amount}"
                return Blocked(ReasonKind.MONEY, said)
        return None

    def _chosen_otherwise(self, initiative: Initiative) -> Blocked | None:
        if initiative.group is None:
            return None
        for rival in self._in_group.get(initiative.group, ()):
            if rival != initiative.id:
                name = self.facts.index.initiatives[rival].name
                said = f"{name}, of the same group {initiative.group}, has already begun"
                return Blocked(ReasonKind.CHOICE, said)
        return None

    def __post_init__(self) -> None:
        """Finds which initiatives with a group have begun."""
        self._in_group: dict[str, list[InitiativeId]] = {}
        for row in sorted(self.facts.index.portfolio.initiatives, key=lambda row: row.id):
            begun = StageKey(row.id, 1) in self.facts.committed
            if row.group is not None and begun:
                self._in_group.setdefault(row.group, []).append(row.id)

    def _follow(self, link: Link) -> bool:
        """Lets one link act on the later stage; whether that changed anything."""
        after = link.after
        if after in self.facts.committed or after in self.blocked:
            return False
        if link.type is DependencyType.EXCLUDES:
            if link.before not in self.facts.committed:
                return False
            said = f"{self.name(link.before)}, which excludes it, has already begun"
            self.blocked[after] = Blocked(ReasonKind.DEPENDENCY, said)
            return True
        if link.before in self.blocked:
            self.blocked[after] = self._passed_on(link)
            return True
        if link.before in self.facts.done or link.type is DependencyType.NEEDS:
            return False
        return self._later(link)

    def _passed_on(self, link: Link) -> Blocked:
        why = self.blocked[link.before]
        if link.type is None or link.before.initiative == link.after.initiative:
            return why
        verb = {
            DependencyType.NEEDS: "it needs",
            DependencyType.SAME_RELEASE: "it shares a release with",
        }.get(link.type, "it waits for")
        said = f"{verb} {self.name(link.before)}, which cannot start: {why.text}"
        return Blocked(ReasonKind.DEPENDENCY, said)

    def _later(self, link: Link) -> bool:
        """Moves the later stage to where the earlier one lets it be."""
        stages = self.facts.index.stage
        stage = stages[link.after]
        begins = self.facts.starts.get(link.before)
        finish = (self.earliest[link.before] if begins is None else begins) + stages[
            link.before
        ].periods
        if link.type is DependencyType.SAME_RELEASE:
            start = finish - stage.periods
            if begins is not None and start < self.earliest[link.after]:
                said = f"{self.name(link.before)}, which shares its release, finishes too early"
                self.blocked[link.after] = Blocked(ReasonKind.DATES, said)
                return True
        else:
            start = finish + link.lag
        return start > self.earliest[link.after] and self._start_from(stage, start)

    def _start_from(self, stage: Stage, start: int) -> bool:
        """Sets the earliest start, or blocks the stage if that is too late; always a change."""
        self.earliest[stage.key] = start
        calendar = self.facts.index.calendar
        if start >= calendar.horizon:
            said = (
                f"“{stage.name}” cannot start before the plan ends with {calendar.periods[-1].id}"
            )
            self.blocked[stage.key] = Blocked(ReasonKind.DATES, said)
        latest = latest_start(self.facts, stage)
        if latest is not None and start > latest:
            initiative = self.facts.index.initiatives[stage.initiative]
            said = (
                f"“{stage.name}” can start in {self._period(start)} at the earliest and takes "
                f"{counted(stage.periods, 'period')}, too late for Latest finish "
                f"{initiative.latest_finish}"
            )
            self.blocked[stage.key] = Blocked(ReasonKind.DATES, said)
        if stage.key in self.blocked:
            del self.earliest[stage.key]
        return True

    def _period(self, t: int) -> str:
        periods = self.facts.index.calendar.periods
        return str(periods[t].id) if t < len(periods) else f"a period after {periods[-1].id}"


def latest_start(facts: Facts, stage: Stage) -> int | None:
    """Last period in which the stage may start for its hard deadline, or None if it has none."""
    initiative = facts.index.initiatives[stage.initiative]
    hard = initiative.latest_finish is not None and initiative.deadline_penalty is None
    if not hard or initiative.latest_finish is None:
        return None
    if stage.key != facts.index.stages_of[stage.initiative][-1].key:
        return None
    return facts.index.calendar.index(initiative.latest_finish) + 1 - stage.periods


def hard_links(facts: Facts) -> Iterator[Link]:
    """All that one stage can ask of another, hard."""
    for stages in facts.index.stages_of.values():
        for number, stage in enumerate(stages[1:]):
            yield Link(stages[number].key, stage.key, None)
    for row in facts.index.portfolio.dependencies:
        if row.flag_cost is None:
            yield from _of_row(facts, row)


def _of_row(facts: Facts, row: Dependency) -> Iterator[Link]:
    before, after = before_stage(facts, row), after_stage(facts, row)
    yield Link(before, after, row.type, row.lag)
    if row.type in (DependencyType.SAME_RELEASE, DependencyType.EXCLUDES):
        yield Link(after, before, row.type, row.lag)
