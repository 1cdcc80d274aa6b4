"""Every constraint stands in the list, has a test at its boundary and a twin in the audit."""

from pathlib import Path

import optimizer.funding.constraints as package
from optimizer.audit.registry import CHECKS
from optimizer.funding.constraints import CONSTRAINTS
from tests.complete import complete
from tests.optimizer.funding.ask import build_programme

TWINS = {
    "started_stays_started": "each_stage_has_one_decision",
    "carry_over_is_a_share": "fund_covers_charges",
    "hires_stay": "hire_within_option",
    "lent_time_is_there": "person_has_one_time",
    "loans_end": "longest_loan",
    "arrivals_are_counted": "moves_are_counted",
    "imports_have_work": "moves_are_counted",
    "committed_lack_least": "shortage_of_committed_only",
}
"""Twins in the audit that have another name; all others have the same."""

NAMES = [constraint.__name__ for constraint in CONSTRAINTS]


def test_each_file_is_one_constraint_of_the_list() -> None:
    folder = Path(str(package.__file__)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert sorted(files) == sorted(NAMES)
    assert len(NAMES) == len(set(NAMES))


def test_each_constraint_has_a_test_of_its_boundary() -> None:
    folder = Path(__file__).parent / "constraints"
    for name in NAMES:
        text = (folder / f"test_{name}.py").read_text(encoding="utf-8")
        assert f"def test_{name}(" in text, name


def test_each_constraint_has_a_twin_in_the_audit() -> None:
    checks = {check.__name__ for check in CHECKS}
    for name in NAMES:
        assert TWINS.get(name, name) in checks, name


def test_each_row_begins_with_the_name_of_its_constraint() -> None:
    built = build_programme(complete())
    for constraint in CONSTRAINTS:
        for row in constraint(built.programme):
            assert row.name[0] == constraint.__name__


def test_rows_have_names_of_their_own() -> None:
    names = [row.name for row in build_programme(complete()).model.rows]
    assert len(names) == len(set(names))


def test_the_complete_portfolio_has_rows_of_nearly_every_constraint() -> None:
    rows = {row.name[0] for row in build_programme(complete()).model.rows}
    assert set(NAMES) - rows <= {
        "arrivals_are_counted",
        "imports_have_work",
        "committed_lack_least",
        "lent_time_is_there",
        "loans_end",
        "retrained_time_is_given_up",
    }


def test_each_constraint_stands_in_the_docs() -> None:
    text = (Path(__file__).parents[3] / "docs" / "programme.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"| `{name}` |" in text, name
