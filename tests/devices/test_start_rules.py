"""Seven rules for letting a program inflate a cuff, each with tests of its number.

1 never into the unknown        an unknown state, a running measurement, a cuff under pressure
2 never too soon                a minute between starts; one more try after "busy", then a person
3 always undone                 closing, the end of a session, silence and a fault send the abort
4 never a newborn's cuff        no start code for neonates exists
5 never by looking              what is written unasked cannot start anything
6 what is there is old          a result that waits in the device proves nothing of now
7 never through a plain cable   the page tells of isolation before a patient is on it

A test proves rule N if its name begins with `test_rule_N_`, in whatever layer keeps the rule.
"""

import re
from pathlib import Path

NAMED = re.compile(r"^(?:async )?def test_rule_(\d+)_", re.MULTILINE)


def test_every_rule_has_a_test_of_its_number() -> None:
    texts = (each.read_text(encoding="utf-8") for each in Path("tests").glob("*/test_*.py"))
    proved = {int(number) for text in texts for number in NAMED.findall(text)}
    assert proved == set(range(1, 8))
