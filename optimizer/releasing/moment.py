"""The moment of release: each reason why a tranche is not handed over, though it was requested.

Nothing is taken on trust: the gate, the plan, the ledger and the fund are looked at as they are
now. Each check is a function of its own and answers reasons for people; none means yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from models.index import Index
from models.ledger import Act, Draft, Entry, Life, Proof, Tranche, person_key, tranches
from models.plan import Payment, Plan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.units import FundId, InitiativeId
from optimizer.budgets import accounts, shortfalls
from optimizer.releasing.grounds import Grounds, evidence_key


@dataclass(frozen=True)
class Moment:
    """All that is known when somebody releases a requested tranche."""

    index: Index
    """Of the portfolio as it is now."""
    core: str
    """What of it may not have changed since the request."""
    plan: Plan
    plan_file: str
    """SHA-256 of the plan's file as it is now."""
    entries: Sequence[Entry]
    """The ledger, what was released a moment ago included."""
    request: Entry
    grounds: Grounds
    """What the gates let go of now."""
    by: str
    shares_evidence: bool = False
    """Whether one piece of evidence may stand for several gates."""

    @property
    def asked(self) -> Draft:
        """What was requested."""
        return self.request.draft

    @property
    def portfolio(self) -> Portfolio:
        """As it is now."""
        return self.index.portfolio

    @cached_property
    def known(self) -> dict[StageKey, Tranche]:
        """The portfolio's tranches in the ledger."""
        name = self.asked.portfolio
        return {key: row for (of, key), row in tranches(self.entries).items() if of == name}


def refusals(moment: Moment) -> tuple[str, ...]:
    """Every reason not to release; none where it may be released."""
    return tuple(reason for check in CHECKS for reason in check(moment))


def still_requested(moment: Moment) -> Iterator[str]:
    """A tranche is released once."""
    found = moment.known.get(moment.asked.key)
    if found is None or found.life is not Life.REQUESTED or found.attempt != moment.request.attempt:
        life = "unknown" if found is None else found.life.value
        yield f"it is {life} already"


def another_person(moment: Moment) -> Iterator[str]:
    """Who requested it does not release it."""
    if person_key(moment.by) == person_key(moment.asked.by):
        yield f"{moment.asked.by} requested it; someone else must release it"


def same_plan(moment: Moment) -> Iterator[str]:
    """The plan's file is the one that was requested from."""
    if moment.plan_file != moment.asked.plan:
        yield f"the plan {moment.asked.plan_file} was changed after the request; request again"


def same_portfolio(moment: Moment) -> Iterator[str]:
    """But for outcomes, waivers and budgets the portfolio is the one that was planned."""
    if moment.core != moment.asked.core:
        yield "the portfolio was changed after the request; plan again"


def latest_plan(moment: Moment) -> Iterator[str]:
    """No later plan of the portfolio was requested from, and the ledger has not gone on."""
    for entry in moment.entries:
        draft = entry.draft
        if draft.portfolio != moment.asked.portfolio or draft.plan == moment.asked.plan:
            continue
        if draft.act is Act.REQUEST and entry.sequence > moment.request.sequence:
            yield f"a later plan was requested from ({draft.request}); release from that one"
            return
        if draft.act is Act.RELEASE and entry.sequence > moment.asked.head:
            yield f"{_name(draft)} was released from another plan since; plan again"
            return


def no_reversal_since(moment: Moment) -> Iterator[str]:
    """Nothing of the portfolio was taken back since the plan was made."""
    for entry in moment.entries:
        draft = entry.draft
        same = draft.portfolio == moment.asked.portfolio
        if same and draft.act is Act.REVERSE and entry.sequence > moment.asked.head:
            yield f"the release of {_name(draft)} was reversed since; plan again"
            return


def same_quarter(moment: Moment) -> Iterator[str]:
    """The portfolio was not rolled on since: the next quarter has its money already."""
    for entry in moment.entries[moment.request.sequence :]:
        draft = entry.draft
        if draft.portfolio == moment.asked.portfolio and draft.day > moment.asked.day:
            yield (
                f"the portfolio has gone on to {draft.day} since (#{entry.sequence}); release what "
                "its next plan releases"
            )
            return


def stage_before_is_out(moment: Moment) -> Iterator[str]:
    """The stage before has started, or its tranche is out."""
    asked = moment.asked
    before = moment.index.stage.get(StageKey(asked.initiative, asked.stage - 1))
    if before is None or before.status is not StageStatus.NOT_STARTED:
        return
    known = moment.known.get(before.key)
    if known is None or not known.life.is_out:
        yield f"stage {before.stage} before it was not released"


def gates_are_open(moment: Moment) -> Iterator[str]:
    """The gates before it let go of what was requested, on the evidence that was requested on."""
    asked, grounds = moment.asked, moment.grounds
    if asked.amount > grounds.allowed:
        yield from grounds.closed or ("the tranche is smaller now",)
    elif asked.amount < grounds.allowed:
        yield "its gate lets go of more now; plan and request again"
    elif evidence_key(asked.key, grounds.basis) != asked.evidence:
        yield "its outcomes or waivers were changed after the request; reject it and request again"


def evidence_is_unchanged(moment: Moment) -> Iterator[str]:
    """The files that its evidence names are those that they were when it was requested."""
    then = {(proof.objective, proof.evidence): proof.file for proof in moment.asked.basis.proofs}
    for proof in moment.grounds.basis.proofs:
        before = then.get((proof.objective, proof.evidence))
        if before is not None and proof.file != before:
            what = "is missing" if proof.file is None else "was changed after the request"
            yield f"the evidence of {proof.objective}, '{proof.evidence}', {what}"


def evidence_is_its_own(moment: Moment) -> Iterator[str]:
    """One piece of evidence stands for one gate, unless that is allowed."""
    used = {} if moment.shares_evidence else _used_elsewhere(moment)
    for proof in () if moment.shares_evidence else moment.grounds.basis.proofs:
        gate = _gate(moment, proof)
        others = (used[piece] for piece in _pieces(proof) if piece in used)
        other = next((other for other in others if other != gate), None)
        if other is not None:
            yield (
                f"the evidence of {proof.objective}, '{proof.evidence}', is that of the gate after "
                f"{other.initiative}/{other.stage}, too (--shared-evidence allows it)"
            )
        for piece in _pieces(proof):
            used.setdefault(piece, gate)


def _used_elsewhere(moment: Moment) -> dict[str, StageKey]:
    """For each piece of evidence on which something is out, the first gate that it stood for."""
    used: dict[str, StageKey] = {}
    for tranche in moment.known.values():
        if tranche.life.is_out and tranche.release is not None:
            for proof in tranche.release.draft.basis.proofs:
                for piece in _pieces(proof):
                    used.setdefault(piece, _gate(moment, proof))
    return used


def _gate(moment: Moment, proof: Proof) -> StageKey:
    """The gate of an objective; one of its own for an objective that is gone."""
    rows = moment.portfolio.objectives
    gates = (StageKey(row.initiative, row.stage) for row in rows if row.id == proof.objective)
    return next(gates, StageKey(InitiativeId(proof.objective), 0))


def _pieces(proof: Proof) -> Iterator[str]:
    """What makes a piece of evidence the same: its file, or its words."""
    if proof.file:
        yield proof.file
    elif proof.evidence:
        yield " ".join(proof.evidence.split()).casefold()


def fund_has_money(moment: Moment) -> Iterator[str]:
    """With all that is out, the funds that pay it stay within their budgets as they are now."""
    planned = {row.key: row.state for row in moment.plan.stages}
    out = {key for key, row in moment.known.items() if row.life.is_out}
    out |= {key for key, state in planned.items() if state is TrancheState.RELEASED}
    out -= {key for key, row in moment.known.items() if row.life is Life.REVERSED}
    committed = _charges(moment, (row for row in moment.plan.payments if _key(row) in out))
    own = _charges(moment, (row for row in moment.plan.payments if _key(row) == moment.asked.key))
    short = shortfalls(moment.index, committed)
    books = accounts(moment.index, committed + own, short)
    windows = moment.index.calendar.windows
    for (fund, w), account in books.items():
        if any(of == fund for of, _ in own) and not account.holds:
            missing = Decimal(account.excess).scaleb(-moment.portfolio.settings.exponent)
            yield f"fund {fund} lacks {moment.asked.currency} {missing:,f} in {windows[w]}"
        elif (fund, w) in own and short.get((fund, w)):
            yield f"fund {fund} does not even cover what is committed in {windows[w]}"


def _key(row: Payment) -> StageKey:
    return StageKey(row.initiative, row.stage)


def _charges(moment: Moment, payments: Iterator[Payment]) -> Counter[tuple[FundId, int]]:
    window_of = moment.index.calendar.window_of
    charges: Counter[tuple[FundId, int]] = Counter()
    for row in payments:
        charges[row.fund, window_of[row.period]] += row.amount
    return charges


def _name(draft: Draft) -> str:
    return f"{draft.initiative}/{draft.stage}"


CHECKS = (
    still_requested,
    another_person,
    same_plan,
    same_portfolio,
    latest_plan,
    no_reversal_since,
    same_quarter,
    stage_before_is_out,
    gates_are_open,
    evidence_is_unchanged,
    evidence_is_its_own,
    fund_has_money,
)
"""In the order in which reasons are told."""
