"""Readings as Observations: every one, whether it counts or not, and why it does not.

US Core: systolic and diastolic are components of one panel, and a missing half is sent with its
reason; heart rate is an Observation of its own; saturation carries both codes; a baseline's mean is
in the profile of averages.
"""

from __future__ import annotations

from collections.abc import Iterator

from devices.measurement import Provenance
from kapmonitor.record.fhir.around import device_address
from kapmonitor.record.fhir.codes import (
    AVERAGE,
    AVERAGE_DIASTOLIC,
    AVERAGE_SYSTOLIC,
    BLOOD_PRESSURE,
    CATEGORY,
    DIASTOLIC,
    HEART_RATE,
    LOINC,
    MEAN,
    MMHG,
    NON_INVASIVE,
    OURS,
    OXYGEN_SATURATION,
    PER_MINUTE,
    PERCENT,
    PULSE_OXIMETRY,
    SITES,
    SNOMED,
    SYSTOLIC,
)
from kapmonitor.record.fhir.parts import (
    Json,
    absent,
    coding,
    concept,
    entry,
    notes,
    present,
    quantity,
    reference,
)
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.baseline import baseline
from kapmonitor.session.event import MeasurementRecorded, MeasuringStated, ReadingMissed
from kapmonitor.session.measuring import stated
from kapmonitor.session.state import Failure, Reading, Sample
from kapmonitor.session.time_words import is_of_arrival

_VITAL_SIGNS = [concept(coding(CATEGORY, ("vital-signs", "Vital Signs")))]
_PANEL = concept(coding(LOINC, BLOOD_PRESSURE))
_WHY = {
    Provenance.STORED: "Out of the device's memory: not a value of this moment.",
    Provenance.UNCONFIRMED: "Nobody confirmed that it was measured just now.",
}


def vital_signs(source: Source) -> Iterator[Json]:
    """Yield every reading; those that count come first, since a receiver may drop near doubles."""
    session = source.session
    readings = sorted(session.readings, key=lambda each: not each.counts)
    for reading in readings:
        yield from _reading(source, reading)
    for sample in sorted(session.samples, key=lambda each: not each.counts):
        yield from _sample(source, sample)
    for failure in session.failures:
        yield _failed(source, failure)
    for each in source.entries:
        if isinstance(each.event, ReadingMissed):
            yield _missed(source, each.seq, each.event.reason)
    yield from _average(source)


def reading_address(source: Source, seq: int) -> str:
    """Return the address of a reading's panel."""
    return source.address("reading", seq)


def _reading(source: Source, reading: Reading) -> Iterator[Json]:
    values = reading.measurement
    said = stated(source.session, reading.when, reading.role)
    components = [
        _component(SYSTOLIC, values.systolic),
        _component(DIASTOLIC, values.diastolic),
        *([_component(MEAN, values.mean)] if values.mean is not None else []),
    ]
    panel = _observed(source, reading, "us-core-blood-pressure", _PANEL) | {
        "method": concept(coding(SNOMED, NON_INVASIVE)),
        "bodySite": _site(said),
        "component": components,
        "note": notes([*_remarks(reading), *_circumstances(said)]),
    }
    address = reading_address(source, reading.seq)
    yield entry(address, present(**panel))
    if values.pulse_rate is not None:
        rate = _observed(source, reading, "us-core-heart-rate", concept(coding(LOINC, HEART_RATE)))
        rate |= {
            "valueQuantity": quantity(values.pulse_rate, PER_MINUTE),
            "derivedFrom": [reference(address)],
            "note": notes(_remarks(reading)),
        }
        yield entry(source.address("pulse", reading.seq), present(**rate))


def _sample(source: Source, sample: Sample) -> Iterator[Json]:
    if sample.heart_rate is not None:
        told = _observed(source, sample, "us-core-heart-rate", concept(coding(LOINC, HEART_RATE)))
        told["valueQuantity"] = quantity(sample.heart_rate, PER_MINUTE)
        yield entry(source.address("heart-rate", sample.seq), present(**told))
    if sample.spo2 is not None:
        code = concept(coding(LOINC, PULSE_OXIMETRY), coding(LOINC, OXYGEN_SATURATION))
        told = _observed(source, sample, "us-core-pulse-oximetry", code)
        told["valueQuantity"] = quantity(sample.spo2, PERCENT)
        yield entry(source.address("saturation", sample.seq), present(**told))


def _observed(source: Source, what: Reading | Sample, profile: str, code: Json) -> Json:
    """Return what every measured value says of itself."""
    taken = what.when.utc if isinstance(what, Reading) else what.at.utc
    if isinstance(what, Reading) and what.corrected_utc is not None:
        taken = what.corrected_utc
    recorded = source.by_seq[what.seq].event
    performer = source.subject if source.far else source.who(what.seq)
    device = recorded.device if isinstance(recorded, MeasurementRecorded) else None
    return {
        "resourceType": "Observation",
        "meta": _meta(source, what, profile),
        "status": _status(what),
        "category": _VITAL_SIGNS,
        "code": code,
        "subject": source.subject,
        "encounter": source.encounter,
        "effectiveDateTime": source.when(taken),
        "issued": source.when(what.at.utc),
        "performer": [performer] if performer else [],
        "device": _device(source, device),
    }


def _device(source: Source, address: str | None) -> Json | None:
    """Return what measured; one that had no role in this session has no resource to refer to."""
    if not address:
        return None
    known = address in source.devices
    return reference(device_address(address)) if known else {"display": address}


def _meta(source: Source, what: Reading | Sample, profile: str) -> Json:
    meta = source.meta(profile, supplied=source.far)
    origin = coding(f"{OURS}:provenance", what.provenance.value)
    return meta | {"tag": [*meta.get("tag", []), origin]}


def _status(what: Reading | Sample) -> str:
    if what.error_reason is not None:
        return "entered-in-error"
    return "final" if what.counts else "preliminary"


def _remarks(reading: Reading) -> Iterator[str]:
    if reading.error_reason is not None:
        yield f"Excluded: {reading.error_reason}"
    elif not reading.counts:
        yield _WHY.get(reading.provenance, "It does not count.")
    if reading.source is not None:
        yield f"Typed: {reading.source.value.replace('_', ' ')}."
    if reading.relayed is not None:
        yield from _from_afar(reading)
    yield from _of_time(reading)
    flags = reading.measurement.status
    if flags:
        yield f"The device says: {', '.join(each.value.replace('_', ' ') for each in flags)}."
    yield from (f"To be doubted: {each}" for each in reading.queried)
    if reading.measurement.reported_unit.value != MMHG[0]:
        yield f"Reported in {reading.measurement.reported_unit.value}, converted to mmHg."
    yield f"Device role: {reading.role.value.replace('_', ' ')}."


def _of_time(reading: Reading) -> Iterator[str]:
    """Say by which clock it is dated, where it did not simply come as it was taken."""
    if is_of_arrival(reading):
        yield "Its time is that of its arrival: the clock of the device is not known."
    elif reading.waited_s and reading.taken_within_s is not None:
        waited, bound = f"{reading.waited_s:.0f}", f"{reading.taken_within_s:.0f}"
        yield f"It waited {waited} s in the device, by the device's clock, within {bound} s."


def _from_afar(reading: Reading) -> Iterator[str]:
    """Say how it came: taken and arrived stand in `effectiveDateTime` and `issued`."""
    yield "Measured by the cuff at the patient's side and sent over an encrypted link."
    if reading.ahead_s is None:
        yield "When it was taken is not known: the clock there was not compared."
    elif reading.bound_s is None:
        yield f"The clock there was {reading.ahead_s:+.1f} s ahead; nothing bounds that."
    else:
        yield f"The clock there was {reading.ahead_s:+.1f} s ahead, within {reading.bound_s:.1f} s."
    if reading.verified is False:
        yield "Its octets could not be read again at the therapist's side."
    if reading.trial:
        yield "A test reading, asked for to prove that the cuff is heard."


def _site(said: MeasuringStated | None) -> Json | None:
    """Return where the cuff was, as a person said it."""
    if said is None or said.site is None:
        return None
    code = SITES.get(said.site.value)
    text = said.site.value.replace("_", " ")
    return concept(coding(SNOMED, code), text=text) if code else concept(text=text)


def _circumstances(said: MeasuringStated | None) -> Iterator[str]:
    if said is not None and said.posture is not None:
        yield f"Posture: {said.posture.value}."
    if said is not None and said.cuff_size is not None:
        yield f"Cuff size: {said.cuff_size.value.replace('_', ' ')}."


def _component(code: tuple[str, str], value: float | None) -> Json:
    told = {"code": concept(coding(LOINC, code))}
    if value is None:
        return told | {"dataAbsentReason": absent("unknown")}
    return told | {"valueQuantity": quantity(value, MMHG)}


def _without_value(source: Source, seq: int, reason: str, note: str) -> Json:
    why = absent(reason)
    at = source.by_seq[seq].at.utc
    told = {
        "resourceType": "Observation",
        "meta": source.meta("us-core-blood-pressure", supplied=source.far),
        "status": "final",
        "category": _VITAL_SIGNS,
        "code": _PANEL,
        "subject": source.subject,
        "encounter": source.encounter,
        "effectiveDateTime": source.when(at),
        "dataAbsentReason": why,
        "component": [
            {"code": concept(coding(LOINC, code)), "dataAbsentReason": why}
            for code in (SYSTOLIC, DIASTOLIC)
        ],
        "note": notes([note]),
    }
    return entry(reading_address(source, seq), present(**told))


def _failed(source: Source, failure: Failure) -> Json:
    words = failure.reason.value.replace("_", " ")
    return _without_value(
        source, failure.seq, "error", f"Measurement failed: {failure.text or words}"
    )


def _missed(source: Source, seq: int, reason: str) -> Json:
    return _without_value(source, seq, "not-performed", f"Due and not taken: {reason}")


def _average(source: Source) -> Iterator[Json]:
    mean = baseline(source.session)
    if mean is None:
        return
    taken = [each for each in source.session.readings if each.seq in mean.evidence]
    first = min(each.when.utc for each in taken)
    told = {
        "resourceType": "Observation",
        "meta": source.meta("us-core-average-blood-pressure", supplied=source.far),
        "status": "final" if mean.complete else "preliminary",
        "category": _VITAL_SIGNS,
        "code": concept(coding(LOINC, AVERAGE)),
        "subject": source.subject,
        "encounter": source.encounter,
        "effectivePeriod": {"start": source.when(first), "end": source.when(mean.at.utc)},
        "derivedFrom": [reference(reading_address(source, seq)) for seq in mean.evidence],
        "component": [
            {
                "code": concept(coding(LOINC, code)),
                "valueQuantity": quantity(value, MMHG),
            }
            for code, value in (
                (AVERAGE_SYSTOLIC, mean.systolic),
                (AVERAGE_DIASTOLIC, mean.diastolic),
            )
        ],
        "note": notes([f"Baseline before the dose, mean of {len(mean.evidence)} readings."]),
    }
    yield entry(source.address("baseline"), present(**told))
