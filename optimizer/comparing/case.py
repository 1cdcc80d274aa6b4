"""What the causes look at: both plans, what differs, and who uses which money and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.compared import (
    BUDGETS,
    DONE,
    FLAGS,
    LINKS,
    PAYMENTS,
    PEOPLE_THERE,
    PROOFS,
    STAGES,
    WORK,
    Compared,
)
from models.comparison import Difference, Shift
from models.scenario import Touched
from models.snapshot import Row, Work
from models.wording import money
from optimizer.comparing.alignment import Aligned, Side, begun

Key = tuple[str, ...]
WORSE = (Shift.LATER, Shift.NO_LONGER)
BETTER = (Shift.EARLIER, Shift.NEWLY)
FUTURE = ("Released", "Release now", "Held", "Planned")


@dataclass(frozen=True)
class Case:
    """Two plans on one calendar with their differences."""

    plans: Aligned
    found: tuple[Difference, ...]
    edits: tuple[Touched, ...] = ()
    """What was asked of the later one, where it is the same portfolio with edits."""

    def edited(self, about: Callable[[Touched], bool]) -> str | None:
        """The edits that are about something, as sentences; None where there is none."""
        return " ".join(f"{edit.said}." for edit in self.edits if about(edit)) or None

    def say(self, amount: int) -> str:
        """Money in words."""
        return money(amount, self.plans.after.plan.currency)

    def before(self, key: Key, table: Compared = STAGES) -> Row | None:
        """A row of the earlier plan."""
        return self.plans.before.of(table).get(key)

    def after(self, key: Key, table: Compared = STAGES) -> Row | None:
        """A row of the later plan."""
        return self.plans.after.of(table).get(key)

    def texts(self, key: Key, column: str, table: Compared = STAGES) -> tuple[str, str]:
        """A cell before and after; empty where there is none."""
        rows = (self.before(key, table), self.after(key, table))
        first, then = (row.text(column) if row else "" for row in rows)
        return first, then

    def called(self, key: Key) -> str:
        """A stage by its names: `Checkout, stage 2`."""
        row = self.after(key) or self.before(key)
        return f"{row.names[0]}, stage {key[1]}" if row else f"{key[0]}, stage {key[1]}"

    @cached_property
    def changed(self) -> Mapping[str, Mapping[Key, tuple[Difference, ...]]]:
        """The differences by table and row."""
        groups: defaultdict[str, defaultdict[Key, list[Difference]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for each in self.found:
            groups[each.table.name][each.key].append(each)
        return {
            table: {key: tuple(rows) for key, rows in by_key.items()}
            for table, by_key in groups.items()
        }

    def of(self, table: Compared) -> Mapping[Key, tuple[Difference, ...]]:
        """The differences of a table by row."""
        return self.changed.get(table.name, {})

    def shift(self, key: Key) -> Shift:
        """How a stage moved in time."""
        was, now = self.texts(key, "Starts")
        if DONE in (was, now) or was == now:
            return Shift.SAME
        if not was or not now:
            return Shift.NEWLY if now else Shift.NO_LONGER
        place = self.plans.place
        first, then = begun(was, place), begun(now, place)
        if first is None or then is None or first == then:
            return Shift.SAME
        return Shift.EARLIER if then < first else Shift.LATER

    def ends(self, key: Key) -> tuple[int | None, int | None]:
        """Positions of a stage's last period."""
        was, now = (begun(text, self.plans.place) for text in self.texts(key, "Runs to"))
        return was, now

    @cached_property
    def rolled(self) -> bool:
        """Whether the later plan begins later."""
        return bool(self.plans.past)

    @cached_property
    def budgets(self) -> Mapping[str, tuple[tuple[str, int, int], ...]]:
        """By fund: the windows whose budget changed, with the budget before and after."""
        groups: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for fund, window in self.of(BUDGETS):
            rows = (self.before((fund, window), BUDGETS), self.after((fund, window), BUDGETS))
            was, now = (row.amount("Budget") if row else 0 for row in rows)
            carried = self.rolled and self._first(window)
            if was != now and not carried:
                groups[fund].append((window, was, now))
        return {fund: tuple(rows) for fund, rows in groups.items()}

    def _first(self, window: str) -> bool:
        """Whether rolling on put what was left of the past into this window."""
        return window == self._first_window or window in self.plans.part_past

    @cached_property
    def _first_window(self) -> str:
        paid = self.plans.after.of(PAYMENTS).items()
        place = self.plans.place
        now = self.plans.after.plan.periods[0]
        named = [(place[key[4]], row.names[2]) for key, row in paid if key[4] in place]
        first = min(named, default=None)
        if first is not None and first[0] == place[now]:
            return first[1]
        return min((key[1] for key in self.plans.after.of(BUDGETS)), default="")

    def fund(self, fund: str) -> str:
        """Name of a fund."""
        return self._funds.get(fund, fund)

    @cached_property
    def _funds(self) -> Mapping[str, str]:
        return {
            key[0]: row.names[0]
            for side in self.plans.both
            for key, row in side.of(BUDGETS).items()
        }

    @cached_property
    def paid(self) -> tuple[Mapping[Key, Mapping[Key, int]], Mapping[Key, Mapping[Key, int]]]:
        """By stage, then fund and window: what is charged, before and after."""
        return _paid(self.plans.before), _paid(self.plans.after)

    @cached_property
    def charged(self) -> Mapping[Key, Mapping[Key, int]]:
        """By fund and window: how much more each stage is charged there now."""
        sums: defaultdict[Key, defaultdict[Key, int]] = defaultdict(lambda: defaultdict(int))
        for sign, side in zip((-1, 1), self.paid, strict=True):
            for stage, places in side.items():
                for place, amount in places.items():
                    sums[place][stage] += sign * amount
        return sums

    @cached_property
    def work(self) -> tuple[Mapping[Key, tuple[Work, ...]], Mapping[Key, tuple[Work, ...]]]:
        """By stage: who works on it, before and after."""
        return _work(self.plans.before), _work(self.plans.after)

    @cached_property
    def busy(self) -> tuple[Mapping[Key, Mapping[Key, int]], Mapping[Key, Mapping[Key, int]]]:
        """By worker and period: time for each stage, before and after."""
        return _busy(self.plans.before), _busy(self.plans.after)

    def movers(self) -> tuple[str, ...] | None:
        """IDs of the people who are with other teams in some period; None where nobody is named."""
        if WORK.name not in self.plans.before.rows:
            return None
        first, then = (_teams(side) for side in self.plans.both)
        both = {
            at[0]
            for at in first.keys() | then.keys()
            if first.get(at, set()) != then.get(at, set())
        }
        return tuple(sorted(both))

    @cached_property
    def who(self) -> Mapping[str, str]:
        """Names of people."""
        return {
            key[0]: row.names[0]
            for side in self.plans.both
            for key, row in side.of(PEOPLE_THERE).items()
        }

    @cached_property
    def _waits(self) -> Mapping[Key, tuple[Key, ...]]:
        found: defaultdict[Key, dict[Key, None]] = defaultdict(dict)
        for side in self.plans.both:
            for first, number, then, then_number, kind in sorted(side.of(LINKS)):
                if kind != "excludes":
                    found[then, then_number][first, number] = None
        return {key: tuple(rows) for key, rows in found.items()}

    def waits_for(self, key: Key) -> Iterator[Key]:
        """The stages that must come before one."""
        if int(key[1]) > 1:
            yield (key[0], str(int(key[1]) - 1))
        yield from self._waits.get(key, ())

    @cached_property
    def proofs(self) -> Mapping[Key, tuple[Key, ...]]:
        """The objectives of which something changed, by their gate."""
        groups: defaultdict[Key, list[Key]] = defaultdict(list)
        for key in sorted(self.of(PROOFS)):
            groups[key[:2]].append(key)
        return {key: tuple(rows) for key, rows in groups.items()}

    @cached_property
    def flags(self) -> Mapping[Key, tuple[Difference, ...]]:
        """Flags that came or went, by the stage that they let start."""
        groups: defaultdict[Key, list[Difference]] = defaultdict(list)
        for key, rows in self.of(FLAGS).items():
            groups[key[2:4]] += rows
        return {key: tuple(rows) for key, rows in groups.items()}


def against(shift: Shift, better: int) -> bool:
    """Whether a change for the better or the worse cannot be why something moved this way."""
    return (better > 0 and shift in WORSE) or (better < 0 and shift in BETTER)


def _paid(side: Side) -> Mapping[Key, Mapping[Key, int]]:
    sums: defaultdict[Key, defaultdict[Key, int]] = defaultdict(lambda: defaultdict(int))
    for key, row in side.of(PAYMENTS).items():
        sums[key[:2]][key[3], row.names[2]] += row.amount("Amount")
    return sums


def _work(side: Side) -> Mapping[Key, tuple[Work, ...]]:
    groups: defaultdict[Key, list[Work]] = defaultdict(list)
    for row in side.work:
        if row.initiative:
            groups[row.stage_key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def _teams(side: Side) -> Mapping[Key, set[str]]:
    """The teams of each person in each period."""
    groups: defaultdict[Key, set[str]] = defaultdict(set)
    for row in side.work:
        if row.worker == "person" and row.team:
            groups[row.who, row.period].add(row.team)
    return groups


def _busy(side: Side) -> Mapping[Key, Mapping[Key, int]]:
    sums: defaultdict[Key, defaultdict[Key, int]] = defaultdict(lambda: defaultdict(int))
    for row in side.work:
        if row.initiative:
            sums[row.worker, row.who, row.period][row.stage_key] += row.slices
    return sums
