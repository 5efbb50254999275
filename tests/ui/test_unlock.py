"""The record's protection through the window's own pages, over the real engine and key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import desk_of
from kapmonitor.record import driver
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.encrypting import encrypt
from kapmonitor.record.key_file import keys_beside
from kapmonitor.record.people_facts import OperatorAdded
from kapmonitor.record.practice import PracticeLog, SettingChanged
from kapmonitor.record.seal import is_plain
from kapmonitor.record.slot import Cost
from kapmonitor.record.unlocking import unlock
from kapmonitor.record.vault import Vault
from kapmonitor.strongbox import NOBODY_COULD_OPEN
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.start import StartPage
from kapmonitor.ui.pages.unlock import NOT_ENCRYPTED, ONLY_HERE
from kapmonitor.ui.settings.encryption import CHANGED, EncryptionCard
from kapmonitor.ui.theme import Theme
from tests.support.keychain import MemoryKeychain, keychain_of_this_machine
from tests.ui.pages import theme as shared_theme

CHEAP = Cost(iterations=1, lanes=1, memory_kib=8)
SECRET = "a long enough secret"
pytestmark = pytest.mark.skipif(not driver.CAN_ENCRYPT, reason="sqlcipher3 is not installed")


@contextmanager
def engine(folder: Path) -> Iterator[Bridge]:
    """Run the real engine on a data folder, as the window does."""
    faults: list[BaseException] = []
    desk = desk_of(folder)
    bridge = Bridge(desk, "test")
    desk.start(faults.append)
    bridge.start()
    try:
        yield bridge
    finally:
        assert desk.stop()
    assert faults == []


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return shared_theme(qapp)


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    with keychain_of_this_machine() as store:
        yield store


def give_a_secret(record: Path) -> Vault:
    """Let one person open the record."""
    vault, key = Vault.create(keys_beside(record), CHEAP)
    vault.set_operator(key, "op-1", SECRET)
    return vault


def give_one_more_way(record: Path) -> None:
    """Let a person open what this computer opens."""
    vault = Vault(keys_beside(record), CHEAP)
    key = vault.unlock_machine()
    assert key is not None
    vault.set_operator(key, "op-1", SECRET)


def test_a_locked_record_asks_for_a_secret_and_then_goes_on(
    tmp_path: Path, qtbot: QtBot, theme: Theme
) -> None:
    with open_record(tmp_path / FILE_NAME) as record:
        fact = OperatorAdded(id="op-1", name="Ruth", role="therapist")
        PracticeLog(record).append(fact, datetime(2026, 11, 27, tzinfo=UTC))
    vault = give_a_secret(tmp_path / FILE_NAME)
    encrypt(tmp_path / FILE_NAME, vault, vault.unlock_operator("op-1", SECRET))
    with engine(tmp_path) as bridge:
        page = StartPage(bridge, theme)
        qtbot.addWidget(page)
        bridge.sessionChanged.connect(page.draw)
        page.show()
        qtbot.waitUntil(page.unlock.isVisible)
        assert not page.new.isVisible()
        page.unlock.secret.line.setText("not the secret at all")
        page.unlock.go.click()
        qtbot.waitUntil(page.unlock.refusal.isVisible)
        assert page.unlock.secret.line.text() == ""
        page.unlock.secret.line.setText(SECRET)
        page.unlock.go.click()
        qtbot.waitUntil(lambda: not page.unlock.isVisible() and page.first.isVisible())
        qtbot.waitUntil(lambda: bridge.operator.name == "Ruth")  # not asked for it twice


def test_a_new_record_is_encrypted_where_the_machine_keeps_the_key(
    tmp_path: Path, qtbot: QtBot, theme: Theme, keychain: MemoryKeychain
) -> None:
    record = tmp_path / FILE_NAME
    with engine(tmp_path) as bridge:
        page = StartPage(bridge, theme)
        card = EncryptionCard(bridge)
        for each in (page, card):
            qtbot.addWidget(each)
        page.refresh()
        qtbot.waitUntil(lambda: page.protection.text() == ONLY_HERE)
        card.refresh()
        qtbot.waitUntil(lambda: card.recovery.isVisibleTo(card))
        card.recovery.click()
        qtbot.waitUntil(lambda: card.key.text() != "")
        words = card.key.text()
        card.written.click()
        assert card.key.text() == ""
        card.change.click()
        qtbot.waitUntil(lambda: card.told.text() == CHANGED)
        page.refresh()
        qtbot.waitUntil(lambda: page.protection.text() == "")
    assert not is_plain(record)
    assert keychain.kept
    keychain.kept.clear()  # another computer
    key = unlock(record, lambda vault: vault.unlock_recovery(words))
    with open_record(record, key) as opened:
        noted = [each.event for each in PracticeLog(opened).entries_of(SettingChanged)]
    names = [each.name for each in noted if isinstance(each, SettingChanged)]
    assert names == ["protection.recovery_key", "protection.record_key"]


def test_this_computer_asks_again_once_a_person_with_a_secret_says_so(
    tmp_path: Path, qtbot: QtBot, keychain: MemoryKeychain
) -> None:
    with engine(tmp_path) as bridge:
        card = EncryptionCard(bridge)
        qtbot.addWidget(card)
        at_work: list[object] = []
        bridge.practice(lambda practice: practice.operators(), at_work.append)
        qtbot.waitUntil(lambda: at_work == [()])
        card.refresh()
        qtbot.waitUntil(lambda: card.here.isVisibleTo(card))
        give_one_more_way(tmp_path / FILE_NAME)
        card.refresh()
        qtbot.waitUntil(lambda: card.secret.isVisibleTo(card))
        card.here.click()  # without the secret that is asked for now
        qtbot.waitUntil(lambda: card.refusal.text() != "")
        without_asking = card.here.text()
        card.secret.line.setText(SECRET)
        card.here.click()
        qtbot.waitUntil(lambda: card.here.text() != without_asking)
        assert not keychain.kept


def test_a_plain_record_is_encrypted_from_the_settings_once_somebody_can_open_it(
    tmp_path: Path, qtbot: QtBot, theme: Theme
) -> None:
    record = tmp_path / FILE_NAME
    with engine(tmp_path) as bridge:
        page = StartPage(bridge, theme)
        card = EncryptionCard(bridge)
        for each in (page, card):
            qtbot.addWidget(each)
        page.refresh()
        qtbot.waitUntil(lambda: page.protection.text() == NOT_ENCRYPTED)
        card.refresh()
        qtbot.waitUntil(lambda: card.encrypt.isVisibleTo(card))
        card.encrypt.click()
        qtbot.waitUntil(lambda: card.refusal.text() == NOBODY_COULD_OPEN)
        give_a_secret(record)
        card.secret.line.setText(SECRET)
        card.encrypt.click()
        qtbot.waitUntil(lambda: card.key.text() != "")
        qtbot.waitUntil(lambda: not card.encrypt.isVisibleTo(card))
    assert not is_plain(record)
