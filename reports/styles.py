"""Colours, fonts and number formats of all sheets, in this one place.

States are told apart by a word and a mark, and by colours that differ in brightness too, so that
nobody depends on seeing the hue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = "Arial"
INK = "#1F2933"
QUIET = "#5A6572"
LINE = "#D5DBE1"
HEAD = "#12355B"
BAND = "#EAF0F6"
TILE = "#F4F7FA"
FAINT = "#66727F"
"""IDs beside their names."""
INPUT = "#0000C0"
"""What a reader may change to see what follows, in the blue that finance knows."""
INPUT_FILL = "#FFF9DB"
"""Behind it, so that it is told apart in black and white too."""
GRID = "#E4E8EC"
BAR = "#B9CFE6"
"""A bar behind a number."""
SPARK = "#1B4F8A"
"""The small columns within a cell."""


class Tone(NamedTuple):
    """A background with the ink that is readable on it."""

    fill: str
    ink: str
    away: bool = False
    """Slanted, with a bar on its left: it looks different in black and white too."""


TEAM_FILLS = (
    "#E3F0FA",
    "#B5DCC6",
    "#FBEBD3",
    "#E9BFC4",
    "#EFEAF8",
    "#DCC3A6",
    "#F7F4CF",
    "#B4D2E6",
    "#E6F4D8",
    "#CDB6DC",
    "#DDF4F2",
    "#C3C9D0",
)
"""Quiet backgrounds of teams; neighbours differ in brightness too, and the name is always there."""


def team_tone(place: int, *, away: bool = False) -> str:
    """The word for the colours of the team at this place in sorted order."""
    return f"team {place % len(TEAM_FILLS) + 1}{' away' if away else ''}"


TONES: dict[str, Tone] = {
    # what a tranche is
    "released": Tone("#1B4F8A", "#FFFFFF"),
    "release now": Tone("#0B7A5E", "#FFFFFF"),
    "planned": Tone("#CFE2F3", INK),
    "held": Tone("#E9B13B", INK),
    "not funded": Tone("#C0C6CD", INK),
    "stopped": Tone("#B93A22", "#FFFFFF"),
    # what a gate says
    "passed": Tone("#D3EDE4", "#0A5B46"),
    "waived": Tone("#E6DDF2", "#4B2E83"),
    "conditional": Tone("#FBE7B2", "#6B4E00"),
    "pending": Tone("#E3E6EA", "#4A5560"),
    "unproven": Tone("#FBE7B2", "#6B4E00"),
    "failed": Tone("#F5CFC7", "#8A2412"),
    # what an objective says
    "met": Tone("#D3EDE4", "#0A5B46"),
    "near": Tone("#FBE7B2", "#6B4E00"),
    "missed": Tone("#F5CFC7", "#8A2412"),
    # what a live gate says
    "open": Tone("#D3EDE4", "#0A5B46"),
    "closed": Tone("#F5CFC7", "#8A2412"),
    # what a check says
    "ok": Tone("#D3EDE4", "#0A5B46"),
    "FAILED": Tone("#B93A22", "#FFFFFF"),
    "error": Tone("#F5CFC7", "#8A2412"),
    "waived error": Tone("#E6DDF2", "#4B2E83"),
    "warning": Tone("#FBE7B2", "#6B4E00"),
    # what became of an initiative
    "funded to the end": Tone("#0B7A5E", "#FFFFFF"),
    "funded in part": Tone("#CFE2F3", INK),
    "done": Tone("#1B4F8A", "#FFFFFF"),
    # what changes
    "starts": Tone("#0B7A5E", "#FFFFFF"),
    "continues": Tone("#1B4F8A", "#FFFFFF"),
    "stops": Tone("#B93A22", "#FFFFFF"),
    "order": Tone("#CFE2F3", INK),
    "waits": Tone("#E9B13B", INK),
    "moves": Tone("#E6DDF2", "#4B2E83"),
    "comes home": Tone("#CFE2F3", INK),
    # what a stage does against an earlier plan
    "starts earlier": Tone("#D3EDE4", "#0A5B46"),
    "starts later": Tone("#FBE7B2", "#6B4E00"),
    "starts newly": Tone("#0B7A5E", "#FFFFFF"),
    "no longer starts": Tone("#B93A22", "#FFFFFF"),
    "same start": Tone("#E3E6EA", "#4A5560"),
    # what a dependency does
    "kept": Tone("#D3EDE4", "#0A5B46"),
    "flag used": Tone("#FBE7B2", "#6B4E00"),
    "not asked": Tone("#E3E6EA", "#4A5560"),
    "broken": Tone("#B93A22", "#FFFFFF"),
    # what becomes of a conflict
    "settled": Tone("#D3EDE4", "#0A5B46"),
    "escalate": Tone("#F5CFC7", "#8A2412"),
    # what an option to hire is
    "pays": Tone("#0B7A5E", "#FFFFFF"),
    "needed": Tone("#1B4F8A", "#FFFFFF"),
    "not used": Tone("#E3E6EA", "#4A5560"),
    "not solved": Tone("#E3E6EA", "#4A5560"),
    # what an initiative is across a frontier
    "core": Tone("#0B7A5E", "#FFFFFF"),
    "exception": Tone("#FBE7B2", "#6B4E00"),
    "never": Tone("#C0C6CD", INK),
    "under way": Tone("#1B4F8A", "#FFFFFF"),
    # where someone works
    "away": Tone("#E6DDF2", "#4B2E83"),
    "free": Tone("#FFFFFF", "#66727F"),
    "over": Tone("#B93A22", "#FFFFFF"),
    "short": Tone("#B93A22", "#FFFFFF"),
    "tight": Tone("#E9B13B", INK),
    "busy": Tone("#CFE2F3", INK),
    "spare": Tone("#D3EDE4", "#0A5B46"),
    # what becomes of a loan
    "returns": Tone("#CFE2F3", INK),
    "goes on": Tone("#FBE7B2", "#6B4E00"),
    "at its limit": Tone("#F6C85F", INK),
    "too long": Tone("#B93A22", "#FFFFFF"),
}
"""Background and ink of every word that has a colour."""
TONES |= {team_tone(at): Tone(fill, INK) for at, fill in enumerate(TEAM_FILLS)}
TONES |= {
    team_tone(at, away=True): Tone(fill, INK, away=True) for at, fill in enumerate(TEAM_FILLS)
}

MARKS: dict[str, str] = {
    "released": "●",
    "release now": "►",
    "planned": "○",
    "held": "□",
    "not funded": "–",
    "stopped": "■",
}
"""A mark per state, for places too narrow for the word; all of them are in every common font."""

GATE_MARKS: dict[str, str] = {
    "passed": "◊√",
    "conditional": "◊~",
    "unproven": "◊!",
    "pending": "◊?",
    "failed": "◊×",
    "waived": "◊w",
}
"""A mark per verdict of a gate, of letters that every common font has."""

POSTPONED, FAST_TRACKED = "→", "»"
"""Work that starts later than it could, and work ahead of what it would wait for."""

TABS = {
    "summary": HEAD,
    "money": "#0B7A5E",
    "people": "#6B4FA0",
    "why": "#C98A00",
    "control": "#66727F",
}
"""Colours of the sheets' tabs by what they are about."""


@dataclass
class Styles:
    """The formats of one workbook, each made once, however many cells use it."""

    workbook: Workbook
    decimals: int
    """Of the currency."""
    fte_decimals: int
    """Of people's time."""
    _made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)
    _properties: dict[int, dict[str, object]] = field(default_factory=dict)
    """Of each format that was made, by its identity."""

    def make(self, **properties: object) -> Format:
        """The format with these properties."""
        base: dict[str, object] = {
            "font_name": FONT,
            "font_size": 10,
            "font_color": INK,
            "valign": "top",
        }
        wanted = base | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(wanted)
            self._properties[id(self._made[key])] = wanted
        return self._made[key]

    def turned(self, made: Format) -> Format:
        """The look of a cell for a text that is read from right to left; it stays on its side."""
        properties = self._properties.get(id(made))
        if properties is None:
            return made
        return self.make(**({"align": "left"} | properties | {"reading_order": 2}))

    def cell(self, **properties: object) -> Format:
        """A cell of a table: a thin line below it."""
        return self.make(**({"bottom": 1, "bottom_color": GRID} | properties))

    def tone(self, word: str, **properties: object) -> Format:
        """A cell of a table in the colours of a word; a plain cell for a word without colours."""
        tone = TONES.get(word)
        if tone is None:
            return self.cell(**properties)
        colours: dict[str, object] = {"bg_color": tone.fill, "font_color": tone.ink}
        if tone.away:
            colours |= {"italic": True, "left": 5, "left_color": HEAD}
        return self.cell(**(colours | {"align": "center"} | properties))

    @property
    def money(self) -> str:
        """Number format of an amount to the last minor unit."""
        return _dashed("#,##0" + (f".{'0' * self.decimals}" if self.decimals else ""))

    @property
    def fte(self) -> str:
        """Number format of people's time."""
        return _dashed("#,##0" + (f".{'0' * self.fte_decimals}" if self.fte_decimals else ""))

    @property
    def header(self) -> Format:
        """The head of a table's column of text."""
        return self._head("left")

    @property
    def header_right(self) -> Format:
        """The head of a column of numbers."""
        return self._head("right")

    @property
    def header_center(self) -> Format:
        """The head of a column of words in colour."""
        return self._head("center")

    def _head(self, align: str) -> Format:
        return self.make(
            bold=True,
            font_color="#FFFFFF",
            bg_color=HEAD,
            text_wrap=True,
            valign="vcenter",
            align=align,
            indent={"left": 1, "right": 2}.get(align, 0),  # the button that filters stands right
            border=1,
            border_color=HEAD,
        )

    @property
    def title(self) -> Format:
        """The name of a sheet, at its top."""
        return self.make(bold=True, font_size=16, font_color=HEAD, valign="vcenter")

    @property
    def subtitle(self) -> Format:
        """What a sheet shows, under its name."""
        return self.make(font_color=QUIET)

    @property
    def section(self) -> Format:
        """The name of a part of a sheet."""
        return self.make(bold=True, font_size=12, font_color=HEAD, valign="vcenter")

    @property
    def link(self) -> Format:
        """A way to another sheet."""
        return self.make(font_color="#0B5CAD", underline=1)

    @property
    def total_label(self) -> Format:
        """The word before the totals of a table."""
        return self.make(bold=True, align="left")

    def total(self, number_format: str) -> Format:
        """A total above a column."""
        return self.make(bold=True, num_format=number_format, align="right", indent=1)


def _dashed(number_format: str) -> str:
    """A number format that shows nothing as a dash, so that what is not nothing stands out."""
    return f'{number_format};-{number_format};"–"'


def compact(currency: str) -> str:
    """Number format of a large amount: `EUR 1.3 bn`, `EUR 41.2 M`, `EUR 512,000`."""
    money = f'"{currency} "'
    return f'[>=1000000000]{money}0.0,,," bn";[>=1000000]{money}0.0,," M";{money}#,##0'
