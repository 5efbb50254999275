"""The checkout names no machine, no index of packages and no unfinished business."""

import re

import pytest

from tests.house.source import texts

THIS = "tests/house/test_stands_alone.py"

FOREIGN = {
    "a path of somebody's machine": r"(?<![\w.~/])/(?:work|root|home/\w+|Users/\w+|opt/(?!/))/\w+",
    "a Windows user's folder": r"[A-Z]:\\\\?Users\\",
    "a folder outside the checkout": r"\.\./shared",
    "an index of packages": r"pypi\.org/simple|pythonhosted\.org|extra-index-url\s*=",
    "a Debian mirror": r"deb\.debian\.org|snapshot\.debian\.org",
    "unfinished business": r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
}

UNREASONED = re.compile(
    r"#\s*(?:noqa(?!:)|noqa:[ A-Z0-9,]+$|type: ignore(?!\[)|type: ignore\[[^]]*\]\s*$)", re.M
)


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FOREIGN[what])
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        if name != THIS
        for match in pattern.finditer(text)
    ]
    assert not found


def test_every_silenced_check_has_a_reason() -> None:
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        for name, text in texts()
        if name != THIS and (name.endswith(".py") or name == "dev")
        for match in UNREASONED.finditer(text)
    ]
    assert not found
