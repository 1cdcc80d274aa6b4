"""Answers in words that a sponsor understands."""

from __future__ import annotations

from collections.abc import Sequence

from models.counterfactual import Basis, Change, ChangeKind, Counterfactual, Displaced, Forced, Unit
from models.portfolio import Portfolio
from models.wording import capital, counted, fte, listed, money

LETS_IN = (
    ChangeKind.MONEY,
    ChangeKind.PEOPLE,
    ChangeKind.GATE,
    ChangeKind.DEPENDENCY,
    ChangeKind.ENVELOPE,
    ChangeKind.CHOICE,
    ChangeKind.DATES,
    ChangeKind.LEFT_OUT,
)
"""Changes that let a refused initiative in; the others push a funded one out."""

_SAID = {
    ChangeKind.MONEY: "{much} more for {what}",
    ChangeKind.PEOPLE: "{much} more of {what}",
    ChangeKind.LESS_MONEY: "{much} less for {what}",
    ChangeKind.LESS_VALUE: "{much} less value of its own",
    ChangeKind.PERSON_LOST: "the loss of {what}",
    ChangeKind.GATE: "waive {what}",
    ChangeKind.DEPENDENCY: "give up {what}",
    ChangeKind.ENVELOPE: "lift {what}",
    ChangeKind.CHOICE: "give up {what}",
    ChangeKind.DATES: "lift {what}",
    ChangeKind.LEFT_OUT: "take back {what}",
}
_MOST = 3

SAID = {
    Basis.NONE: "not proven",
    Basis.GROUPS: "people counted by groups",
    Basis.TIME: "the best found in the time",
    Basis.NEAR: "near the plan at hand",
}
"""What an answer that is not proven rests on."""

NO_LOSS = (
    "With any one of these, a plan that has it is worth no less than the plan now (whether others "
    "would then be worth more is open):"
)

ALREADY = (
    "A plan that starts it is worth no less than the plan at hand: plan again with more time, or "
    "put it in."
)

NOTHING_WON = (
    "A plan that starts it is worth exactly as much as one that does not: it may be started, but "
    "would bring nothing within the plan."
)


class Words:
    """What is said of one portfolio."""

    def __init__(self, portfolio: Portfolio) -> None:
        """Names, currency and slices come from the portfolio."""
        self.portfolio = portfolio
        self.names = {row.id: row.name for row in portfolio.initiatives}

    def money(self, amount: int) -> str:
        """An amount for a sentence."""
        return money(amount, self.portfolio.settings.currency)

    def amount(self, amount: int, unit: Unit) -> str:
        """An amount of money, or of people's time."""
        if unit is Unit.SLICES:
            return fte(amount, self.portfolio.settings.slice)
        return self.money(amount)

    def how_much(self, change: Change) -> str:
        """The least amount; an interval where only its ends are known."""
        least, amount, unit = _least(change), change.amount, change.unit
        if amount is None:
            return "" if not least else f"at least {self.amount(least, unit)}"
        if least <= 1 or least >= amount:
            return self.amount(amount, unit)
        ends = (self.amount(least, unit), self.amount(amount, unit))
        return ends[0] if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]}"

    def change(self, change: Change) -> str:
        """What is to be done: `EUR 45,000 more in Growth fund in 2027 Q1`."""
        if change.at_no_loss and change.amount == 0:
            return "nothing more: a plan with it is worth no less"
        said = _SAID[change.kind].format(much=self.how_much(change), what=change.what)
        if change.proven or change.amount is None or change.amount <= 1 or _least(change) > 1:
            return said
        less = "less" if change.kind in LETS_IN else "a smaller cut"
        return f"{said} ({less} may do)"

    def displaced(self, rows: Sequence[Displaced]) -> str:
        """`A falls out, B finishes 1 period later`; empty where nobody is."""
        return listed(rows, _MOST, self._hit)

    def _hit(self, row: Displaced) -> str:
        name = self.names[row.initiative]
        if row.periods is None:
            return f"{name} loses a stage or all of it"
        return f"{name} finishes {counted(row.periods, 'period')} later"

    def answer(self, answer: Counterfactual) -> list[str]:
        """Four to eight lines."""
        lines = [f"{answer.name}: {answer.decision}", answer.reason]
        lines += [answer.note] if answer.note else []
        works = [row for row in answer.would_change if row.works]
        lets_in = [row for row in works if row.kind in LETS_IN]
        pushes_out = [row for row in works if row.kind not in LETS_IN]
        if answer.forced is not None or lets_in:
            lines += self._admitted(answer, lets_in)
        if answer.forced is not None:
            lines.append(self.forced(answer.forced))
        if answer.cushion is not None:
            lines += self._pushed_out(answer, pushes_out)
        if answer.asked:
            lines.append(f"Its gate asks for: {listed(answer.asked)}.")
        if answer.released_then is not None:
            then = "would be released now" if answer.released_then else "would still wait"
            lines.append(f"With its gate passed, its tranche {then}.")
        return lines

    def _admitted(self, answer: Counterfactual, works: Sequence[Change]) -> list[str]:
        if any(row.as_good and row.amount == 0 for row in works):
            return [NOTHING_WON]
        if any(row.at_no_loss and row.amount == 0 for row in works):
            return [ALREADY]
        if not works:
            return [self._nothing(answer, "lets it in")]
        sure = [row for row in works if not row.at_no_loss]
        found = []
        if sure:
            found = [f"Any one of these alone would let it in{self._sure(sure)}:"]
            found += self._listed(sure)
        weak = [row for row in works if row.at_no_loss]
        return found + ([NO_LOSS, *self._listed(weak)] if weak else [])

    def _listed(self, works: Sequence[Change]) -> list[str]:
        """The first few, with who gives way."""
        found = []
        for row in works[:_MOST]:
            hit = self.displaced(row.displaced)
            tie = "; a plan without it is then as good" if row.as_good else ""
            found.append(f"  {self.change(row)}{f'; {hit}' if hit else ''}{tie}")
        if len(works) > _MOST:
            found[-1] += f" (and {len(works) - _MOST} more)"
        return found

    def _nothing(self, answer: Counterfactual, does: str) -> str:
        if not answer.would_change:
            return f"What {does} was not found out."
        open_ones = [row for row in answer.would_change if not row.proven]
        if not open_ones:
            return f"Nothing that was asked about {does} by itself: proven by solving."
        names = listed([row.what for row in open_ones], _MOST)
        return f"Nothing was found that {does} by itself; not ruled out: {names}."

    def _pushed_out(self, answer: Counterfactual, works: Sequence[Change]) -> list[str]:
        least = "" if answer.cushion_proven else "about "
        found = [
            f"It would stay unless it were worth {least}{self.money(answer.cushion or 0)} less."
        ]
        others = [row for row in works if row.kind is not ChangeKind.LESS_VALUE]
        if others:
            found.append(f"Any one of these alone would push it out{self._sure(others)}:")
            found += [f"  {self.change(row)}" for row in others[:_MOST]]
        return found

    def _sure(self, rows: Sequence[Change]) -> str:
        """What is not proven is said to be so."""
        if all(row.proven for row in rows):
            return " (proven: less would not)"
        bases = dict.fromkeys(SAID[row.basis] for row in rows if not row.proven)
        return f" (not all of it proven: {listed([*bases])})"

    def forced(self, forced: Forced) -> str:
        """What it would cost to put it in all the same."""
        if forced.possible is None:
            return "Whether it could simply be put in was not found out in the time."
        if not forced.possible:
            return "It cannot simply be put in: no plan has it, whatever else gives way."
        hit = self.displaced(forced.displaced)
        if forced.cost is None:
            return "It can be put in; at what cost was not found out in the time."
        about = "" if forced.proven else "about "
        cost = "nothing" if not forced.cost else f"{about}{self.money(forced.cost)} of value"
        return f"Simply put in, it costs {cost}{f': {hit}' if hit else ''}."

    def short(self, answer: Counterfactual) -> str:
        """One line: decision, and the first thing that would change it."""
        works = [row for row in answer.would_change if row.works]
        does = capital(self.change(works[0])) if works else "Nothing found that changes it alone"
        if not answer.would_change:
            does = listed(answer.asked) or answer.reason
        return f"{answer.name}: {answer.decision}. {does}"


def of_kind(answer: Counterfactual, *kinds: ChangeKind) -> list[Change]:
    """Changes of these kinds that work."""
    return [row for row in answer.would_change if row.works and row.kind in kinds]


def _least(change: Change) -> int:
    """What no less than will do, as far as is known."""
    return change.at_least or 0
