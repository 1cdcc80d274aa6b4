"""How cells look, by what they hold and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.columns import Kind, Origin
from reports.styles import FAINT, INPUT, INPUT_FILL, Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format

ORIGINS: dict[Origin, dict[str, object]] = {
    Origin.DERIVED: {},
    Origin.GIVEN: {"font_color": INPUT},
    Origin.OPEN: {"font_color": INPUT, "bg_color": INPUT_FILL, "locked": False},
}
"""How cells look by where their content comes from."""


@dataclass(frozen=True)
class Looks:
    """The formats of a sheet's cells, each made once."""

    styles: Styles
    _made: dict[tuple[Kind, Origin], Format] = field(default_factory=dict)

    def of(self, kind: Kind, origin: Origin = Origin.DERIVED) -> Format:
        """The look of a plain cell of this kind that comes from there."""
        if (kind, origin) not in self._made:
            look = self._plain(kind) | ORIGINS[origin]
            self._made[kind, origin] = self.styles.cell(**look)
        return self._made[kind, origin]

    def _plain(self, kind: Kind) -> dict[str, object]:
        if kind is Kind.LONG:
            return {"text_wrap": True, "indent": 1, "align": "left"}
        if kind is Kind.ID:
            return {"font_size": 8, "font_color": FAINT}
        if kind is Kind.WORD:
            return {"align": "center"}
        if kind is Kind.TEXT:
            return {"indent": 1, "align": "left"}
        return {"num_format": self.number_format(kind), "align": "right", "indent": 1}

    def number_format(self, kind: Kind) -> str:
        """How numbers of this kind are shown."""
        formats = {
            Kind.MONEY: self.styles.money,
            Kind.FTE: self.styles.fte,
            Kind.COUNT: "#,##0",
            Kind.RATE: "#,##0.00",
            Kind.WHOLE: '#,##0;-#,##0;"–"',
            Kind.PERCENT: '0 %;-0 %;"–"',
            Kind.DATE: "yyyy-mm-dd",
        }
        return formats.get(kind, "General")

    def decimals(self, kind: Kind) -> int:
        """Decimals of money or of people's time."""
        return self.styles.decimals if kind is Kind.MONEY else self.styles.fte_decimals
