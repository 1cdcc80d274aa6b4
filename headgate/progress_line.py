"""Where the search stands in one line, as long as there is room for."""

from __future__ import annotations

from headgate.money import percent, short
from models.progress import Progress
from models.settings import Settings

_BETWEEN = " · "

_CUTS = (
    *("step", "asked", "value", "bound", "phase", "value"),
    *("elapsed", "bar", "left", "gap"),
)
"""What is shortened or left out where room is short, the least important first."""

_SHORTEST, _LONGEST = 6, 24
"""Cells of a bar."""

_MINUTE, _HOUR = 60, 3_600


def line(progress: Progress, settings: Settings, elapsed: float) -> str:
    """Everything that is known; what is not known is not said."""
    return _BETWEEN.join(forms[0] for forms in _parts(progress, settings, elapsed).values())


def fitted(
    progress: Progress, settings: Settings, elapsed: float, width: int, *, stopping: bool = False
) -> tuple[str, int, str]:
    """Words before a bar, cells of the bar, words after it: together at most `width` cells."""
    parts = _parts(progress, settings, elapsed)
    parts["bar"] = [" " * _SHORTEST]
    if stopping:  # what was expected of the search is so no longer
        parts = {"stopping": ["Stopping"]} | parts
        parts.pop("left", None)
    for name in _CUTS:
        if _room(parts, width) >= 0:
            break
        parts[name] = parts.get(name, [])[1:]
        if not parts[name]:
            del parts[name]
    before, after = _halves(parts)
    if "bar" not in parts:
        words = _BETWEEN.join(filter(None, (before, after)))
        return (words if len(words) <= width else words[: max(0, width - 1)] + "…"), 0, ""
    return before, min(_LONGEST, _SHORTEST + _room(parts, width)), after


def _parts(progress: Progress, settings: Settings, elapsed: float) -> dict[str, list[str]]:
    """Each part in its forms, the longest first."""
    phase = progress.phase[:1].upper() + progress.phase[1:]
    parts = {"phase": [phase, phase.partition(",")[0]]}
    if progress.step is not None and progress.steps is not None:
        parts["step"] = [f"step {progress.step} of {progress.steps}"]
    if progress.value is not None:
        worth = short(progress.value, settings)
        parts["value"] = [f"best so far {worth}", f"best {worth}", worth]
    if progress.bound is not None:
        parts["bound"] = [f"at most {short(progress.bound, settings)}"]
    if progress.gap is not None:
        parts["gap"] = [f"gap {percent(progress.gap)}"]
        if progress.asked_gap is not None:
            parts["asked"] = [f"asked {percent(progress.asked_gap)}"]
    parts["elapsed"] = [_time(elapsed)]
    left = _left(progress)
    if left:
        parts["left"] = left
    return parts


def _left(progress: Progress) -> list[str]:
    """How long it will take, in its forms."""
    most = None if progress.limit is None else progress.limit - progress.seconds
    if progress.expected == 0 or (most is not None and most <= 0):
        return ["finishing"]
    if progress.expected is not None and (most is None or progress.expected < most):
        about = _time(progress.expected)
        return [f"about {about} left", f"about {about}"]
    if most is None:
        return []
    return [f"at most {_time(most)} left", f"max {_time(most)}"]


def _time(seconds: float) -> str:
    """`48 s`, `2 min 05 s`, `1 h 05 min`."""
    whole = round(seconds)
    if whole < 2 * _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE:02} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE:02} min"


def _halves(parts: dict[str, list[str]]) -> tuple[str, str]:
    """What stands before the bar, and what after it."""
    head = ("stopping", "phase")
    before = _BETWEEN.join(parts[name][0] for name in head if name in parts)
    after = _BETWEEN.join(forms[0] for name, forms in parts.items() if name not in (*head, "bar"))
    return before, after


def _room(parts: dict[str, list[str]], width: int) -> int:
    """Cells left over; negative where some are missing."""
    before, after = _halves(parts)
    between = len(_BETWEEN) if "bar" not in parts else _SHORTEST + 2
    return width - len(before) - len(after) - between
