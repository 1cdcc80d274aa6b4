"""The page of faults says the truth about its tests."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_every_fault_has_its_row_and_every_named_file_its_test() -> None:
    rows = ROW.findall((ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 76))
    for number, what, where in rows:
        for name in re.findall("`([^`]+)`", where):
            text = (ROOT / name).read_text(encoding="utf-8")
            assert f"def test_f{int(number):02}_" in text, f"{what}: no such test in {name}"


def test_all_faults_of_files_cells_and_meaning_are_covered() -> None:
    rows = ROW.findall((ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))
    assert [number for number, _, where in rows[:42] if "`tests/" not in where] == []
