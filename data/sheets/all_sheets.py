"""All sheets but Settings, in the order of the workbook: what is referred to comes first."""

from typing import Any

from data.sheets import (
    assignments,
    availability,
    benefits,
    budgets,
    demand,
    dependencies,
    envelopes,
    functions,
    funds,
    hiring,
    initiatives,
    metrics,
    objectives,
    outcomes,
    people,
    periods,
    pools,
    releases,
    skills,
    stages,
    teams,
    waivers,
)
from data.sheets.sheet import Sheet

SHEETS: tuple[Sheet[Any], ...] = (
    periods.SHEET,
    teams.SHEET,
    functions.SHEET,
    funds.SHEET,
    budgets.SHEET,
    envelopes.SHEET,
    metrics.SHEET,
    initiatives.SHEET,
    benefits.SHEET,
    stages.SHEET,
    demand.SHEET,
    objectives.SHEET,
    outcomes.SHEET,
    dependencies.SHEET,
    people.SHEET,
    skills.SHEET,
    availability.SHEET,
    pools.SHEET,
    assignments.SHEET,
    hiring.SHEET,
    releases.SHEET,
    waivers.SHEET,
)
BY_TITLE = {sheet.title: sheet for sheet in SHEETS}
BY_FIELD = {sheet.field: sheet for sheet in SHEETS}
