"""Every text that a person sees is translated, and nothing else is kept."""

import pytest

from tests.house.catalogue import LANGUAGES, load, obsolete, texts, unfinished, unlike

MEND = "run ./dev words, then translate what it lists in resources/translations (docs/recipes.md)"


@pytest.fixture(scope="module")
def wanted() -> list[str]:
    return texts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_obsolete(language: str, wanted: list[str]) -> None:
    catalogue = load(language)
    assert unfinished(catalogue, wanted) == [], MEND
    assert obsolete(catalogue, wanted) == [], MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_the_same_values(language: str) -> None:
    assert unlike(load(language)) == []
