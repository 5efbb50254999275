"""Fifteen things that programs get wrong with cuffs, each with a test of its number.

 1 the eager cuff speaks before anybody listens     a keeper of our own on Linux
 2 silence is not "no data"                         look at the display, type it in
 3 nobody answers the pairing question              told as pairing, then given up in time
 4 exponents are signed                             17.6 kPa is 132 mmHg
 5 NaN is a failed measurement                      with a clean status
 6 what arrives now need not be of now              memory is replayed
 7 the cuff's clock is a claim                      read before it is written
 8 equal readings may be two                        octets, stamps and ten seconds decide
 9 diastolic 0 is progress                          and no reading
10 flags lie                                        length and plausibility come first
11 the order of the first seconds is the protocol   subscribe, clock, the rest
12 most cuffs have only their own button            no start is pretended
13 the Bluetooth service can die unnoticed          asked for now and then
14 some systems ask for the passkey themselves      the right door is named
15 the maker's app takes the cuff away              said where a pairing fails

A test proves point N if its name begins with `test_point_N_`.
"""

import re
from pathlib import Path

NAMED = re.compile(r"^(?:async )?def test_point_(\d+)_", re.MULTILINE)


def test_every_point_has_a_test_of_its_number() -> None:
    texts = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    proved = {int(number) for text in texts for number in NAMED.findall(text)}
    assert proved == set(range(1, 16))
