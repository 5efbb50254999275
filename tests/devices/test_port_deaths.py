"""Ten ways in which a serial port dies or was never alive, each with a test of its number.

 1 the cable is pulled             one fault, after the last octets; a running measurement ends
 2 ... and plugged in again        found within a bounded pause; no reading lost, none invented
 3 the line takes nothing more     the write ends in time and is told
 4 it is closed under a read       the reader is woken first, joined, and the port is free again
 5 it is not there                 absent, alien, silent: each with its sentence
 6 it is not ours                  no permission; the words of Windows and of termios
 7 somebody else has it            opened exclusively, told as busy
 8 a far end of the network goes   the end of a socket is a pulled cable
 9 it remembers                    what lay in the buffer is dropped once, at opening
10 it is alive and nobody answers  never ready, so never started

pyserial tells these as SerialException with and without a number, as a bare OSError, as
termios.error and as TypeError; `is_open` stays true after a pulled cable and is never asked.
Parity and word length cannot be tried on a pseudo-terminal, which refuses them; they are tried on
`loop://`. A pulled plug under Windows was not tried on a Windows machine.

A test proves way N if its name begins with `test_way_N_`.
"""

import re
from pathlib import Path

NAMED = re.compile(r"^(?:async )?def test_way_(\d+)_", re.MULTILINE)


def test_every_way_has_a_test_of_its_number() -> None:
    texts = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    proved = {int(number) for text in texts for number in NAMED.findall(text)}
    assert proved == set(range(1, 11))
