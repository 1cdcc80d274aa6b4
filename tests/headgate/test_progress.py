"""Progress: where it is shown and how, and that a log file is not flooded."""

import io
import json
import os
import signal
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from headgate.__main__ import main
from headgate.pipeline import run
from headgate.progress import shown
from headgate.progress_bar import _Bar
from models.plan import Plan
from models.portfolio import Portfolio
from models.progress import Progress, ignore
from models.units import Money
from tests.portfolios import build

SETTINGS = build().settings
HALFWAY = Progress(
    phase="Choosing what starts when",
    value=Money(40_000_000_00),
    bound=Money(50_000_000_00),
    seconds=12.0,
    limit=60.0,
)


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class Full(io.StringIO):
    """A stream that takes nothing."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def never() -> bool:
    return False


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    return Terminal()


def logged(seconds: int, phase: str, way: str = "auto") -> list[str]:
    """The log of a search that tells something every tenth of a second."""
    stream, clock = io.StringIO(), Clock()
    with shown(stream, SETTINGS, never, way=way, clock=clock) as listener:
        for tenth in range(seconds * 10):
            listener(Progress(phase=phase.format(tenth // 10), seconds=tenth / 10))
            clock.now += 0.1
    return stream.getvalue().splitlines()


def test_a_log_gets_a_line_per_phase() -> None:
    stream, clock = io.StringIO(), Clock()
    with shown(stream, SETTINGS, never, clock=clock) as listener:
        for phase in ("Reading", "Reading", "Choosing", "Choosing", "Naming"):
            listener(Progress(phase=phase))
            clock.now += 1
    assert stream.getvalue().splitlines() == ["Reading · 0 s", "Choosing · 2 s", "Naming · 4 s"]


def test_rounds_of_one_phase_are_one_phase_to_a_log() -> None:
    assert logged(4, "Agreeing with names, round {}") == ["Agreeing with names, round 0 · 0 s"]


def test_a_minute_of_work_is_a_handful_of_lines() -> None:
    assert [words.split(" · ")[1] for words in logged(60, "Choosing")] == [
        "0 s",
        "5 s",
        "10 s",
        "15 s",
        "23 s",
        "35 s",
        "52 s",
    ]


def test_a_log_is_not_flooded_by_an_hour_of_work() -> None:
    lines = logged(3_600, "Round {}")
    assert 15 < len(lines) <= 40
    assert int(lines[-1].split(" · ")[1].partition(" min")[0]) >= 40  # it still says something late


def test_a_log_is_not_flooded_by_a_day_of_work() -> None:
    stream, clock = io.StringIO(), Clock()
    with shown(stream, SETTINGS, never, clock=clock) as listener:
        for second in range(86_400):
            listener(Progress(phase=f"Round {second}"))
            clock.now += 1
    assert len(stream.getvalue().splitlines()) <= 40


def test_the_best_so_far_stays_in_sight_in_phases_that_do_not_know_it() -> None:
    stream, clock = io.StringIO(), Clock()
    with shown(stream, SETTINGS, never, clock=clock, asked=Decimal(1)) as listener:
        listener(HALFWAY)
        listener(Progress(phase="Naming"))
    assert stream.getvalue().splitlines()[1] == (
        "Naming · best so far EUR 40.0 M · at most EUR 50.0 M · gap 20 % · asked 1.00 % · 0 s"
    )


def test_the_settings_say_the_asked_gap_unless_it_is_given() -> None:
    stream = io.StringIO()
    with shown(stream, SETTINGS, never) as listener:
        listener(HALFWAY)
    assert "gap 20 % · asked 0.10 %" in stream.getvalue()


@pytest.mark.parametrize("way", ["quiet", "none"])
def test_quiet_says_nothing_to_a_log(way: str) -> None:
    stream = io.StringIO()
    with shown(stream, SETTINGS, never, way=way) as listener:
        assert listener is ignore
        listener(HALFWAY)
    assert stream.getvalue() == ""


@pytest.mark.parametrize("way", ["auto", "quiet"])
def test_a_terminal_shows_one_line_that_moves(terminal: Terminal, way: str) -> None:
    with shown(terminal, SETTINGS, never, way=way) as listener:
        listener(HALFWAY)
    raw = terminal.getvalue()
    assert "best so far EUR 40.0 M · at most EUR 50.0 M · gap 20 %" in raw
    assert "━" in raw
    assert raw.startswith("\x1b[?25l")
    assert raw.endswith("\x1b[2K")  # nothing of it is left
    assert "\x1b[?25h" in raw


def test_a_terminal_shows_that_the_search_is_stopping(terminal: Terminal) -> None:
    with shown(terminal, SETTINGS, lambda: True) as listener:
        listener(HALFWAY)
    assert "Stopping · Choosing what starts when" in terminal.getvalue()


def test_a_bar_never_goes_back() -> None:
    bar = _Bar(SETTINGS, never, Clock())
    shares = []
    for expected in (36.0, 4.0, 36.0):  # 12 of 48 s, 12 of 16 s, 12 of 48 s again
        bar(HALFWAY.model_copy(update={"expected": expected}))
        drawn = io.StringIO()
        Console(file=drawn, width=200).print(bar)
        shares.append((drawn.getvalue().count("━"), drawn.getvalue().count("╌")))
    assert shares == [(6, 18), (18, 6), (18, 6)]


def test_a_bar_moves_while_nothing_is_told() -> None:
    clock = Clock()
    bar = _Bar(SETTINGS, never, clock)
    bar(HALFWAY.model_copy(update={"expected": 12.0}))
    clock.now += 6
    drawn = io.StringIO()
    Console(file=drawn, width=200).print(bar)
    assert drawn.getvalue().count("━") == 18  # 18 of 24 s, on 24 cells
    assert drawn.getvalue().endswith(" · 6 s · about 6 s left\n")


def test_a_terminal_without_signs_gets_letters() -> None:
    bar = _Bar(SETTINGS, never, Clock())
    bar(HALFWAY)  # 12 of 60 s
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    Console(file=stream, width=200).print(bar)
    stream.seek(0)
    assert f"starts when {'#' * 4}{'-' * 20} best so far EUR 40.0 M - at most" in stream.read()


def test_no_colour_where_none_is_wanted(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with shown(terminal, SETTINGS, never) as listener:
        listener(HALFWAY)
    assert "━" in terminal.getvalue()
    assert "\x1b[32m" not in terminal.getvalue()
    assert "\x1b[90m" not in terminal.getvalue()


@pytest.mark.parametrize("way", ["auto", "lines"])
def test_a_terminal_that_cannot_move_gets_lines(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("TERM", "dumb" if way == "auto" else "xterm")
    with shown(terminal, SETTINGS, never, way=way) as listener:
        listener(Progress(phase="Reading"))
    assert terminal.getvalue() == "Reading · 0 s\n"


def test_programs_get_an_object_per_line_and_few_per_second() -> None:
    lines = [json.loads(words) for words in logged(10, "Choosing", way="json")]
    assert 30 <= len(lines) <= 40
    assert lines[-1]["seconds"] == pytest.approx(9.9)
    assert {line["asked_gap"] for line in lines} == {0.001}
    assert {line["stopping"] for line in lines} == {False}


@pytest.mark.parametrize("way", ["lines", "json"])
def test_a_log_that_is_full_does_not_cost_the_plan(way: str) -> None:
    with shown(Full(), SETTINGS, never, way=way) as listener:
        listener(HALFWAY)


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ([], True),
        (["--json"], False),
        (["--json", "--progress", "lines"], True),
        (["--progress", "none"], False),
    ],
)
def test_the_command_shows_lines_or_nothing_to_a_log(
    place: Path, capsys: pytest.CaptureFixture[str], options: list[str], *, lines: bool
) -> None:
    assert main(["plan", str(place / "portfolio.json"), *options]) == 0
    said = capsys.readouterr()
    assert ("Auditing · " in said.err) == lines
    assert (said.err == "") == (not lines)
    assert said.out.startswith("{") == ("--json" in options)


def test_the_command_gives_programs_json_only_even_when_it_is_stopped(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted_run(portfolio: Portfolio, **options: Any) -> Plan:  # noqa: ANN401 - as given
        os.kill(os.getpid(), signal.SIGINT)
        assert options["interrupted"]()
        return run(portfolio, **options | {"interrupted": never})

    monkeypatch.setattr("headgate.pipeline.run", interrupted_run)
    source = str(place / "portfolio.json")
    assert main(["plan", source, "--progress", "json", "--gap", "0.5"]) == 0
    lines = [json.loads(words) for words in capsys.readouterr().err.splitlines()]
    assert lines[-1]["phase"] == "auditing"
    assert lines[-1]["value"] == lines[-1]["bound"]
    assert {(line["asked_gap"], line["stopping"]) for line in lines} == {(0.005, True)}


def test_the_command_refuses_other_ways(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(place / "portfolio.json"), "--progress", "loud"]) == 2
    assert "'loud'" in capsys.readouterr().err
