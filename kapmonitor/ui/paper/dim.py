"""Paper on a dark screen: the same page between the room's ground and its text."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage

from kapmonitor.ui.theme import Colours


def dimmed(picture: QImage, colours: Colours) -> QImage:
    """Return the page with white as the surface and ink as the text; red stays reddish."""
    source = picture.convertToFormat(QImage.Format.Format_RGB32)
    height, width = source.height(), source.width()
    pixels = np.frombuffer(source.constBits(), np.uint8).reshape(height, source.bytesPerLine())
    shades = pixels[:, : width * 4].reshape(height, width, 4)[:, :, :3].astype(np.float32) / 255
    surface, text, alert = (_bgr(c) for c in (colours.surface, colours.text, colours.high.mark))
    light = shades.mean(axis=2, keepdims=True)
    mixed = text + (surface - text) * light
    red = (shades[:, :, 2:] - shades[:, :, :2].mean(axis=2, keepdims=True)).clip(0, 1)
    mixed += (alert - mixed) * red
    out = np.zeros((height, width, 4), np.uint8)
    out[:, :, :3] = mixed.clip(0, 255)
    out[:, :, 3] = 255
    made = QImage(out.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32).copy()
    made.setDevicePixelRatio(picture.devicePixelRatio())
    return made


def _bgr(colour: str) -> np.ndarray:
    made = QColor(colour)
    return np.array([made.blue(), made.green(), made.red()], np.float32)
