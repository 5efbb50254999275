"""Blood-pressure cuffs and heart-rate sensors: octets in, measurements out.

Here is the vocabulary that everyone shares, which costs nothing to import. What acts is imported
by its module: `devices.catalog` (find a driver), `devices.cuff` (connect), `devices.reconnect`
(stay connected), `devices.capture` and `devices.event_json` (keep and print).
"""

from devices.decoder import (
    SERIAL,
    Decoder,
    Output,
    Read,
    Received,
    Send,
    Subscribe,
    Write,
    WriteClock,
)
from devices.driver import (
    BleMatch,
    Capabilities,
    Driver,
    DriverStatus,
    Model,
    SerialSettings,
    TransportKind,
    UsbMatch,
)
from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import (
    BloodPressure,
    HeartRate,
    Measurement,
    MeasurementStatus,
    PressureUnit,
    Provenance,
    PulseOximetry,
    Taken,
)

__all__ = [
    "BatteryReported",
    "BleMatch",
    "BloodPressure",
    "Capabilities",
    "ClockReported",
    "CuffPressureChanged",
    "Decoder",
    "DeviceEvent",
    "Driver",
    "DriverStatus",
    "FailureReason",
    "HeartRate",
    "Identified",
    "LinkChanged",
    "LinkState",
    "Measured",
    "Measurement",
    "MeasurementFailed",
    "MeasurementStatus",
    "Model",
    "Output",
    "PressureUnit",
    "ProtocolViolated",
    "Provenance",
    "PulseOximetry",
    "Read",
    "Received",
    "SERIAL",
    "Send",
    "SerialSettings",
    "Subscribe",
    "Taken",
    "TransportKind",
    "UsbMatch",
    "Write",
    "WriteClock",
]
