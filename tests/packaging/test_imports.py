"""What a start of the command line costs, and that the public names are there."""

import json
import subprocess
import sys

import pytest

import headgate

HEAVY = (
    "calamine",
    "defusedxml",
    "highspy",
    "numpy",
    "openpyxl",
    "ortools",
    "pandas",
    "pulp",
    "pydantic",
    "python_calamine",
    "rich",
    "scipy",
    "xlsxwriter",
)
"""Each of these costs more than all of a start may cost."""


def _loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys, json\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["plan", "--help"], ["check", "--help"], ["plan"], ["paln"]],
    ids=" ".join,
)
def test_words_about_the_command_line_import_nothing_heavy(arguments: list[str]) -> None:
    loaded = _loaded_after(f"from headgate.__main__ import main\nmain({arguments!r})")
    assert "headgate.commands.plan" in loaded
    assert sorted(loaded & set(HEAVY)) == []


def test_importing_headgate_imports_nothing_heavy() -> None:
    loaded = _loaded_after("import headgate")
    assert "headgate" in loaded
    assert sorted(loaded & set(HEAVY)) == []


@pytest.mark.parametrize("package", ["models", "data", "optimizer", "reports"])
def test_importing_a_package_imports_no_solver_and_no_spreadsheet(package: str) -> None:
    loaded = _loaded_after(f"import {package}")
    assert package in loaded
    assert sorted(loaded & set(HEAVY) - {"pydantic"}) == []


def test_every_public_name_is_there() -> None:
    assert {name: hasattr(headgate, name) for name in headgate.__all__} == dict.fromkeys(
        headgate.__all__, True
    )
    assert dir(headgate) == sorted(headgate.__all__)


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'forecast'"):
        headgate.__getattr__("forecast")
