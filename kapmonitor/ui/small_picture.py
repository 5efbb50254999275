"""Pictures that take little room: as many colours as the eye needs, and no more.

A screen has few colours beside the edges of its letters. The commonest are kept as they are; the
rest are drawn by their nearest neighbours.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter

COMMON, COARSE = 20, 14
"""Colours kept exactly, and colours for all the rest, told apart by four bits a channel."""
_STEPS = 0xFFF0F0F0
SMALLEST = 100
"""How hard the writer tries, 0 to 100."""


def write_small(image: QImage, path: Path) -> None:
    """Write a picture as a PNG file with a palette of its own. Raises OSError."""
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(flat.constBits(), np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    common, rest = order[:COMMON], order[COMMON:]
    coarse, inverse = np.unique(colours[rest] & _STEPS, return_inverse=True)
    often = np.argsort(-np.bincount(inverse, counts[rest], len(coarse)), kind="stable")
    table = [*colours[common].tolist(), *coarse[often[:COARSE]].tolist()]
    plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    writer = QImageWriter(str(path), b"png")
    writer.setCompression(SMALLEST)
    if not writer.write(flat.convertToFormat(QImage.Format.Format_Indexed8, table, plain)):
        raise OSError(f"{path}: {writer.errorString()}")
