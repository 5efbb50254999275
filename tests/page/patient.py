"""A patient before the page: reads, types, presses, and puts the emulated cuff on."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.support.chromium import Chromium
from tests.support.page_station import PageStation, now_ms

# Every text two fifths longer; then whatever does not fit, sideways or in its own box.
_CUT_OFF = """(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const were = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (!node.data.trim() || node.parentElement.closest('noscript, code')) continue;
        were.push([node, node.data]);
        node.data += ' ' + node.data.slice(0, Math.ceil(node.data.length * 0.4));
    }
    const all = [document.documentElement, ...document.querySelectorAll('body *:not(code)')];
    const cut = all.filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth);
    const names = cut.map((each) => `${each.tagName} ${each.textContent}`);
    for (const [node, was] of were) node.data = was;
    return names;
})()"""
CUFF = (Path(__file__).parent / "cuff.js").read_text(encoding="utf-8")


_USED = {"button", "textbox", "link", "DisclosureTriangle", "heading"}


class Patient:
    """One person at one tab."""

    def __init__(self, browser: Chromium, address: str) -> None:
        self._browser = browser
        self.tab = browser.tab(CUFF)
        self.tab.open(address)

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.tab.until(f"document.body?.innerText.includes({json.dumps(text)})")

    def press(self, text: str) -> None:
        """Press a button by its words, once it is there."""
        self.tab.until(
            "(() => { const found = [...document.querySelectorAll('button')]"
            f".find((each) => each.textContent === {json.dumps(text)});"
            "found?.click(); return Boolean(found) })()"
        )

    def sees_at_once(self, press: str) -> str:
        """Press a button by its words, and return what is on the screen in that very instant."""
        self.tab.until(f"document.body.innerText.includes({json.dumps(press)})")
        seen = self.tab.run(
            "[...document.querySelectorAll('button')]"
            f".find((each) => each.textContent === {json.dumps(press)}).click();"
            "document.body.innerText"
        )
        return str(seen)

    def typed(self) -> str:
        """Return the digits in the boxes, and behind a stroke the number of the box in use."""
        boxes = "[...document.querySelectorAll('.digits input')]"
        digits = f"{boxes}.map((each) => each.value).join('')"
        return str(self.tab.run(f"`${{{digits}}}|${{{boxes}.indexOf(document.activeElement)}}`"))

    def has_a_full_disk(self) -> None:
        """Let the browser store nothing new from now on; its page records its requests."""
        self.tab.run_in_worker(
            "const { prototype } = IDBObjectStore, { add } = prototype;"
            "prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') };"
            "self.room = () => { prototype.add = add }"
        )

    def has_room_again(self) -> None:
        """Take that back."""
        self.tab.run_in_worker("room()")

    def holds_a_phone(self) -> None:
        """Look at it on a small screen."""
        view = {"width": 360, "height": 640, "deviceScaleFactor": 1}
        self.tab.ask("Emulation.setDeviceMetricsOverride", mobile=True, **view)

    def zooms_in(self) -> None:
        """Look at it as on a laptop at 200 %."""
        view = {"width": 640, "height": 360, "deviceScaleFactor": 1}
        self.tab.ask("Emulation.setDeviceMetricsOverride", mobile=False, **view)

    def zooms_out(self) -> None:
        """Take that back."""
        self.tab.ask("Emulation.clearDeviceMetricsOverride")

    def has_in_sight(self, what: str) -> bool:
        """Whether an element lies between the window's upper edge and the bar with the help."""
        script = (
            f"(() => {{ const it = document.querySelector({json.dumps(what)});"
            "const bar = document.getElementById('help').getBoundingClientRect();"
            "const { top, bottom } = it.getBoundingClientRect();"
            "return top >= 0 && bottom <= bar.top + 1 })()"
        )
        return bool(self.tab.run(script))

    def unnamed(self) -> list[str]:
        """Return the roles of what can be used and has no name for who hears the page."""
        nodes = self.tab.ask("Accessibility.getFullAXTree")["nodes"]
        used = [each for each in nodes if each.get("role", {}).get("value") in _USED]
        assert used
        return [each["role"]["value"] for each in used if not each["name"].get("value")]

    def is_offline(self) -> None:
        """Let the network go."""
        self.tab.ask("Network.enable")
        speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.tab.ask("Network.emulateNetworkConditions", offline=True, **speed)

    def would_not_fit(self) -> list[str]:
        """Return what would be cut off if every text were two fifths longer."""
        found: list[str] = self.tab.run(_CUT_OFF)
        return found

    def type(self, code: str) -> None:
        """Type digits one by one."""
        self.tab.until("document.querySelector('.digits input') !== null")
        for at, digit in enumerate(code.replace(" ", "")):
            self.tab.run(f"document.querySelectorAll('.digits input')[{at}].focus()")
            self.tab.ask("Input.insertText", text=digit)

    def measure(self, systolic: int) -> None:
        """Let the cuff measure."""
        self.tab.run(f"cuff.measure({systolic}, 80, 66)")

    def measures_once_ready(self, systolic: int) -> None:
        """Let the cuff measure as soon as the page listens to it."""
        call = f"cuff.measure({systolic}, 80, 66)"
        self.tab.until(f"(() => {{ try {{ {call}; return true }} catch {{ return false }} }})()")

    def is_asked_to_stay(self, first: str = "") -> bool:
        """Whether leaving the page would ask, in the same instant as something else happens."""
        leaving = "new Event('beforeunload', {cancelable: true})"
        asked = self.tab.run(f"(() => {{ {first}; return !window.dispatchEvent({leaving}) }})()")
        return bool(asked)

    def looks_elsewhere(self) -> None:
        """Put another tab in front."""
        other = self._browser.tab()
        other.ask("Page.bringToFront")
        self.tab.until("document.visibilityState === 'hidden'")

    def rest(self, seconds: float) -> None:
        """Do nothing."""
        time.sleep(seconds)

    def longest_silence(self, station: PageStation, seconds: float) -> int:
        """Return the longest time without a pong, in ms, as the station sees it."""
        assert station.end is not None
        longest, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            longest = max(longest, station.end.silent_ms(now_ms()))
            time.sleep(0.1)
        return longest
