"""Requesting: the tranches that a plan releases now are asked for, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.ledger import Conflict, Ledger
from data.ledger.evidence import file_of, hash_of
from headgate.errors import LedgerError
from headgate.ledgers import audited, sound, told
from headgate.money import units
from models.index import Index
from models.ledger import Act, Basis, Draft, Entry, Life, tranches
from models.plan import Plan, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageKey
from optimizer.gates import judge
from optimizer.releasing import core, evidence_key, grounds, shares
from optimizer.releasing.standing import unknown_to


@dataclass(frozen=True)
class Asking:
    """A plan from which tranches are requested, with the files that it and its input are in."""

    portfolio: Portfolio
    portfolio_file: Path
    plan: Plan
    plan_file: Path
    by: str


@dataclass(frozen=True)
class Receipt:
    """What came of a request."""

    request: str
    """Its name; the latest one's where all had been asked for before."""
    entries: tuple[Entry, ...]
    """The request of each tranche: of now, or of before where it is the same."""
    new: int
    """How many were asked for now."""


def request(ledger: Ledger, asking: Asking) -> Receipt:
    """Asks for all tranches that the plan releases now.

    The same request again answers the same receipt. Raises LedgerError where the plan is not of
    this portfolio, fails the audit, or does not know what the ledger has released; Conflict where
    the same evidence was used for another amount.
    """
    portfolio, plan = asking.portfolio, asking.plan
    if plan.provenance.portfolio != portfolio.digest():
        raise LedgerError(
            f"{asking.plan_file} was made from another state of {asking.portfolio_file}; plan again"
        )
    audited(portfolio, plan, str(asking.plan_file))
    wanted = [row for row in plan.stages if row.state is TrancheState.RELEASE_NOW]
    drafts = _drafts(ledger, asking, [row for row in wanted if row.release_now > 0])
    seen: list[Entry] = []
    sound(ledger)

    def fresh(entries: Sequence[Entry]) -> list[Draft]:
        seen.clear()
        _current(entries, asking, drafts)
        number = len({entry.draft.request for entry in entries if entry.draft.request}) + 1
        found = tranches(entries)
        new: list[Draft] = []
        for draft in drafts:
            known = found.get((draft.portfolio, draft.key))
            if known is None or known.life in (Life.REJECTED, Life.REVERSED):
                new.append(
                    draft.model_copy(update={"request": f"R{number:04}", "head": len(entries)})
                )
            elif known.request is not None:
                _is_same(known.request.draft, draft, known.life)
                seen.append(known.request)
        return new

    written = ledger.write(fresh)
    receipt = sorted((*seen, *written), key=lambda entry: entry.draft.key)
    names = [entry.draft.request for entry in written] or sorted(
        entry.draft.request for entry in seen
    )
    return Receipt(names[-1] if names else "", tuple(receipt), len(written))


def _drafts(ledger: Ledger, asking: Asking, wanted: Sequence[StagePlan]) -> list[Draft]:
    portfolio, settings = asking.portfolio, asking.portfolio.settings
    index = Index(portfolio)
    verdicts = {verdict.gate: verdict for verdict in judge(portfolio)}
    plan_hash, of_core = hash_of(asking.plan_file), core(portfolio)
    drafts: list[Draft] = []
    for row in wanted:
        key = StageKey(row.initiative, row.stage)
        basis = grounds(index, verdicts, key).basis
        drafts.append(
            Draft(
                act=Act.REQUEST,
                portfolio=settings.name,
                currency=settings.currency,
                exponent=settings.exponent,
                initiative=row.initiative,
                stage=row.stage,
                request="",
                amount=row.release_now,
                shares=shares(index.stage[key], row.release_now, asking.plan.payments),
                evidence=evidence_key(key, basis),
                basis=with_files(basis, asking.portfolio_file.absolute().parent),
                plan=plan_hash,
                plan_file=told(asking.plan_file, ledger),
                portfolio_file=told(asking.portfolio_file, ledger),
                core=of_core,
                day=settings.as_of,
                by=asking.by,
            )
        )
    return drafts


def with_files(basis: Basis, folder: Path) -> Basis:
    """The same with the hash of each file that its evidence names, seen from this folder."""
    proofs = tuple(
        proof.model_copy(update={"file": None if file is None else hash_of(file)})
        for proof in basis.proofs
        for file in (file_of(proof.evidence, folder),)
    )
    return basis.model_copy(update={"proofs": proofs})


def _current(entries: Sequence[Entry], asking: Asking, drafts: Sequence[Draft]) -> None:
    """Raises LedgerError where the plan does not know what is out."""
    plan = drafts[0].plan if drafts else ""
    wanted = {(draft.key, draft.portfolio_file) for draft in drafts}
    for (name, key), tranche in tranches(entries).items():
        release = tranche.release
        if name == asking.portfolio.settings.name or release is None or not tranche.life.is_out:
            continue
        if (key, release.draft.portfolio_file) in wanted:
            raise LedgerError(
                f"{key.initiative}/{key.stage} of {asking.portfolio_file} was released "
                f"(#{release.sequence}) when the portfolio was called '{name}'; give it that name "
                "back in Settings, or put what was released into its Releases"
            )
    missing = unknown_to(asking.portfolio, entries, plan)
    if missing:
        raise LedgerError(
            f"{asking.plan_file} is outdated: the ledger says that {missing[0]}, and the portfolio "
            "does not know it; bring its Releases up to date (headgate roll does) and plan again"
        )


def _is_same(before: Draft, now: Draft, life: Life) -> None:
    """Raises Conflict where the same tranche was requested otherwise."""
    name = f"{now.initiative}/{now.stage}"
    if before.evidence != now.evidence:
        raise LedgerError(
            f"{name} was requested before ({before.request}, {life.value}) on other evidence; "
            "reject that request first"
        )
    if (before.amount, before.shares) != (now.amount, now.shares):
        raise Conflict(
            f"{name} was requested before ({before.request}, {life.value}) on the same evidence "
            f"for another amount or from other funds: {_paid(before)} then, {_paid(now)} now; "
            "reject that request first"
        )


def _paid(draft: Draft) -> str:
    """The amount and who pays it, in currency units."""
    parts = (
        f"{units(share.amount, draft.exponent):,f} {share.cost_type.value} by "
        f"{share.fund or 'nobody'}"
        for share in draft.shares
    )
    return f"{units(draft.amount, draft.exponent):,f} ({', '.join(parts)})"
