"""`headgate hiring`: words, JSON, pay for finance only, refusals, Ctrl-C."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import headgate
from headgate.__main__ import main
from headgate.many import Threads
from tests.optimizer.hiring.test_case import crew
from tests.portfolios import build, fund, initiative, stage, team
from tests.reports.opened import table


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    headgate.write(crew(), tmp_path / "crew.xlsx")
    return tmp_path


def test_it_answers_in_words_and_in_a_workbook(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hiring", "crew.xlsx", "--gap", "0"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].startswith("Agency, course and seller pay for themselves.")
    (agency,) = [line for line in lines if "agency (" in line]
    assert agency == (
        "pays       agency (contractor), 1.5 FTE from Q2, worth EUR 555 net (proven), paid back in "
        "Q3"
    )
    assert lines[-1].startswith("hiring.xlsx: 5 plans solved in ")
    assert "Solving without hires, " in said.err
    rows = table((place / "hiring.xlsx").read_bytes(), "Options", "Options")
    assert [row["Answer"] for row in rows] == ["pays", "pays", "pays", "not used"]


@pytest.mark.parametrize("finance", [False, True])
def test_json_shows_pay_to_finance_only(
    place: Path, capsys: pytest.CaptureFixture[str], *, finance: bool
) -> None:
    words = ["--audience", "finance"] if finance else []
    assert main(["hiring", "crew.xlsx", "--gap", "0", "--json", *words]) == 0
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert said.err == ""
    assert (document["command"], document["exit"]) == ("hiring", 0)
    agency = next(row for row in document["options"] if row["option"] == "agency")
    assert (agency["net"], agency["low"], agency["high"]) == (555_00, 555_00, 555_00)
    assert (agency["cost"], agency["gross"]) == ((45_00, 600_00) if finance else (None, None))
    assert (agency["from"], agency["payback"]) == ("Q2", "Q3")
    together = document["together"]
    assert together["net"] == document["value"] - document["without_any"]["value"]
    assert together["cost"] is None or finance
    assert document["stages"]["starts newly"] == 2
    assert document["checks"]
    assert (place / "hiring.xlsx").exists()


def test_one_worker_and_two_write_the_same(place: Path) -> None:
    for workers in ("1", "2"):
        words = ["hiring", "crew.xlsx", "--gap", "0", "--workers", workers]
        assert main([*words, "-o", f"{workers}.xlsx"]) == 0
    assert (place / "1.xlsx").read_bytes() == (place / "2.xlsx").read_bytes()


def test_a_bad_place_is_refused_before_the_work(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("planned")

    monkeypatch.setattr("headgate.hiring.pipeline", never)
    assert main(["hiring", "crew.xlsx", "-o", "crew.xlsx"]) == 2
    assert main(["hiring", "crew.xls"]) == 2
    assert "did you mean" in capsys.readouterr().err
    assert not (place / "hiring.xlsx").exists()


def test_where_there_is_no_plan_the_rows_are_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash = build(
        team("web"),
        fund("main", [10_00, 10_00]),
        initiative("shop", stage(40_00), worth=100, must_do=True),
    )
    headgate.write(clash, place / "clash.xlsx")
    assert main(["hiring", "clash.xlsx"]) == 3
    assert "Initiatives!" in capsys.readouterr().err


class Hasty(Threads):
    """Somebody stops after the first of the other plans."""

    def run(self, work: Any, tasks: Mapping[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as the others
        return super().run(work, dict(list(tasks.items())[:1]), **more)


def test_ctrl_c_gives_what_is_known_so_far(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.many.Threads", Hasty)
    assert main(["hiring", "crew.xlsx", "--gap", "0"]) == 130
    said = capsys.readouterr().out
    assert "were not looked at" in said
    assert "2 plans of 5 solved, then stopped" in said
    assert (place / "hiring.xlsx").exists()
