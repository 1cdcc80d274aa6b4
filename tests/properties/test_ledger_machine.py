"""Whatever people do in whatever order, money leaves only as it may.

Two to three initiatives of two stages with gates; people ask, release, reject, reverse, spend and
close while outcomes, budgets, plans and their files change under them and quarters pass. What may
happen is restated here from what was done, not taken from the ledger's code.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

import headgate
from benchmarks.ledger_places import in_file
from data.ledger import Conflict, Ledger, LedgerRefusal, WrongMove, damage
from data.ledger.evidence import hash_of
from headgate import releasing, requesting
from headgate.errors import HeadgateError
from headgate.ledger_books import _spent
from headgate.releasing import Handing
from headgate.requesting import Asking
from models.ledger import Act, Entry, Life, tranches
from models.ledger_extract import Waiver
from models.objective import Outcome
from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.units import ObjectiveId
from optimizer.releasing.standing import extract
from tests.portfolios import (
    build,
    change,
    fund,
    gate,
    initiative,
    person,
    quarters,
    stage,
    team,
    with_settings,
)

NAMES = ("shop", "blog", "news")
PEOPLE = ("ana", "ben", "Ana ")
OBSERVED = {"passed": 12, "conditional": 9, "failed": 1, "unproven": 12, "waived": 1}
SAYS = [*OBSERVED, "pending"]
SHARED = "one report for all"
BUDGETS = (0, 60_00, 100_00, 150_00, 400_00)
DONE_BEFORE = date(2025, 10, 1)

done: Counter[str] = Counter()
"""What the machine did in all its runs, lest it proves something about nothing."""
_plans: dict[str, tuple[Plan, bytes]] = {}
"""Plans and their files by the portfolio's digest; the same portfolio is met often."""


def begun(count: int) -> Portfolio:
    """Initiatives whose first stage is done, but for the first one's."""
    over: dict[str, Any] = {"status": "done", "started": DONE_BEFORE}
    return build(
        team("web"),
        [person(f"p{n}", "web", {"build": 3}) for n in range(4)],
        fund("main", [150_00, 150_00, 150_00, 150_00]),
        [
            (
                initiative(
                    name,
                    stage(60_00 - n * 10_00, needs={"build": 1}, **(over if n else {})),
                    stage(80_00 - n * 10_00, needs={"build": 1}),
                    worth=500 - n * 100,
                ),
                gate(name, 1, "none"),
            )
            for n, name in enumerate(NAMES[:count])
        ],
        name="Machine",
        periods=quarters(4, 1),
        conditional_share="50",
        evidence_days=10_000,
    )


@dataclass(frozen=True)
class Asked:
    """What a request was made from, as the machine remembers it."""

    plan: Mapping[StageKey, int]
    """What the plan released now, by tranche."""
    plan_file: Path
    plan_hash: str
    rest: Portfolio
    """The portfolio without outcomes, waivers and budgets."""


def _has_released(people: People) -> bool:
    return any(entry.draft.act is Act.RELEASE for entry in people.known)


class People(RuleBasedStateMachine):
    """All that people do."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(tempfile.mkdtemp())
        self.stack.callback(shutil.rmtree, self.folder)
        place = in_file(self.folder)
        self.ledger = self.stack.enter_context(Ledger.at(place, create=True))
        self.says: dict[str, str] = {}
        self.evidence: dict[str, str] = {}
        self.plans: list[tuple[Portfolio, Plan, Path]] = []
        self.asked: dict[str, Asked] = {}
        self.known: tuple[Entry, ...] = ()

    def teardown(self) -> None:
        self.stack.close()

    @initialize(count=st.integers(2, 3), passed=st.booleans())
    def begin(self, count: int, passed: bool) -> None:  # noqa: FBT001 - drawn
        self.portfolio = begun(count)
        self._save(self.portfolio)
        for name in NAMES[:count]:
            self.says[name] = "pending"
            if passed:
                self.outcome(NAMES.index(name), "passed", own=True)
        self.plan(knows=False)
        self.request("ana", 0)

    # What people do

    @rule(who=st.integers(0, 2), says=st.sampled_from(SAYS), own=st.booleans())
    def outcome(self, who: int, says: str, own: bool) -> None:  # noqa: FBT001 - drawn
        name = self._name(who)
        key = f"{name}-1"
        evidence = f"report {name}" if own else SHARED
        rows = [row for row in self.portfolio.outcomes if row.objective != key]
        waivers = [row for row in self.portfolio.waivers if row.subject != f"{name}/1"]
        today = self.portfolio.settings.as_of
        if says != "pending":
            rows.append(
                Outcome(
                    objective=ObjectiveId(key),
                    observed=Decimal(OBSERVED[says]),
                    date=today - timedelta(days=5),
                    evidence=None if says == "unproven" else evidence,
                    reported_by="Rosa Holm",
                    confirmed_by="Carl Dahl",
                )
            )
        if says == "waived":
            until = today + timedelta(days=400)
            waivers.append(
                Waiver(
                    rule="gate", subject=f"{name}/1", approver="Nora", reason="Yes", expires=until
                )
            )
        self.says[name], self.evidence[name] = says, evidence
        self._save(change(self.portfolio, outcomes=tuple(rows), waivers=tuple(waivers)))

    @rule(amount=st.sampled_from(BUDGETS))
    def cut_budget(self, amount: int) -> None:
        now = self._window()
        rows = tuple(
            row.model_copy(update={"amount": amount}) if row.window == now else row
            for row in self.portfolio.budgets
        )
        self._save(change(self.portfolio, budgets=rows))

    @rule(who=st.integers(0, 2), tranche=st.sampled_from([30_00, 80_00]))
    def change_tranche(self, who: int, tranche: int) -> None:
        key = (self._name(who), 2)
        if (self._life(StageKey(*key))).is_out:  # type: ignore[arg-type] # its name
            return
        rows = tuple(
            row.model_copy(update={"tranche": tranche}) if row.key == key else row
            for row in self.portfolio.stages
        )
        self._save(change(self.portfolio, stages=rows))

    @precondition(_has_released)
    @rule()
    def quarter_passes(self) -> None:
        if len(self.portfolio.periods) < 3:
            return
        stages = tuple(
            row.model_copy(
                update={"status": StageStatus.DONE, "started": self.portfolio.periods[0].start}
            )
            if self._life(row.key).is_out
            else row
            for row in self.portfolio.stages
        )
        gone = self.portfolio.periods[0].window
        moved = change(
            self._knowing(),
            periods=self.portfolio.periods[1:],
            stages=stages,
            budgets=tuple(row for row in self.portfolio.budgets if row.window != gone),
        )
        self._save(with_settings(moved, as_of=moved.periods[0].start + timedelta(days=14)))
        done["quarters"] += 1

    @rule(knows=st.booleans())
    def plan(self, knows: bool) -> None:  # noqa: FBT001 - drawn
        portfolio = self._knowing() if knows else self.portfolio
        try:
            plan, file = _planned(portfolio)
        except HeadgateError:
            done["not planned"] += 1
            return
        self._save(portfolio)
        path = self.folder / f"plan-{len(self.plans)}.xlsx"
        path.write_bytes(file)
        self.plans.append((portfolio, plan, path))
        done["planned"] += 1

    @rule(which=st.integers(0, 3))
    def change_plan_file(self, which: int) -> None:
        if which < len(self.plans):
            with zipfile.ZipFile(self.plans[-1 - which][2], "a") as book:
                book.comment += b"x"

    @rule(who=st.integers(0, 2), own=st.booleans(), first=st.sampled_from(["passed"] * 6 + SAYS))
    def ask_for_more(self, who: int, own: bool, first: str) -> None:  # noqa: FBT001 - drawn
        self.outcome(who, first, own=own)
        self.plan(knows=True)
        self.request("ana", 0)

    @precondition(lambda self: self.asked)
    @rule(amount=st.sampled_from([None, 400_00]), shared=st.booleans())
    def hand_over(self, amount: int | None, shared: bool) -> None:  # noqa: FBT001 - drawn
        if amount is not None:
            self.cut_budget(amount)
        self.release(0, "ben", shared=shared)
        self.release(0, "ana", shared=shared)

    @rule(by=st.sampled_from(PEOPLE), which=st.sampled_from([0, 0, 0, 1]))
    def request(self, by: str, which: int) -> None:
        if which >= len(self.plans):
            return
        portfolio, plan, path = self.plans[-1 - which]
        asking = Asking(portfolio, self.folder / "portfolio.json", plan, path, by)
        with self._may_be_refused():
            receipt = requesting.request(self.ledger, asking)
            now = {
                row.key: row.release_now
                for row in plan.stages
                if row.state is TrancheState.RELEASE_NOW
            }
            if receipt.new:
                assert receipt.request not in self.asked
                self.asked[receipt.request] = Asked(now, path, hash_of(path), _rest(portfolio))
                done["requested"] += receipt.new
            again = requesting.request(self.ledger, asking)
            assert (again.entries, again.new) == (receipt.entries, 0)

    @precondition(lambda self: self.asked)
    @rule(which=st.integers(0, 2), by=st.sampled_from(PEOPLE), shared=st.booleans())
    def release(self, which: int, by: str, shared: bool) -> None:  # noqa: FBT001 - drawn
        name = self._request(which)
        old = len(self.ledger.rows())
        with self._may_be_refused():
            outcome = releasing.release(self.ledger, Handing(name, by, shares_evidence=shared))
            done["refused"] += len(outcome.refused)
            new = self.ledger.entries()[old:]
            assert len(new) == outcome.new
            for number, entry in enumerate(new, old):
                self._assert_rightly(entry, self.ledger.entries()[:number], by, shared=shared)

    @precondition(lambda self: self.asked)
    @rule(which=st.integers(0, 2), by=st.sampled_from(PEOPLE))
    def reject(self, which: int, by: str) -> None:
        with self._may_be_refused():
            releasing.reject(self.ledger, Handing(self._request(which), by), "no")

    @precondition(_has_released)
    @rule(which=st.integers(0, 3), by=st.sampled_from(PEOPLE))
    def reverse(self, which: int, by: str) -> None:
        keys = sorted({row.draft.key for row in self.known if row.draft.act is Act.RELEASE})
        key = keys[which % len(keys)]
        was = self._life(key)
        with self._may_be_refused():
            releasing.reverse(self.ledger, f"{key.initiative}/{key.stage}", by, "wrong")
            assert was in {Life.RELEASED, Life.SPENT}
            done["reversed"] += 1

    @precondition(_has_released)
    @rule(
        who=st.integers(0, 2),
        number=st.integers(1, 2),
        act=st.sampled_from([Act.SPEND, Act.CLOSE]),
        amount=st.sampled_from(["0", "10", "50.01", "1000", None]),
    )
    def spend(self, who: int, number: int, act: Act, amount: str | None) -> None:
        key = self._key(who, number)
        was = self._life(key)
        with self._may_be_refused():
            found = tranches(self.ledger.entries()).get(("Machine", key))
            if found is None:
                return
            self.ledger.write(lambda _: [_spent(found, act, amount, "ana", "")])
            assert was in {Life.RELEASED, Life.SPENT}
            done["spent"] += 1

    # What holds after each

    @invariant()
    def the_chain_is_intact_and_only_grew(self) -> None:
        entries = self.ledger.entries()
        assert damage(self.ledger.rows()) is None
        assert entries[: len(self.known)] == self.known
        self.known = entries

    @invariant()
    def no_tranche_is_out_twice_and_none_by_who_asked(self) -> None:
        out: set[StageKey] = set()
        asked: dict[StageKey, Entry] = {}
        for entry in self.known:
            draft = entry.draft
            if draft.act is Act.REQUEST:
                assert draft.key not in out
                asked[draft.key] = entry
            elif draft.act is Act.RELEASE:
                assert draft.key not in out
                request = asked.pop(draft.key).draft
                assert request.by.strip().casefold() != draft.by.strip().casefold()
                assert (request.amount, request.shares) == (draft.amount, draft.shares)
                out.add(draft.key)
            elif draft.act is Act.REVERSE:
                out.remove(draft.key)

    def _assert_rightly(
        self, entry: Entry, before: tuple[Entry, ...], by: str, *, shared: bool
    ) -> None:
        """A release as it was made just now, held against what people did."""
        draft = entry.draft
        assert (draft.act, draft.by) == (Act.RELEASE, by)
        asked = self.asked[draft.request]
        assert draft.amount == asked.plan[draft.key]
        assert hash_of(asked.plan_file) == asked.plan_hash == draft.plan
        assert _rest(self.portfolio) == asked.rest
        stage_row = next(row for row in self.portfolio.stages if row.key == draft.key)
        says = self.says[draft.initiative] if draft.stage == 2 else "passed"
        share = {"passed": 2, "waived": 2, "conditional": 1}.get(says, 0)
        assert share, f"released behind a gate that is {says}"
        assert draft.amount == stage_row.tranche * share // 2
        out = [row for row in tranches(before).values() if row.life.is_out and row.release]
        assert all(row.key != draft.key for row in out)
        window = self._window()
        budget = next(row.amount for row in self.portfolio.budgets if row.window == window)
        today = self.portfolio.settings.as_of
        used = [row.release.draft for row in out if row.release]
        paid = sum(row.amount for row in used if row.day == today)
        assert paid + draft.amount <= budget
        if draft.stage == 2 and not shared and says != "unproven":
            others = {row.initiative for row in used if row.stage == 2}
            mine = {proof.evidence for proof in draft.basis.proofs}
            theirs = {p.evidence for row in used if row.stage == 2 for p in row.basis.proofs}
            assert mine == {self.evidence[draft.initiative]}
            assert not mine & theirs or not others
        done["released"] += 1
        done[f"released, {says}, stage {draft.stage}"] += 1

    # Their hands

    @contextmanager
    def _may_be_refused(self) -> Iterator[None]:
        """What is refused changes nothing."""
        before = self.ledger.rows()
        try:
            yield
        except (HeadgateError, LedgerRefusal, WrongMove, Conflict) as refusal:
            assert self.ledger.rows() == before
            done[f"refused with {type(refusal).__name__}"] += 1

    def _name(self, who: int) -> str:
        return NAMES[who % len(self.says)]

    def _key(self, who: int, number: int) -> StageKey:
        return next(
            row.key for row in self.portfolio.stages if row.key == (self._name(who), number)
        )

    def _request(self, which: int) -> str:
        names = list(self.asked)
        return names[-1 - which % len(names)]

    def _life(self, key: StageKey) -> Life:
        found = tranches(self.known).get(("Machine", key))
        return Life.UNKNOWN if found is None else found.life

    def _window(self) -> str:
        return self.portfolio.periods[0].window

    def _knowing(self) -> Portfolio:
        return change(self.portfolio, releases=extract(self.ledger.entries(), "Machine"))

    def _save(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        headgate.write(portfolio, self.folder / "portfolio.json")


def _rest(portfolio: Portfolio) -> Portfolio:
    return portfolio.model_copy(update={"outcomes": (), "waivers": (), "budgets": ()})


def _planned(portfolio: Portfolio) -> tuple[Plan, bytes]:
    digest = portfolio.digest()
    if digest not in _plans:
        plan = headgate.plan(portfolio, time_limit=20)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.xlsx"
            headgate.write(plan, path)
            _plans[digest] = plan.bare, path.read_bytes()
    return _plans[digest]


def test_money_leaves_only_as_it_may() -> None:
    chosen = settings(
        max_examples=30,
        stateful_step_count=40,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    run_machine(People, settings=chosen)
    behind_gates = sum(number for what, number in done.items() if what.endswith("stage 2"))
    assert done["released"] >= 10, done
    assert behind_gates >= 2, done
    assert done["reversed"] >= 1, done
