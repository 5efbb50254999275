"""The bench on which devices are tried out: what one trial leaves for the next."""

from __future__ import annotations

import asyncio

from devices.simulator import simulated_devices
from kapmonitor import scenarios
from kapmonitor.pairing.bench import Bench, BenchView
from kapmonitor.pairing.simulated import simulated_reach
from tests.devices.paced import play


def test_a_cuff_that_is_tried_out_again_keeps_the_minute_between_inflations() -> None:
    views: list[BenchView] = []

    async def main() -> None:
        async with simulated_devices(scenarios.find("oximeter"), seed=7) as simulation:
            bench = Bench(simulated_reach(simulation), views.append)
            bench.search()
            await asyncio.sleep(3)
            (port,) = views[-1].findings.ports
            for wait_s in (8.0, 8.0, 60.0):
                bench.try_out(port, "suntech_oem")
                await asyncio.sleep(wait_s)
                bench.start_measurement()
                await asyncio.sleep(2)
            await bench.close()

    play(main())
    refused = [each.trial.failed for each in views if each.trial is not None and each.trial.failed]
    assert refused
    assert all("60 s must pass" in text for text in refused)
    last = views[-1].trial
    assert last is None or not last.failed, "after a minute it is inflated again"
