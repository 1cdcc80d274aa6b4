"""The audit is whole: every rule has its check, every check its tests, and none leans on others."""

import ast
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

import optimizer.audit
from models.plan import Check, Worker
from optimizer.audit import BY_SECTION, CHECKS, audit
from optimizer.audit.outcome import Auditor, outcome
from tests.optimizer.audit.plans import (
    draft,
    flag,
    hires,
    lacks,
    learns,
    overrun,
    pays,
    shortfall,
    works,
)
from tests.portfolios import build, fund, initiative, person, stage, team

AUDIT = Path(optimizer.audit.__file__).parent
TESTS = Path(__file__).parent
FORMULATION = AUDIT.parents[1] / "docs" / "formulation.md"


def test_every_section_of_the_formulation_has_its_checks() -> None:
    headings = re.findall(r"^## (.+)$", FORMULATION.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(BY_SECTION) == headings
    assert all(BY_SECTION.values())


def test_every_file_of_checks_is_registered_under_its_name() -> None:
    files = {path.stem for path in (AUDIT / "checks").glob("*.py")} - {"__init__"}
    assert {check.__name__ for check in CHECKS} == files
    assert len(CHECKS) == len(files)
    assert all(check.__module__ == f"optimizer.audit.checks.{check.__name__}" for check in CHECKS)


@cache
def names_here() -> tuple[str, ...]:
    """Names of all test functions beside this file."""
    found: list[str] = []
    for path in TESTS.glob("test_*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found += [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    return tuple(found)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("side", ["holds", "breaks"])
def test_every_check_has_a_plan_that_keeps_it_and_one_that_does_not(
    check: Auditor, side: str
) -> None:
    assert any(name.startswith(f"test_{check.__name__}_{side}") for name in names_here())


def test_the_audit_uses_nothing_but_models_and_the_standard_library() -> None:
    allowed = sys.stdlib_module_names | {"models"}
    for path in AUDIT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                name = node.module or ""
            elif isinstance(node, ast.Import):
                name = node.names[0].name
            else:
                continue
            own = name == "optimizer.audit" or name.startswith("optimizer.audit.")
            assert own or name.split(".")[0] in allowed, f"{path.name} imports {name}"


def test_checks_are_told_in_order_in_words_and_once() -> None:
    portfolio = build(team("web"), fund("main", [1]), initiative("shop", stage(1)))
    told = audit(portfolio, draft(portfolio))
    assert len(told) == len(CHECKS)
    assert len({check.name for check in told}) == len(told)
    assert all(re.fullmatch(r"[A-Z][a-z][A-Za-z ',-]+", check.name) for check in told)
    assert [check.detail for check in told if not check.passed] == [
        "the gate of Shop (shop), stage 1 has no verdict",
    ]


def test_an_empty_portfolio_has_an_empty_plan_that_passes() -> None:
    empty = build()
    assert all(check.passed for check in audit(empty, draft(empty)))


def test_a_plan_of_nothing_that_exists_is_refused_without_a_stumble() -> None:
    portfolio = build(team("web"), fund("main", [1]), initiative("shop", stage(1)))
    empty = build()
    rows = (pays("shop/1", "main", 0, 1), works("ann", "shop/1", 0, 1), lacks("shop/1", 0, 1))
    told = audit(empty, draft(portfolio, {"shop/1": 0}, *rows, *hires("crew", 1)))
    assert "Every row of the plan refers to something real" in failed(told)


GARBAGE = [
    pays("shop/9", "main", 0, 1),
    pays("shop/1", "gold", 0, 1),
    pays("shop/1", "main", 9, 1),
    overrun("gold", "W9", 1),
    shortfall("gold", "W9", 1),
    flag("shop/9", "mail/9", 1),
    *hires("crew", *(1 for _ in range(9))),
    lacks("shop/9", 0, 1),
    lacks("shop/1", 9, 1),
    works("bob", "shop/1", 0, 1),
    works("bob", "shop/1", 0, 1, worker="pool"),
    works("bob", "shop/1", 0, 1, worker="hire"),
    works("ann", "shop/1", 9, 1),
    works("ann", "shop/9", 0, 1),
    works("ann", "shop/1", 0, 1, stage=None),
    learns("bob", "course", 0, 1),
    learns("ann", "course", 9, 1),
    learns("ann", "course", 0, 1).model_copy(update={"worker": Worker.POOL}),
]


@pytest.mark.parametrize("row", GARBAGE, ids=range(len(GARBAGE)))
def test_a_row_of_nothing_that_exists_is_refused_without_a_stumble(row: BaseModel) -> None:
    people = person("ann", skills={"build": 1})
    work = initiative("shop", stage(1, 4, {"build": 1}))
    portfolio = build(team("web", most=1, fewest=1), fund("main", [1]), people, work)
    told = audit(portfolio, draft(portfolio, {"shop/1": 0}, row))
    assert "Every row of the plan refers to something real" in failed(told)


def failed(told: Iterable[Check]) -> set[str]:
    return {check.name for check in told if not check.passed}


def test_an_outcome_tells_the_first_failures_and_how_many_more() -> None:
    found = outcome("Rule", [None, "a", "b", None, "c", "d", "e"])
    assert (found.passed, found.checked) == (False, 7)
    assert found.detail == "a; b; c; and 2 more"
    three = outcome("Rule", ["a", "b", "c"])
    assert three.detail == "a; b; c"
    assert outcome("Rule", [None]).passed
