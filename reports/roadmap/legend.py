"""What the marks of the roadmap mean: in a line above it, in full below it."""

from __future__ import annotations

from reports.book import Book
from reports.page import Page
from reports.styles import FAST_TRACKED, GATE_MARKS, MARKS, POSTPONED, QUIET

_STATES = {
    "released": "the money is out",
    "release now": "the money goes out now",
    "held": "waits for its gate",
    "planned": "starts later",
}
_GATES = {
    "passed": "every objective is met",
    "conditional": "missed, within tolerance",
    "unproven": "an outcome proves nothing yet",
    "pending": "no outcome yet",
    "failed": "missed: no money follows",
    "waived": "set aside by an approver",
}
_OTHERS = (
    f"{POSTPONED} postponed: grey cells are periods in which the stage before would let it run",
    f"{FAST_TRACKED} fast-tracked: starts although something it would wait for is not there",
    "◄ ► goes on from before, or after, the periods of this plan",
    "The column Gate shows the gate that a first bar stands behind",
)


def short() -> str:
    """All marks in one line."""
    states = " · ".join(f"{MARKS[word]} {word}" for word in _STATES)
    gates = " · ".join(f"{mark} {word}" for word, mark in GATE_MARKS.items())
    return f"{states} · {POSTPONED} postponed · {FAST_TRACKED} fast-tracked     Gates: {gates}"


def explain(page: Page, book: Book, row: int) -> None:
    """States, gates and other marks side by side."""
    styles = book.styles
    page.sheet.write_string(row, 0, "How to read it", styles.section)
    page.sheet.set_row(row, 20)
    quiet = styles.make(font_size=8, font_color=QUIET, valign="vcenter")
    for place, (word, meaning) in enumerate(_STATES.items(), row + 1):
        style = styles.tone(word, bottom=0, align="left", font_size=8, indent=1)
        page.sheet.write_string(place, 0, f"{MARKS[word]} {word}: {meaning}", style)
    for place, (word, meaning) in enumerate(_GATES.items(), row + 1):
        style = styles.tone(word, bottom=0, align="left", font_size=8, indent=1)
        page.sheet.merge_range(place, 1, place, 2, "", style)
        page.sheet.write_string(place, 1, f"{GATE_MARKS[word]} {word}: {meaning}", style)
    for place, text in enumerate(_OTHERS, row + 1):
        page.sheet.write_string(place, 4, text, quiet)
