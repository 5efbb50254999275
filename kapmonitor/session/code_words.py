"""The words for codes that the record keeps: routes, phases, gates, ways home, failures."""

from __future__ import annotations

from kapmonitor.language import mark, say

WORDS = {
    # routes
    "sublingual": mark("sublingual"),
    "intramuscular": mark("intramuscular"),
    "intranasal": mark("intranasal"),
    "intravenous": mark("intravenous"),
    # settings
    "office": mark("office"),
    "telehealth": mark("telehealth"),
    # phases of a session
    "preparation": mark("preparation"),
    "baseline": mark("baseline"),
    "monitoring": mark("monitoring"),
    "recovery": mark("recovery"),
    "closed": mark("closed"),
    "locked": mark("locked"),
    # how a gate stood
    "clear": mark("clear"),
    "held": mark("held"),
    "overridden": mark("overridden"),
    # priorities and kinds of alarms
    "high": mark("high"),
    "medium": mark("medium"),
    "low": mark("low"),
    "physiological": mark("patient"),
    "technical": mark("equipment"),
    # how a session ended
    "discharged": mark("discharged"),
    "discharged_by_override": mark("discharged by override"),
    "left_against_advice": mark("left against advice"),
    "care_transferred": mark("care transferred"),
    "not_dosed": mark("no dose"),
    # ways home
    "driven_by_escort": mark("driven by escort"),
    "taxi_or_rideshare_with_escort": mark("taxi or rideshare with escort"),
    "taxi_or_rideshare_alone": mark("taxi or rideshare alone"),
    "public_transport_with_escort": mark("public transport with escort"),
    "walking_with_escort": mark("walking with escort"),
    "stays_at_home_with_chaperone": mark("stays at home with chaperone"),
    "other": mark("other"),
    # what became of a lozenge
    "spit": mark("spit"),
    "swallowed": mark("swallowed"),
    # answers
    "yes": mark("yes"),
    "no": mark("no"),
    "not_assessed": mark("not assessed"),
    "mild": mark("mild"),
    "moderate": mark("moderate"),
    "severe": mark("severe"),
    # where a reading comes from
    "live": mark("live"),
    "stored": mark("stored"),
    "unconfirmed": mark("unconfirmed"),
    "manual": mark("typed"),
    # why a reading failed
    "not_a_number": mark("no number"),
    "cuff_loose": mark("cuff loose"),
    "movement": mark("movement"),
    "weak_signal": mark("weak signal"),
    "out_of_range": mark("out of range"),
    "timed_out": mark("no result in time"),
    "overpressure": mark("too much pressure"),
    "blocked": mark("hose blocked"),
    "aborted": mark("stopped"),
    "device_fault": mark("fault of the device"),
    "power_cycle_needed": mark("to be switched off and on"),
    "refused": mark("refused"),
    "no_answer": mark("no answer"),
    "link_lost": mark("connection lost"),
}


def coded(code: str) -> str:
    """Return what a code means; a code that nobody named, with blanks."""
    return say(WORDS[code]) if code in WORDS else code.replace("_", " ")


def sentence(words: str) -> str:
    """Return words with a capital in front."""
    return f"{words[:1].upper()}{words[1:]}"
