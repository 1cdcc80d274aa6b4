"""What changed since an earlier plan stands on the Summary, with its cause."""

from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from optimizer.comparing import compare
from reports.snapshot import snapshot
from reports.workbook import render
from tests.reports.opened import cells, values


def _said(content: bytes) -> str:
    found = cells(values(content)).items()
    return " ".join(str(value) for (sheet, _), value in found if sheet == "Summary")


def test_the_summary_says_what_changed_since_an_earlier_plan(shop: Portfolio, plan: Plan) -> None:
    dropped = next(row for row in plan.stages if row.state is TrancheState.RELEASE_NOW)
    update = {"state": TrancheState.NOT_FUNDED, "start": None, "release_now": 0}
    stages = tuple(
        row.model_copy(update=update) if row.key == dropped.key else row for row in plan.stages
    )
    later = plan.model_copy(update={"stages": stages})
    before, after = snapshot(shop, plan), snapshot(shop, later)
    said = _said(render(shop, later, "all", compare(before, after)))
    assert "What changed since the plan as of 2026-01-15, view: all, and why" in said
    name = next(row.name for row in shop.initiatives if row.id == dropped.initiative)
    assert f"{name}, stage {dropped.stage}, no longer starts" in said
    same = _said(render(shop, plan, "all", compare(before, before)))
    assert "No stage changed." in same
    assert "What changes now against the plan in force" in _said(render(shop, plan))
