"""Progress on a terminal: one line with a bar, drawn again and again, gone at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from headgate.progress_line import fitted
from models.progress import OnProgress, Progress

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from models.settings import Settings

_DRAWN = 4
"""Times per second."""


@contextmanager
def bar(
    stream: TextIO,
    settings: Settings,
    stopping: Callable[[], bool],
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[OnProgress]:
    """Give a listener that draws on a terminal for as long as the context lasts."""
    from rich.console import Console
    from rich.live import Live

    listener = _Bar(settings, stopping, clock)
    console = Console(file=stream)
    with Live(
        listener,
        console=console,
        refresh_per_second=_DRAWN,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ):
        yield listener


@dataclass
class _Bar:
    """The line as it is now: the terminal asks for it several times a second."""

    settings: Settings
    stopping: Callable[[], bool]
    clock: Callable[[], float]
    began: float = field(init=False)
    told: tuple[float, Progress] = field(init=False)
    longest: float = 0.0
    """A bar never goes back, even where the expectation does."""

    def __post_init__(self) -> None:
        self.began = self.clock()
        self.told = (self.began, Progress(phase="Starting"))

    def __call__(self, progress: Progress) -> None:
        self.told = (self.clock(), progress)

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        now, (heard, progress) = self.clock(), self.told
        progress = progress.later(max(0.0, now - heard))
        before, cells, after = fitted(
            progress,
            self.settings,
            now - self.began,
            options.max_width - 1,  # a full line makes some terminals begin the next one
            stopping=self.stopping(),
        )
        self.longest = max(self.longest, progress.done or 0.0)
        full = int(self.longest * cells)
        on, off = ("#", "-") if options.ascii_only else ("━", "╌")
        if options.ascii_only:
            before, after = (words.replace("·", "-").replace("…", "~") for words in (before, after))
        text = Text(before, no_wrap=True, overflow="crop")
        if cells:
            text.append(" ").append(on * full, "green").append(off * (cells - full), "bright_black")
            text.append(f" {after}")
        yield text
