"""A tile in words: pure, and the same for the painter and for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.central.view import CuffWord, LinkWord, MessageWord, Numeral, Presence, RoomTile
from kapmonitor.language import mark, say
from kapmonitor.session.phase import Phase
from kapmonitor.session.schedule import DueState
from kapmonitor.session.vocabulary import Priority, Setting
from kapmonitor.ui.alarm_history_view import PRIORITIES
from kapmonitor.ui.wording import NONE, ago, countdown, number, since

PHASES = {
    Phase.PREPARATION: mark("prepare"),
    Phase.BASELINE: mark("baseline"),
    Phase.MONITORING: mark("monitor"),
    Phase.RECOVERY: mark("discharge"),
    Phase.CLOSED: mark("ended"),
    Phase.LOCKED: mark("signed"),
}
_CUFFS = {
    CuffWord.NONE: mark("no cuff, readings are typed"),
    CuffWord.CONNECTING: mark("cuff connecting"),
    CuffWord.READY: mark("cuff ready"),
    CuffWord.MEASURING: mark("cuff measuring"),
    CuffWord.LOST: mark("cuff lost"),
}
_LINKS = {
    LinkWord.PAIRING: mark("link: pairing"),
    LinkWord.OK: mark("link ok"),
    LinkWord.LATE: mark("link late"),
    LinkWord.DOWN: mark("link down"),
}
_SIDES = {
    "patient": mark("patient's side"),
    "ours": mark("room's side"),
    "server": mark("server's side"),
}
_SILENT = {
    Presence.NO_NEWS: mark("NO NEWS"),
    Presence.OFFLINE: mark("OFFLINE"),
    Presence.NEVER: mark("NOT HEARD YET"),
    Presence.LATE: mark("ITS WORDS ARE OLD"),
    Presence.CUT_OFF: mark("THIS SCREEN IS NOT CONNECTED"),
    Presence.SEALED: mark("NOT FOR THIS SCREEN"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TileWords:
    """What stands on a tile, from top to bottom."""

    room: str
    since_dose: str
    about: str
    pressure: str
    rate: str
    first: str
    second: str
    third: str
    """What is wrong beside the alarm: never at the end of a line that is cut off."""
    saturation: str
    priority: Priority | None
    alarm_word: str
    alarm: str
    hollow: bool
    """Nothing on it is current."""
    old: bool
    simulated: bool

    @property
    def spoken(self) -> str:
        """Return all of it in one sentence."""
        parts = (
            self.room,
            self.alarm_word,
            self.alarm,
            self.about,
            self.pressure,
            self.rate,
            self.first,
            self.second,
            self.third,
            say("simulated") if self.simulated else "",
        )
        return ", ".join(part for part in parts if part)


def words_of(tile: RoomTile, now_s: float) -> TileWords:
    """Return a tile in words at a moment of the board's clock."""
    hollow, cut_off = not tile.current, tile.link is LinkWord.DOWN
    shown = tile.current and tile.opened and not cut_off
    alarm = tile.alarm
    pressure, rate = tile.blood_pressure, tile.heart_rate
    return TileWords(
        room=tile.room,
        since_dose=since(now_s - tile.dose_s)[:-3] if tile.dose_s is not None else NONE,
        about=_about(tile),
        pressure=_values(pressure) if shown else NONE,
        rate=_values(rate) if shown else NONE,
        first=_first(tile, now_s),
        second=_second(tile, now_s),
        third=" · ".join(_warnings(tile, now_s)),
        saturation=_saturation(tile.spo2, now_s) if shown else "",
        priority=alarm.priority if alarm is not None else None,
        alarm_word=say(PRIORITIES[alarm.priority]) if alarm is not None else "",
        alarm=_alarm(tile),
        hollow=hollow,
        old=pressure is not None and pressure.is_old(now_s),
        simulated=tile.simulated,
    )


def _about(tile: RoomTile) -> str:
    if not tile.current:
        return say(_SILENT[tile.presence])
    if not tile.opened:
        return say("no session open")
    where = say("telehealth") if tile.setting is Setting.TELEHEALTH else ""
    step = say(PHASES[tile.phase]) if tile.phase is not None else ""
    return " · ".join(part for part in (tile.plan, where, step) if part)


def _values(found: Numeral | None) -> str:
    return NONE if found is None else "/".join(number(each) for each in found.values)


def _first(tile: RoomTile, now_s: float) -> str:
    pressure = tile.blood_pressure
    if not tile.current:
        return " · ".join(part for part in (_silence(tile, now_s), _last(pressure, now_s)) if part)
    if not tile.opened:
        return ""
    if tile.link is LinkWord.DOWN and pressure is not None:
        return _last(pressure, now_s)  # what the patient's side said last is not what it is now
    age = say("no reading yet") if pressure is None else ago(pressure.age_s(now_s))
    if pressure is not None and pressure.is_old(now_s):
        age = say("old · ") + age
    return " · ".join(part for part in (age, _due(tile, now_s)) if part)


def _silence(tile: RoomTile, now_s: float) -> str:
    if tile.presence is Presence.SEALED:
        return say("the roster in that room does not name this screen")
    if tile.heard_s is None:
        return say("nothing heard since this screen began")
    return say("last heard {ago}").format(ago=ago(now_s - tile.heard_s))


def _last(pressure: Numeral | None, now_s: float) -> str:
    if pressure is None:
        return ""
    return say("last {values}, {ago}").format(
        values=_values(pressure), ago=ago(pressure.age_s(now_s))
    )


def _due(tile: RoomTile, now_s: float) -> str:
    due = tile.due
    if due is None:
        return ""
    left = due.target_s - now_s
    match due.state:
        case DueState.OVERDUE:
            return say("overdue {left} min").format(left=int(-left // 60))
        case DueState.DUE:
            return say("reading due now")
        case DueState.OFFERED:
            return say("optional reading")
        case _ if due.on_return:
            return say("when back, at the latest in {left}").format(left=countdown(left))
        case _:
            return say("next in {left}").format(left=countdown(left))


def _second(tile: RoomTile, now_s: float) -> str:
    parts = []
    if tile.current and tile.opened:
        parts.append(say(_CUFFS[tile.cuff]))
    if tile.current and tile.link is not None:
        parts.append(say(_LINKS[tile.link]))
        if tile.link_since_s is not None and tile.link is LinkWord.DOWN:
            parts[-1] += f" {countdown(now_s - tile.link_since_s)}"
        if tile.link_side in _SIDES:
            parts.append(say(_SIDES[tile.link_side]))
    return " · ".join(parts)


def _saturation(found: Numeral | None, now_s: float) -> str:
    if found is None:
        return ""
    told = say("SpO₂ {value} %, {ago}").format(value=_values(found), ago=ago(found.age_s(now_s)))
    return say("old · ") + told if found.is_old(now_s) else told


def _warnings(tile: RoomTile, now_s: float) -> list[str]:
    parts = []
    if tile.not_saved:
        parts.append(say("NOT SAVED"))
    if tile.skew_s is not None and tile.skewed:
        parts.append(say("clocks differ by {seconds} s").format(seconds=round(abs(tile.skew_s))))
    if tile.presence is Presence.LATE:
        parts.append(say("or held back on the way"))
    if tile.current and tile.unread:
        oldest = now_s - tile.unread[0].written_s
        parts.append(say("message not read, {ago}").format(ago=ago(oldest)))
    return parts


def _alarm(tile: RoomTile) -> str:
    alarm = tile.alarm
    if alarm is None:
        return ""
    seen = say("seen by {name}").format(name=alarm.acknowledged_by) if alarm.acknowledged else ""
    more = say("+{count} more").format(count=len(tile.alarms) - 1) if len(tile.alarms) > 1 else ""
    then = "" if tile.current else say("when last heard")
    return " · ".join(part for part in (then, seen, alarm.text, more) if part)


def message_words(message: MessageWord, now_s: float, *, current: bool) -> str:
    """Return a message and what is known of its reading; nothing more is claimed."""
    text = message.text or say("erased")
    told = say("{ago}, {person}: {text}").format(
        ago=ago(now_s - message.written_s), person=message.by, text=text
    )
    if message.read_s is not None:
        read = say("read by {person}, {ago}").format(
            person=message.read_by or NONE, ago=ago(now_s - message.read_s)
        )
    elif current:
        read = say("in the room's record, NOT READ yet")
    else:
        read = say("not read when the room was last heard")
    return f"{told}\n→ {read}"
