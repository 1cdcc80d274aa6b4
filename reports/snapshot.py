"""What the workbook of a plan will say, cell by cell, without writing it.

`data.snapshot_reading` reads the same from the workbook; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models import compared
from models.compared import Compared
from models.plan import Plan, TrancheState, Worker
from models.portfolio import Portfolio
from models.snapshot import Row, Said, Snapshot, Work, by_work, keyed
from reports.audience import view_for
from reports.columns import Cell, Kind, Live, Of, Toned, number
from reports.context import COST_TYPES, Context
from reports.facts.evidence import Evidence
from reports.sheets import about, dependencies, evidence, inputs

_CENT = Decimal("0.01")


def snapshot(portfolio: Portfolio, plan: Plan, audience: str = "all") -> Snapshot:
    """What this audience's workbook says; raises ValueError for an unknown audience."""
    context = Context(portfolio, plan, view_for(audience))
    settings = portfolio.settings
    tables = {table.name: keyed(rows) for table, rows in _tables(context)}
    return Snapshot(
        portfolio=settings.name,
        as_of=settings.as_of,
        view=context.view.audience.value,
        digest=plan.provenance.portfolio,
        currency=settings.currency,
        slice=settings.slice,
        periods=context.periods,
        tables=tables,
        work=by_work(_work(context)) if context.view.people else None,
    )


def _tables(context: Context) -> Iterator[tuple[Compared, Iterator[Row]]]:
    yield compared.VALUE, _value(context)
    yield compared.STAGES, _stages(context)
    yield compared.LINKS, _links(context)
    yield compared.FLAGS, _flags(context)
    yield compared.BUDGETS, _budgets(context)
    yield compared.SHORTAGES, _shortages(context)
    yield compared.GATES, _gates(context)
    yield compared.PROOFS, _proofs(context)
    yield compared.FUND_RULES, _fund_rules(context)
    yield compared.ENVELOPES, _envelopes(context)
    yield compared.SETTINGS, _settings(context)
    if context.view.ledger:
        yield compared.PAYMENTS, _payments(context)
    yield compared.HIRES, _hires(context)
    if context.view.people:
        yield compared.PEOPLE_THERE, _people(context)


def _row(table: Compared, key: tuple[object, ...], names: tuple[str, ...], *cells: Said) -> Row:
    """Empty cells are left out, and no money and no time are as nothing."""
    filled = {
        column: value
        for (column, _), value in zip(table.cells, cells, strict=True)
        if value is not None and value != "" and (value != 0 or isinstance(value, Decimal))
    }
    return Row(tuple("" if part is None else str(part) for part in key), names, filled)


def _value(context: Context) -> Iterator[Row]:
    value = context.plan.value
    amounts = (
        value.benefits,
        value.flags,
        value.overruns,
        value.lateness,
        value.hires,
        value.moves,
        value.total,
        context.plan.bound,
    )
    for name, amount in zip(compared.AMOUNTS, amounts, strict=True):
        if about.shows(context.view, name):
            yield _row(compared.VALUE, (name,), (), amount)


def _stages(context: Context) -> Iterator[Row]:
    names = context.names
    for row in context.plan.stages:
        yield _row(
            compared.STAGES,
            (row.initiative, row.stage),
            (names.initiative(row.initiative), names.stage(row.key), names.team_of(row.initiative)),
            row.state.value,
            context.starts(row),
            context.last_period(row),
            row.amount,
            row.release_now,
            row.gate.value if row.gate else None,
            "\n".join(map(names.free, row.missing)),
        )


def _links(context: Context) -> Iterator[Row]:
    for row, before, after, result in dependencies.results(context):
        yield _row(
            compared.LINKS,
            (row.before, before.stage, row.after, after.stage, row.type.value),
            (context.names.initiative(row.before), context.names.initiative(row.after)),
            result,
            row.lag,
        )


def _flags(context: Context) -> Iterator[Row]:
    for row in context.plan.flags:
        ends = (*row.before, *row.after)
        names = tuple(context.names.initiative(end.initiative) for end in (row.before, row.after))
        yield _row(compared.FLAGS, ends, names, row.cost)


def _budgets(context: Context) -> Iterator[Row]:
    states = (
        TrancheState.RELEASED,
        TrancheState.RELEASE_NOW,
        TrancheState.HELD,
        TrancheState.PLANNED,
    )
    for fund in sorted(context.index.funds):
        for window in context.index.calendar.windows:
            budget = context.index.budgets.get((fund, window))
            yield _row(
                compared.BUDGETS,
                (fund, window),
                (context.names.fund(fund),),
                budget.amount if budget else 0,
                *(context.charged.get((fund, window, state), 0) for state in states),
                context.shortfalls.get((fund, window)),
                context.overruns.get((fund, window)),
            )


def _payments(context: Context) -> Iterator[Row]:
    names = context.names
    for row in context.plan.payments:
        yield _row(
            compared.PAYMENTS,
            (
                row.initiative,
                row.stage,
                COST_TYPES[row.cost_type],
                row.fund,
                names.period(row.period),
            ),
            (names.initiative(row.initiative), names.fund(row.fund), context.window(row.period)),
            row.amount,
        )


def _hires(context: Context) -> Iterator[Row]:
    for row in context.plan.hires:
        key = (row.option, context.names.period(row.period))
        yield _row(compared.HIRES, key, (), row.slices)


def _shortages(context: Context) -> Iterator[Row]:
    names = context.names
    for row in context.plan.shortages:
        yield _row(
            compared.SHORTAGES,
            (row.initiative, row.stage, row.skill, row.lowest_level, names.period(row.period)),
            (names.initiative(row.initiative),),
            row.slices,
        )


def _gates(context: Context) -> Iterator[Row]:
    found = Evidence(context)
    for verdict in found.gates:
        yield _row(
            compared.GATES,
            (verdict.gate.initiative, verdict.gate.stage),
            (context.names.initiative(verdict.gate.initiative),),
            verdict.kind.value,
            found.waived_until(verdict.gate) if evidence.waived(verdict) else None,
            context.names.free(verdict.reason),
        )


def _proofs(context: Context) -> Iterator[Row]:
    for proof in Evidence(context).proofs:
        outcome = proof.outcome
        yield _row(
            compared.PROOFS,
            (proof.gate.initiative, proof.gate.stage, evidence.said(context, proof)),
            (context.names.initiative(proof.gate.initiative),),
            outcome.observed if outcome else None,
            outcome.date if outcome else None,
            proof.status.value,
            context.names.free(outcome.evidence or "") if outcome else None,
            proof.objective.target,
        )


def _fund_rules(context: Context) -> Iterator[Row]:
    for (fund, window), cells in inputs.budget_rows(context):
        name, _, pays_for, _, _, counts, carried, price = map(_bare, cells)
        yield _row(
            compared.FUND_RULES, (fund, window), (str(name),), pays_for, counts, carried, price
        )


def _envelopes(context: Context) -> Iterator[Row]:
    for cells in inputs.envelope_rows(context):
        name, measures, scope, _, least, most = map(_bare, cells)
        yield _row(compared.ENVELOPES, (str(name),), (), measures, scope, least, most)


def _bare(cell: Cell) -> Said:
    """What stands in a cell, without its look."""
    value = cell.value if isinstance(cell, Of | Live) else cell
    if isinstance(value, Fraction | float | Toned):
        raise TypeError(f"{cell!r} is not compared")
    return value


def _settings(context: Context) -> Iterator[Row]:
    for label, value, _ in inputs.settings_rows(context.portfolio.settings):
        yield _row(compared.SETTINGS, (label,), (), _text(value))


def _text(cell: Cell) -> str | None:
    """The value of a setting as text."""
    value = cell.value if isinstance(cell, Of) else cell
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return None if value is None else str(value)


def _people(context: Context) -> Iterator[Row]:
    indices = context.index.calendar.indices
    per_fte = context.portfolio.settings.slices_per_fte
    for person in context.portfolio.people:
        there = sum(context.index.available(person.id, t) for t in indices)
        mean = number(there / len(indices) if indices else 0, Kind.FTE, 1, per_fte)
        said = Decimal(f"{mean:.15g}").quantize(_CENT)
        yield _row(compared.PEOPLE_THERE, (person.id,), (person.name,), said)


def _work(context: Context) -> Iterator[Work]:
    names = context.names
    for row in context.plan.assignments:
        yield Work(
            worker=row.worker.value,
            who=row.who,
            name=names.worker(row) if row.worker is Worker.PERSON else row.who,
            team=names.team(row.team),
            initiative=row.initiative or "",
            title=names.initiative(row.initiative) if row.initiative else "",
            stage=row.stage or 0,
            skill=row.skill,
            period=names.period(row.period),
            slices=row.slices,
        )
