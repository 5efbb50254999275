"""The devices that this practice knows: kept, forgotten, and what is told of each."""

from __future__ import annotations

from dataclasses import replace

from devices.catalog import find
from devices.driver import Driver
from kapmonitor.language import say
from kapmonitor.pairing.guide import guide_for
from kapmonitor.pairing.habit import credible
from kapmonitor.pairing.trial import Trial
from kapmonitor.practice import Practice
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import KnownDevice, Settings
from kapmonitor.ui.pages.pairing_words import role_of


def remember(practice: Practice, known: KnownDevice) -> Settings:
    """Keep a device in the settings, in place of what was known at its address."""
    now = practice.settings()
    others = tuple(each for each in now.devices if each.address != known.address)
    changed = replace(now, devices=(known, *others))
    practice.keep_settings(changed)
    return changed


def forget(practice: Practice, known: KnownDevice) -> Settings:
    """Take a device out of the settings. The bond in the computer stays."""
    now = practice.settings()
    changed = replace(now, devices=tuple(each for each in now.devices if each != known))
    practice.keep_settings(changed)
    return changed


def known_by(trial: Trial, name: str) -> KnownDevice:
    """Return what is kept of a device that was tried out, under the name given here."""
    took = trial.on_air_s
    return KnownDevice(
        role=role_of(find(trial.driver)).value,
        driver=trial.driver,
        address=trial.device.kept_as,
        title=trial.device.title,
        name=name,
        serial=trial.serial or "",
        socket=trial.device.socket,
        waits_s=(round(took, 1),) if took is not None and credible(took) else (),
    )


def place_in(session: Session, driver: Driver, address: str) -> Role | None:
    """Return the part a device could take: a further cuff is the second; None: no part is free."""
    if session.ended is not None:
        return None
    if any(each.address == address for each in session.devices.values()):
        return None
    role = role_of(driver)
    if role not in session.devices:
        return role
    free = role is Role.CUFF and Role.SECOND_CUFF not in session.devices
    return Role.SECOND_CUFF if free else None


def use_words(place: Role | None) -> str:
    """Return what a button says that gives a device its part."""
    return say("Use as second cuff") if place is Role.SECOND_CUFF else say("Use")


def usual_wait(known: KnownDevice) -> float:
    """Return how long a reading of a device takes: as learned here, else as its kind does."""
    guide = guide_for(known.title, find(known.driver))
    return known.usual_wait_s if known.usual_wait_s is not None else guide.wait_s
