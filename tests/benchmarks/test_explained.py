"""What explanations take is measured on refused and funded initiatives."""

from __future__ import annotations

from pathlib import Path

import pytest

import headgate
from benchmarks.explained import main
from tests.portfolios import build, fund, initiative, stage, team


def test_lines_say_how_long_and_what_was_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portfolio = build(
        team("web"),
        fund("main", [80, 0]),
        initiative("best", stage(70), worth=1),
        initiative("shop", stage(50), worth="0.5"),
    )
    headgate.write(portfolio, tmp_path / "rivals.json")
    assert main([str(tmp_path / "rivals.json"), "--workers", "1,2"]) == 0
    refused, funded, one, two = capsys.readouterr().out.splitlines()
    assert refused.startswith("one refused  2 workers: ")
    assert funded.startswith("one funded   2 workers: ")
    assert one.endswith(
        "1.00 times as fast; 1 refused: 1 told what lets them in (1 proven), 1 what putting them "
        "in costs"
    )
    assert two.startswith("all 2, 2 thread(s): ")
