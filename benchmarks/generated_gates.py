"""Objectives of all gates, and the outcomes of those whose stage is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from benchmarks.generated_frame import AS_OF, DELIVERY, KEPT, UNVALUED, VALUED, Measured
from benchmarks.generated_size import Size, happens, significant
from benchmarks.generated_work import Work
from models.ledger_extract import Waiver
from models.metric import Better
from models.objective import Comparison, KOfN, Objective, Outcome
from models.stage import StageStatus
from models.units import MetricId, ObjectiveId

_VERDICTS = {"passed": 62, "failed": 9, "pending": 10, "unproven": 11, "conditional": 8}
"""What the gate says that the next tranche waits for, in percent."""
_WAIVED_PERCENT = 15
"""Of pending and unproven gates."""
_BOARD = "Investment board"


@dataclass(frozen=True)
class Gates:
    """Rows of the sheets Objectives, Outcomes and Waivers, and which gates are open or shut."""

    objectives: tuple[Objective, ...]
    outcomes: tuple[Outcome, ...]
    waivers: tuple[Waiver, ...]
    verdicts: dict[tuple[str, int], str]
    """By initiative and stage that is over: a word of verdicts, as `passed`."""


def gates(size: Size, works: tuple[Work, ...]) -> Gates:
    """All gates; earlier ones of what went on were passed."""
    draw = size.draw("gates")
    objectives: list[Objective] = []
    outcomes: list[Outcome] = []
    waivers: list[Waiver] = []
    verdicts: dict[tuple[str, int], str] = {}
    for work in works:
        for n, step in enumerate(work.steps[:-1], start=1):
            rows = tuple(_objectives(draw, work, n))
            objectives += rows
            if step.status is not StageStatus.DONE:
                continue
            decides = work.steps[n].status is StageStatus.NOT_STARTED
            said = _verdict(draw) if decides else "passed"
            outcomes += _outcomes(draw, work, n, rows, said)
            if said in {"pending", "unproven"} and happens(draw, _WAIVED_PERCENT):
                waivers.append(_waiver(work, n))
                said = "waived"
            verdicts[work.id, n] = said
    return Gates(tuple(objectives), tuple(outcomes), tuple(waivers), verdicts)


def _verdict(draw: Random) -> str:
    return draw.choices(tuple(_VERDICTS), tuple(_VERDICTS.values()))[0]


def _objectives(draw: Random, work: Work, n: int) -> Iterator[Objective]:
    """One of value and one of delivery, and sometimes two of which one must be met."""
    valued = draw.choice((*VALUED[work.theme.value], *UNVALUED))
    kept = draw.sample(KEPT, 3)
    yield _objective(draw, work, n, "a", valued)
    yield _objective(draw, work, n, "b", kept[0])
    if happens(draw, 12):
        for letter, measured in zip("cd", kept[1:], strict=True):
            row = _objective(draw, work, n, letter, measured)
            yield row.model_copy(update={"required": KOfN(k=1, n=2)})


def _objective(draw: Random, work: Work, n: int, letter: str, measured: Measured) -> Objective:
    target = draw.uniform(measured.low, measured.high)
    up = measured.better is Better.HIGHER
    amber = significant(target * (0.9 if up else 1.1))
    return Objective(
        id=ObjectiveId(f"{work.id}.{n}{letter}"),
        initiative=work.id,
        stage=n,
        metric=MetricId(measured.name),
        comparison=Comparison.AT_LEAST if up else Comparison.AT_MOST,
        target=significant(target),
        amber=amber,
    )


def _outcomes(
    draw: Random, work: Work, n: int, rows: tuple[Objective, ...], said: str
) -> Iterator[Outcome]:
    """Every objective met but the one that makes the gate say what it says."""
    telling = draw.randrange(2)
    step, following = work.steps[n - 1], work.steps[n]
    latest = (following.started or AS_OF) - timedelta(days=draw.randint(3, 25))
    for at, row in enumerate(rows):
        word = said if at == telling else "passed"
        if word == "pending":
            continue
        outcome = Outcome(
            objective=row.id,
            observed=_observed(draw, row, word),
            date=max(latest, step.started or latest),
            evidence=f"Report {row.id}",
            reported_by=work.team.name,
            confirmed_by=DELIVERY,
        )
        yield _doubtful(draw, outcome) if word == "unproven" else outcome


def _doubtful(draw: Random, outcome: Outcome) -> Outcome:
    """Without evidence, without confirmation, or confirmed by those who reported it."""
    doubts = ({"evidence": None}, {"confirmed_by": None}, {"confirmed_by": outcome.reported_by})
    return outcome.model_copy(update=draw.choice(doubts))


def _observed(draw: Random, row: Objective, word: str) -> Decimal:
    """Better than the target, between it and amber, or worse than both."""
    reach = {"failed": (-0.4, -0.15), "conditional": (-0.08, -0.04)}.get(word, (0.02, 0.15))
    sign = 1 if row.comparison is Comparison.AT_LEAST else -1
    return significant(float(row.target) * (1 + sign * draw.uniform(*reach)))


def _waiver(work: Work, n: int) -> Waiver:
    return Waiver(
        rule="gate",
        subject=f"{work.id}/{n}",
        approver=_BOARD,
        reason="The next stage does not depend on what is still to be shown.",
        expires=AS_OF + timedelta(days=60),
    )
