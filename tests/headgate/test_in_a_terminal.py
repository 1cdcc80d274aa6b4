"""Progress and Ctrl-C in a real pseudo-terminal, by what a terminal would receive."""

import os
import re
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

SEARCH = """
import fcntl, sys, termios, time
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # Ctrl-C reaches whoever owns the terminal
from headgate.interrupt import Interrupt
from headgate.progress import shown
from models.progress import Progress
from tests.portfolios import build

settings = build().settings
presses = int(sys.argv[1])
try:
    with Interrupt() as interrupt, shown(sys.stderr, settings, interrupt) as listener:
        listener(Progress(phase="building the programme", limit=60.0))
        for second in range(12):
            value = 41_000_000_00 - 9_000_000_00 // 2**second
            listener(
                Progress(
                    phase=f"agreeing with names, round {second}",
                    value=value,
                    bound=41_000_000_00,
                    seconds=float(second),
                    limit=60.0,
                )
            )
            time.sleep(0.1)
            if second >= 4 and presses:
                sys.stdout.write("<ready>")
                sys.stdout.flush()
                time.sleep(60 if presses == 2 else 0)
                while not interrupt():
                    time.sleep(0.01)
                listener(Progress(phase="auditing"))
                break
    print("written")
except KeyboardInterrupt:
    print("nothing was written")
"""


def shown_in(width: int, presses: int = 0, **environment: str) -> str:
    """All that a terminal of this width receives."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    outside = {name: kept for name, kept in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    process = subprocess.Popen(
        [sys.executable, "-c", SEARCH, str(presses)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=outside | {"TERM": "xterm", "PYTHONUTF8": "1"} | environment,
        start_new_session=True,
    )
    os.close(theirs)
    received, pressed = b"", 0
    while chunk := _read(ours):
        received += chunk
        asked = b"<ready>" in received and (b"at once" in received) == bool(pressed)
        if asked and pressed < presses:
            os.write(ours, b"\x03")
            pressed += 1
    process.wait()
    os.close(ours)
    return received.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # so Linux says that nobody is on the other side any more
        return b""


def frames(raw: str) -> list[str]:
    """What stood in the line, one after the other."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", raw)
    return [frame for frame in re.split(r"[\r\n]+", plain) if frame]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_line_fits_and_is_gone_at_the_end(width: int) -> None:
    raw = shown_in(width)
    drawn = frames(raw)
    assert drawn[-1] == "written"
    assert max(map(len, drawn)) < width
    assert any("EUR 4" in frame and "gap " in frame for frame in drawn)
    assert any("━" in frame for frame in drawn) == (width > 60)
    assert raw.count("\n") == 2  # the line's own, which is taken back, and that of the last word
    assert raw.endswith("\x1b[1A\x1b[2Kwritten\r\n")
    assert raw.count("\x1b[?25l") == raw.count("\x1b[?25h") == 1


def test_a_dumb_terminal_gets_plain_lines() -> None:
    raw = shown_in(80, TERM="dumb")
    assert "\x1b" not in raw
    first, second, *others = frames(raw)
    assert first == "Building the programme · 0 s · at most 60 s left"
    assert second.startswith("Agreeing with names, round 0 · best so far EUR 32.0 M")
    assert others[-1] == "written"
    assert len(others) < 10


def test_no_colour_where_none_is_wanted() -> None:
    assert re.search(r"\x1b\[[0-9;]*m", shown_in(80)) is not None
    assert re.search(r"\x1b\[[0-9;]*m", shown_in(80, NO_COLOR="1")) is None


def test_ctrl_c_once_keeps_and_twice_gives_up() -> None:
    once, twice = shown_in(80, presses=1), shown_in(80, presses=2)
    for raw in (once, twice):
        assert "Stopping: the best plan so far will be kept. Ctrl-C again gives up at once." in raw
        assert raw.count("\x1b[?25h") == 1  # the cursor is back
    assert frames(once)[-1] == "written"
    assert "Stopping · Auditing" in once
    assert frames(twice)[-1] == "nothing was written"
