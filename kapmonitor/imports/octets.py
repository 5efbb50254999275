"""The text of a file that somebody else's program wrote, and by which encoding it was read.

UTF-8 proves itself: other text hardly ever is valid UTF-8. Windows-1252 does not, and is only
taken where nothing else fits; digits, dates and separators read the same in it as in its kin.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from kapmonitor.language import mark, say

LARGEST = 64_000_000
"""Octets. A file of home readings has thousands; what is larger is something else."""
_SAMPLE = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"PK\x03\x04", mark("It is a workbook or an archive. Save the sheet as CSV first.")),
    (b"\xd0\xcf\x11\xe0", mark("It is an old workbook. Save the sheet as CSV first.")),
    (b"%PDF", mark("It is a PDF. Ask for the readings as CSV.")),
    (b"\x89PNG", mark("It is a picture. Type the readings, or ask for them as CSV.")),
    (b"\xff\xd8\xff", mark("It is a picture. Type the readings, or ask for them as CSV.")),
    (b"\x1f\x8b", mark("It is packed. Unpack it first.")),
)


class NotATable(Exception):
    """A file holds no table that can be read; the text is for a person."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, and by which encoding."""

    text: str
    encoding: str


def text_of(octets: bytes) -> Text:
    """Return the text of a file. Raises NotATable."""
    if len(octets) > LARGEST:
        raise NotATable(say("It is larger than any list of readings."))
    for begin, words in _KINDS:
        if octets.startswith(begin):
            raise NotATable(say(words))
    for encoding in _candidates(octets):
        try:
            text = octets.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return Text(text.removeprefix("\ufeff"), encoding.removesuffix("-sig"))
    raise NotATable(say("It is not text. Ask for the readings as CSV."))


def _candidates(octets: bytes) -> tuple[str, ...]:
    for bom, encoding in _BOMS:
        if octets.startswith(bom):
            return (encoding,)
    sample = octets[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4:  # letters and digits of Latin script have an empty upper half
        return ("utf-16-le",)
    if even > len(sample) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252", "latin-1")
