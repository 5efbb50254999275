"""The octets agreed on, as the page's own code makes them."""

from __future__ import annotations

import hashlib
import json

from kapmonitor.link.code import Code
from kapmonitor.link.pairing import Agreed, StationHandshake
from tests.page.own_code import comes_to

FRAMES = [
    bytes.fromhex(each)
    for each in (
        "167C0056006100E807060F11111B33000000",
        "16FF07FF07FF07E80706170E230AFF070000",  # the arm moved: no value
        "1467003F004D0040000000",
        "566A0047000000EA07080B121F00003F000000",  # reserved flags: refused
        "1F0048",  # too short
        "0680005200FF07EA07021E0900004200",  # 30 February
    )
]

CODE = Code("4123", "675689", 3)
M1 = "419ee13d9b5f3c5428f2e8eca040eb623329f8655e1f455229cf3b747cad0ff426"
ROOT = "4caf5a404e6aa8c7b5529542e4accfd83173631ce83d591c8089dcb4db555e60"
GIVEN = {
    "code": "4123 6756 890",
    "entropy": "01",
    "root": ROOT,
    "session": bytes(range(16)).hex(),
    "nonce": "101112131415161718191a1b",
    "sequence": 7,
    "body": {"t": "reading", "sys": 128, "dia": 82},
    "frames": [each.hex() for each in FRAMES],
}


def test_the_octets_are_those_agreed_on() -> None:
    """The vectors of the Python side, computed by the page's own code."""
    station = StationHandshake(CODE, 0.0, lambda size: bytes([2]) * size)
    m2 = station.take(bytes.fromhex(M1), 1.0)
    assert isinstance(m2, bytes)
    given = {**GIVEN, "m2": m2.hex()}
    found = comes_to(f"m.vectors({json.dumps(given)})")
    assert found["m1"] == M1
    assert found["root"] == ROOT
    assert found["words"] == ["bridge", "harbor"]
    assert found["again"] == "out_of_turn"
    agreed = station.take(bytes.fromhex(found["m3"]), 2.0)
    assert isinstance(agreed, Agreed)
    assert agreed.root.hex() == ROOT
    sealed = bytes.fromhex(found["sealed"])
    digest = "932b3a9d0702a76f209720b52f9af81f5e55bf3cb8d3f9bcab9f2c7026f6ccd9"
    assert hashlib.sha256(sealed).hexdigest() == digest
    assert found["opened"]["body"] == GIVEN["body"]
    assert found["flipped"] == {"refused": "not_authentic"}
    values = [
        each and (each["sys"], each["dia"], each["pr"], each["ct"]) for each in found["frames"]
    ]
    assert values == [
        (124, 86, 51, "2024-06-15T17:17:27"),
        (None, None, None, "2024-06-23T14:35:10"),
        (103, 63, 64, None),
        None,
        None,
        (128, 82, 66, None),
    ]
