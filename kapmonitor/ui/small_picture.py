"""Pictures that take little room: as many colours as the eye needs, and no more.

A screen has few colours beside the edges of its letters. The commonest are kept as they are; the
rest are drawn by their nearest neighbours. A vivid colour weighs more than its share: the three
small triangles of a high alarm are red in the picture too.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter

COMMON, COARSE = 20, 14
"""Colours kept exactly, and colours for all the rest, told apart by four bits a channel."""
_STEPS = 0xFFF0F0F0
_VIVID = 24
"""So much between the strongest and the weakest channel weighs as much as being there does."""
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
    weights = np.bincount(inverse, counts[rest], len(coarse)) * (1 + _chroma(coarse) / _VIVID)
    often = np.argsort(-weights, kind="stable")
    table = [*colours[common].tolist(), *coarse[often[:COARSE]].tolist()]
    plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    writer = QImageWriter(str(path), b"png")
    writer.setCompression(SMALLEST)
    if not writer.write(flat.convertToFormat(QImage.Format.Format_Indexed8, table, plain)):
        raise OSError(f"{path}: {writer.errorString()}")


def _chroma(colours: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return how far each colour is from grey, 0 to 255."""
    channels = colours.astype("<u4")[:, np.newaxis].view(np.uint8)[:, :3].astype(np.int64)
    return np.asarray(channels.max(axis=1) - channels.min(axis=1))
