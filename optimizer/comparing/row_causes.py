"""Why a cell of money, people, gates or inputs changed: mostly, because a stage did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.compared import ENVELOPES, FUND_RULES, GATES, PAYMENTS, SETTINGS, STAGES
from models.comparison import Cause, CauseKind, Difference, How
from models.scenario import Touched
from models.snapshot import Row, Work
from models.wording import money
from optimizer.comparing.alignment import Side
from optimizer.comparing.case import FUTURE, Case, Key
from optimizer.comparing.gate_causes import outcome
from optimizer.comparing.stage_causes import moved, stage_cause, there, whole

_COLUMN = {head.casefold(): head for head in FUTURE}
_IN_PORTFOLIO = "It was changed in the portfolio."


@dataclass(frozen=True)
class Causes:
    """The cause of each difference of a case; what is known of a stage is worked out once."""

    case: Case

    @cached_property
    def stages(self) -> Mapping[Key, Cause]:
        """The cause of each changed stage."""
        return {key: stage_cause(self.case, key) for key in sorted(self.case.of(STAGES))}

    def follows(self, key: Key) -> Cause | None:
        """The cause of what goes with a stage; None where the stage is as it was."""
        cause = self.stages.get(key)
        if cause is None:
            return None
        return Cause(CauseKind.FOLLOWS, f"{moved(self.case, key)}. {cause.text}")

    def payment(self, row: Difference) -> Cause:
        """A payment: its stage, its fund's budget, or what else the money now serves."""
        fund = row.key[3]
        found = self.follows(row.key[:2])
        if found is None and fund in self.case.budgets:
            window, was, now = self.case.budgets[fund][0]
            found = Cause(CauseKind.BUDGET, self._budget(fund, window, was, now))
        return found or self._shared(row) or whole(self.case)

    def _shared(self, row: Difference) -> Cause | None:
        """The same stage is paid by other funds: what took or gave the money of this one."""
        more = row.amount or 0
        places = [place for place in self.case.charged if place[0] == row.key[3]]
        others = [
            (abs(amount), key)
            for place in sorted(places)
            for key, amount in sorted(self.case.charged[place].items())
            if amount * more < 0 and key in self.stages
        ]
        if not others:
            return None
        name = self.case.called(max(others)[1])
        verb = "needs less" if more > 0 else "needs more"
        return Cause(CauseKind.ROOM, f"{name} {verb} of {self.case.fund(row.key[3])}.")

    def _budget(self, fund: str, window: str, was: int, now: int) -> str:
        currency = self.case.plans.after.plan.currency
        return (
            f"The budget of {self.case.fund(fund)} for {window} is {money(now, currency)}; "
            f"it was {money(was, currency)}."
        )

    def budget(self, row: Difference) -> Cause:
        """A cell of a fund in a window."""
        fund, window = row.key
        if row.how is not How.CHANGED:
            verb = "is new in" if row.how is How.ADDED else "is no longer in"
            return Cause(CauseKind.BUDGET, f"The fund or the window {verb} the portfolio.")
        if window in self.case.plans.part_past:
            return Cause(CauseKind.FACT, f"A part of {window} is past, with what it used.")
        if row.column == "Budget":
            said = self.case.edited(lambda edit: fund in edit.funds)
            if said is not None:
                return Cause(CauseKind.EDIT, said)
            if any(place == window for place, _, _ in self.case.budgets.get(fund, ())):
                return Cause(CauseKind.BUDGET, _IN_PORTFOLIO)
            return Cause(CauseKind.FACT, "Past periods left or used what was carried into it.")
        return self._charged(row) or self._over(row) or whole(self.case)

    def _charged(self, row: Difference) -> Cause | None:
        """Money by state: the stage that makes most of the difference."""
        sign = 1 if (row.amount or 0) > 0 else -1
        parts = self._by_state.get((*row.key, row.column), {})
        found = [(sign * amount, key) for key, amount in sorted(parts.items()) if sign * amount > 0]
        if found:
            return self._mostly(max(found)[1])
        if not self.case.plans.before.of(PAYMENTS) and not self.case.plans.after.of(PAYMENTS):
            return self._largest(row)
        return None

    def _mostly(self, key: Key) -> Cause | None:
        cause = self.follows(key)
        if cause is None:
            text = f"Mostly {self.case.called(key)}, which other funds pay now."
            return Cause(CauseKind.FOLLOWS, text)
        return Cause(cause.kind, f"Mostly {cause.text}")

    def _largest(self, row: Difference) -> Cause | None:
        """Without single payments: of the stages that changed, the one with the most money."""
        state = row.column.casefold()
        found = [
            (each.amount("Tranche"), key)
            for key in self.stages
            for each in (self.case.before(key), self.case.after(key))
            if each is not None and each.text("State") == state
        ]
        return self._mostly(max(found)[1]) if found else None

    def _over(self, row: Difference) -> Cause | None:
        """Overrun and shortfall: the budget, or the stage with most more of the fund's money."""
        changes = self.case.budgets.get(row.key[0])
        if changes:
            return Cause(CauseKind.BUDGET, self._budget(row.key[0], *changes[0]))
        parts = self.case.charged.get(row.key, {})
        sign = 1 if (row.amount or 0) > 0 else -1
        found = [(sign * amount, key) for key, amount in sorted(parts.items()) if sign * amount > 0]
        return self._mostly(max(found)[1]) if found else None

    @cached_property
    def _by_state(self) -> Mapping[Key, Mapping[Key, int]]:
        """By fund, window and head of a state: how much more of each stage is charged there."""
        sums: defaultdict[Key, defaultdict[Key, int]] = defaultdict(lambda: defaultdict(int))
        for sign, side in zip((-1, 1), self.case.plans.both, strict=True):
            for key, paid in side.of(PAYMENTS).items():
                head = _COLUMN.get(_state(side, key[:2]), "")
                sums[key[3], paid.names[2], head][key[:2]] += sign * paid.amount("Amount")
        return sums

    def work(self, row: Difference) -> Cause:
        """Who is where."""
        worker, who, _ = row.key
        found = there(self.case, who) if worker == "person" else None
        if found is not None:
            return Cause(CauseKind.PERSON, found[1])
        first, then = (side.get(row.key, {}) for side in self.case.busy)
        other = [key for key in {**first, **then} if first.get(key) != then.get(key)]
        for key in sorted(other, key=lambda key: (self.case.shift(key).value == "same start", key)):
            cause = self.follows(key)
            if cause is not None:
                return cause
        return self._instead(sorted(other), row) or whole(self.case)

    def _instead(self, keys: list[Key], row: Difference) -> Cause | None:
        """Someone else does it now, or did it before: gone, or needed elsewhere."""
        for key in keys:
            more = self._more(key, row.key)
            for side in self.case.work:
                for each in side.get(key, ()):
                    at = (each.worker, each.who, each.period)
                    if each.period == row.key[2] and more * self._more(key, at) < 0:
                        return self._other(key, each, row.names[0], more)
        return None

    def _more(self, key: Key, at: Key) -> int:
        """How much more a worker does for a stage in a period."""
        was, now = (side.get(at, {}).get(key, 0) for side in self.case.busy)
        return now - was

    def _other(self, key: Key, other: Work, name: str, more: int) -> Cause:
        called = self.case.called(key)
        found = there(self.case, other.who) if other.worker == "person" else None
        if found is not None:
            return Cause(CauseKind.PERSON, f"In {called}: {found[1]}")
        verb = "takes over from" if more > 0 else "hands over to"
        return Cause(CauseKind.ROOM, f"In {called}, {name} {verb} {other.name}.")

    def shortage(self, row: Difference) -> Cause:
        """People that committed work lacks."""
        return self.follows(row.key[:2]) or self._short(row) or whole(self.case)

    def _short(self, row: Difference) -> Cause | None:
        for side in self.case.work:
            for each in side.get(row.key[:2], ()):
                found = there(self.case, each.who)
                if found is not None:
                    return Cause(CauseKind.PERSON, found[1])
        return None

    def hire(self, row: Difference) -> Cause:
        """Hires: the stage that they work for in either plan."""
        option, period = row.key
        for _, key in sorted((when != period, key) for when, key in self._hired.get(option, ())):
            cause = self.follows(key)
            if cause is not None:
                return cause
        return whole(self.case)

    @cached_property
    def _hired(self) -> Mapping[str, set[tuple[str, Key]]]:
        """By hiring option: periods and stages of its work in either plan."""
        groups: defaultdict[str, set[tuple[str, Key]]] = defaultdict(set)
        for side in self.case.plans.both:
            for each in side.work:
                if each.worker == "hire" and each.initiative:
                    groups[each.who].add((each.period, each.stage_key))
        return groups

    def gate(self, row: Difference) -> Cause:
        """What a gate says, and what it rests on."""
        key = row.key[:2]
        if row.how is not How.CHANGED:
            behind = (key[0], str(int(key[1]) + 1))
            cause = self.follows(behind)
            if cause is not None:
                return cause
            text = "Evidence shows the gates before the tranches that are asked for now."
            return Cause(CauseKind.FOLLOWS, text)
        if row.table != GATES:
            return Cause(CauseKind.GATE, "Another outcome was reported.")
        said = outcome(self.case, key)
        if said:
            return Cause(CauseKind.GATE, said)
        before, after = (side.plan.as_of for side in self.case.plans.both)
        if before != after:
            text = f"The day is {after.isoformat()}; it was {before.isoformat()}."
            return Cause(CauseKind.FACT, text)
        return Cause(CauseKind.GATE, _IN_PORTFOLIO)

    def link(self, row: Difference) -> Cause:
        """A dependency: one of its stages, or itself."""
        if row.how is How.CHANGED and row.column == "Result":
            found = self.follows(row.key[2:4]) or self.follows(row.key[:2])
            return found or whole(self.case)
        ends = {row.key[0], row.key[2]}
        said = self.case.edited(lambda edit: bool(ends & edit.initiatives))
        return Cause(CauseKind.EDIT, said) if said else Cause(CauseKind.WORK, _IN_PORTFOLIO)

    def flag(self, row: Difference) -> Cause:
        """A feature flag: the stages between which it stands."""
        found = self.follows(row.key[2:4]) or self.follows(row.key[:2])
        return found or whole(self.case)

    def setting(self, row: Difference) -> Cause:
        """Set by people."""
        if row.table == SETTINGS and row.key[0].casefold() == "as of":
            return Cause(CauseKind.FACT, "The later plan speaks of another day.")
        said = self.case.edited(lambda edit: _sets(edit, row))
        return Cause(CauseKind.EDIT, said) if said else Cause(CauseKind.SETTING, _IN_PORTFOLIO)

    def person(self, row: Difference) -> Cause:
        """Who is there."""
        said = self.case.edited(lambda edit: row.key[0] in edit.people)
        if said is not None:
            return Cause(CauseKind.EDIT, said)
        found = there(self.case, row.key[0])
        return whole(self.case) if found is None else Cause(CauseKind.PERSON, found[1])


def _sets(edit: Touched, row: Difference) -> bool:
    """Whether an edit is about a setting, the rule of a fund, or an envelope."""
    if row.table == FUND_RULES:
        return row.key[0] in edit.funds
    if row.table == ENVELOPES:
        return row.key[0] in edit.envelopes
    return edit.settings


def _state(side: Side, key: Key) -> str:
    row: Row | None = side.of(STAGES).get(key)
    return row.text("State") if row else ""
