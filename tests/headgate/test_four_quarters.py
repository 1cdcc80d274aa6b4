"""The retailer through four quarters: plan, request, release, what happens, roll, and again.

Outcomes are drawn by a seed; a platform comes late, an expert leaves, a budget is cut. After each
quarter the ledger is verified, and every cent of every fund is where it must be.
"""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

import headgate
from data.examples import build as example
from headgate.__main__ import main
from headgate.checking import check, read_plan
from models.calendar import Calendar
from models.fund import Counts
from models.index import Index
from models.objective import Comparison
from models.portfolio import Portfolio
from models.stage import StageStatus
from models.units import FundId
from optimizer.rules import findings
from tests.portfolios import change

QUARTERS = 4
CLOSE_ENOUGH = "1"
"""Percent: what is shown here does not depend on the last of the value."""


@dataclass
class Quarters:
    """A folder in which the quarters follow each other."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    chance: random.Random
    returned: int = 0
    """Minor units of closed tranches that were not spent."""

    def run(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> Mapping[str, object]:
        """What a command answers."""
        assert main([*arguments, "--json"]) in codes, self.capsys.readouterr()
        found: Mapping[str, object] = json.loads(self.capsys.readouterr().out)
        return found

    def portfolio(self, number: int) -> Portfolio:
        return headgate.read(self.folder / f"portfolio-{number}.xlsx")

    def changed(self, number: int, portfolio: Portfolio) -> None:
        headgate.write(portfolio, self.folder / f"portfolio-{number}.xlsx")

    def observed(self, number: int) -> int:
        """Outcomes of a quarter, drawn: most objectives are met, some missed, some left open."""
        portfolio = self.portfolio(number)
        index, day = Index(portfolio), portfolio.settings.as_of
        known = {row.objective for row in portfolio.outcomes}
        rows = []
        for objective in sorted(portfolio.objectives, key=lambda row: row.id):
            stage = index.stage[objective.initiative, objective.stage]  # type: ignore[index] # a pair
            if stage.status is not StageStatus.DONE or objective.id in known:
                continue
            drawn = self.chance.random()
            if drawn < 0.8:
                miss = Decimal(0) if drawn < 0.65 else abs(objective.target) + 1
                worse = objective.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
                step = {Comparison.MORE_THAN: 1, Comparison.LESS_THAN: -1}
                value = objective.target + step.get(objective.comparison, 0)
                rows.append(
                    [
                        objective.id,
                        f"{value - miss if worse else value + miss:f}",
                        day.isoformat(),
                        f"review {objective.id}",
                        "Rosa Holm",
                        "Carl Dahl",
                    ]
                )
        with Path("results.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(
                ["Objective", "Observed", "Date", "Evidence", "Reported by", "Confirmed by"]
            )
            writer.writerows(rows)
        return len(rows)


def _renewed(portfolio: Portfolio) -> Portfolio:
    """Waivers of rules are asked for again in time; those of gates run out."""
    day = portfolio.settings.as_of
    return change(
        portfolio,
        waivers=tuple(
            row.model_copy(update={"expires": max(row.expires, day)}) if row.rule != "gate" else row
            for row in portfolio.waivers
        ),
    )


def _settled(portfolio: Portfolio) -> Portfolio:
    """What must be done and cannot be any more (its gate failed, it comes too late) need not be."""
    rows = {
        issue.place.row
        for issue in findings(portfolio)
        if issue.stops and issue.place.sheet == "Initiatives"
    }
    return change(
        portfolio,
        initiatives=tuple(
            row.model_copy(update={"must_do": False}) if at in rows else row
            for at, row in enumerate(portfolio.initiatives)
        ),
    )


def _late_platform(portfolio: Portfolio) -> Portfolio:
    """The first platform stage that is being worked on takes a period longer."""
    index = Index(portfolio)
    active = [
        row
        for row in sorted(portfolio.stages, key=lambda row: row.key)
        if row.status is StageStatus.ACTIVE
        and index.teams[index.initiatives[row.initiative].team].kind.value == "platform"
        and not row.spend_profile
    ]
    assert active
    late = active[0]
    longer = late.model_copy(update={"periods": late.periods + 1})
    return change(
        portfolio, stages=tuple(longer if row == late else row for row in portfolio.stages)
    )


def _expert_gone(portfolio: Portfolio) -> Portfolio:
    """Whoever has most skills, and leads and is locked nowhere, is not there any more."""
    busy = {row.leader for row in portfolio.teams} | {
        row.person for row in portfolio.assignments if row.locked
    }
    skills = Counter(row.person for row in portfolio.skills if row.person not in busy)
    gone = min(skills, key=lambda person: (-skills[person], person))
    return change(
        portfolio,
        people=tuple(row for row in portfolio.people if row.id != gone),
        skills=tuple(row for row in portfolio.skills if row.person != gone),
        assignments=tuple(row for row in portfolio.assignments if row.person != gone),
        availability=tuple(row for row in portfolio.availability if row.person != gone),
    )


def _budget_cut(portfolio: Portfolio) -> Portfolio:
    """A fifth of every budget goes."""
    return change(
        portfolio,
        budgets=tuple(
            row.model_copy(update={"amount": row.amount * 4 // 5}) for row in portfolio.budgets
        ),
    )


EVENTS = {1: _late_platform, 2: _expert_gone, 3: _budget_cut}


def test_four_quarters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    quarters = Quarters(tmp_path, capsys, random.Random(7))  # noqa: S311 - no secret
    headgate.write(example("retailer"), tmp_path / "portfolio-0.xlsx")
    digests: list[str] = []
    released: Counter[FundId] = Counter()
    for number in range(QUARTERS):
        here, plan = f"portfolio-{number}.xlsx", f"plan-{number}.xlsx"
        if number:
            if quarters.observed(number):
                quarters.run("outcomes", here, "results.csv")
            happened = EVENTS[number](_renewed(quarters.portfolio(number)))
            quarters.changed(number, _settled(happened))
        quarters.run("plan", here, "-o", plan, "--gap", CLOSE_ENOUGH)
        _releases_as_planned(quarters, here, plan, released)
        for kept in digests:  # what was kept elsewhere still holds
            quarters.run("ledger", "verify", "--digest", kept)
        digests.append(str(quarters.run("ledger", "digest")["digest"]))
        after = f"portfolio-{number + 1}.xlsx"
        quarters.run("roll", here, plan, "-o", after)
        _no_cent_is_lost(quarters, number)
    _ledger_and_export_agree(quarters, released)


def _releases_as_planned(
    quarters: Quarters, here: str, plan_file: str, released: Counter[FundId]
) -> None:
    """Everything that the plan releases now is requested, released once, and agrees."""
    asked = quarters.run("request", plan_file, "--by", "ana")
    again = quarters.run("request", plan_file, "--by", "ana")
    assert again["request"] == asked["request"]
    tranches = asked["tranches"]
    assert isinstance(tranches, list)
    if tranches:
        own = quarters.run("release", str(asked["request"]), "--by", "ANA", codes=(2,))
        assert own["tranches"] == []
        first = quarters.run("release", str(asked["request"]), "--by", "ben")
        second = quarters.run("release", str(asked["request"]), "--by", "ben")
        assert first["tranches"] == second["tranches"]
        assert first["refused"] == []
        done = first["tranches"]
        assert isinstance(done, list)
        assert sum(row["amount"] for row in done) == sum(row["amount"] for row in tranches)
        for row in done:
            for share in row["shares"]:
                released[share["fund"]] += share["amount"]
    assert quarters.run("ledger", "verify")["exit"] == 0
    _reconciled(quarters, here, plan_file)


def _reconciled(quarters: Quarters, here: str, plan_file: str) -> None:
    """Ledger, plan and funds agree; what was stopped is closed, and its rest goes back."""
    both = ("ledger", "reconcile", here, plan_file)
    for row in _differences(quarters, *both, "--by", "cleo"):
        if "its gate failed" in row["what"]:
            released = quarters.run("ledger", "show", "--tranches")["tranches"]
            assert isinstance(released, list)
            (amount,) = [x["amount"] for x in released if _name(x) == row["subject"]]
            spent = f"{Decimal(amount * 9 // 10).scaleb(-2):f}"
            closed = quarters.run(
                "ledger", "close", row["subject"], "--spent", spent, "--by", "ana"
            )
            assert closed["returned"] == amount - amount * 9 // 10
            quarters.returned += amount - amount * 9 // 10
    waiting = "of its tranche waits: its gate was conditional"
    settled = [row for row in _differences(quarters, *both) if waiting not in row["what"]]
    assert {row["proposal"] for row in settled} <= {"return to the fund"}
    assert _differences(quarters, *both, "--by", "cleo") == _differences(quarters, *both)


def _differences(quarters: Quarters, *arguments: str) -> list[dict[str, str]]:
    found = quarters.run(*arguments, codes=(0, 2))["differences"]
    assert isinstance(found, list)
    return found


def _name(tranche: Mapping[str, object]) -> str:
    return f"{tranche['initiative']}/{tranche['stage']}"


def _no_cent_is_lost(quarters: Quarters, number: int) -> None:
    """What a fund had, less what it paid and what lapsed, is what it has."""
    before, after = quarters.portfolio(number), quarters.portfolio(number + 1)
    calendar = Calendar.of(before.periods)
    gone = calendar.periods[0].window
    index = Index(before)
    found = check(quarters.folder / f"portfolio-{number}.xlsx")
    payments = read_plan(quarters.folder / f"plan-{number}.xlsx", found).payments
    paid = Counter[FundId]()  # the rest of a tranche behind a conditional gate is reserved, too
    for payment in payments:
        paid[payment.fund] += payment.amount if payment.period == 0 else 0
    out = Counter[FundId]()
    for row in after.releases:
        if row.state.stands and row.fund and calendar.containing(row.date) == 0:
            out[row.fund] += row.amount
    for fund in before.funds:
        if index.counts[fund.id] is Counts.SPEND:
            continue  # what it pays in a quarter is not what was released in it
        had = {row.window: row.amount for row in before.budgets if row.fund == fund.id}
        has = {row.window: row.amount for row in after.budgets if row.fund == fund.id}
        assert out[fund.id] <= paid[fund.id]
        left = max(0, had.pop(gone, 0) - paid[fund.id])
        carried = left * fund.carry_over // 100
        assert sum(has.values()) == sum(had.values()) + int(carried), fund.id


def _ledger_and_export_agree(quarters: Quarters, released: Counter[FundId]) -> None:
    """The postings add up to what was released, fund by fund, capital and operating money apart."""
    quarters.run("ledger", "export", "-o", "postings.csv")
    with Path("postings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    posted: Counter[FundId] = Counter()
    returned = 0
    for row in rows:
        amount = Decimal(row["Amount"])
        assert amount == Decimal(row["Capex"]) + Decimal(row["Opex"])
        if row["Act"] == "release":
            posted[FundId(row["Fund"])] += int(amount * 100)
        else:
            returned -= int(amount * 100)
    assert posted == released
    assert sum(released.values()) > 0
    assert returned == quarters.returned > 0
    last = quarters.portfolio(QUARTERS)
    known = sum(row.amount for row in last.releases if row.state.stands)
    first = quarters.portfolio(0)
    assert known == sum(row.amount for row in first.releases if row.state.stands) + sum(
        released.values()
    )
