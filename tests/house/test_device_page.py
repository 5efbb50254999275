"""docs/devices.md says what the drivers say."""

from devices.catalog import all_drivers
from tests.house.device_page import PAGE, WITHOUT_DRIVER, page


def test_the_page_is_what_the_catalogue_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: ./dev devices (see docs/devices.md)"


def test_every_driver_its_models_and_what_is_left_out_stand_on_the_page() -> None:
    text = page()
    for driver in all_drivers():
        assert f"## {driver.slug}\n" in text
        assert driver.evidence in text
        assert all(model.name in text for model in driver.models)
    assert all(name in text for name in WITHOUT_DRIVER)
    assert "calibration" in text
