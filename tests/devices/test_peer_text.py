from hypothesis import given
from hypothesis import strategies as st

from devices.peer_text import NAME_LIMIT, clean


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_shown(text: str) -> None:
    shown = clean(text)
    assert shown.isprintable()
    assert len(shown) <= NAME_LIMIT
    assert clean(shown) == shown


def test_what_would_garble_or_disguise_is_gone_and_the_rest_stays() -> None:
    assert clean("BP\x1b[2J 7000\r\n\x00") == "BP [2J 7000"
    assert clean("Praxis\u202e fe\u200bd\u00adcba") == "Praxis fedcba"
    assert clean("Blutdruckmeßgerät 血圧計") == "Blutdruckmeßgerät 血圧計"
    assert clean(None) == ""
