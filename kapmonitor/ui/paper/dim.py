"""Paper on a dark screen: the same page between the room's surface and its text."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from kapmonitor.ui.theme import Colours

Octets = npt.NDArray[np.uint8]
_HARDLY_RED = 8


def dimmed(picture: QImage, colours: Colours) -> QImage:
    """Return the page with white as the surface and ink as the text; red stays reddish."""
    source = picture.convertToFormat(QImage.Format.Format_RGB32)
    height, width = source.height(), source.width()
    octets = np.frombuffer(source.constBits(), np.uint8).reshape(height, source.bytesPerLine())
    shades = octets[:, : width * 4].reshape(height, width, 4)
    blue, green, red = (shades[:, :, place].astype(np.int16) for place in range(3))
    out = _ramp(colours)[(blue + green + red) // 3]
    _redden(out, red - (blue + green) // 2, colours)
    made = QImage(out.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()
    made.setDevicePixelRatio(picture.devicePixelRatio())
    return made


def _ramp(colours: Colours) -> Octets:
    """Return the colour of each shade of grey, black first."""
    light = np.linspace(0, 1, 256)[:, None]
    text, surface = _bgr(colours.text), _bgr(colours.surface)
    return (text + (surface - text) * light).round().astype(np.uint8)


def _redden(out: Octets, redness: npt.NDArray[np.int16], colours: Colours) -> None:
    """Mix the alert colour in where the page is red."""
    where = redness > _HARDLY_RED
    share = redness[where, None] / 255
    out[where] = (out[where] * (1 - share) + _bgr(colours.high.mark) * share).astype(np.uint8)


def _bgr(colour: str) -> npt.NDArray[np.float64]:
    made = QColor(colour)
    return np.array([made.blue(), made.green(), made.red(), 255], np.float64)
