"""Progress: what it says, and that a log file is not flooded."""

import io

import pytest

from headgate import progress as module
from headgate.progress import line, shown
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


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


def never() -> bool:
    return False


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_a_line_has_phase_value_bound_gap_and_both_times() -> None:
    assert line(HALFWAY, SETTINGS, 12.4) == (
        "Choosing what starts when · best so far EUR 40.0 M · at most EUR 50.0 M · gap 20 % · 12 s"
        " · at most 48 s left"
    )


def test_what_is_not_known_is_not_said() -> None:
    assert line(Progress(phase="Reading"), SETTINGS, 0.4) == "Reading · 0 s"


def test_time_left_never_falls_below_nothing() -> None:
    assert line(HALFWAY, SETTINGS, 61).endswith("at most 0 s left")


def test_a_bound_below_the_value_is_no_gap() -> None:
    tight = HALFWAY.model_copy(update={"bound": Money(39_999_999_99)})
    assert "gap 0.00 %" in line(tight, SETTINGS, 1)


def test_a_log_gets_a_line_per_phase(clock: Clock) -> None:
    stream = io.StringIO()
    with shown(stream, SETTINGS, never) as listener:
        for phase in ("Reading", "Reading", "Choosing", "Choosing", "Naming"):
            listener(Progress(phase=phase))
            clock.now += 1
    assert stream.getvalue().splitlines() == ["Reading · 0 s", "Choosing · 2 s", "Naming · 4 s"]


def test_a_log_is_not_flooded_by_an_hour_of_work(clock: Clock) -> None:
    stream = io.StringIO()
    with shown(stream, SETTINGS, never) as listener:
        for second in range(3_600):
            listener(Progress(phase=f"Round {second}"))
            clock.now += 1
    lines = stream.getvalue().splitlines()
    assert 15 < len(lines) < 50
    assert int(lines[-1].split(" · ")[1].removesuffix(" s")) > 2_700


def test_quiet_says_nothing_to_a_log() -> None:
    stream = io.StringIO()
    with shown(stream, SETTINGS, never, quiet=True) as listener:
        assert listener is ignore
        listener(HALFWAY)
    assert stream.getvalue() == ""


@pytest.mark.parametrize("quiet", [False, True])
def test_a_terminal_shows_one_line_that_moves(
    monkeypatch: pytest.MonkeyPatch, *, quiet: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    stream = Terminal()
    with shown(stream, SETTINGS, never, quiet=quiet) as listener:
        listener(HALFWAY)
    assert "best so far EUR 40.0 M · at most EUR 50.0 M · gap 20 %" in stream.getvalue()


def test_a_terminal_shows_that_the_search_is_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    stream = Terminal()
    with shown(stream, SETTINGS, lambda: True) as listener:
        listener(HALFWAY)
    assert "Stopping · Choosing what starts when" in stream.getvalue()
