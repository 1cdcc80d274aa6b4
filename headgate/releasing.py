"""Releasing: a second person hands over what was requested, each tranche looked at once more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from data.ledger import Ledger
from data.ledger.evidence import hash_of
from headgate.checking import check, read_plan
from headgate.errors import LedgerError
from headgate.ledgers import sound, told, untold
from headgate.requesting import with_files
from models.index import Index
from models.ledger import Act, Draft, Entry, Life, Tranche, tranches
from models.nearest import nearest
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.verdict import Verdict
from optimizer.gates import judge
from optimizer.releasing import Grounds, Moment, core, grounds, refusals


class Refused(NamedTuple):
    """A tranche that is not released, and every reason."""

    draft: Draft
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of it, tranche by tranche."""

    done: tuple[Entry, ...]
    """Released or rejected now, or before where that is the same."""
    refused: tuple[Refused, ...] = ()
    new: int = 0
    """How many of them now."""


@dataclass(frozen=True)
class Handing:
    """Who releases what of a request."""

    request: str
    by: str
    only: Collection[StageKey] = ()
    """All of it unless given."""
    portfolio_file: Path | None = None
    """Where the ledger says it is unless given."""
    plan_file: Path | None = None
    shares_evidence: bool = False


@dataclass(frozen=True)
class _Now:
    """The files of a request as they are now."""

    portfolio: Portfolio
    file: Path
    plan: Plan
    plan_hash: str

    @cached_property
    def core(self) -> str:
        """What of the portfolio may not have changed."""
        return core(self.portfolio)

    @cached_property
    def digest(self) -> str:
        """Of the whole portfolio."""
        return self.portfolio.digest()

    @cached_property
    def index(self) -> Index:
        """Of the portfolio."""
        return Index(self.portfolio)

    @cached_property
    def verdicts(self) -> dict[StageKey, Verdict]:
        """What each gate says now."""
        return {verdict.gate: verdict for verdict in judge(self.portfolio)}

    def grounds(self, key: StageKey) -> Grounds:
        """What the gates before a stage let go of now; files of evidence are looked at again."""
        if key not in self.index.stage:
            raise LedgerError(f"{key.initiative}/{key.stage} is not in the portfolio any more")
        found = grounds(self.index, self.verdicts, key)
        return Grounds(
            found.allowed, with_files(found.basis, self.file.absolute().parent), found.closed
        )


def release(ledger: Ledger, handing: Handing) -> Outcome:
    """Releases each tranche of a request that may be released at this moment.

    What was released before is told as it was. Raises LedgerError for an unknown request.
    """
    asked = _requested(sound(ledger), handing)
    refused: list[Refused] = []
    before: list[Entry] = []

    def allowed(entries: Sequence[Entry]) -> list[Draft]:
        refused.clear()
        before.clear()
        drafts: list[Draft] = []
        so_far = list(entries)
        now = _now(ledger, asked[0].draft, handing)
        for request in asked:
            found = tranches(so_far).get((request.draft.portfolio, request.draft.key))
            release = None if found is None else found.release
            if found and release and found.life.is_out and _same_request(release, request):
                before.append(release)
                continue
            grounds_now = now.grounds(request.draft.key)
            moment = Moment(
                now.index,
                now.core,
                now.plan,
                now.plan_hash,
                so_far,
                request,
                grounds_now,
                handing.by,
                handing.shares_evidence,
            )
            reasons = refusals(moment)
            if reasons:
                refused.append(Refused(request.draft, reasons))
                continue
            draft = request.draft.model_copy(
                update={
                    "act": Act.RELEASE,
                    "by": handing.by,
                    "basis": grounds_now.basis,
                    "portfolio_file": told(now.file, ledger),
                    "judged": now.digest,
                    "why": _SHARED if handing.shares_evidence else "",
                }
            )
            drafts.append(draft)
            so_far.append(
                request.model_copy(
                    update={
                        "draft": draft,
                        "life": Life.RELEASED,
                        "sequence": so_far[-1].sequence + 1,
                    }
                )
            )
        return drafts

    written = ledger.write(allowed)
    done = sorted((*before, *written), key=lambda entry: entry.draft.key)
    return Outcome(tuple(done), tuple(refused), len(written))


def reject(ledger: Ledger, handing: Handing, why: str) -> Outcome:
    """Rejects the tranches of a request that still wait; raises LedgerError where none does."""
    asked = _requested(sound(ledger), handing)

    def waiting(entries: Sequence[Entry]) -> list[Draft]:
        found = tranches(entries)
        drafts = [
            request.draft.model_copy(update={"act": Act.REJECT, "by": handing.by, "why": why})
            for request in asked
            if _waits(found[request.draft.portfolio, request.draft.key], request)
        ]
        if not drafts:
            raise LedgerError(f"no tranche of {handing.request} waits any more")
        return drafts

    written = ledger.write(waiting)
    return Outcome(written, (), len(written))


def _waits(tranche: Tranche, request: Entry) -> bool:
    return tranche.life is Life.REQUESTED and tranche.attempt == request.attempt


def reverse(ledger: Ledger, release_name: str, by: str, why: str) -> Entry:
    """A compensating entry for a release; raises LedgerError where there is none to reverse."""
    sound(ledger)

    def compensating(entries: Sequence[Entry]) -> list[Draft]:
        entry = released(entries, release_name)
        draft = entry.draft.model_copy(
            update={"act": Act.REVERSE, "by": by, "why": why, "basis": entry.draft.basis}
        )
        return [draft]

    return ledger.write(compensating)[0]


def released(entries: Sequence[Entry], name: str) -> Entry:
    """The release that is meant by its number (`#12`) or its tranche (`shop/2`)."""
    number = name.strip().removeprefix("#")
    if number.isdecimal():
        return _numbered(entries, number)
    found: dict[str, list[Entry]] = {}
    for (_, key), row in tranches(entries).items():
        if row.release is not None:
            found.setdefault(f"{key.initiative}/{key.stage}", []).append(row.release)
    meant = found.get(name.strip(), [])
    if not meant:
        near = nearest(name, tuple(found))
        hint = f"; did you mean {near}?" if near else ""
        raise LedgerError(f"the ledger knows no release of '{name}'{hint}")
    if len(meant) > 1:
        each = ", ".join(f"#{entry.sequence} ({entry.draft.portfolio})" for entry in meant)
        raise LedgerError(f"several portfolios have {name.strip()}; name the release: {each}")
    return meant[0]


def _numbered(entries: Sequence[Entry], number: str) -> Entry:
    """The release with this number, unless its tranche was released again since."""
    chosen = [entry for entry in entries if str(entry.sequence) == number.lstrip("0")]
    if not chosen or chosen[0].draft.act is not Act.RELEASE:
        raise LedgerError(
            f"entry {number:.20} is no release; `headgate ledger show` lists them with their "
            "numbers"
        )
    draft = chosen[0].draft
    latest = tranches(entries)[draft.portfolio, draft.key].release
    if latest is not None and latest.sequence != chosen[0].sequence:
        raise LedgerError(
            f"#{chosen[0].sequence} was reversed before; {draft.initiative}/{draft.stage} was "
            f"released again as #{latest.sequence}"
        )
    return chosen[0]


def _requested(entries: Sequence[Entry], handing: Handing) -> list[Entry]:
    """The requests of a name, by tranche."""
    names = sorted({entry.draft.request for entry in entries})
    asked = [
        entry
        for entry in entries
        if entry.draft.act is Act.REQUEST and entry.draft.request == handing.request
    ]
    if not asked:
        near = nearest(handing.request, tuple(names))
        hint = f"; did you mean {near}?" if near else "; there is none yet" if not names else ""
        raise LedgerError(f"the ledger knows no request '{handing.request}'{hint}")
    keys = {entry.draft.key for entry in asked}
    for key in handing.only:
        if key not in keys:
            known = ", ".join(f"{one.initiative}/{one.stage}" for one in sorted(keys))
            raise LedgerError(
                f"{handing.request} does not ask for {key.initiative}/{key.stage}; "
                f"it asks for {known}"
            )
    chosen = [entry for entry in asked if not handing.only or entry.draft.key in handing.only]
    return sorted(chosen, key=lambda entry: entry.draft.key)


def _now(ledger: Ledger, draft: Draft, handing: Handing) -> _Now:
    portfolio_file = _moved(untold(draft.portfolio_file, ledger), handing.portfolio_file)
    plan_file = _moved(untold(draft.plan_file, ledger), handing.plan_file)
    found = check(portfolio_file, rules=False)
    portfolio = found.sound()
    if portfolio.settings.name != draft.portfolio:
        raise LedgerError(
            f"{portfolio_file} is the portfolio '{portfolio.settings.name}'; {draft.request} is of "
            f"'{draft.portfolio}'"
        )
    plan = read_plan(plan_file, found)
    return _Now(portfolio, portfolio_file, plan, hash_of(plan_file))


def _moved(known: Path, named: Path | None) -> Path:
    """The file that is named, unless the one that the ledger knows is still there."""
    if named is None:
        return known
    if known.exists() and not (named.exists() and named.samefile(known)):
        raise LedgerError(
            f"{known} is where it was at the request: {named} cannot stand for it; a file may only "
            "be named where the other was moved"
        )
    return named


_SHARED = "one piece of evidence was allowed to stand for several gates"


def _same_request(release: Entry, request: Entry) -> bool:
    return (release.draft.request, release.attempt) == (request.draft.request, request.attempt)
