"""Fuzzes one decoder under coverage guidance: `python -m tests.fuzz.one SLUG CORPUS [-runs=N …]`.

Ends with libFuzzer's own exit code: 0 when every input went well. The failing input is written to
`CORPUS` beside the others, and its octets are printed.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["devices"]):
    from devices.catalog import find
    from tests.devices.driver_kind import capture
    from tests.fuzz.conversation import Session, seeds


def main(words: list[str]) -> None:
    """Fuzz until the runs are over."""
    slug, corpus, options = words[1], Path(words[2]), words[3:]
    driver = find(slug)
    frames = tuple(frame for frame in capture(slug).frames if frame.step is None)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(frames, driver)):
        (corpus / f"seed-{number:03}").write_bytes(seed)

    def once(data: bytes) -> None:
        Session(driver, frames).play(data)

    atheris.Setup([words[0], str(corpus), f"-artifact_prefix={corpus}/", *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
