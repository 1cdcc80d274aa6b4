"""What stands in the ledger, as rows of the sheet Releases, and whether a portfolio knows it."""

from __future__ import annotations

from collections.abc import Sequence

from models.index import Index
from models.ledger import Entry, Life, Tranche, tranches
from models.ledger_extract import Release, ReleaseState
from models.portfolio import Portfolio
from models.stage import StageKey
from optimizer.facts import standing_release

_STATE = {
    Life.RELEASED: ReleaseState.RELEASED,
    Life.SPENT: ReleaseState.SPENT,
    Life.CLOSED: ReleaseState.CLOSED,
    Life.REVERSED: ReleaseState.REVERSED,
}


def extract(entries: Sequence[Entry], portfolio: str) -> tuple[Release, ...]:
    """The portfolio's releases as they stand; a row for each fund that paid, sorted."""
    rows: list[Release] = []
    for (name, key), tranche in sorted(tranches(entries).items()):
        if name != portfolio or tranche.release is None or tranche.life not in _STATE:
            continue
        draft = tranche.release.draft
        funds = sorted({share.fund or "" for share in draft.shares})
        for fund in funds or [""]:
            amount = sum(share.amount for share in draft.shares if (share.fund or "") == fund)
            rows.append(
                Release.model_validate(
                    {
                        "initiative": key.initiative,
                        "stage": key.stage,
                        "amount": amount,
                        "date": draft.day,
                        "fund": fund or None,
                        "state": _STATE[tranche.life],
                    }
                )
            )
    return tuple(rows)


def unknown_to(portfolio: Portfolio, entries: Sequence[Entry], plan: str) -> list[str]:
    """What the ledger says and the portfolio does not; for people, none where both agree.

    What was released from this plan (the SHA-256 of its file) it need not know.
    """
    index, name = Index(portfolio), portfolio.settings.name
    said: list[str] = []
    for (of, key), tranche in sorted(tranches(entries).items()):
        if of != name or tranche.release is None:
            continue
        if tranche.life is Life.REVERSED:
            known = index.releases_of.get(key, ())
            same = tranche.release.draft.plan == plan  # it was made before the reversal
            if same or (known and known[-1].state.stands):
                said.append(f"the release of {_name(key)} was reversed")
        elif tranche.life.is_out and tranche.release.draft.plan != plan:
            row = standing_release(index, key)
            if row is None:
                said.append(f"{_name(key)} was released")
            elif sum(r.amount for r in index.releases_of[key] if r.state.stands) != _amount(
                tranche
            ):
                said.append(f"another amount was released for {_name(key)}")
    return said


def _amount(tranche: Tranche) -> int:
    return 0 if tranche.release is None else tranche.release.draft.amount


def _name(key: StageKey) -> str:
    return f"{key.initiative}/{key.stage}"
