"""Who pays what, to the minor unit, once it is known what starts when."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from models.plan import Payment
from models.stage import StageKey
from models.units import FundId, Money, PeriodIndex
from optimizer.budgets import Account, Charges, accounts, shortfalls
from optimizer.dues import Due, Dues
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.model import Coefficient, Columns, Model, Row, at_most, equal

SECONDS = 30.0
"""Far more than a split ever takes."""


@dataclass(frozen=True)
class Settlement:
    """Payments with the accounts that they leave."""

    payments: tuple[Payment, ...]
    """Sorted; committed ones included."""
    accounts: dict[tuple[FundId, int], Account]
    shortfalls: dict[tuple[FundId, int], Money]


Claim = tuple[StageKey, Due]
Split = dict[tuple[int, FundId], int]
"""What each fund pays of each claim."""


def settle(dues: Dues, starts: Mapping[StageKey, PeriodIndex]) -> Settlement | None:
    """Pays for all started and committed stages; None where no exact split fits the budgets."""
    index = dues.facts.index
    committed = [
        (key, due)
        for key in sorted(dues.facts.committed)
        for due in dues.committed(index.stage[key])
    ]
    new = [
        (key, due)
        for key, start in sorted(starts.items())
        if key not in dues.facts.committed
        for due in dues.of(index.stage[key], start)
    ]
    missing = shortfalls(index, _charges(dues, committed, {}))
    claims = committed + new
    for split in _splits(dues, claims, missing):
        books = accounts(index, _charges(dues, claims, split), missing)
        if all(account.holds for account in books.values()):
            return Settlement(_payments(claims, split), books, missing)
    return None


def _splits(
    dues: Dues, claims: list[Claim], missing: Mapping[tuple[FundId, int], Money]
) -> Iterator[Split]:
    """Candidate splits of the shared claims: from a linear programme, then in whole numbers."""
    if all(len(due.funds) == 1 for _, due in claims):
        yield {}
        return
    for whole in (False, True):
        model, columns = _programme(dues, claims, missing, whole=whole)
        answer = solve(model, Search(0.0, time.monotonic() + SECONDS, nodes=10_000))
        if answer.ending is Ending.INFEASIBLE:
            return
        if answer.values is not None:
            yield _rounded(claims, columns, answer.values)


def _programme(
    dues: Dues, claims: list[Claim], missing: Mapping[tuple[FundId, int], Money], *, whole: bool
) -> tuple[Model, dict[tuple[int, FundId], int]]:
    """Splits that cost the least overrun, then ask the funds in the order of their IDs."""
    columns, paid = Columns(), {}
    rows: list[Row] = []
    charges: defaultdict[tuple[FundId, int], list[tuple[int, int]]] = defaultdict(list)
    fixed = _charges(dues, claims, {})
    window = dues.facts.index.calendar.window_of
    for number, (_, due) in enumerate(claims):
        if len(due.funds) == 1:
            continue
        for rank, fund in enumerate(due.funds):
            column = columns.add(("paid", number, fund), 0, due.amount, integer=whole)
            columns.pay(column, -Fraction(rank, 1000))
            paid[number, fund] = column
            charges[fund, window[due.period]].append((column, 1))
        rows.append(equal(("whole", number), [(paid[number, f], 1) for f in due.funds], due.amount))
    for key, account in accounts(dues.facts.index, fixed, missing).items():
        terms = charges.setdefault(key, [])
        if account.price is not None:
            overrun = columns.add(("overrun", *key))
            columns.pay(overrun, -Fraction(account.price))
            terms.append((overrun, -1))
    rows += _fund_rows(dues, fixed, missing, charges, columns)
    return Model(columns, tuple(rows)), paid


def _fund_rows(
    dues: Dues,
    fixed: Charges,
    missing: Mapping[tuple[FundId, int], Money],
    charges: Mapping[tuple[FundId, int], list[tuple[int, int]]],
    columns: Columns,
) -> Iterator[Row]:
    index = dues.facts.index
    books = accounts(index, fixed, missing)
    for fund, row in sorted(index.funds.items()):
        share = Fraction(row.carry_over) / 100
        carried: int | None = None
        for w in range(len(index.calendar.windows)):
            terms: list[tuple[int, Coefficient]] = [*charges.get((fund, w), [])]
            if carried is not None:
                terms.append((carried, -1))
            room = books[fund, w].budget - fixed.get((fund, w), 0)
            yield at_most(("covers", fund, w), [*terms], room)
            if share > 0 and w + 1 < len(index.calendar.windows):
                carried = columns.add(("carried", fund, w + 1))
                shared = [(column, share * amount) for column, amount in terms]
                yield at_most(("carries", fund, w), [(carried, 1), *shared], share * room)


def _rounded(
    claims: list[Claim], columns: dict[tuple[int, FundId], int], values: tuple[float, ...]
) -> Split:
    """Whole minor units whose sum per claim is the claim: largest remainders first."""
    split: Split = {}
    for number, (_, due) in enumerate(claims):
        if len(due.funds) == 1:
            continue
        exact = {fund: max(0.0, values[columns[number, fund]]) for fund in due.funds}
        floors = {fund: int(amount + 1e-6) for fund, amount in exact.items()}
        rest = due.amount - sum(floors.values())
        for fund in sorted(due.funds, key=lambda fund: (floors[fund] - exact[fund], fund)):
            step = max(-floors[fund], min(rest, 1)) if rest < 0 else min(rest, 1)
            floors[fund] += step
            rest -= step
        floors[due.funds[0]] += rest
        split |= {(number, fund): amount for fund, amount in floors.items()}
    return split


def _charges(dues: Dues, claims: list[Claim], split: Split) -> dict[tuple[FundId, int], int]:
    """Minor units by fund and window; shared claims count as split, or not at all."""
    window = dues.facts.index.calendar.window_of
    sums: defaultdict[tuple[FundId, int], int] = defaultdict(int)
    for number, (_, due) in enumerate(claims):
        for fund in due.funds:
            whole = due.amount if len(due.funds) == 1 else 0
            sums[fund, window[due.period]] += split.get((number, fund), whole)
    return dict(sums)


def _payments(claims: list[Claim], split: Split) -> tuple[Payment, ...]:
    rows = [
        Payment(
            initiative=stage.initiative,
            stage=stage.stage,
            cost_type=due.cost_type,
            fund=fund,
            period=due.period,
            amount=Money(split.get((number, fund), due.amount)),
        )
        for number, (stage, due) in enumerate(claims)
        for fund in due.funds
    ]
    return tuple(
        sorted((row for row in rows if row.amount > 0), key=lambda row: row.model_dump_json())
    )
