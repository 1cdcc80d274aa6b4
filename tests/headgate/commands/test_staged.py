"""`headgate staged`: the same figures from one worker and two, words, JSON, refusals, Ctrl-C."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import headgate
from headgate.__main__ import main
from headgate.many import Threads
from headgate.staging import Asked, simulation
from models.portfolio import Portfolio
from models.progress import Progress
from models.staged import Measure
from tests.portfolios import build, fund, initiative, stage, team
from tests.reports.opened import table


def risky(**more: Any) -> Portfolio:  # noqa: ANN401 - any setting
    """`blog` gets its money a quarter earlier if the gate of `shop` fails and is looked at."""
    return build(
        team("web"),
        fund("main", [100_00, 60_00]),
        initiative("shop", stage(40_00, chance=50), stage(60_00), worth=100),
        initiative("blog", stage(60_00), worth=20),
        name="Risky",
        **more,
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    headgate.write(risky(), tmp_path / "risky.xlsx")
    return tmp_path


def test_it_answers_in_words_and_in_a_workbook(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["staged", "risky.xlsx", "--samples", "4", "--seed", "1"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].startswith("With staged tranches the portfolio is worth EUR ")
    assert len(lines) == 1 + len(Measure) + 1
    assert lines[-1].startswith("staged.xlsx: 4 samples in ")
    assert "Simulating, " in said.err
    rows = table((place / "staged.xlsx").read_bytes(), "Samples", "Samples")
    assert [row["Sample"] for row in rows] == [1, 2, 3, 4]


def test_one_worker_and_two_say_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for workers in ("1", "2"):
        path = f"{workers}.xlsx"
        words = ["staged", "risky.xlsx", "--samples", "5", "--workers", workers, "-o", path]
        assert main([*words, "--json"]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        document = json.loads(said.out)
        assert (document["command"], document["status"], document["exit"]) == ("staged", "ok", 0)
        assert document.pop("output") == path
        document.pop("seconds")
        found.append(document)
    assert found[0] == found[1]
    assert (place / "1.xlsx").read_bytes() == (place / "2.xlsx").read_bytes()
    samples = found[0]["samples"]
    assert [row["sample"] for row in samples] == [1, 2, 3, 4, 5]
    assert {row["fails"] for row in samples} == {0, 1}
    value = found[0]["measures"]["value"]
    assert value["difference"] == round(
        sum(row["staged"]["value"] - row["annual"]["value"] for row in samples) / 5
    )
    assert value["low"] <= value["difference"] <= value["high"]
    assert value["more"] + value["less"] + value["same"] == 5


def test_another_seed_draws_something_else() -> None:
    def fails(seed: int) -> list[int]:
        asked = Asked(6, 1, seed, Decimal(0))
        return [row.fails for row in simulation(risky(), asked, Threads(1)).samples]

    assert fails(0) == fails(0)
    assert len({tuple(fails(seed)) for seed in range(3)}) > 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--quarters", "5"], "--quarters 5: the portfolio has 4 periods"),
        (["--samples", "0"], "'0' is not a whole number from 1 to 10,000"),
        (["--seed", "-1"], "'-1' is not a whole number"),
        (["-o", "risky.xlsx"], "risky.xlsx is the input"),
        (["-o", "staged.pdf"], "is written as .xlsx"),
    ],
)
def test_what_cannot_be_done_is_refused_first(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    told: str,
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("planned")

    monkeypatch.setattr("headgate.staging.pipeline", never)
    assert main(["staged", "risky.xlsx", *words]) == 2
    assert told in capsys.readouterr().err
    assert not (place / "staged.xlsx").exists()


def test_where_there_is_no_plan_the_rows_are_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash = build(
        team("web"),
        fund("main", [10_00, 10_00]),
        initiative("shop", stage(40_00, chance=50), stage(60_00), worth=100, must_do=True),
    )
    headgate.write(clash, place / "clash.xlsx")
    assert main(["staged", "clash.xlsx"]) == 3
    assert "Initiatives!" in capsys.readouterr().err


class Hasty(Threads):
    """Somebody stops once so many samples are done."""

    def __init__(self, after: int) -> None:
        super().__init__(1)
        self.after = after

    def run(self, work: Any, tasks: Mapping[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as the others
        done: list[str] = []
        tell: Callable[[str, object], None] = more.pop("on_result", lambda *_: None)

        def told(key: str, result: object) -> None:
            done.append(key)
            tell(key, result)

        more["interrupted"] = lambda: len(done) >= self.after and "sample 1" in tasks
        return super().run(work, tasks, on_result=told, **more)


def test_ctrl_c_gives_the_samples_so_far(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.many.Threads", lambda _: Hasty(2))
    assert main(["staged", "risky.xlsx", "--samples", "9", "--json"]) == 130
    document = json.loads(capsys.readouterr().out)
    assert document["status"] == "stopped"
    assert [row["sample"] for row in document["samples"]] == [1, 2]
    assert document["asked_samples"] == 9
    assert (place / "staged.xlsx").exists()


def test_ctrl_c_before_the_first_sample_writes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headgate.many.Threads", lambda _: Hasty(0))
    assert main(["staged", "risky.xlsx"]) == 130
    assert "Stopped; nothing was written." in capsys.readouterr().err
    assert not (place / "staged.xlsx").exists()


def test_progress_counts_samples() -> None:
    heard: list[Progress] = []
    simulation(risky(), Asked(3, 2, 0, Decimal(1)), Threads(1), on_progress=heard.append)
    assert [row.phase for row in heard] == [
        "planning what both begin with",
        *(f"simulating, {done} of 3 samples" for done in (1, 2, 3)),
    ]
    assert heard[-1].expected == 0


@pytest.mark.usefixtures("place")
def test_a_sample_without_any_plan_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is drawn should lead there; if it does, it is told in words."""
    from headgate import staging
    from headgate.errors import Unsolvable
    from headgate.pipeline import run

    def early(portfolio: Portfolio, **more: Any) -> object:  # noqa: ANN401 - as the pipeline
        if portfolio.settings.as_of > risky().settings.as_of:
            raise Unsolvable([])
        return run(portfolio, **more)

    monkeypatch.setattr(staging, "pipeline", early)
    with pytest.raises(staging.CannotGoOn, match="nothing can be planned as of 2026-04-01"):
        simulation(risky(), Asked(2, 4, 0, Decimal(1)), Threads(1))
    assert main(["staged", "risky.xlsx", "--samples", "2"]) == 3
