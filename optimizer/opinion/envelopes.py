"""Floors and ceilings (formulation, section 5)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.stage import Stage, StageKey
from models.units import EnvelopeId, PeriodIndex, WindowId
from optimizer.opinion.frame import Frame
from optimizer.opinion.linear import Linear

Table = dict[tuple[StageKey, int], Linear]
"""An envelope's measure by stage and period."""


def envelope_row(envelope: EnvelopeId, span: tuple[PeriodIndex, ...], side: str) -> str:
    """Name of the row of one envelope over some periods; `side` is `ceiling` or `floor`."""
    return f"envelope {side} {span[0]} {span[-1]} {envelope}"


def add_envelopes(frame: Frame) -> None:
    """A row per envelope, span and side."""
    measures = {row.measure for row in frame.portfolio.envelopes}
    tables = {measure: _table(frame, measure) for measure in measures}
    for row in frame.portfolio.envelopes:
        for span in spans(frame, row):
            part, total = _sums(frame, row.applies_to, tables[row.measure], span)
            frame.everything[row.measure, span] = total
            factor = len(span) if row.measure is Measure.PEOPLE else 1
            if row.at_least is not None:
                name = envelope_row(row.id, span, "floor")
                frame.model.at_most(_bound(row.at_least, factor, total), part, name)
            if row.at_most is not None:
                name = envelope_row(row.id, span, "ceiling")
                frame.model.at_most(part, _bound(row.at_most, factor, total), name)


def spans(frame: Frame, row: Envelope) -> list[tuple[PeriodIndex, ...]]:
    """The periods over which an envelope is measured, each time."""
    calendar = frame.index.calendar
    if row.window == ALL_WINDOWS:
        return [calendar.indices]
    if row.window == EACH_WINDOW:
        return list(calendar.periods_in)
    return [calendar.periods_in[calendar.window_index(WindowId(row.window))]]


def _bound(limit: Limit, factor: int, total: Linear) -> Linear:
    if limit.percent is not None:
        return Linear().plus(total, Fraction(limit.percent) / 100)
    return Linear(constant=(limit.amount or 0) * factor)


def _sums(
    frame: Frame, scope: Scope, table: Table, span: tuple[PeriodIndex, ...]
) -> tuple[Linear, Linear]:
    """The measure over what the envelope applies to, and over everything."""
    part, total = Linear(), Linear()
    for stage in frame.portfolio.stages:
        applies = _applies(frame, scope, stage)
        for t in span:
            amount = table.get((stage.key, t), Linear())
            total.increase(amount)
            if applies:
                part.increase(amount)
    return part, total


def _table(frame: Frame, measure: Measure) -> Table:
    """What is measured of each stage in each period, by its start."""
    table: Table = defaultdict(Linear)
    for stage in frame.portfolio.stages:
        if stage.key in frame.facts.done:
            for period, measured in frame.dues.measured(stage, None, measure):
                table[stage.key, period].constant += measured
        for start, chosen in frame.options(stage):
            for period, measured in frame.dues.measured(stage, PeriodIndex(start), measure):
                table[stage.key, period].increase(chosen, measured)
    return table


def _applies(frame: Frame, scope: Scope, stage: Stage) -> bool:
    initiative = frame.index.initiatives[stage.initiative]
    team = frame.index.teams[initiative.team]
    named = {
        ScopeKind.TEAM: team.id,
        ScopeKind.DOMAIN: team.domain,
        ScopeKind.KIND: team.kind,
        ScopeKind.THEME: initiative.theme,
    }
    return scope.kind is ScopeKind.ALL or named[scope.kind] == scope.name
