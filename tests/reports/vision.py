"""How colours look to everyone: contrast, brightness, and three kinds of colour blindness.

Contrast and luminance are those of WCAG 2.1 (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance).
The matrices, for linear RGB at full severity, are those of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (6), 2009.
"""

from __future__ import annotations

Rgb = tuple[float, float, float]
"""Linear, from 0 to 1."""
Matrix = tuple[Rgb, Rgb, Rgb]

ORDINARY: Matrix = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
PROTANOPIA: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITANOPIA: Matrix = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
EYES = {
    "ordinary": ORDINARY,
    "protanopia": PROTANOPIA,
    "deuteranopia": DEUTERANOPIA,
    "tritanopia": TRITANOPIA,
}


def linear(colour: str) -> Rgb:
    """Of `#RRGGBB`."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _plain(red), _plain(green), _plain(blue)


def _plain(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4


def seen(colour: str, eyes: Matrix = ORDINARY) -> Rgb:
    """As these eyes see it."""
    red, green, blue = linear(colour)
    first, second, third = (min(1.0, max(0.0, a * red + b * green + c * blue)) for a, b, c in eyes)
    return first, second, third


def luminance(colour: str, eyes: Matrix = ORDINARY) -> float:
    """Brightness, from 0 to 1; what is left of a colour in black and white."""
    red, green, blue = seen(colour, eyes)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, eyes: Matrix = ORDINARY) -> float:
    """From 1 (alike) to 21 (black on white)."""
    dark, bright = sorted((luminance(one, eyes), luminance(other, eyes)))
    return (bright + 0.05) / (dark + 0.05)
