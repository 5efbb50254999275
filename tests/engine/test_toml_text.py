"""What the writer writes, the reader of the standard library reads back."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.presets import load, preset_paths
from kapmonitor.toml_text import toml_text

texts = st.text(st.characters(codec="utf-8"), max_size=12)
plain = (
    texts
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_any_document_comes_back(document: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(document, comment=("a line",))) == document


def test_the_shipped_presets_come_back_with_the_same_digest() -> None:
    for path in preset_paths():
        document = tomllib.loads(path.read_text("utf-8"))
        again = tomllib.loads(toml_text(document))
        assert again == document
        assert load(path).preset.digest


def test_what_toml_cannot_hold_is_refused() -> None:
    for value in (None, float("nan"), b"octets"):
        with pytest.raises(TypeError, match="TOML cannot hold"):
            toml_text({"key": value})
