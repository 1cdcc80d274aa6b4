"""Reconciling: where ledger, portfolio, plan and funds differ, and what to do about it.

Each check is a function of its own. What they find is a proposal for people (hold, return to the
fund, escalate), never a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from models.fund import Counts
from models.index import Index
from models.ledger import Act, Entry, Life, Share, Tranche, tranches
from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId
from models.verdict import Verdict, VerdictKind
from optimizer.gates import judge
from optimizer.releasing.grounds import Grounds, evidence_key, grounds
from optimizer.releasing.shares import shares


class Proposal(StrEnum):
    """What people may do about a difference."""

    HOLD = "hold"
    """Nothing later of this initiative is released until it is settled."""
    RETURN = "return to the fund"
    ESCALATE = "escalate"
    RECORD = "put right"
    """One of the two was not brought up to date."""


class Difference(NamedTuple):
    """One thing that does not agree."""

    subject: str
    """A tranche (`shop/2`) or a fund."""
    what: str
    proposal: Proposal


class Standing(NamedTuple):
    """A fund in a window, in minor units."""

    fund: FundId
    window: str
    budget: int
    out: int
    """Released by the ledger and not reversed; what was closed unspent is still in it."""
    planned: int | None
    """What the plan charges for the same tranches; None without a plan."""


@dataclass(frozen=True)
class Books:
    """All that is held against each other."""

    portfolio: Portfolio
    entries: Sequence[Entry]
    plan: Plan | None

    @cached_property
    def index(self) -> Index:
        """Of the portfolio."""
        return Index(self.portfolio)

    @cached_property
    def known(self) -> dict[StageKey, Tranche]:
        """The portfolio's tranches in the ledger."""
        name = self.portfolio.settings.name
        return {key: row for (of, key), row in tranches(self.entries).items() if of == name}

    @cached_property
    def now(self) -> frozenset[StageKey]:
        """Stages whose tranche the plan releases now; none without a plan."""
        rows = () if self.plan is None else self.plan.stages
        return frozenset(row.key for row in rows if row.state is TrancheState.RELEASE_NOW)

    def grounds_on(self, day: date, key: StageKey) -> Grounds:
        """What the gates before a stage let go on a day, by the outcomes of up to that day."""
        if day not in self._days:
            settings = self.portfolio.settings.model_copy(update={"as_of": day})
            outcomes = tuple(row for row in self.portfolio.outcomes if row.date <= day)
            then = self.portfolio.model_copy(update={"settings": settings, "outcomes": outcomes})
            verdicts = {verdict.gate: verdict for verdict in judge(then)}
            self._days[day] = Index(then), verdicts
        index, verdicts = self._days[day]
        return grounds(index, verdicts, key)

    @cached_property
    def _days(self) -> dict[date, tuple[Index, dict[StageKey, Verdict]]]:
        return {}

    def money(self, amount: int) -> str:
        """To the cent."""
        settings = self.portfolio.settings
        return f"{settings.currency} {Decimal(amount).scaleb(-settings.exponent):,f}"

    @cached_property
    def out(self) -> Mapping[tuple[FundId, str], int]:
        """What is out by fund and window of its day; what was closed unspent is still in it."""
        sums: Counter[tuple[FundId, str]] = Counter()
        calendar = self.index.calendar
        for row in self.known.values():
            release = row.release
            if release is None or not row.life.is_out:
                continue
            t = calendar.containing(release.draft.day)
            if t is not None:
                for share in release.draft.shares:
                    if share.fund is not None:
                        sums[share.fund, calendar.periods[t].window] += share.amount
        return sums


def differences(books: Books) -> tuple[Difference, ...]:
    """Everything that does not agree; none where all does."""
    return tuple(found for check in CHECKS for found in check(books))


def standings(books: Books) -> tuple[Standing, ...]:
    """Every fund that has a budget or money out, by window."""
    planned = _planned(books)
    keys = sorted({(row.fund, row.window) for row in books.portfolio.budgets} | set(books.out))
    rows = []
    for fund, window in keys:
        budget = books.index.budgets.get((FundId(fund), window))  # type: ignore[arg-type] # a window's name
        rows.append(
            Standing(
                FundId(fund),
                window,
                0 if budget is None else budget.amount,
                books.out.get((FundId(fund), window), 0),
                None if planned is None else planned[fund, window],
            )
        )
    return tuple(rows)


def _planned(books: Books) -> Counter[tuple[str, str]] | None:
    """What is out by fund and window as the plan shares it; what is out since before, as it was."""
    if books.plan is None:
        return None
    calendar = books.index.calendar
    sums: Counter[tuple[str, str]] = Counter()
    for key, row in books.known.items():
        t = None if row.release is None else calendar.containing(row.release.draft.day)
        if row.release is None or t is None or not row.life.is_out:
            continue
        draft = row.release.draft
        parts = _by_plan(books, key, draft.amount) if key in books.now else draft.shares
        for share in parts:
            if share.fund is not None:
                sums[share.fund, calendar.periods[t].window] += share.amount
    return sums


def _by_plan(books: Books, key: StageKey, amount: int) -> tuple[Share, ...]:
    """What the plan pays for a tranche, by its own payments where they are all of the amount."""
    plan = books.plan
    rows = (
        [row for row in plan.payments if StageKey(row.initiative, row.stage) == key] if plan else []
    )
    if sum(row.amount for row in rows) == amount:
        return tuple(
            Share(fund=row.fund, cost_type=row.cost_type, amount=row.amount) for row in rows
        )
    return shares(books.index.stage[key], amount, rows)


def _knows_the_ledger(books: Books) -> Iterator[Difference]:
    """The sheet Releases says what the ledger says, but for what this plan releases now."""
    for key, row in sorted(books.known.items()):
        if key in books.now:
            continue
        rows = books.index.releases_of.get(key, ())
        stands = bool(rows) and rows[-1].state.stands
        told = sum(each.amount for each in rows if each.state.stands) if stands else 0
        release = row.release
        if row.life.is_out and release is not None and told != release.draft.amount:
            what = (
                f"the ledger released {books.money(release.draft.amount)}, the portfolio's "
                f"Releases say {books.money(told)}"
            )
            yield Difference(_name(key), what, Proposal.RECORD)
        elif row.life is Life.REVERSED and stands:
            what = "the ledger took its release back, the portfolio's Releases do not say so"
            yield Difference(_name(key), what, Proposal.RECORD)


def _known_to_the_ledger(books: Books) -> Iterator[Difference]:
    """What the sheet Releases says is in the ledger, but for what is older than the ledger."""
    name = books.portfolio.settings.name
    days = [entry.draft.day for entry in books.entries if entry.draft.portfolio == name]
    begun = min(days, default=books.portfolio.settings.as_of)
    for key, rows in sorted(books.index.releases_of.items()):
        found = books.known.get(key)
        is_new = rows[-1].state.stands and rows[-1].date > begun
        if is_new and (found is None or found.release is None):
            what = "the portfolio's Releases say that it was released, the ledger does not know it"
            yield Difference(_name(key), what, Proposal.RECORD)


def _as_planned(books: Books) -> Iterator[Difference]:
    """What was released is what the plan releases now, to the minor unit and fund by fund."""
    plan = books.plan
    if plan is None:
        return
    for stage in plan.stages:
        found = books.known.get(stage.key)
        if stage.state is not TrancheState.RELEASE_NOW or not stage.release_now:
            continue
        if found is None or found.life in (Life.REQUESTED, Life.REJECTED, Life.REVERSED):
            life = "not requested yet" if found is None else found.life.value
            what = f"the plan releases {books.money(stage.release_now)} now; it is {life}"
            yield Difference(_name(stage.key), what, Proposal.RECORD)
        elif found.release is not None and found.release.draft.amount != stage.release_now:
            what = (
                f"the plan releases {books.money(stage.release_now)}, the ledger "
                f"{books.money(found.release.draft.amount)}"
            )
            yield Difference(_name(stage.key), what, Proposal.ESCALATE)


def _funds_agree(books: Books) -> Iterator[Difference]:
    """Each fund is charged what the ledger says, and its budget covers it."""
    for row in standings(books):
        of_release = books.index.counts.get(row.fund) is Counts.RELEASE
        if row.planned is not None and of_release and row.planned != row.out:
            what = (
                f"in {row.window} the plan charges {books.money(row.planned)} for what is out, the "
                f"ledger {books.money(row.out)}"
            )
            yield Difference(f"fund {row.fund}", what, Proposal.ESCALATE)
        if of_release and row.out > row.budget:
            what = (
                f"in {row.window} {books.money(row.out)} is out, and the budget is "
                f"{books.money(row.budget)}"
            )
            yield Difference(f"fund {row.fund}", what, Proposal.ESCALATE)


def _gates_still_open(books: Books) -> Iterator[Difference]:
    """What was released would be released on its day by what is known of that day now."""
    now = {verdict.gate: verdict for verdict in judge(books.portfolio)}
    for key, row in sorted(books.known.items()):
        if not row.life.is_out or row.release is None or key not in books.index.stage:
            continue
        then = row.release.draft
        found = books.grounds_on(then.day, key)
        if then.amount > found.allowed:
            reason = found.closed[0] if found.closed else "its tranche is smaller now"
            stopped = any(
                now[stage.key].kind is VerdictKind.FAILED
                for stage in books.index.stages_of[key.initiative]
                if stage.stage < key.stage
            )
            unspent = row.life is not Life.CLOSED
            proposal = Proposal.RETURN if stopped and unspent else Proposal.HOLD
            what = f"it was released, and by what is known now it would not be: {reason}"
            yield Difference(_name(key), what, proposal)
        elif evidence_key(key, found.basis) != then.evidence:
            what = "the outcomes or waivers on which it was released were changed since"
            yield Difference(_name(key), what, Proposal.ESCALATE)


def _nothing_left_behind(books: Books) -> Iterator[Difference]:
    """What was closed unspent goes back to its fund."""
    for key, row in sorted(books.known.items()):
        if row.life is Life.CLOSED and row.returned:
            what = f"{books.money(row.returned)} of it was not spent"
            yield Difference(_name(key), what, Proposal.RETURN)


def _rest_of_conditional(books: Books) -> Iterator[Difference]:
    """What a conditional gate held back of a tranche is not forgotten."""
    for key, row in sorted(books.known.items()):
        stage = books.index.stage.get(key)
        if stage is None or row.release is None or row.life not in (Life.RELEASED, Life.SPENT):
            continue
        rest = stage.tranche - row.release.draft.amount
        if rest > 0:
            what = f"{books.money(rest)} of its tranche waits: its gate was conditional"
            yield Difference(_name(key), what, Proposal.HOLD)


def _stopped_initiatives(books: Books) -> Iterator[Difference]:
    """A stage that failed its gate has no money out that nobody accounts for."""
    verdicts = {verdict.gate: verdict for verdict in judge(books.portfolio)}
    for key, row in sorted(books.known.items()):
        failed = key in verdicts and verdicts[key].kind is VerdictKind.FAILED
        if failed and row.life in (Life.RELEASED, Life.SPENT):
            what = "its gate failed; close it, so that what is left of its tranche goes back"
            yield Difference(_name(key), what, Proposal.RETURN)


def noted(entries: Sequence[Entry], portfolio: str) -> frozenset[str]:
    """What earlier notes of the portfolio say."""
    return frozenset(
        entry.draft.why
        for entry in entries
        if entry.draft.act is Act.NOTE and entry.draft.portfolio == portfolio
    )


def _name(key: StageKey) -> str:
    return f"{key.initiative}/{key.stage}"


CHECKS: tuple[Callable[[Books], Iterator[Difference]], ...] = (
    _knows_the_ledger,
    _known_to_the_ledger,
    _as_planned,
    _funds_agree,
    _gates_still_open,
    _rest_of_conditional,
    _stopped_initiatives,
    _nothing_left_behind,
)
"""In the order in which differences are told."""
