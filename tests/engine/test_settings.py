"""Settings survive, and a damaged file is named instead of overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.settings import FILE, KnownDevice, Settings, SettingsFault, load, save

CUFF = KnownDevice(role="cuff", driver="suntech_oem", address="/dev/ttyUSB0", title="SunTech")


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    kept = Settings(prescriber_name="Clinic of the Ö", theme="day", devices=(CUFF,))
    save(tmp_path / "new", kept)
    assert load(tmp_path / "new") == kept


def test_a_fresh_folder_starts_fresh(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "cannot be read"),
        ("[]", "one JSON object"),
        ('{"colour": 1}', "colour: unknown"),
        ('{"theme": "pink"}', "permitted: room, day"),
        ('{"prescriber_name": 3}', "permitted: str"),
        ('{"devices": {}}', "a list"),
        ('{"devices": [1]}', "a list of objects"),
        ('{"devices": [{"role": "cuff"}]}', "missing: address, driver, title"),
    ],
)
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsFault, match=says) as caught:
        load(tmp_path)
    assert str(path) in str(caught.value)
    assert path.read_text(encoding="utf-8") == content


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsFault, match="cannot be written"):
        save(tmp_path / "file", Settings())
