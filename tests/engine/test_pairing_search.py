"""The search that goes on while somebody looks at it, among neighbours that mean no good."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from kapmonitor.pairing.reach import Found, Reach, connect
from kapmonitor.pairing.search import MOST_LISTED, SILENT_AFTER_S, Findings, Search
from tests.devices.paced import play


def test_what_changes_its_address_all_the_time_fills_no_list_and_hides_no_cuff() -> None:
    shown: list[Findings] = []

    async def hear() -> AsyncGenerator[Found, None]:
        for number in range(5_000):
            yield found("ble://cuff" if number % 100 == 3 else f"ble://{number}")
            await asyncio.sleep(0.01)
        await asyncio.sleep(SILENT_AFTER_S)
        yield found("ble://later")
        await asyncio.Event().wait()

    play(_search_for(120, hear, shown))
    crowded, last = shown[30], shown[-1]
    assert crowded.crowded
    assert all(len(each.heard) <= MOST_LISTED for each in shown)
    assert "ble://cuff" in {one.found.address for one in crowded.heard if not one.silent}
    assert "ble://later" in {one.found.address for one in last.heard}
    assert not last.crowded


async def _search_for(seconds: float, hear: object, shown: list[Findings]) -> None:
    assert callable(hear)
    search = asyncio.create_task(
        Search(Reach(hear=hear, ports=_no_ports, connect=connect), shown.append).run()
    )
    await asyncio.sleep(seconds)
    search.cancel()
    await asyncio.wait({search})


async def _no_ports() -> tuple[Found, ...]:
    return ()


def found(address: str) -> Found:
    return Found(address=address, title="Cuff", driver="bluetooth_blp", signal_dbm=-60)
