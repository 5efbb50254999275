"""The telehealth link: a long cable between a cuff at home and the therapist's record.

An existing MQTT broker carries sealed envelopes and is trusted with neither content nor delivery.
Everything here but the broker's adapter (`mqtt`, with `trust` and `portal`), what runs on a loop
(`line`, `meet`, `memory`) and the patient's store (`outbox`) is free of input, output and clocks;
none of it knows Qt. An office session never imports it.

`pairing` agrees on a root key by a spoken code, `meeting` does so over a broker; `envelope` seals
and opens; `message` says what may be inside; `outbox` keeps a row until the therapist's record has
it; `inbox` tells new from known; `peer` and `offset` judge by our own clock; `patient` and
`station` are the two ends, `line` puts them on a cable. `cable` is what that is: `mqtt` makes one
to a real broker, `memory` to one inside the program.
"""
